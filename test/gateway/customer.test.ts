// What is known of a customer across journeys, by a journey or by his token; and the address of a run.
import { beforeEach, expect, test } from 'vitest';
import { failures } from '../../contracts/failures.ts';
import type { JourneyRow } from '../../contracts/ports/store.ts';
import { canary, createHarness, now, openJourney, problemIn, retail, uiOrigin, wealth } from './harness.ts';
import type { Harness } from './harness.ts';

let harness: Harness;
let journey: JourneyRow;
beforeEach(async () => {
  harness = await createHarness();
  journey = await openJourney(harness);
});
const get = (url: string, persona: Parameters<Harness['call']>[0] = 'adviser', tenant = wealth) =>
  harness.call(persona, tenant, 'GET', url);
const ways = () => [`/v1/journeys/${journey.id}/customer`, `/v1/subjects/${journey.subject}`];

test('facts, journeys and what the agent holds, and nothing that identifies', async () => {
  const event = { event: `evt_${'1'.repeat(32)}`, kind: 'page_viewed', topic: 'funds', at: now } as const;
  harness.engine.agent = {
    window: [{ ...event, session: null, by: 'prn_x', body: { ref: 'doc_x', commitment: 'x' } }],
    seen: [],
    openJourney: { workflowId: journey.workflowId, type: journey.type, intent: 'advice_wanted' },
    contacts: [{ type: 'churn-rescue', intent: 'churn', outcome: 'acted', endedAt: now }],
  };
  for (const url of ways()) {
    const answer = await get(url);
    expect(answer.json()).toMatchObject({
      subject: journey.subject,
      facts: { version: 3, segment: 'private' },
      journeys: [{ id: journey.id, stage: 'checkpoint', score: 0.8 }],
      agent: {
        window: [event],
        openJourney: { id: journey.id, intent: 'advice_wanted' },
        contacts: [{ outcome: 'acted' }],
      },
      agentAnswered: true,
    });
    expect(answer.body).not.toMatch(new RegExp(`${canary}|AW-0001|doc_x|prn_x`));
  }
  // Within the hour it is one reading.
  expect(harness.store.records).toMatchObject([
    { kind: 'content.revealed', facts: { content: 'customer', about: journey.subject } },
  ]);
});

test('an engine that does not answer is told, and the rest is shown', async () => {
  expect((await get(ways()[0] ?? '')).json()).toMatchObject({ agent: null, agentAnswered: true });
  harness.engine.agent = failures.dependencyUnavailable('temporal does not answer', { part: 'temporal' });
  const answer = await get(ways()[0] ?? '');
  expect(answer.json()).toMatchObject({ agent: null, agentAnswered: false, facts: { version: 3 } });
});

test('nobody of another tenant, without the right, or about who was erased reads it', async () => {
  for (const url of ways()) {
    expect(problemIn(await get(url, 'auditor')).code).toBe('forbidden');
    expect([403, 404]).toContain((await get(url, 'retention-lead', retail)).statusCode);
  }
  for (const subject of ['AW-0001', `sub_${'0'.repeat(32)}`])
    expect(problemIn(await get(`/v1/subjects/${subject}`)).code).toBe('customer_not_found');
  harness.store.vault.customerOf = async () => null;
  for (const url of ways()) expect(problemIn(await get(url)).code).toBe('customer_not_found');
});

test('a journey says where its run is to be looked at', async () => {
  const { links } = (await get(`/v1/journeys/${journey.id}`)).json<{ links: { temporal: string } }>();
  expect(links.temporal).toBe(
    `${uiOrigin}/namespaces/default/workflows/${encodeURIComponent(journey.workflowId)}`,
  );
});
