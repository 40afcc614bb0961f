// Who may decide about an erasure: each way in which an assertion does not fit, a role that is gone, a policy that cannot be read.
import { describe, expect, it } from 'vitest';
import { hashJson } from '../../../contracts/canonical-json.ts';
import { failures } from '../../../contracts/failures.ts';
import { erasureWorkflowId } from '../../../contracts/ids.ts';
import type { DecisionAssertionClaims } from '../../../contracts/ports/identity.ts';
import type { PolicySet } from '../../../contracts/policy.ts';
import type { ErasureRow } from '../../../contracts/ports/erasure.ts';
import type { LedgerRecord } from '../../../contracts/ports/store.ts';
import { shippedPolicy } from '../../../test/support/shipped-policy.ts';
import { createVerifyErasureDecision } from './verify-erasure-decision.ts';

const tenant = 'aldermoor-wealth';
const erasure = `ers_${'1'.repeat(24)}`;
const [asker, other] = [`prn_${'a'.repeat(32)}`, `prn_${'b'.repeat(32)}`];
const now = 1_800_000_000_000;
const subject = `sub_${'c'.repeat(32)}`;
const input = {
  ...{ tenant, erasure, region: 'eu', subject, requestedBy: asker },
  decision: { decision: 'approve' as 'approve' | 'reject', assertion: 'compact' },
};
const requested: ErasureRow = {
  ...{ id: erasure, tenant, subject, ground: 'subject_request', state: 'requested', requestedBy: asker },
  ...{ requestedAt: now, deadlineAt: now, decidedBy: null, decidedAt: null, erased: null, ledgerIndex: null },
  updatedAt: now,
};
const good: DecisionAssertionClaims = {
  ...{ tenant, workflowId: erasureWorkflowId({ tenant, erasure }), actor: other, roles: ['supervisor'] },
  ...{ bodyHash: hashJson({ decision: 'approve' }), issuedAt: now, expiresAt: now + 300_000 },
};

async function verify(
  claims: DecisionAssertionClaims | null,
  options: {
    withdrawn?: string[];
    current?: () => Promise<PolicySet>;
    row?: Partial<ErasureRow> | null;
    told?: Partial<typeof input>;
    /** Facts of the decision that the ledger has already. */
    decided?: { decision: string; by: string; role?: string };
  } = {},
) {
  const records: unknown[] = [];
  const { withdrawn = [], current = async () => shippedPolicy, row = {}, told = {}, decided } = options;
  const key = `erasure.decided/${erasure}`;
  const recordOf = (kind: string, facts: LedgerRecord['facts']) => ({
    ...{ index: 0, kind, journeyId: null, at: now, facts, signature: '', keyId: '' },
  });
  const first = decided ? recordOf('erasure.decided', { erasure, ...decided }) : null;
  const verifyErasureDecision = createVerifyErasureDecision({
    policies: { current },
    assertions: { verify: async () => claims },
    clock: () => now,
    store: {
      erasures: { get: async () => row && { ...requested, ...row } },
      principals: {
        personOf: async ({ principal }) => ({
          ...{ principal, roles: [], withdrawnRoles: withdrawn, absence: null, seenAt: now },
        }),
      },
      ledger: {
        find: async () => first,
        append: async (draft) => {
          if (draft.key === key && first) return first;
          records.push([draft.kind, draft.facts]);
          return recordOf(draft.kind, draft.facts);
        },
      },
    },
  });
  return { result: await verifyErasureDecision({ ...input, ...told }), records };
}

describe('a decision about an erasure', () => {
  it.each(['supervisor', 'compliance'] as const)('counts when %s makes it, and is kept', async (role) => {
    const { result, records } = await verify({ ...good, roles: [role] });
    expect(result).toEqual({ verdict: 'accepted', actor: other, role, at: now });
    expect(records).toEqual([
      ['erasure.decided', { erasure, subject, decision: 'approved', by: other, role }],
    ]);
  });

  it('of whoever approved once more, names who approved first; what is rejected or closed stays so', async () => {
    const third = `prn_${'d'.repeat(32)}`;
    const approved = { decision: 'approved', by: third, role: 'compliance' };
    const once = await verify(good, { row: { state: 'erasing' }, decided: approved });
    expect(once).toEqual({
      result: { verdict: 'accepted', actor: third, role: 'compliance', at: now },
      records: [],
    });
    for (const [options, code] of [
      [{ decided: { decision: 'rejected', by: third } }, 'already_decided'],
      [{ row: { state: 'erased' }, decided: approved }, 'already_decided'],
      [{ row: { state: 'rejected' } }, 'already_decided'],
      [{ row: { state: 'expired' } }, 'deadline_passed'],
    ] as const) {
      const { result } = await verify(good, options);
      expect(result).toEqual({ verdict: 'refused', actor: other, code });
    }
  });

  it('is a rejection only of what nobody approved', async () => {
    const told = { decision: { decision: 'reject', assertion: 'compact' } } as const;
    const claims = { ...good, bodyHash: hashJson({ decision: 'reject' }) };
    const first = await verify(claims, { told });
    expect(first).toMatchObject({ result: { verdict: 'accepted', actor: other }, records: [] });
    const approved = { decision: 'approved', by: other };
    for (const options of [{ decided: approved }, { row: { state: 'erasing' } }] as const)
      expect((await verify(claims, { told, ...options })).result).toMatchObject({ code: 'already_decided' });
  });

  it.each([
    ['nobody asked for', { row: null }],
    ['is about somebody else', { told: { subject: `sub_${'e'.repeat(32)}` } }],
    ['another one asked for', { told: { requestedBy: `prn_${'e'.repeat(32)}` } }],
  ])('is none when the workflow tells of what %s', async (_name, options) => {
    await expect(verify(good, options)).rejects.toMatchObject({ type: 'ContractBroken' });
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
