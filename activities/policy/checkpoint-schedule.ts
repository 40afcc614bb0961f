// When reminders and escalation come at a checkpoint that opens now, for whoever looks at it. The workflow alone lets them come, by the
// same terms; this must never decide what is due.
import type { CheckpointTerms } from '../../contracts/control-facts.ts';
import type { EpochMilliseconds } from '../../contracts/ids.ts';
import type { CheckpointStep } from '../../contracts/ports/store.ts';

/** @returns the steps before the deadline, in order; where two come at once, escalation first. */
export function checkpointSchedule(
  { remindAfterMs = [], escalation = [] }: Pick<CheckpointTerms, 'remindAfterMs' | 'escalation'>,
  { opensAt, deadlineAt }: { opensAt: EpochMilliseconds; deadlineAt: EpochMilliseconds },
): CheckpointStep[] {
  const steps: CheckpointStep[] = [
    ...escalation.map(({ afterMs, role }) => ({ step: 'escalate' as const, at: opensAt + afterMs, role })),
    ...remindAfterMs.map((after) => ({ step: 'remind' as const, at: opensAt + after, role: null })),
  ];
  return steps.filter(({ at }) => at < deadlineAt).sort((one, other) => one.at - other.at);
}
