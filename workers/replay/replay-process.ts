// One confined process that replays histories, one after the other: what is asked of it goes in as a line and comes back as one. It
// answers null where the process does not; why, its owner says.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import type { HistoryEvents } from '../../activities/evidence/verify/history-facts.ts';
import type { ReplayAnswer } from '../../activities/evidence/verify/check-history.ts';
import type { Sha256Hex } from '../../contracts/ids.ts';
import { confinedCommand, type Confinement } from './confinement.ts';

export interface ReplayQuestion {
  codePath: string;
  codeHash: Sha256Hex;
  workflowId: string;
  events: HistoryEvents;
}

export interface ReplayProcess {
  /** What the process found when it looked at its own confinement; null: it did not start. */
  started: Promise<Confinement | null>;
  /** Histories that it was given. */
  readonly asked: number;
  replay(question: ReplayQuestion, limitMs: number): Promise<ReplayAnswer | null>;
  kill(): void;
}

/** @param codeFolders where workflow code may be read. */
export function startReplayProcess(codeFolders: readonly string[], startLimitMs: number): ReplayProcess {
  const { command, args } = confinedCommand(codeFolders);
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'ignore'], env: {} });
  // Both say themselves by the end of the answers.
  child.on('error', () => undefined);
  child.stdin.on('error', () => undefined);
  const answers = createInterface({ input: child.stdout, crlfDelay: Infinity })[Symbol.asyncIterator]();
  let asked = 0;

  async function answer(limitMs: number): Promise<Record<string, unknown> | null> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<null>((resolve) => {
      timer = setTimeout(() => resolve(null), limitMs);
    });
    const next = await Promise.race([answers.next(), late]);
    clearTimeout(timer);
    return next === null || next.done ? null : parsed(next.value);
  }

  const started = answer(startLimitMs).then((first) => (first?.['ready'] as Confinement | undefined) ?? null);
  return {
    started,
    get asked() {
      return asked;
    },
    async replay(question, limitMs) {
      asked += 1;
      if ((await started) === null) return null;
      // Under a name of its own: no answer is taken for that of another history.
      const id = randomUUID();
      child.stdin.write(`${JSON.stringify({ id, ...question })}\n`);
      const given = await answer(limitMs);
      if (given?.['id'] !== id) return null;
      return given['answer'] as ReplayAnswer;
    },
    kill: () => void child.kill('SIGKILL'),
  };
}

/** @returns null for a line that a dying process did not finish. */
function parsed(line: string): Record<string, unknown> | null {
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return null;
  }
}
