// A checkpoint in words: who is asked, who has it in hand, who approved and how many are missing. It shows what the gateway
// gave; names where the caller may see them, tokens otherwise.
import { distance, facts, minute } from './layout.ts';

export interface CheckpointSeen {
  requestId: string;
  proposalHash: string;
  approverRole: string;
  opensAt: number;
  deadlineAt: number;
  blocked: boolean;
  rejectReasons: string[];
  standing: {
    claim: { by: string; until: number } | null;
    assignee: string | null;
    delegators: string[];
    approvals: { actor: string; role: string; decision: string; at: number; insteadOf: string | null }[];
    level: number;
  };
  remindedAt: number | null;
  /** Absent from a gateway of before 2026-11-22. */
  schedule?: { step: 'remind' | 'escalate'; at: number; role: string | null }[];
  remaining: number;
  quorum: { approvals: number; including: string | null };
}

/** @param options.nameOf the name of a token, or the token. `isOpen` false: it is over, and this is the record of it. */
export function describeCheckpoint(
  checkpoint: CheckpointSeen,
  options: { nameOf: (token: string) => string; isOpen: boolean; now: number },
): string[] {
  const { nameOf, isOpen, now } = options;
  const { standing, quorum, remaining, opensAt, deadlineAt, remindedAt, requestId } = checkpoint;
  const { claim, assignee, delegators, approvals, level } = standing;
  const coming = isOpen ? (checkpoint.schedule ?? []).filter(({ at }) => at > now) : [];
  const including = quorum.including === null ? '' : `, one of them by a ${quorum.including}`;
  const text = facts([
    ['request', requestId],
    ['asked', `${checkpoint.approverRole}, since ${minute(opensAt)}`],
    ['deadline', isOpen ? `${minute(deadlineAt)} (${distance(deadlineAt, now)}); then nothing is done` : null],
    ['in hand', claim && `${nameOf(claim.by)}, until ${minute(claim.until)}`],
    ['delegated to', assignee === null ? null : nameOf(assignee)],
    ['delegated by', delegators.map(nameOf).join(', then ')],
    ['approvals', isOpen ? `${approvals.length} of ${quorum.approvals}${including}; ${needed(remaining)}` : null],
    ...approvals.map(
      ({ actor, role, decision, at, insteadOf }) =>
        [isOpen ? '' : 'approved', `${decision} by ${nameOf(actor)} as ${role} at ${minute(at)}${insteadOf ? `, in the stead of ${nameOf(insteadOf)}` : ''}`] as const,
    ),
    ['escalated', level === 0 ? null : `${level} ${level === 1 ? 'step' : 'steps'} up the chain`],
    ['reminded', remindedAt === null ? null : minute(remindedAt)],
    ...coming.map(({ at, role }) => ['comes', `${role === null ? 'a reminder' : `${role} is asked as well`} ${distance(at, now)}`] as const),
  ]); // prettier-ignore
  return text.split('\n');
}

/** What a list says of an open one: its role and deadline, and what keeps others from deciding. */
export function waitsFor(checkpoint: CheckpointSeen, now: number): string {
  const { claim, assignee, approvals, level } = checkpoint.standing;
  return [
    checkpoint.approverRole,
    `expires ${distance(checkpoint.deadlineAt, now)}`,
    ...(claim ? ['claimed'] : []),
    ...(assignee ? ['delegated'] : []),
    ...(approvals.length > 0 ? [needed(checkpoint.remaining)] : []),
    ...(level > 0 ? ['escalated'] : []),
    ...(checkpoint.blocked ? ['edit or reject only'] : []),
  ].join(', ');
}

export function needed(remaining: number): string {
  if (remaining === 0) return 'none is missing';
  return remaining === 1 ? '1 more approval is needed' : `${remaining} more approvals are needed`;
}
