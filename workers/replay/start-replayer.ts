// Replays histories in a confined process, one after the other, for as many bundles as there are. One that takes too long, is refused
// or brings the process down costs its own replay and no other: whatever it left behind goes with its process.
import type { Replayer } from '../../activities/evidence/verify/check-history.ts';
import type { Confinement } from './confinement.ts';
import { codeSource, type CodeSource } from './released-code.ts';
import { startReplayProcess, type ReplayProcess } from './replay-process.ts';

const startLimitMs = 60_000;
// A history of 50 events takes a tenth of a second, and two milliseconds for each more; what takes many times as long on any machine does
// not end. What is late is not proved, which accuses nobody.
const replayLimitMs = (events: number): number => 20_000 + 10 * Math.min(events, 10_000);
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
  replayLimitMs?: (events: number) => number;
  /** Default: that of this checkout. */
  code?: CodeSource;
}

export function startReplayer(terms: ReplayerTerms = {}): RunningReplayer {
  const limitOf = terms.replayLimitMs ?? replayLimitMs;
  const code = terms.code ?? codeSource();
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
      const limitMs = limitOf(events.length);
      for (;;) {
        const asked = process();
        const isFresh = asked.asked === 0;
        const found = await asked.started;
        if (found === null) {
          replace();
          return { notDone: 'the process for it could not be started here.' };
        }
        confinement = found;
        const answer = await asked.replay(question, limitMs);
        if (typeof answer === 'string' || !('entries' in answer) || asked.asked >= replaysOfOneProcess)
          replace();
        if (answer === 'late') return { notDone: `it was not done within ${limitMs / 1000} s.` };
        if (answer !== 'ended') return answer;
        // A process that replayed others before may die of what they left in it: only a fresh one says that it is this history's fault.
        if (isFresh || stopped) return { notDone: 'the process for it ended without an answer.' };
      }
    },
    stop() {
      stopped = true;
      replace();
    },
  };
}
