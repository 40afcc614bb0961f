// The human checkpoint: one person decides about the hash of one exact proposal, before a deadline, or nothing happens.
// Decisions come by update (answered) or by signal (kept as evidence); both pass the same checks. The validator is
// synchronous and only reads; who decides is verified by an activity after acceptance.
import { CancellationScope, condition, setHandler } from '@temporalio/workflow';
import type { CheckpointTerms, DocumentReference, Finding } from '../contracts/control-facts.ts';
import type { DecideResult, DecisionInput, DecisionKind, DecisionRefusal } from '../contracts/decision.ts';
import type { GuardProposalResult } from '../contracts/stage-messages.ts';
import { decisionKinds } from '../contracts/decision.ts';
import { failures } from '../contracts/failures.ts';
import type { EpochMilliseconds, PrincipalToken } from '../contracts/ids.ts';
import { decideUpdate, decisionSignal } from './messages.ts';
import { failureTypeOf } from './failure-type.ts';
import type { JourneyRun } from './run.ts';
import { isHash, isReasonCode, isReference, matches, membersOf } from './well-formed.ts';

/** What is open for decision. */
export interface OpenRequest {
  requestId: string;
  guarded: GuardProposalResult;
  terms: CheckpointTerms;
  deadlineAt: EpochMilliseconds;
}

export interface AcceptedDecision {
  decision: DecisionKind;
  /** What was approved: the open proposal, or the edited one. */
  guarded: GuardProposalResult;
  /** The draft behind it. */
  edit: DocumentReference | null;
  actor: PrincipalToken;
  role: string;
  at: EpochMilliseconds;
}

/** What the journey lends the checkpoint: activities bound to its context. */
export interface CheckpointActivities {
  verify(
    decision: DecisionInput,
    terms: CheckpointTerms,
  ): Promise<
    | { verdict: 'accepted'; actor: PrincipalToken; role: string }
    | { verdict: 'refused'; actor: PrincipalToken | null; code: DecisionRefusal }
  >;
  guardEdit(edit: DocumentReference): Promise<GuardProposalResult>;
}

export interface Checkpoint {
  readonly open: OpenRequest | null;
  /** Opens the request and waits. @returns the decision, or null at the deadline or when `interrupted` turns true. */
  ask(request: OpenRequest, interrupted: () => boolean): Promise<AcceptedDecision | null>;
}

