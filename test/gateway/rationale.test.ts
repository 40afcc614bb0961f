// Rationale and completeness through the public door: whose they are, what is shown to whom, and that it is recorded.
import { beforeEach, describe, expect, test } from 'vitest';
import type { EvidenceEntry } from '../../contracts/evidence-entry.ts';
import type { CompletenessGroup, EvidenceCompleteness } from '../../contracts/ports/completeness.ts';
import type { JourneyRow } from '../../contracts/ports/store.ts';
import { chainOf } from '../support/chain-of.ts';
import { createHarness, openJourney, problemIn, retail, wealth } from './harness.ts';
import type { Harness } from './harness.ts';

const day = 86_400_000;
let harness: Harness;
let journey: JourneyRow;
beforeEach(async () => {
  harness = await createHarness();
  journey = await openJourney(harness);
});

const get = (persona: Parameters<Harness['call']>[0], url: string, tenant = wealth) =>
  harness.call(persona, tenant, 'GET', url);

async function chain(): Promise<EvidenceEntry[]> {
  const { tenant, workflowId, subject } = journey;
  const said = { output: { message: [{ text: 'Notes can lose value.', citations: [] }] } };
  const draft = await harness.store.documents.put({ tenant, subject, kind: 'draft', body: said });
  const model = { provider: 'ollama', model: 'm', version: '1', fallback: null };
  return chainOf(workflowId, [
    { type: 'journey.started', stage: 'infer', at: 1, facts: { type: journey.type, region: 'eu' } },
    { type: 'draft.inferred', stage: 'infer', at: 1, facts: { draft, model } },
  ]);
}

describe('the rationale', () => {
  const url = () => `/v1/journeys/${journey.id}/rationale`;

  test('of an open journey is told from its own word, with texts for whoever works with the customer', async () => {
    harness.engine.entries = await chain();
    const answer = await get('adviser', url());
    expect(answer.json()).toMatchObject({ journey: journey.id, sealed: false, texts: true });
    expect(answer.json<{ paragraphs: { entry: number | null }[] }>().paragraphs.map(({ entry }) => entry)).toEqual([null, 0, 1]);
    expect(answer.body).toContain('still open');
    expect(answer.body).toContain('Notes can lose value.');
    const revealed = harness.store.records.filter(({ kind }) => kind === 'content.revealed');
    expect(revealed).toMatchObject([{ journeyId: journey.id, facts: { content: 'journey', about: journey.id } }]);
  }); // prettier-ignore

  test('of a sealed journey is told from the ledger, and auditor and operator see no text', async () => {
    harness.store.sealed.set(`${wealth}/${journey.id}`, { entries: await chain() } as never);
    harness.engine.entries = [];
    for (const persona of ['auditor', 'operator'] as const) {
      const answer = await get(persona, url());
      expect(answer.json()).toMatchObject({ sealed: true, texts: false });
      expect(answer.body).toContain('drafted the recommendation');
      expect(answer.body).not.toContain('Notes can lose value.');
    }
    expect(harness.store.records.filter(({ kind }) => kind === 'content.revealed')).toEqual([]);
  });

  test('says refusals at the door, which the ledger alone has', async () => {
    harness.engine.entries = await chain();
    const facts = { code: 'already_decided', decision: 'approve', requestId: 'cp_1', actor: null };
    const key = 'refusal/1';
    await harness.store.ledger.append({ tenant: wealth, journeyId: journey.id, key, kind: 'decision.refused', facts }); // prettier-ignore
    expect((await get('auditor', url())).body).toContain('Somebody has already decided.');
  });

  test('is not there of a journey that nobody knows or that another tenant has', async () => {
    expect(problemIn(await get('adviser', url())).code).toBe('not_sealed');
    expect(problemIn(await get('adviser', url(), retail)).code).toBe('journey_not_found');
    expect(problemIn(await get('adviser', '/v1/journeys/x/rationale')).code).toBe('journey_not_found');
  });

  test('is not told from entries that do not follow each other', async () => {
    const [first, second] = await chain();
    harness.engine.entries = [first, { ...second, facts: {} }] as EvidenceEntry[];
    expect((await get('auditor', url())).statusCode).toBeGreaterThanOrEqual(500);
  });
});

describe('completeness', () => {
  const group: CompletenessGroup = {
    ...{ type: 'churn-rescue', day: null, journeys: 2, sealed: 1, unsealed: 1 },
    ...{ entriesPresent: 11, entriesRequired: 22, completeness: 0.5 },
  };
  const asked: Parameters<EvidenceCompleteness['groups']>[0][] = [];
  const counted = () =>
    createHarness({ completeness: { groups: async (input) => { asked.push(input); return [group]; } } }); // prettier-ignore

  test('is asked for whole days in UTC, and for thirty of them where nobody says', async () => {
    const { call } = await counted();
    const answer = await call('auditor', wealth, 'GET', '/v1/completeness?from=2026-01-01&to=2026-01-31&by=day');
    expect(answer.json()).toEqual({ tenant: wealth, from: '2026-01-01', to: '2026-01-31', groups: [group] });
    const from = Date.parse('2026-01-01');
    expect(asked.at(-1)).toEqual({ tenant: wealth, from, to: from + 31 * day, by: 'day' });
    const byDefault = await call('operator', wealth, 'GET', '/v1/completeness');
    expect(byDefault.json()).toMatchObject({ from: '2026-01-31', to: '2026-03-02' });
    expect(asked.at(-1)?.by).toBe('type');
  }); // prettier-ignore

  test('is refused for days that are none or go backwards, and to whoever may not ask', async () => {
    const { call } = await counted();
    for (const query of ['from=yesterday', 'from=2026-02-30', 'from=2026-02-02&to=2026-02-01', 'by=hour', 'x=1'])
      expect(problemIn(await call('auditor', wealth, 'GET', `/v1/completeness?${query}`)).code).toBe('request_invalid');
    expect(problemIn(await call('adviser', wealth, 'GET', '/v1/completeness')).code).toBe('forbidden');
  }); // prettier-ignore
});
