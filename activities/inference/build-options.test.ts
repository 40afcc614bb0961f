import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { optionLists } from '../../contracts/journey.ts';
import type { OptionListName } from '../../contracts/journey.ts';
import type { PolicySet, TenantPolicy } from '../../contracts/policy.ts';
import type { CustomerFacts } from '../../contracts/ports/crm.ts';
import { customerFacts, memoryCrm, now } from '../../test/support/memory-activity-ports.ts';
import { loadPolicySet } from '../policy/load-policy-set.ts';
import { buildOptions } from './build-options.ts';

let set: PolicySet;
beforeAll(async () => {
  set = await loadPolicySet(fileURLToPath(new URL('../../policies', import.meta.url)));
});

async function ids(
  tenant: string,
  list: OptionListName,
  over: Partial<CustomerFacts> = {},
): Promise<string[]> {
  const facts = customerFacts(over);
  const tenantPolicy = set.tenants[tenant] as TenantPolicy;
  const options = await buildOptions({
    crm: memoryCrm(facts),
    tenant,
    tenantPolicy,
    facts,
    lists: [list],
    now,
  });
  expect(Object.keys(options)).toEqual([list]);
  return (options[list] ?? []).map(({ id }) => id);
}
const wealth = 'aldermoor-wealth';
const retail = 'lumen-retail';

describe('options', () => {
  it('never offers a product above the recorded risk class, and no investment without one', async () => {
    expect(await ids(wealth, 'products')).toEqual(['note-4', 'pen', 'fund-2']);
    expect(await ids(wealth, 'products', { riskClass: 2, holdings: [] })).toEqual(['fund-2', 'pen']);
    expect(await ids(wealth, 'products', { riskClass: null })).toEqual(['pen']);
  });

  it('offers the soonest slots, at most eight, with the time of the tenant', async () => {
    expect(await ids(wealth, 'callSlots')).toEqual(Array.from({ length: 8 }, (_, index) => `slot-${index}`));
    const facts = customerFacts();
    const tenantPolicy = set.tenants[retail] as TenantPolicy;
    const options = await buildOptions({
      crm: memoryCrm(facts),
      tenant: retail,
      tenantPolicy,
      facts,
      lists: ['callSlots'],
      now,
    });
    expect(options.callSlots?.[0]?.label).toMatch(
      /^Friday,? 20 November 2026 at 16:30 \(Asia\/Kolkata\), 30 minutes, Investment desk$/,
    );
  });

  it('offers nothing above the limit or in another currency, cheapest first', async () => {
    expect(await ids(retail, 'offers')).toEqual(['small', 'limit']);
    expect(await ids(wealth, 'offers')).toEqual([]);
  });

  it('offers points within the limit, to members only', async () => {
    expect(await ids(retail, 'pointGrants')).toEqual(['points-250', 'points-500', 'points-1000']);
    expect(await ids(retail, 'pointGrants', { loyalty: null })).toEqual([]);
    expect(await ids(wealth, 'pointGrants')).toEqual([]);
  });

  it('offers a channel only with consent and below every cap', async () => {
    const consents = { purposes: {}, channels: { push: true } };
    expect(await ids(retail, 'channels')).toEqual(['whatsapp', 'push']);
    expect(await ids(retail, 'channels', { consents })).toEqual(['push']);
    const hoursAgo = (hours: number) => now - hours * 3_600_000;
    expect(
      await ids(retail, 'channels', { recentContacts: [{ channel: 'email', at: hoursAgo(23) }] }),
    ).toEqual([]);
    const twice = [25, 50].map((hours) => ({ channel: 'whatsapp' as const, at: hoursAgo(hours) }));
    expect(await ids(retail, 'channels', { recentContacts: twice })).toEqual(['push']);
  });

  it('names each remedy by kind, with what the CRM needs to grant it', async () => {
    const facts = customerFacts();
    const tenantPolicy = set.tenants[retail] as TenantPolicy;
    const { remedies = [] } = await buildOptions({
      crm: memoryCrm(facts),
      tenant: retail,
      tenantPolicy,
      facts,
      lists: ['remedies'],
      now,
    });
    expect(remedies.map(({ id }) => id)).toEqual([
      'small',
      'limit',
      'points-250',
      'points-500',
      'points-1000',
      'support-shipping',
      'support-warranty',
    ]);
    expect(remedies.map(({ facts: { kind } }) => kind)).toEqual([
      'offer',
      'offer',
      'points',
      'points',
      'points',
      'support',
      'support',
    ]);
    expect(remedies[0]?.facts).toEqual({
      kind: 'offer',
      offerId: 'small',
      valueMinor: 9_900,
      currency: 'INR',
    });
    expect(remedies[2]?.facts).toEqual({ kind: 'points', points: 250 });
    expect(remedies[5]?.facts).toEqual({ kind: 'support', topic: 'shipping' });
  });

  it('knows how to build every list that a journey may declare', async () => {
    for (const list of optionLists) await expect(ids(retail, list)).resolves.toBeInstanceOf(Array);
  });
});
