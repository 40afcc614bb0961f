// What every store promises of the inbox, its counts, the changes and the overview. Run beside store.contract.ts.
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson } from '../../contracts/canonical-json.ts';
import type { CheckpointStanding } from '../../contracts/decision.ts';
import { journeyIdOf } from '../../contracts/ids.ts';
import type { JourneyPatch, JourneyReadModel } from '../../contracts/ports/store.ts';
import { createConsoleReading } from '../../store/console-reading.ts';
import { queryRows } from '../../store/database.ts';
import { chainOf } from '../support/chain-of.ts';
import { newTenant, newWorkflowId, type StoreUnderTest } from './store-under-test.ts';

const hour = 3_600_000;
const me = `prn_${'1'.repeat(32)}`;
const other = `prn_${'2'.repeat(32)}`;
const reference = { ref: `doc_${'1'.repeat(32)}`, commitment: '2'.repeat(64) };
const checkpointOf = (deadlineAt: number, change: Partial<CheckpointStanding> = {}, approverRole = 'adviser') => ({
  requestId: 'cp_1', proposal: reference, draft: reference, evidence: null, approverRole, opensAt: 1_000,
  deadlineAt, blocked: false, findings: [], rejectReasons: ['other'],
  standing: { claim: null, assignee: null, delegators: [], approvals: [], level: 0, ...change },
}); // prettier-ignore
const open = (
  tier: string,
  deadlineAt: number,
  change?: Partial<CheckpointStanding>,
  role?: string,
): JourneyPatch => ({
  stage: 'checkpoint',
  tier,
  checkpoint: checkpointOf(deadlineAt, change, role),
});

