// What every store promises of completeness: what is sealed, what ended unsealed, by type and day; nobody else's; and soon.
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson } from '../../contracts/canonical-json.ts';
import type { JourneyOutcome } from '../../contracts/control-facts.ts';
import type { EvidenceEntry, EvidenceType } from '../../contracts/evidence-entry.ts';
import { journeyIdOf, journeyWorkflowId } from '../../contracts/ids.ts';
import { createCompleteness } from '../../store/completeness.ts';
import { chainOf } from '../support/chain-of.ts';
import { newSubject, newTenant, newWorkflowId, type StoreUnderTest } from './store-under-test.ts';

const day = 86_400_000;
const monday = Date.parse('2026-03-02T00:00:00Z');
const acted: EvidenceType[] = [
  'journey.started', 'intent.confirmed', 'policy.allowed', 'evidence.retrieved', 'draft.inferred', 'guard.passed',
  'checkpoint.opened', 'decision.accepted', 'crm.acted', 'journey.ended',
]; // prettier-ignore

function chainOfTypes(workflowId: string, types: readonly EvidenceType[]): EvidenceEntry[] {
  // A text that jsonb does not take, and a member that is named as the entry's own.
  const facts = { type: 'crm.acted', note: 'nul \u0000' };
  return chainOf(
    workflowId,
    types.map((type) => ({ type, stage: 'seal', at: 1, facts })),
  );
}

export function storeCompletenessContract(open: () => Promise<StoreUnderTest>): void {
  let under: StoreUnderTest;
  beforeAll(async () => {
    under = await open();
  });
  afterAll(() => under?.close());
  const groups = (tenant: string, by: 'type' | 'day' = 'type', [from, to] = [monday, monday + 7 * day]) =>
    createCompleteness(under).groups({ tenant, from, to, by });

  async function journey(
    tenant: string,
    given: { outcome: JourneyOutcome | null; types?: readonly EvidenceType[]; at?: number; type?: string; stage?: 'ended' | 'checkpoint' },
  ): Promise<void> {
    const { outcome, types, at = monday, type = 'churn-rescue', stage = 'ended' } = given;
    const { store } = under;
    const episode = Math.random().toString(16).slice(2).padEnd(16, '0').slice(0, 16);
    const workflowId = journeyWorkflowId({ type, tenant, subject: newSubject(), episode });
    await store.journeys.record({ tenant, workflowId, patch: { stage, outcome } });
    await under.asOwner(sql`update journeys set created_at = ${at}::bigint where id = ${journeyIdOf(workflowId)}`);
    if (!types || outcome === null) return;
    const entries = chainOfTypes(workflowId, types);
    const head = entries.at(-1)?.hash ?? '';
    const statement = { format: 'wayproof-seal/1', tenant, workflowId, outcome, head } as const;
    await store.ledger.seal({ statement: { ...statement, entries: entries.length }, entries });
  } // prettier-ignore

  describe('completeness', () => {
    it('is one where everything that was required is sealed, and there is none of journeys that are open', async () => {
      const tenant = newTenant();
      await journey(tenant, { outcome: null, stage: 'checkpoint' });
      expect(await groups(tenant)).toEqual([]);
      await journey(tenant, { outcome: 'acted', types: acted });
      const [group, ...others] = await groups(tenant);
      expect(others).toEqual([]);
      expect(group).toMatchObject({ type: 'churn-rescue', day: null, journeys: 1, sealed: 1, unsealed: 0 });
      expect(group?.completeness).toBe(1);
      expect(group?.entriesPresent).toBe(group?.entriesRequired);
    });

    it('is less for an entry that is missing, whatever its facts call themselves', async () => {
      const tenant = newTenant();
      await journey(tenant, { outcome: 'acted', types: acted.filter((type) => type !== 'crm.acted') });
      const [group] = await groups(tenant);
      expect(group?.entriesPresent).toBe((group?.entriesRequired ?? 0) - 1);
      expect(group?.completeness).toBeLessThan(1);
    });

    it('counts a journey that ended and was not sealed as if all of its evidence were missing', async () => {
      const tenant = newTenant();
      await journey(tenant, { outcome: 'acted', types: acted });
      const [before] = await groups(tenant);
      await journey(tenant, { outcome: 'acted' });
      await journey(tenant, { outcome: null });
      const [group] = await groups(tenant);
      expect(group).toMatchObject({ journeys: 3, sealed: 1, unsealed: 2 });
      expect(group?.entriesPresent).toBe(before?.entriesPresent);
      expect(group?.completeness).toBeCloseTo(1 / 3, 1);
    });

    it('is given by type, and by the day on which they began, within the time asked for', async () => {
      const tenant = newTenant();
      const end = { outcome: 'withdrawn', types: ['journey.started', 'journey.ended'] } as const;
      for (const at of [monday - 1, monday, monday + day - 1, monday + day, monday + 7 * day])
        await journey(tenant, { ...end, at });
      await journey(tenant, { ...end, at: monday + day, type: 'advisory-outreach' });
      const named = (found: Awaited<ReturnType<typeof groups>>) =>
        found.map(({ type, day: on, journeys }) => [type, on, journeys]);
      expect(named(await groups(tenant))).toEqual([['advisory-outreach', null, 1], ['churn-rescue', null, 3]]);
      expect(named(await groups(tenant, 'day'))).toEqual([
        ['advisory-outreach', '2026-03-03', 1], ['churn-rescue', '2026-03-02', 2], ['churn-rescue', '2026-03-03', 1],
      ]);
    }); // prettier-ignore

    it("is of nobody else's journeys", async () => {
      const tenant = newTenant();
      await journey(tenant, { outcome: 'acted' });
      expect(await groups(newTenant())).toEqual([]);
    });

    it('of five thousand journeys is one query without their entries', async () => {
      const tenant = newTenant();
      const workflowId = newWorkflowId(tenant);
      const statement = JSON.stringify({ outcome: 'acted' });
      const entries = canonicalJson(chainOfTypes(workflowId, acted));
      const subject = newSubject();
      await under.asOwner(sql`insert into journeys (tenant, id, workflow_id, type, subject, episode, stage, outcome, reasons, created_at, updated_at)
        select ${tenant}, 'jrn_many_' || i, 'w' || i, 'churn-rescue', ${subject}, 'e' || i, 'ended', 'acted', '[]', ${monday}::bigint + i * 1000, 1 from generate_series(1, 5000) i`);
      await under.asOwner(sql`insert into sealed_journeys (tenant, journey_id, statement, entries, ledger_index)
        select ${tenant}, 'jrn_many_' || i, ${statement}, ${entries}, i from generate_series(1, 5000) i`);
      const plan = await under.asOwner(sql`explain (verbose) select outcome, entry_types from sealed_journeys`);
      expect(JSON.stringify(plan)).not.toMatch(/\bentries\b/);
      const [group] = await groups(tenant);
      expect(group).toMatchObject({ journeys: 5000, sealed: 5000, completeness: 1 });
    }); // prettier-ignore
  });
}
