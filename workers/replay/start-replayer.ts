// Replays histories in a confined process, one after the other, for as many bundles as there are. One that takes too long, is refused
// or brings the process down costs its own replay and no other: whatever it left behind goes with its process.
import type { ReplayAnswer, Replayer } from '../../activities/evidence/verify/check-history.ts';
import type { Sha256Hex } from '../../contracts/ids.ts';
import type { Confinement } from './confinement.ts';
import { codeFolders, releasedCodePath } from './released-code.ts';
import { startReplayProcess, type ReplayProcess } from './replay-process.ts';

// A history of 50 events takes a tenth of a second, and the process one to start; what takes this long does not end.
const startLimitMs = 60_000;
const replayLimitMs = 60_000;
// What the SDK keeps of a replay goes with the process: a thousand bundles take no more memory than these.
const replaysOfOneProcess = 100;

export interface RunningReplayer extends Replayer {
  /** Starts the process now, beside what is checked before the first replay. */
  prepare(): void;
  /** Of the last process that started; null before there was one. */
  confinement(): Confinement | null;
  stop(): void;
}

export interface ReplayerTerms {
  replayLimitMs?: number;
  /** Where workflow code may be read, and which file holds it. */
  code?: { folders: readonly string[]; pathOf: (codeHash: Sha256Hex) => Promise<string | null> };
}

export function startReplayer(terms: ReplayerTerms = {}): RunningReplayer {
  const limitMs = terms.replayLimitMs ?? replayLimitMs;
  const code = terms.code ?? { folders: codeFolders, pathOf: releasedCodePath };
  let confinement: Confinement | null = null;
  let running: ReplayProcess | null = null;
  let stopped = false;

  function process(): ReplayProcess {
    running ??= startReplayProcess(code.folders, startLimitMs);
    return running;
  }

  function replace(): void {
    running?.kill();
    running = null;
  }

  return {
    prepare: () => void process(),
    confinement: () => confinement,
    async replay({ release, workflowId, events }) {
      const { codeHash } = release;
      const codePath = await code.pathOf(codeHash);
      if (codePath === null)
        return {
          notDone: `the released code ${codeHash.slice(0, 16)} is not at hand; put it into releases/code.`,
        };
      if (stopped) return { notDone: 'it was called off.' };
      const question = { codePath, codeHash, workflowId, events };
      let answer: ReplayAnswer | null = null;
      // A process that replayed others before may die of what they left in it: only a fresh one says that it is this history's fault.
      for (let isFresh = false; answer === null && !isFresh && !stopped;) {
        const asked = process();
        isFresh = asked.asked === 0;
        const found = await asked.started;
        if (found === null) {
          replace();
          return { notDone: 'the process for it could not be started here.' };
        }
        confinement = found;
        answer = await asked.replay(question, limitMs);
        if (answer === null || !('entries' in answer) || asked.asked >= replaysOfOneProcess) replace();
      }
      return answer ?? { notDone: `it ended without an answer, or took longer than ${limitMs / 1000} s.` };
    },
    stop() {
      stopped = true;
      replace();
    },
  };
}