export function storeConsoleContract(start: () => Promise<StoreUnderTest>): void {
  let under: StoreUnderTest;
  beforeAll(async () => {
    under = await start();
  });
  afterAll(() => under?.close());
  const put = async (tenant: string, patch: JourneyPatch) => {
    const workflowId = newWorkflowId(tenant);
    await under.store.journeys.record({ tenant, workflowId, patch });
    return journeyIdOf(workflowId);
  };
  const reading = () => createConsoleReading(under);

  describe('the inbox', () => {
    type Asked = Parameters<JourneyReadModel['list']>[0];
    const idsOf = async (tenant: string, filter: Asked['filter'], order: Asked['order'] = 'urgency') => {
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const page = await under.store.journeys.list({ tenant, filter, order, limit: 2, cursor });
        seen.push(...page.rows.map(({ id }) => id));
        cursor = page.next;
      } while (cursor !== null);
      return seen;
    };

    it('begins with high tiers, then goes by deadline, through every open checkpoint once', async () => {
      const tenant = newTenant();
      const late = await put(tenant, open('standard', 900));
      const highLate = await put(tenant, open('high', 800));
      const soon = await put(tenant, open('standard', 100));
      const highSoon = await put(tenant, open('high', 700));
      const undated = await put(tenant, { stage: 'checkpoint', tier: 'standard' });
      const twins = [await put(tenant, open('standard', 500)), await put(tenant, open('standard', 500))];
      await put(tenant, { ...open('high', 1), stage: 'ended', outcome: 'acted' });
      await put(newTenant(), open('high', 1));
      expect(await idsOf(tenant, {})).toEqual([highSoon, highLate, soon, ...twins.sort(), late, undated]);
      expect(await idsOf(tenant, { tier: 'high' })).toEqual([highSoon, highLate]);
    });

    it('follows a deadline that moves, and knows no cursor of another order', async () => {
      const tenant = newTenant();
      const [first, second] = [newWorkflowId(tenant), newWorkflowId(tenant)];
      const { journeys } = under.store;
      await journeys.record({ tenant, workflowId: first, patch: open('standard', 10) });
      await journeys.record({ tenant, workflowId: second, patch: open('standard', 20) });
      await journeys.record({ tenant, workflowId: first, patch: { checkpoint: checkpointOf(30) } });
      expect(await idsOf(tenant, {})).toEqual([journeyIdOf(second), journeyIdOf(first)]);
      const { next } = await journeys.list({ tenant, filter: {}, limit: 1, cursor: null });
      expect(next).not.toBeNull();
      await expect(
        journeys.list({ tenant, filter: {}, order: 'urgency', limit: 1, cursor: next }),
      ).rejects.toMatchObject({ type: 'InvalidRequest' });
    });

    it('is filtered by whose hands a checkpoint is in, and by when it began', async () => {
      const tenant = newTenant();
      const now = 1_000;
      const mine = await put(tenant, open('standard', 1, { claim: { by: me, until: 2_000 } }));
      const given = await put(tenant, open('standard', 2, { assignee: me }));
      const theirs = await put(tenant, open('standard', 3, { claim: { by: other, until: 2_000 } }));
      const lapsed = await put(tenant, open('standard', 4, { claim: { by: other, until: 1_000 } }));
      const theirsGiven = await put(tenant, open('standard', 5, { assignee: other }));
      const free = await put(tenant, open('standard', 6));
      expect(await idsOf(tenant, { heldBy: { principal: me, now } })).toEqual([mine, given]);
      const inHandOf = (who: 'nobody' | 'others') => idsOf(tenant, { inHandOf: { who, principal: me, now } });
      expect(await inHandOf('others')).toEqual([theirs, theirsGiven]);
      expect(await inHandOf('nobody')).toEqual([lapsed, free]);
      await under.asOwner(
        sql`update journeys set created_at = 5000 where tenant = ${tenant} and id = ${free}`,
      );
      expect(await idsOf(tenant, { since: 5_000, until: 5_001 })).toEqual([free]);
      expect(await idsOf(tenant, { until: 5_000 })).toEqual([]);
    });

    it('is counted for whoever asks', async () => {
      const tenant = newTenant();
      const now = 1_000;
      await put(tenant, open('high', now + hour - 1));
      await put(tenant, open('standard', now + hour, { claim: { by: me, until: 2_000 } }));
      await put(tenant, open('standard', now + hour, { claim: { by: other, until: 2_000 } }));
      await put(tenant, open('standard', now + hour, {}, 'supervisor'));
      await put(tenant, { ...open('standard', 1), stage: 'act' });
      const count = (roles: string[]) => reading().waiting({ tenant, principal: me, roles, now });
      const all = { open: 4, high: 1, dueSoon: 1, mine: 1 };
      expect(await count(['adviser'])).toEqual({ ...all, forMe: 2 });
      expect(await count(['adviser', 'supervisor'])).toEqual({ ...all, forMe: 3 });
      expect(await count([])).toEqual({ ...all, forMe: 0 });
      expect(await reading().waiting({ tenant: newTenant(), principal: me, roles: [], now })).toMatchObject({ open: 0 });
    }); // prettier-ignore

    it('is read from an index, without sorting what waits', async () => {
      const tenant = newTenant();
      await under.asOwner(sql`insert into journeys (tenant, id, workflow_id, type, subject, episode, stage, reasons, tier, created_at, updated_at)
        select ${tenant}, 'jrn_' || lpad(to_hex(n), 24, '0'), 'w' || n, 't', 's', 'e', case n % 3 when 0 then 'checkpoint' else 'ended' end, '[]', 'standard', n, n
        from generate_series(1, 5000) n`);
      await under.asOwner(sql`analyze journeys`);
      const plan = await under.database.inTenant(tenant, (transaction) =>
        queryRows(transaction, sql`explain select * from journeys where tenant = ${tenant} and stage = 'checkpoint'
          and ((case when tier = 'high' then 0 else 1 end), due_at, id) > (0, 5::bigint, 'jrn_')
          order by (case when tier = 'high' then 0 else 1 end), due_at, id limit 51`),
      ); // prettier-ignore
      const steps = JSON.stringify(plan);
      expect(steps).toContain('journeys_urgent');
      expect(steps).not.toContain('Sort');
    });
  });

  it('what changed is told from a time on, oldest change first', async () => {
    const tenant = newTenant();
    const [one, two] = [await put(tenant, open('high', 1)), await put(tenant, { outcome: 'denied' })];
    await put(newTenant(), {});
    await under.asOwner(sql`update journeys set updated_at = 2000 where tenant = ${tenant} and id = ${one}`);
    await under.asOwner(sql`update journeys set updated_at = 1000 where tenant = ${tenant} and id = ${two}`);
    const changed = (since: number, limit = 5) => reading().changedSince({ tenant, since, limit });
    expect(await changed(0)).toEqual([
      { id: two, stage: 'detect', outcome: 'denied', tier: null, updatedAt: 1000 },
      { id: one, stage: 'checkpoint', outcome: null, tier: 'high', updatedAt: 2000 },
    ]);
    expect(await changed(0, 1)).toHaveLength(1);
    expect((await changed(1001)).map(({ id }) => id)).toEqual([one]);
    expect(await changed(2001)).toEqual([]);
  });

  describe('the overview', () => {
    const decided = (kind: string, took: number, actor = me): JourneyPatch => ({
      ...{ stage: 'ended', outcome: kind === 'reject' ? 'rejected' : 'acted', tier: 'standard' },
      reasons: kind === 'reject' ? ['not_suitable'] : [],
      checkpoint: checkpointOf(9_000_000),
      decision: { proposal: reference, kind, actor, role: 'adviser', at: 1_000 + took, reasonCode: null },
      model: { provider: 'extractive', model: 'composer', fallback: 'unreachable' },
    });
    const numbersOf = (tenant: string, from = 0, to = Number.MAX_SAFE_INTEGER) =>
      reading().overview({ tenant, from, to });

    it('counts endings, reasons, models and decisions of the time that was asked about', async () => {
      const tenant = newTenant();
      await put(newTenant(), decided('approve', 1));
      for (const took of [10, 20, 30]) await put(tenant, decided('approve', took));
      await put(tenant, decided('edit_and_approve', 40));
      await put(tenant, decided('reject', 50));
      await put(tenant, { stage: 'ended', outcome: 'denied', reasons: ['opted_out', 'consent_missing'] });
      await put(tenant, open('high', 5));
      expect(await numbersOf(tenant)).toMatchObject({
        ...{ started: 7, ended: 6 },
        outcomes: [
          { code: 'acted', count: 4 },
          { code: 'denied', count: 1 },
          { code: 'rejected', count: 1 },
        ],
        reasons: [
          { code: 'consent_missing', count: 1 },
          { code: 'not_suitable', count: 1 },
          { code: 'opted_out', count: 1 },
        ],
        models: [{ provider: 'extractive', model: 'composer', fallback: 'unreachable', count: 5 }],
        approvals: { decided: 5, approved: 3, edited: 1, rejected: 1, medianMs: 30, p90Ms: 46, neverRejects: [] },
        throughput: { unit: 'day', points: [{ started: 7, acted: 4 }] },
      }); // prettier-ignore
      expect(await numbersOf(tenant, 0, 1)).toMatchObject({
        ...{ started: 0, outcomes: [], approvals: { decided: 0, medianMs: null } },
        throughput: { unit: 'hour', points: [] },
      });
    });

    it('names who decided twenty times and never rejected', async () => {
      const tenant = newTenant();
      for (let count = 0; count < 20; count += 1) {
        await put(tenant, decided('approve', 1));
        await put(tenant, decided(count === 7 ? 'reject' : 'approve', 1, other));
      }
      const { approvals } = await numbersOf(tenant);
      expect(approvals).toMatchObject({ decided: 40, neverRejects: [{ principal: me, decisions: 20 }] });
    });

    it('takes times and regions from the evidence of sealed journeys', async () => {
      const tenant = newTenant();
      const chains = [
        [100, 400],
        [300, 900],
      ];
      for (const [retrieved = 0, inferred = 0] of chains) {
        const workflowId = newWorkflowId(tenant);
        await under.store.journeys.record({
          tenant,
          workflowId,
          patch: { stage: 'ended', outcome: 'acted' },
        });
        const model = { region: 'in' };
        const entries = chainOf(workflowId, [
          { type: 'journey.started', stage: 'detect', at: 0, facts: { region: 'eu' } },
          { type: 'evidence.retrieved', stage: 'retrieve', at: retrieved, facts: {} },
          { type: 'draft.inferred', stage: 'infer', at: retrieved + inferred, facts: { model } },
          // The sealing comes after it, so there is no time of it.
          { type: 'journey.ended', stage: 'seal', at: retrieved + inferred, facts: {} },
        ]);
        await under.asOwner(
          sql`insert into sealed_journeys values (${tenant}, ${journeyIdOf(workflowId)}, '{}', ${canonicalJson(entries)}, 0)`,
        );
      }
      expect((await numbersOf(tenant)).evidence).toEqual({
        ...{ sampled: 2, of: 200 },
        stages: [
          { stage: 'retrieve', journeys: 2, p50Ms: 100, p95Ms: 300 },
          { stage: 'infer', journeys: 2, p50Ms: 400, p95Ms: 900 },
        ],
        regions: [
          { code: 'eu', count: 2 },
          { code: 'in', count: 2 },
        ],
      });
    });
  });
}
