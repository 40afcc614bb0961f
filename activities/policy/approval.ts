// The accepted decision that stands behind an act, found in the log of policy decisions and not taken from the caller.
import type { JourneyContext } from '../../contracts/stage-messages.ts';
import { journeyIdOf } from '../../contracts/ids.ts';
import type { DocumentRef, PrincipalToken, Sha256Hex } from '../../contracts/ids.ts';
import type { PolicyDecisionLog } from '../../contracts/ports/store.ts';
import type { PolicyQuestion } from './policy-engine.ts';

/** What verify-decision keeps of a decision, as far as the act reads it again. */
export interface KeptDecision {
  requestId: string;
  decision: string;
  /** The proposal that was shown. */
  proposalHash: Sha256Hex;
  /** The draft that was approved instead of it. */
  edit: DocumentRef | null;
  question: PolicyQuestion | null;
}

/** What is to be written, and on whose word. */
export interface ActOfApproval extends JourneyContext {
  requestId: string;
  actor: PrincipalToken;
  /** Hash of the proposal that is to be written, and the draft behind it. */
  approvedHash: Sha256Hex;
  draft: DocumentRef;
}

/**
 * The question that allowed the approval, to be asked again: in the role that decided, with the facts of then.
 * @returns null when no accepted approval of this very proposal, in this request and by this actor, was recorded.
 */
export async function approvalOf(
  log: Pick<PolicyDecisionLog, 'list'>,
  about: ActOfApproval,
  checkpoint: string,
): Promise<PolicyQuestion | null> {
  const records = await log.list({ tenant: about.tenant, journeyId: journeyIdOf(about.workflowId) });
  for (const { question: kind, request, answer } of records) {
    if (kind !== 'decide') continue;
    const kept = request as unknown as KeptDecision;
    const { verdict, role } = answer as unknown as { verdict: string; role: string | null };
    if (verdict !== 'accepted' || role === null || kept.requestId !== about.requestId) continue;
    if (!approves(kept, about)) continue;
    const { question } = kept;
    if (question?.subject !== about.actor || question.object !== `checkpoint:${checkpoint}`) continue;
    return { ...question, roles: [role] };
  }
  return null;
}

/** An approval is of the proposal that was shown; an edit's, of the proposal that was made from it. */
function approves({ decision, proposalHash, edit }: KeptDecision, about: ActOfApproval): boolean {
  if (decision === 'approve') return proposalHash === about.approvedHash;
  return decision === 'edit_and_approve' && edit !== null && edit === about.draft;
}
