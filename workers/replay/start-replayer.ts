// Replays histories in one confined process, one after the other, for as many bundles as there are. One that takes too long or brings
// the process down costs its own replay, and the next one gets a new process.
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { createInterface, type Interface } from 'node:readline';
import type { ReplayAnswer, Replayer } from '../../activities/evidence/verify/check-history.ts';
import { confinedCommand, type Confinement } from './confinement.ts';
import { codeFolders, releasedCodePath } from './released-code.ts';

// A history of 50 events takes a quarter of a second, and the process one to start; what takes this long does not end.
const startLimitMs = 60_000;
const replayLimitMs = 60_000;
// What the SDK keeps of a replay goes with the process: a thousand bundles take no more memory than these.
const replaysOfOneProcess = 100;

export interface RunningReplayer extends Replayer {
  /** Of the last process; null before there was one. */
  confinement(): Confinement | null;
  stop(): void;
}

interface ReplayProcess {
  child: ChildProcessByStdio<Writable, Readable, null>;
  answers: AsyncIterator<string>;
  lines: Interface;
}

export function startReplayer(): RunningReplayer {
  let confinement: Confinement | null = null;
  let running: Promise<ReplayProcess | null> | null = null;
  let replays = 0;

  function kill(process: ReplayProcess | null): void {
    process?.child.kill('SIGKILL');
    running = null;
  }

  async function start(): Promise<ReplayProcess | null> {
    const { command, args } = confinedCommand(codeFolders);
    const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'ignore'], env: {} });
    // Both say themselves by the end of the answers.
    child.on('error', () => undefined);
    child.stdin.on('error', () => undefined);
    const lines = createInterface({ input: child.stdout, crlfDelay: Infinity });
    const process = { child, lines, answers: lines[Symbol.asyncIterator]() };
    const first = await answerOf(process, startLimitMs);
    if (first === null) {
      kill(process);
      return null;
    }
    confinement = (first as { ready: Confinement }).ready;
    return process;
  }

  return {
    confinement: () => confinement,
    async replay({ release, workflowId, events }) {
      const codePath = await releasedCodePath(release.codeHash);
      if (codePath === null)
        return {
          notDone: `the released code ${release.codeHash.slice(0, 16)} is not at hand; put it into releases/code.`,
        };
      const process = await (running ??= start());
      if (process === null) {
        running = null;
        return { notDone: 'the process for it could not be started here.' };
      }
      const question = { codePath, codeHash: release.codeHash, workflowId, events };
      process.child.stdin.write(`${JSON.stringify(question)}\n`);
      const answer = await answerOf(process, replayLimitMs);
      replays += 1;
      if (replays % replaysOfOneProcess === 0) kill(process);
      if (answer !== null) return answer as ReplayAnswer;
      kill(process);
      return { notDone: `it ended without an answer, or took longer than ${replayLimitMs / 1000} s.` };
    },
    stop() {
      void running?.then(kill);
      running = null;
    },
  };
}

/** @returns null when the process ended or took too long. */
async function answerOf({ answers }: ReplayProcess, limitMs: number): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), limitMs);
  });
  const next = await Promise.race([answers.next(), late]);
  clearTimeout(timer);
  if (next === null || next.done) return null;
  return JSON.parse(next.value) as unknown;
}
