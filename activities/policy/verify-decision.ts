// Who decided, and might they? Checks the gateway's assertion, its binding to this very decision, and the role by the
// pinned rules. It accepts nothing that no assertion stands behind, and keeps every answer.
import type { DecisionRefusal, VerifyDecisionInput, VerifyDecisionResult } from '../../contracts/decision.ts';
import { hashJson } from '../../contracts/canonical-json.ts';
import type { JsonValue } from '../../contracts/canonical-json.ts';
import { journeyIdOf } from '../../contracts/ids.ts';
import type { PolicyRegistry } from '../../contracts/policy.ts';
import type { DecisionAssertionClaims, DecisionAssertions } from '../../contracts/ports/identity.ts';
import type { Store } from '../../contracts/ports/store.ts';
import type { KeptDecision } from './approval.ts';
import { evaluate } from './policy-engine.ts';
import type { PolicyAnswer, PolicyQuestion } from './policy-engine.ts';
import { readableOrNull } from './policy-registry.ts';

/** The gateway's clock and the workflow's may differ by this much, either way. */
const SKEW_MS = 2 * 60_000;

export interface VerifyDecisionDeps {
  policies: PolicyRegistry;
  store: Pick<Store, 'policyDecisions'>;
  assertions: Pick<DecisionAssertions, 'verify'>;
}

export function createVerifyDecision(deps: VerifyDecisionDeps) {
  return async function verifyDecision(input: VerifyDecisionInput): Promise<VerifyDecisionResult> {
    const claims = await deps.assertions.verify(input.decision.assertion);
    let question: PolicyQuestion | null = null;
    let answer: PolicyAnswer | null = null;
    let code = claims ? misfitOf(claims, input) : 'assertion_invalid';
    if (claims && code === null) {
      question = questionOf(claims, input);
      answer = await evaluate(await readableOrNull(deps.policies.byHash(input.policySnapshot)), question);
      code = refusalOf(answer) ?? formRefusalOf(input);
    }
    // An assertion that fits another tenant or decision says nothing about who sent this one.
    const actor = question ? (claims?.actor ?? null) : null;
    const role = answer?.role ?? null;
    const result: VerifyDecisionResult =
      code === null && actor !== null && role !== null
        ? { verdict: 'accepted', actor, role }
        : { verdict: 'refused', actor, code: code ?? 'wrong_role' };
    await keep(deps, input, question, answer, result);
    return result;
  };
}

/** Whether the assertion was made for this decision, here and now. */
function misfitOf(claims: DecisionAssertionClaims, input: VerifyDecisionInput): DecisionRefusal | null {
  const { assertion: _assertion, ...body } = input.decision;
  if (claims.tenant !== input.tenant) return 'wrong_tenant';
  const bound = claims.workflowId === input.workflowId && claims.bodyHash === hashJson(body);
  const timely = claims.issuedAt <= input.now + SKEW_MS && claims.expiresAt > input.now - SKEW_MS;
  return bound && timely ? null : 'assertion_invalid';
}

function questionOf(claims: DecisionAssertionClaims, input: VerifyDecisionInput): PolicyQuestion {
  return {
    subject: claims.actor,
    roles: claims.roles,
    tenant: input.tenant,
    object: `checkpoint:${input.checkpoint.rule}`,
    action: 'decide',
    facts: { tier: input.checkpoint.tier, selfApproval: claims.actor === input.initiatedBy },
  };
}

function refusalOf({ verdict, explanation }: PolicyAnswer): DecisionRefusal | null {
  if (verdict === 'allowed') return null;
  // An unreadable policy gives nobody a role.
  return explanation?.missing.includes('self_approval') ? 'self_approval' : 'wrong_role';
}

/** The workflow checks these too; an activity trusts no caller. */
function formRefusalOf({ decision, checkpoint }: VerifyDecisionInput): DecisionRefusal | null {
  if (decision.decision === 'reject' && !checkpoint.rejectReasons.includes(decision.reasonCode ?? '')) {
    return 'reason_not_listed';
  }
  if (decision.decision === 'edit_and_approve' && !decision.edit) return 'edit_missing';
  return null;
}

async function keep(
  deps: VerifyDecisionDeps,
  input: VerifyDecisionInput,
  question: PolicyQuestion | null,
  answer: PolicyAnswer | null,
  result: VerifyDecisionResult,
): Promise<void> {
  const { requestId, proposalHash, decision, reasonCode, edit } = input.decision;
  const kept: KeptDecision = { requestId, decision, proposalHash, edit: edit?.ref ?? null, question };
  const request = {
    ...kept,
    reasonCode,
    initiatedBy: input.initiatedBy,
  } as unknown as JsonValue;
  const answered = {
    role: null,
    ...result,
    rule: answer?.rule ?? null,
    explanation: answer?.explanation ?? null,
    considered: answer?.considered ?? [],
  } as unknown as JsonValue;
  await deps.store.policyDecisions.record({
    tenant: input.tenant,
    journeyId: journeyIdOf(input.workflowId),
    question: 'decide',
    policySnapshot: input.policySnapshot,
    request,
    answer: answered,
    key: hashJson({ request, answered }),
  });
}
