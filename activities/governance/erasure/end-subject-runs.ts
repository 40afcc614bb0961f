// Ends whatever runs for a subject: first the agent, which could start another journey, then the journeys, by asking each to end. One
// in the middle of its write finishes it. Only of a subject whose erasure the register calls approved. It never terminates a journey: each ends sealed.
import type { EndSubjectRunsResult, ErasureContext } from '../../../contracts/erasure.ts';
import type { EpochMilliseconds } from '../../../contracts/ids.ts';
import type { SubjectRuns } from '../../../contracts/ports/erasure.ts';
import { readApproved } from './read-erasure.ts';
import type { ReadErasureDeps } from './read-erasure.ts';

export interface EndRunsTerms {
  /** How long journeys are waited for, in milliseconds. */
  waitMs: number;
  /** Between two looks, in milliseconds. */
  everyMs: number;
  /** For how long nothing open must be seen, in milliseconds: Temporal's index lags. */
  settleMs: number;
}

export const endRunsTerms: EndRunsTerms = {
  // A journey that waits for a person ends within a second; a model's answer may take five minutes.
  waitMs: 10 * 60_000,
  everyMs: 1_000,
  settleMs: 3_000,
};

export interface EndSubjectRunsDeps {
  store: ReadErasureDeps;
  runs: SubjectRuns;
  terms: EndRunsTerms;
  clock: () => EpochMilliseconds;
  /** Rejects when the activity is cancelled. */
  pause: (milliseconds: number) => Promise<void>;
  /** What an earlier try of this activity had asked to end; kept outside, because that try may have been killed. */
  asked: { before: readonly string[]; keep: (workflowIds: readonly string[]) => void };
}

export function createEndSubjectRuns({ store, runs, terms, clock, pause, asked }: EndSubjectRunsDeps) {
  return async function endSubjectRuns(input: ErasureContext): Promise<EndSubjectRunsResult> {
    const { tenant, region } = input;
    const { subject } = await readApproved(store, input);
    const began = clock();
    const known = new Set(asked.before);
    const told = new Set<string>();
    let quietSince: EpochMilliseconds | null = null;
    for (;;) {
      // Again each time: an event that was on its way may have started it anew.
      await runs.endAgent({ tenant, subject });
      for (const workflowId of await runs.openJourneys({ tenant, region, subject })) {
        if (!told.has(workflowId) && !(await runs.isClosed({ workflowId }))) known.add(workflowId);
      }
      asked.keep([...known]);
      const open: string[] = [];
      for (const workflowId of known) {
        if (!told.has(workflowId)) await runs.endJourney({ workflowId });
        told.add(workflowId);
        if (!(await runs.isClosed({ workflowId }))) open.push(workflowId);
      }
      const now = clock();
      quietSince = open.length > 0 ? null : (quietSince ?? now);
      const quiet = quietSince !== null && now - quietSince >= terms.settleMs;
      if (quiet || now - began >= terms.waitMs)
        return { ended: known.size - open.length, stillOpen: open.sort() };
      await pause(terms.everyMs);
    }
  };
}
