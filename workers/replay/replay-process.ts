// One confined process that replays histories, one after the other: what is asked of it goes in as a line and comes back as one. It must
// never be asked a second question before it answered the first.
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
  /** `ended`: the process did; `late`: it did not answer within the limit. */
  replay(question: ReplayQuestion, limitMs: number): Promise<ReplayAnswer | 'ended' | 'late'>;
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

  async function answer(limitMs: number): Promise<Record<string, unknown> | 'ended' | 'late'> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), limitMs);
    });
    const next = await Promise.race([answers.next(), late]);
    clearTimeout(timer);
    if (next === 'late') return next;
    return next.done ? 'ended' : (parsed(next.value) ?? 'ended');
  }

  const started = answer(startLimitMs).then((first) =>
    typeof first === 'string' ? null : ((first['ready'] as Confinement | undefined) ?? null),
  );
  return {
    started,
    get asked() {
      return asked;
    },
    async replay(question, limitMs) {
      asked += 1;
      if ((await started) === null) return 'ended';
      // Under a name of its own: no answer is taken for that of another history.
      const id = randomUUID();
      child.stdin.write(`${JSON.stringify({ id, ...question })}\n`);
      const given = await answer(limitMs);
      if (typeof given === 'string') return given;
      if (given['id'] !== id) return 'ended';
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
