// The checkpoint of a journey as the API shows it: whole, also for rows from before claims and approvals were kept, and
// without a claim that has lapsed.
import type { CheckpointStanding } from '../contracts/decision.ts';
import type { EpochMilliseconds, PrincipalToken } from '../contracts/ids.ts';
import type { JourneyRow } from '../contracts/ports/store.ts';

const untouched: CheckpointStanding = {
  claim: null,
  assignee: null,
  delegators: [],
  approvals: [],
  level: 0,
};

/** As it stands at `now`, with what a decision must name; null before the first one opens. */
export function checkpointView({ checkpoint, stage, outcome }: JourneyRow, now: EpochMilliseconds) {
  if (!checkpoint) return null;
  const standing = checkpoint.standing ?? untouched;
  const { claim, approvals } = standing;
  // Nobody has done anything yet where nothing was noted: then all are missing.
  const remaining = checkpoint.remaining ?? checkpoint.quorum?.approvals ?? 1;
  // One that is over stays on the row for the record, as it stood before whatever closed it.
  const isOpen = stage === 'checkpoint' && outcome === null;
  return {
    ...checkpoint,
    proposalHash: checkpoint.proposal.commitment,
    standing: { ...standing, claim: isOpen && claim && claim.until > now ? claim : null },
    remindedAt: checkpoint.remindedAt ?? null,
    schedule: checkpoint.schedule ?? [],
    remaining: isOpen ? remaining : 0,
    quorum: checkpoint.quorum ?? { approvals: approvals.length + remaining, including: null },
  };
}

/** Everybody whose name belongs to the journey: who has it in hand, gave it away, approved, decided. */
export function peopleIn({ checkpoint, decision }: JourneyRow): Set<PrincipalToken> {
  const { claim, assignee, delegators, approvals } = checkpoint?.standing ?? untouched;
  const tokens = [
    claim?.by,
    assignee,
    ...delegators,
    ...approvals.flatMap(({ actor, insteadOf }) => [actor, insteadOf]),
    decision?.actor,
    ...(decision?.approvals ?? []).flatMap(({ actor, insteadOf }) => [actor, insteadOf]),
  ];
  return new Set(tokens.filter((token) => typeof token === 'string'));
}
