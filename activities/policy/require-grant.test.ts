// A grant opens one journey's door, for what it says, for as long as it lasts.
import { describe, expect, it } from 'vitest';
import { memoryStore } from '../../test/policy/policy-fakes.ts';
import { requireGrant } from './require-grant.ts';

const store = memoryStore();
const { id: grant } = await store.grants.issue({
  tenant: 'lumen-retail',
  workflowId: 'w1',
  journeyType: 'churn-rescue',
  purpose: 'retention',
  actions: ['knowledge.search'],
  dataClasses: ['profile'],
  region: 'in',
  policySnapshot: '0'.repeat(64),
  expiresAt: 1000,
});
const demand = {
  tenant: 'lumen-retail',
  grant,
  workflowId: 'w1',
  actions: ['knowledge.search'],
  now: 999,
} as const;

describe('a grant', () => {
  it('opens what it was issued for', async () => {
    expect(await requireGrant({ store }, { ...demand, purpose: 'retention' })).toMatchObject({
      dataClasses: ['profile'],
    });
  });

  it('that has run out makes the workflow authorise again', async () => {
    await expect(requireGrant({ store }, { ...demand, now: 1000 })).rejects.toMatchObject({
      type: 'GrantExpired',
    });
  });

  it.each([
    ['another tenant', { tenant: 'aldermoor-wealth' }],
    ['another journey', { workflowId: 'w2' }],
    ['another action', { actions: ['crm.write'] as const }],
    ['another action beside its own', { actions: ['knowledge.search', 'crm.write'] as const }],
    ['another purpose', { purpose: 'marketing' }],
    ['an invented id', { grant: 'grant-9' }],
    ['another action although it has run out as well', { actions: ['crm.write'] as const, now: 5000 }],
  ])('does not open for %s', async (_what, other) => {
    await expect(requireGrant({ store }, { ...demand, ...other })).rejects.toMatchObject({
      type: 'PolicyDenied',
      details: [{ explanation: { code: 'grant_invalid' } }],
    });
  });
});
