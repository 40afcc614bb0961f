// What may be answered to a journey that waits for a person. Every button, key and address asks here, so that none goes past another;
// it is a courtesy all the same: the API refuses what must not be.
import type { Call, Checkpoint, Journey, JourneyDetail } from './types.ts';

export const answers = ['approve', 'edit', 'reject', 'delegate'] as const;
export type Answer = (typeof answers)[number];

const needs: Record<Answer | 'claim', Call> = {
  approve: 'decision.send',
  edit: 'decision.send',
  reject: 'decision.send',
  delegate: 'checkpoint.act',
  claim: 'checkpoint.act',
};

/** @returns null when the journey waits for nobody, or not any more. */
export function openCheckpoint(journey: Journey | JourneyDetail): Checkpoint | null {
  const { stage, outcome, checkpoint } = journey;
  return stage === 'checkpoint' && outcome === null ? checkpoint : null;
}

/** @param journey of a list, or the whole: one whose texts this person may not read is not edited. */
export function isOffered(
  action: Answer | 'claim',
  journey: Journey | JourneyDetail,
  may: (call: Call) => boolean,
): boolean {
  const checkpoint = openCheckpoint(journey);
  if (checkpoint === null || !may(needs[action])) return false;
  if (action === 'approve') return !checkpoint.blocked;
  if (action === 'edit') return !('content' in journey && journey.content === null);
  return true;
}
