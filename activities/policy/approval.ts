// The accepted decision that stands behind an act, found in the log of policy decisions and not taken from the caller.
import type { JourneyContext } from '../../contracts/control-facts.ts';
import { journeyIdOf } from '../../contracts/ids.ts';
import type { PrincipalToken } from '../../contracts/ids.ts';
import type { PolicyDecisionLog } from '../../contracts/ports/store.ts';
import type { PolicyQuestion } from './policy-engine.ts';

/** What verify-decision keeps of a decision, as far as the act reads it again. */
export interface KeptDecision {
  requestId: string;
  decision: string;
  question: PolicyQuestion | null;
}

/**
 * The question that allowed the approval, to be asked again: in the role that decided, with the facts of then.
 * @returns null when nobody's accepted approval of this request by this actor was recorded.
 */
export async function approvalOf(
  log: Pick<PolicyDecisionLog, 'list'>,
  about: JourneyContext & { requestId: string; actor: PrincipalToken },
  checkpoint: string,
): Promise<PolicyQuestion | null> {
  const records = await log.list({ tenant: about.tenant, journeyId: journeyIdOf(about.workflowId) });
  for (const { question: kind, request, answer } of records) {
    if (kind !== 'decide') continue;
    const { requestId, decision, question } = request as unknown as KeptDecision;
    const { verdict, role } = answer as unknown as { verdict: string; role: string | null };
    if (verdict !== 'accepted' || role === null || decision === 'reject' || requestId !== about.requestId)
      continue;
    if (question?.subject !== about.actor || question.object !== `checkpoint:${checkpoint}`) continue;
    return { ...question, roles: [role] };
  }
  return null;
}
