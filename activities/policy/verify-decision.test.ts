// Who may decide: an assertion of the gateway, bound to this decision, by a role that the pinned rules accept.
import { describe, expect, it } from 'vitest';
import { hashJson } from '../../contracts/canonical-json.ts';
import type { DecisionInput, VerifyDecisionInput } from '../../contracts/decision.ts';
import { failures } from '../../contracts/failures.ts';
import type { DecisionAssertionClaims } from '../../contracts/ports/identity.ts';
import { memoryStore, policiesDirectory } from '../../test/policy/policy-fakes.ts';
import { loadPolicySet } from './load-policy-set.ts';
import { createVerifyDecision } from './verify-decision.ts';

const set = await loadPolicySet(policiesDirectory);
const now = Date.parse('2025-11-20T10:00:00Z');
const body: Omit<DecisionInput, 'assertion'> = {
  requestId: 'cp_1',
  proposalHash: 'a'.repeat(64),
  decision: 'approve',
  reasonCode: null,
  edit: null,
  comment: null,
};
const terms = set.checkpoints['adviser-approval'];
const inputOf = (
  decision: Partial<DecisionInput> = {},
  tier: 'standard' | 'high' = 'standard',
): VerifyDecisionInput => ({
  tenant: 'aldermoor-wealth',
  region: 'eu',
  subject: 'sub_1',
  type: 'advisory-outreach',
  workflowId: 'w1',
  policySnapshot: set.hash,
  initiatedBy: 'prn_trigger',
  checkpoint: {
    rule: 'adviser-approval',
    approverRole: 'adviser',
    tier,
    deadlineMs: 1,
    rejectReasons: terms?.rejectReasons ?? [],
  },
  decision: { ...body, assertion: 'jws', ...decision },
  now,
});

/** Asks with the claims that the gateway would make for the decision, altered as told. */
async function verify(
  input: VerifyDecisionInput,
  altered: Partial<DecisionAssertionClaims> | null = {},
  readable = true,
) {
  const { assertion: _assertion, ...decided } = input.decision;
  const claims: DecisionAssertionClaims | null = altered && {
    tenant: 'aldermoor-wealth',
    workflowId: 'w1',
    actor: 'prn_adviser',
    roles: ['adviser'],
    bodyHash: hashJson(decided),
    issuedAt: now,
    expiresAt: now + 60_000,
    ...altered,
  };
  const store = memoryStore();
  const read = async () => {
    if (!readable) throw failures.policyUnreadable('policy unreadable: test');
    return set;
  };
  const verifyDecision = createVerifyDecision({
    policies: { current: read, byHash: read },
    store,
    assertions: { verify: async () => claims },
  });
  return { result: await verifyDecision(input), kept: [...store.decisions.values()] };
}

describe('verifying a decision', () => {
  it('accepts an adviser, and keeps who decided in which role', async () => {
    const { result, kept } = await verify(inputOf());
    expect(result).toEqual({ verdict: 'accepted', actor: 'prn_adviser', role: 'adviser' });
    expect(kept).toMatchObject([
      {
        question: 'decide',
        request: { requestId: 'cp_1', question: { subject: 'prn_adviser' } },
        answer: { verdict: 'accepted', role: 'adviser', rule: 'decide-adviser' },
      },
    ]);
  });

  it('lets a supervisor decide both tiers, and an adviser the standard one only', async () => {
    const supervisor = { roles: ['supervisor' as const] };
    expect((await verify(inputOf(), supervisor)).result).toMatchObject({
      verdict: 'accepted',
      role: 'supervisor',
    });
    expect((await verify(inputOf({}, 'high'), supervisor)).result).toMatchObject({ verdict: 'accepted' });
    expect((await verify(inputOf({}, 'high'))).result).toMatchObject({
      verdict: 'refused',
      code: 'wrong_role',
    });
  });

  const refusals: [string, string, VerifyDecisionInput, Partial<DecisionAssertionClaims> | null][] = [
    ['a decision without a valid assertion', 'assertion_invalid', inputOf(), null],
    ['an assertion of another tenant', 'wrong_tenant', inputOf(), { tenant: 'lumen-retail' }],
    ['an assertion for another journey', 'assertion_invalid', inputOf(), { workflowId: 'w2' }],
    ['an assertion for another decision', 'assertion_invalid', inputOf({ decision: 'reject', reasonCode: 'bad_timing' }), { bodyHash: hashJson(body) }],
    ['an assertion that has run out', 'assertion_invalid', inputOf(), { expiresAt: now - 120_000 }],
    ['an assertion from the future', 'assertion_invalid', inputOf(), { issuedAt: now + 120_001, expiresAt: now + 200_000 }],
    ['a role that may not decide', 'wrong_role', inputOf(), { roles: ['operator'] }],
    ['the right role for another checkpoint', 'wrong_role', inputOf(), { roles: ['retention-lead'] }],
    ['nobody in particular', 'wrong_role', inputOf(), { roles: [] }],
    ['whoever started the journey', 'self_approval', inputOf(), { actor: 'prn_trigger' }],
    ['a reason that is not listed', 'reason_not_listed', inputOf({ decision: 'reject', reasonCode: 'because' }), {}],
    ['a rejection without a reason', 'reason_not_listed', inputOf({ decision: 'reject' }), {}],
    ['an edit without the edited draft', 'edit_missing', inputOf({ decision: 'edit_and_approve' }), {}],
  ]; // prettier-ignore
  it.each(refusals)('refuses %s with %s, and keeps that', async (_what, code, input, claims) => {
    const { result, kept } = await verify(input, claims);
    expect(result).toMatchObject({ verdict: 'refused', code });
    expect(kept).toMatchObject([{ answer: { verdict: 'refused', code } }]);
  });

  it('allows two minutes between the clocks', async () => {
    expect((await verify(inputOf(), { expiresAt: now - 119_000 })).result.verdict).toBe('accepted');
    expect(
      (await verify(inputOf(), { issuedAt: now + 119_000, expiresAt: now + 180_000 })).result.verdict,
    ).toBe('accepted');
  });

  it('names nobody as the actor of an assertion that does not fit', async () => {
    expect((await verify(inputOf(), { workflowId: 'w2' })).result).toMatchObject({ actor: null });
    expect((await verify(inputOf(), { roles: ['operator'] })).result).toMatchObject({ actor: 'prn_adviser' });
  });

  it('accepts nobody when the pinned policy cannot be read', async () => {
    const { result, kept } = await verify(inputOf(), {}, false);
    expect(result).toMatchObject({ verdict: 'refused', code: 'wrong_role' });
    expect(kept).toMatchObject([{ answer: { explanation: { code: 'policy_unreadable' } } }]);
  });
});