export function installCheckpoint(
  { chain, clock }: JourneyRun,
  activities: CheckpointActivities,
): Checkpoint {
  let open: OpenRequest | null = null;
  let accepted: AcceptedDecision | null = null;
  let closedBecause: DecisionRefusal = 'checkpoint_not_open';
  let verifying = false;

  function refusalOf(input: DecisionInput, now: EpochMilliseconds): DecisionRefusal | null {
    if (!isWellFormed(input)) return 'malformed';
    if (!open) return closedBecause;
    if (input.requestId !== open.requestId) return 'stale_request';
    if (input.proposalHash !== open.guarded.proposal.commitment) return 'stale_proposal';
    if (accepted) return 'already_decided';
    if (now >= open.deadlineAt) return 'deadline_passed';
    if (input.decision === 'approve' && open.guarded.verdict === 'fail') return 'proposal_blocked';
    if (input.decision === 'edit_and_approve' && !input.edit) return 'edit_missing';
    if (input.decision === 'reject' && !open.terms.rejectReasons.includes(input.reasonCode ?? ''))
      return 'reason_not_listed';
    return null;
  }

  function refuse(
    input: DecisionInput,
    code: DecisionRefusal,
    actor: PrincipalToken | null,
    findings: GuardProposalResult['findings'] = [],
  ): DecideResult {
    // A malformed signal may hold anything: only what was checked goes into evidence.
    const named =
      code === 'malformed'
        ? {}
        : { requestId: input.requestId, proposalHash: input.proposalHash, decision: input.decision };
    chain.record('decision.refused', 'checkpoint', { ...named, code, actor, findings });
    return { verdict: 'refused', code, findings };
  }

  async function decide(input: DecisionInput): Promise<DecideResult> {
    clock.mark();
    // One decision is verified at a time; a second one waits and then meets what the first left. A loop, because
    // several that waited wake in the same task.
    while (verifying) await condition(() => !verifying);
    const late = refusalOf(input, clock.now());
    const request = open;
    if (late || !request) return refuse(input, late ?? 'checkpoint_not_open', null);
    verifying = true;
    let actor: PrincipalToken | null = null;
    try {
      const verified = await activities.verify(input, request.terms);
      if (verified.verdict === 'refused') return refuse(input, verified.code, verified.actor);
      actor = verified.actor;
      let guarded = request.guarded;
      if (input.decision === 'edit_and_approve' && input.edit) {
        guarded = await activities.guardEdit(input.edit);
        if (guarded.verdict === 'fail') return refuse(input, 'edit_failed_guard', actor, guarded.findings);
      }
      accepted = {
        decision: input.decision,
        guarded,
        edit: input.edit,
        actor,
        role: verified.role,
        at: clock.now(),
      };
      chain.record('decision.accepted', 'checkpoint', {
        requestId: input.requestId,
        decision: input.decision,
        shownHash: input.proposalHash,
        proposal: guarded.proposal,
        approvedHash: input.decision === 'reject' ? null : guarded.proposal.commitment,
        reasonCode: input.reasonCode,
        comment: input.comment,
        actor,
        role: verified.role,
      });
      return { verdict: 'accepted', decision: input.decision, proposalHash: guarded.proposal.commitment };
    } catch (error) {
      // What escapes from a signal's handler ends the whole journey: a decision that cannot be checked is refused.
      const failure = failureTypeOf(error);
      if (!failure) throw error;
      const finding: Finding = { code: failure, severity: 'block', about: null };
      return refuse(input, actor ? 'edit_failed_guard' : 'assertion_invalid', actor, [finding]);
    } finally {
      verifying = false;
    }
  }

  // A cancellation that escaped from a signal's handler would end the journey before it is sealed.
  const handle = (input: DecisionInput) => CancellationScope.nonCancellable(() => decide(input));

  setHandler(decideUpdate, handle, {
    validator: (input: DecisionInput) => {
      // Never replayed, so the plain time will do.
      const code = refusalOf(input, Date.now());
      if (code) throw failures.decisionRefused(`decision refused: ${code}`, { code });
    },
  });
  setHandler(decisionSignal, async (input: DecisionInput) => {
    await handle(input);
  });

  return {
    get open() {
      return open;
    },
    async ask(request, interrupted) {
      open = request;
      accepted = null;
      closedBecause = 'checkpoint_not_open';
      try {
        const settled = () => accepted !== null || interrupted();
        const inTime = await condition(settled, Math.max(1, request.deadlineAt - clock.now()), {
          summary: 'Decision deadline',
        });
        // A decision that came in time and is still being verified is not late.
        while (verifying) await condition(() => !verifying);
        if (!accepted && !inTime) clock.set(request.deadlineAt);
        if (accepted) closedBecause = 'already_decided';
        else if (!inTime) closedBecause = 'deadline_passed';
        return accepted;
      } finally {
        open = null;
      }
    },
  };
}

/** Form only, and closed forms at that: whatever passes here may stand in evidence. */
function isWellFormed(input: unknown): input is DecisionInput {
  const { requestId, proposalHash, decision, reasonCode, edit, comment, assertion } =
    membersOf<DecisionInput>(input);
  return (
    matches(/^cp_\d{1,4}$/, requestId) &&
    isHash(proposalHash) &&
    (decisionKinds as readonly unknown[]).includes(decision) &&
    (reasonCode === null || isReasonCode(reasonCode)) &&
    (edit === null || isReference(edit)) &&
    (comment === null || isReference(comment)) &&
    typeof assertion === 'string'
  );
}
