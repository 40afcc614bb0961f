// Who decides about an erasure, and may he? The gateway's assertion, its binding to this erasure, policy and directory of this moment,
// and that he is not the one who asked for it, by the register. An approval becomes a record of the ledger here, where it was verified: no
// later step believes a workflow that somebody approved. Every refusal becomes one as well; what carries no assertion decides nothing.
import { callQuestion } from '../../../contracts/calls.ts';
import { hashJson } from '../../../contracts/canonical-json.ts';
import { erasureKey, erasureKinds, erasureRefusalKey } from '../../../contracts/erasure-records.ts';
import type {
  ErasureRefusal,
  VerifyErasureDecisionInput,
  VerifyErasureDecisionResult,
} from '../../../contracts/erasure.ts';
import { erasureWorkflowId } from '../../../contracts/ids.ts';
import type { EpochMilliseconds, PrincipalToken } from '../../../contracts/ids.ts';
import type { PolicyRegistry } from '../../../contracts/policy.ts';
import type { DecisionAssertions } from '../../../contracts/ports/identity.ts';
import type { ErasureRow } from '../../../contracts/ports/erasure.ts';
import type { Ledger, PrincipalDirectory } from '../../../contracts/ports/store.ts';
import { misfitOf } from '../../policy/bound-assertion.ts';
import { evaluate } from '../../policy/policy-engine.ts';
import { readableOrNull } from '../../policy/policy-registry.ts';
import { approvalIn, readErasure } from './read-erasure.ts';
import type { ReadErasureDeps } from './read-erasure.ts';

export interface VerifyErasureDecisionDeps {
  policies: Pick<PolicyRegistry, 'current'>;
  store: ReadErasureDeps & {
    principals: Pick<PrincipalDirectory, 'personOf'>;
    ledger: Pick<Ledger, 'append' | 'find'>;
  };
  assertions: Pick<DecisionAssertions, 'verify'>;
  clock: () => EpochMilliseconds;
}

/** ContractBroken when the register tells of another erasure than the workflow does. */
export function createVerifyErasureDecision(deps: VerifyErasureDecisionDeps) {
  return async function verifyErasureDecision(
    input: VerifyErasureDecisionInput,
  ): Promise<VerifyErasureDecisionResult> {
    const { tenant, erasure, subject, decision } = input;
    const row = await readErasure(deps.store, input);
    const judged = await judge(deps, input);
    const result = judged.verdict === 'accepted' ? await keep(deps, row, decision.decision, judged) : judged;
    if (result.verdict === 'refused') {
      await deps.store.ledger.append({
        tenant,
        key: erasureRefusalKey({ erasure, assertion: decision.assertion }),
        kind: erasureKinds.refused,
        journeyId: null,
        facts: { erasure, subject, code: result.code, decision: decision.decision, actor: result.actor },
      });
    }
    return result;
  };
}

type Accepted = Extract<VerifyErasureDecisionResult, { verdict: 'accepted' }>;

/**
 * The ledger says who approved, before anything follows from it. The first approval stands: of a run that was stopped by force and
 * approved again, the answer names whoever approved first. What is decided or closed is not decided otherwise.
 */
async function keep(
  { store: { ledger } }: VerifyErasureDecisionDeps,
  { tenant, id, subject, state }: ErasureRow,
  decision: 'approve' | 'reject',
  accepted: Accepted,
): Promise<VerifyErasureDecisionResult> {
  const { actor, role } = accepted;
  if (state === 'expired') return refused(actor, 'deadline_passed');
  if (state !== 'requested' && state !== 'erasing') return refused(actor, 'already_decided');
  const key = erasureKey('decided', id);
  if (decision === 'reject') {
    // Its record is written when the erasure is closed.
    const decided = state !== 'requested' || (await ledger.find({ tenant, key })) !== null;
    return decided ? refused(actor, 'already_decided') : accepted;
  }
  const facts = { erasure: id, subject, decision: 'approved', by: actor, role };
  const record = await ledger.append({ tenant, key, kind: erasureKinds.decided, journeyId: null, facts });
  const first = approvalIn(record, id);
  return first
    ? { ...accepted, actor: first.by, role: first.role ?? role }
    : refused(actor, 'already_decided');
}

async function judge(
  { assertions, clock, policies, store }: VerifyErasureDecisionDeps,
  { tenant, erasure, requestedBy, decision }: VerifyErasureDecisionInput,
): Promise<VerifyErasureDecisionResult> {
  const { assertion, ...body } = decision;
  const at = clock();
  const claims = await assertions.verify(assertion);
  const workflowId = erasureWorkflowId({ tenant, erasure });
  const misfit = claims
    ? misfitOf(claims, { tenant, workflowId, bodyHash: hashJson(body), now: at })
    : 'assertion_invalid';
  // An assertion that does not fit says nothing about who sent this.
  if (!claims || misfit) return refused(null, misfit ?? 'assertion_invalid');
  const { actor } = claims;
  const person = await store.principals.personOf({ tenant, principal: actor });
  // A role that was taken from the person is gone at once, whatever the token still says.
  const roles = claims.roles.filter((role) => !person?.withdrawnRoles.includes(role));
  const set = await readableOrNull(policies.current());
  const question = { subject: actor, roles, tenant, ...callQuestion('erasures.decide'), facts: {} };
  const { verdict, role } = await evaluate(set, question);
  if (verdict !== 'allowed' || role === null) return refused(actor, 'wrong_role');
  return actor === requestedBy ? refused(actor, 'self_approval') : { verdict: 'accepted', actor, role, at };
}

function refused(actor: PrincipalToken | null, code: ErasureRefusal): VerifyErasureDecisionResult {
  return { verdict: 'refused', actor, code };
}
