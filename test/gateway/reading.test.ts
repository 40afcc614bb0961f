// What pages read besides single journeys, through the public door: the inbox's filters and counts, and the overview.
import { beforeEach, describe, expect, test } from 'vitest';
import { createHarness, now, openJourney, problemIn, retail, wealth } from './harness.ts';
import type { Harness } from './harness.ts';

let harness: Harness;
beforeEach(async () => {
  harness = await createHarness();
});
const get = (persona: Parameters<Harness['call']>[0], url: string, tenant = wealth) =>
  harness.call(persona, tenant, 'GET', url);

describe('the inbox', () => {
  test('is asked for by urgency of open checkpoints alone', async () => {
    await openJourney(harness);
    const asked = async (query: string) => (await get('adviser', `/v1/journeys?${query}`)).statusCode;
    expect(await asked('order=urgency')).toBe(200);
    expect(await asked('order=urgency&stage=checkpoint')).toBe(200);
    for (const query of ['order=urgency&stage=ended', 'order=loudest', 'claimed=them', 'since=-1', 'until=soon'])
      expect(problemIn(await get('adviser', `/v1/journeys?${query}`)).code, query).toBe('request_invalid');
  }); // prettier-ignore

  test('knows in whose hands a checkpoint is', async () => {
    const row = await openJourney(harness);
    const { principal } = (await get('adviser', '/v1/whoami')).json<{ principal: string }>();
    const standing = { assignee: null, delegators: [], approvals: [], level: 0 };
    const claimBy = (by: string) =>
      Object.assign(row.checkpoint ?? {}, { standing: { ...standing, claim: { by, until: now + 1 } } });
    const seen = async () => {
      const found: string[] = [];
      for (const who of ['me', 'nobody', 'others']) {
        const list = await get('adviser', `/v1/journeys?claimed=${who}`);
        if (list.json<{ journeys: unknown[] }>().journeys.length > 0) found.push(who);
      }
      return found;
    };
    expect(await seen()).toEqual(['nobody']);
    claimBy(principal);
    expect(await seen()).toEqual(['me']);
    claimBy(`prn_${'9'.repeat(32)}`);
    expect(await seen()).toEqual(['others']);
  });

  test('is counted for whoever may read journeys, of his tenant alone', async () => {
    await openJourney(harness);
    const counts = (tenant: string) => get('adviser', '/v1/journeys/summary', tenant);
    expect((await counts(wealth)).json()).toEqual({ open: 1, high: 0, dueSoon: 1, mine: 0, forMe: 1 });
    expect((await counts(retail)).json()).toMatchObject({ open: 0, forMe: 0 });
    expect(problemIn(await get('trigger', '/v1/journeys/summary')).code).toBe('forbidden');
  });
});

describe('the overview', () => {
  test('is numbers with sentences, rates, and what is switched off', async () => {
    const by = { principal: `prn_${'0a'.repeat(16)}` };
    await harness.switches.trip({ tenant: wealth, scope: 'model', value: 'm', reasonCode: 'drill', by });
    const answer = await get('compliance', '/v1/overview?days=7');
    expect(answer.json()).toMatchObject({
      ...{ from: now - 7 * 86_400_000, to: now, started: 4, fallbacks: 2 },
      reasons: [
        { code: 'opted_out', count: 1, sentence: 'The customer opted out of AI-assisted outreach.' },
        { code: 'of_a_tenant', count: 1, sentence: null },
      ],
      approvals: { editRate: 0.25, rejectRate: 0.25 },
      switches: [{ scope: 'model', value: 'm' }],
      mayResetSwitches: ['compliance'],
    });
    expect((await get('compliance', '/v1/overview', retail)).json()).toMatchObject({ switches: [] });
    expect(problemIn(await get('adviser', '/v1/overview')).code).toBe('forbidden');
    for (const days of ['0', '91', 'x'])
      expect(problemIn(await get('auditor', `/v1/overview?days=${days}`)).code).toBe('request_invalid');
  });
});

test('sample events are sent for the tenant of the caller, where there are some', async () => {
  const send = (persona: Parameters<Harness['call']>[0], tenant: string) =>
    harness.call(persona, tenant, 'POST', '/v1/samples');
  expect((await send('operator', wealth)).json()).toMatchObject({ events: 2, accepted: 2 });
  expect(problemIn(await send('operator', retail)).code).toBe('no_samples');
  expect(problemIn(await send('adviser', wealth)).code).toBe('forbidden');
  const { call } = await createHarness({ sendSamples: async () => null });
  expect(problemIn(await call('operator', wealth, 'POST', '/v1/samples')).code).toBe('no_samples');
});
