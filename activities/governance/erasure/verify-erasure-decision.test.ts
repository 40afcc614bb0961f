// Who may decide about an erasure: each way in which an assertion does not fit, a role that is gone, a policy that cannot be read.
import { describe, expect, it } from 'vitest';
import { hashJson } from '../../../contracts/canonical-json.ts';
import { failures } from '../../../contracts/failures.ts';
import { erasureWorkflowId } from '../../../contracts/ids.ts';
import type { DecisionAssertionClaims } from '../../../contracts/ports/identity.ts';
import type { PolicySet } from '../../../contracts/policy.ts';
import { shippedPolicy } from '../../../test/support/shipped-policy.ts';
import { createVerifyErasureDecision } from './verify-erasure-decision.ts';

const tenant = 'aldermoor-wealth';
const erasure = `ers_${'1'.repeat(24)}`;
const [asker, other] = [`prn_${'a'.repeat(32)}`, `prn_${'b'.repeat(32)}`];
const now = 1_800_000_000_000;
const input = {
  ...{ tenant, erasure, region: 'eu', subject: `sub_${'c'.repeat(32)}`, requestedBy: asker },
  decision: { decision: 'approve' as const, assertion: 'compact' },
};
const good: DecisionAssertionClaims = {
  ...{ tenant, workflowId: erasureWorkflowId({ tenant, erasure }), actor: other, roles: ['supervisor'] },
  ...{ bodyHash: hashJson({ decision: 'approve' }), issuedAt: now, expiresAt: now + 300_000 },
};

async function verify(
  claims: DecisionAssertionClaims | null,
  options: { withdrawn?: string[]; current?: () => Promise<PolicySet> } = {},
) {
  const records: unknown[] = [];
  const { withdrawn = [], current = async () => shippedPolicy } = options;
  const verifyErasureDecision = createVerifyErasureDecision({
    policies: { current },
    assertions: { verify: async () => claims },
    clock: () => now,
    store: {
      principals: {
        personOf: async ({ principal }) => ({
          ...{ principal, roles: [], withdrawnRoles: withdrawn, absence: null, seenAt: now },
        }),
      },
      ledger: {
        append: async ({ kind, facts }) => {
          records.push([kind, facts]);
          return { index: 0, kind, journeyId: null, at: now, facts, signature: '', keyId: '' };
        },
      },
    },
  });
  return { result: await verifyErasureDecision(input), records };
}

describe('a decision about an erasure', () => {
  it.each(['supervisor', 'compliance'] as const)('counts when %s makes it', async (role) => {
    const { result, records } = await verify({ ...good, roles: [role] });
    expect(result).toEqual({ verdict: 'accepted', actor: other, role, at: now });
    expect(records).toEqual([]);
  });

  it.each([
    ['without an assertion of ours', null, 'assertion_invalid', null],
    ['of another tenant', { ...good, tenant: 'lumen-retail' }, 'wrong_tenant', null],
    ['for another erasure', { ...good, workflowId: `erasure/${tenant}/ers_${'2'.repeat(24)}` }, 'assertion_invalid', null],
    ['for a journey', { ...good, workflowId: 'journey/x' }, 'assertion_invalid', null],
    ['for the other decision', { ...good, bodyHash: hashJson({ decision: 'reject' }) }, 'assertion_invalid', null],
    ['too late', { ...good, expiresAt: now - 121_000 }, 'assertion_invalid', null],
    ['of the future', { ...good, issuedAt: now + 121_000 }, 'assertion_invalid', null],
    ['by an adviser', { ...good, roles: ['adviser'] }, 'wrong_role', other],
    ['by the service', { ...good, roles: ['trigger'] }, 'wrong_role', other],
    ['without a role', { ...good, roles: [] }, 'wrong_role', other],
    ['by whoever asked', { ...good, actor: asker }, 'self_approval', asker],
  ] as const)('%s is refused and kept', async (_name, claims, code, actor) => {
    const { result, records } = await verify(claims as DecisionAssertionClaims | null);
    expect(result).toEqual({ verdict: 'refused', actor, code });
    expect(records).toMatchObject([['erasure.refused', { erasure, code, actor, decision: 'approve' }]]);
  }); // prettier-ignore

  it('by a role that was withdrawn, or under a policy that cannot be read, is refused', async () => {
    expect((await verify(good, { withdrawn: ['supervisor'] })).result).toMatchObject({ code: 'wrong_role' });
    const current = () => Promise.reject(failures.policyUnreadable('policies/ is not there'));
    expect((await verify(good, { current })).result).toMatchObject({ code: 'wrong_role' });
  });
});
