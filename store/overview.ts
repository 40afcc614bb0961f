// One page of numbers about a tenant's journeys, counted by the database. It shows no single customer: codes, counts, and tokens of
// people who decide. Times of stages come from the evidence of the newest sealed journeys, which is what an auditor would measure too.
import { sql } from 'drizzle-orm';
import { regionsNamedIn } from '../contracts/evidence-regions.ts';
import type { EvidenceEntry } from '../contracts/evidence-entry.ts';
import { journeyStages } from '../contracts/control-facts.ts';
import type { CodeCount, ConsoleReading, OverviewNumbers } from '../contracts/ports/console-reading.ts';
import { queryRows, type TenantDatabase, type Transaction } from './database.ts';

const dayMs = 86_400_000;
const hourMs = 3_600_000;
// Whoever approves twenty in a row has looked at some that another would have rejected, or has not looked.
const fromDecisions = 20;
// About 5 kB each: a megabyte to read, some ten milliseconds to parse.
const sampledChains = 200;

interface Asked {
  tenant: string;
  from: number;
  to: number;
}

export function createOverview({ database }: { database: TenantDatabase }): Pick<ConsoleReading, 'overview'> {
  return {
    overview: (asked) =>
      database.inTenant(asked.tenant, async (transaction) => {
        const counted = await countsOf(transaction, asked);
        const approvals = await approvalsOf(transaction, asked);
        return {
          ...counted,
          approvals: { ...approvals, fromDecisions },
          throughput: await throughputOf(transaction, asked),
          evidence: await evidenceOf(transaction, asked),
        };
      }),
  };
}

async function countsOf(transaction: Transaction, { tenant, from, to }: Asked) {
  interface Counted extends Record<string, unknown> {
    what: 'outcome' | 'reason' | 'tier' | 'model' | 'all';
    code: string | null;
    count: number;
  }
  const rows = await queryRows<Counted>(
    transaction,
    sql`with asked as materialized (
          select stage, outcome, tier, model, case when outcome is not null and outcome <> 'acted' then reasons end as reasons
          from journeys where tenant = ${tenant} and created_at >= ${from}::bigint and created_at < ${to}::bigint)
        select 'all' as what, case when stage = 'ended' or outcome is not null then 'ended' else 'open' end as code, count(*)::int as count from asked group by 2
        union all select 'outcome', outcome, count(*)::int from asked where outcome is not null group by 2
        union all select 'tier', tier, count(*)::int from asked where tier is not null group by 2
        union all select 'model', model, count(*)::int from asked where model is not null group by 2
        union all select 'reason', reason, count(*)::int from asked, json_array_elements_text(reasons::json) as reason
          where reasons is not null group by 2
        order by count desc, code`,
  ); // prettier-ignore
  const of = (what: Counted['what']): CodeCount[] =>
    rows.flatMap((row) =>
      row.what === what && row.code !== null ? [{ code: row.code, count: row.count }] : [],
    );
  const all = of('all');
  const ended = all.find(({ code }) => code === 'ended')?.count ?? 0;
  return {
    started: all.reduce((sum, { count }) => sum + count, 0),
    ended,
    // The column holds what `record` was given, under the same type.
    outcomes: of('outcome') as OverviewNumbers['outcomes'],
    reasons: of('reason'),
    tiers: of('tier'),
    models: of('model').flatMap(({ code, count }) => {
      const model = JSON.parse(code) as Omit<OverviewNumbers['models'][number], 'count'> | null;
      return model === null
        ? []
        : [{ provider: model.provider, model: model.model, fallback: model.fallback, count }];
    }),
  };
}

async function approvalsOf(transaction: Transaction, { tenant, from, to }: Asked) {
  type Row = Omit<OverviewNumbers['approvals'], 'fromDecisions' | 'neverRejects'> & {
    neverRejects: string | null;
  };
  const [row] = await queryRows<Row>(
    transaction,
    sql`with decided as materialized (
          select decision::json ->> 'kind' as kind, decision::json ->> 'actor' as actor,
            (decision::json ->> 'at')::bigint - (checkpoint::json ->> 'opensAt')::bigint as took
          from journeys
          where tenant = ${tenant} and created_at >= ${from}::bigint and created_at < ${to}::bigint
            and decision is not null and decision <> 'null'),
        steady as (
          select actor, count(*)::int as decisions from decided group by actor
          having count(*) >= ${fromDecisions}::int and count(*) filter (where kind = 'reject') = 0)
        select count(*)::int as "decided",
          count(*) filter (where kind = 'approve')::int as "approved",
          count(*) filter (where kind = 'edit_and_approve')::int as "edited",
          count(*) filter (where kind = 'reject')::int as "rejected",
          (percentile_cont(0.5) within group (order by took))::float8 as "medianMs",
          (percentile_cont(0.9) within group (order by took))::float8 as "p90Ms",
          (select json_agg(json_build_object('principal', actor, 'decisions', decisions) order by decisions desc, actor)::text
             from steady) as "neverRejects"
        from decided`,
  ); // prettier-ignore
  if (!row) throw new TypeError('an aggregate without a row');
  const neverRejects = JSON.parse(row.neverRejects ?? '[]') as OverviewNumbers['approvals']['neverRejects'];
  return { ...row, neverRejects };
}

async function throughputOf(
  transaction: Transaction,
  { tenant, from, to }: Asked,
): Promise<OverviewNumbers['throughput']> {
  const unit = to - from <= 2 * dayMs ? 'hour' : 'day';
  const length = unit === 'hour' ? hourMs : dayMs;
  const points = await queryRows<OverviewNumbers['throughput']['points'][number] & Record<string, unknown>>(
    transaction,
    sql`select (created_at / ${length}::bigint * ${length}::bigint)::float8 as "at", count(*)::int as "started",
          count(*) filter (where outcome = 'acted')::int as "acted"
        from journeys where tenant = ${tenant} and created_at >= ${from}::bigint and created_at < ${to}::bigint
        group by 1 order by 1`,
  );
  return { unit, points };
}

async function evidenceOf(
  transaction: Transaction,
  { tenant, from, to }: Asked,
): Promise<OverviewNumbers['evidence']> {
  const rows = await queryRows<{ entries: string }>(
    transaction,
    sql`select sealed.entries from journeys
          join sealed_journeys sealed on sealed.tenant = journeys.tenant and sealed.journey_id = journeys.id
        where journeys.tenant = ${tenant} and journeys.created_at >= ${from}::bigint and journeys.created_at < ${to}::bigint
        order by journeys.created_at desc, journeys.id desc limit ${sampledChains}::int`,
  );
  const chains = rows.map(({ entries }) => JSON.parse(entries) as EvidenceEntry[]);
  const took = new Map<string, number[]>();
  const regions = new Map<string, number>();
  for (const entries of chains) {
    for (const region of regionsNamedIn(entries)) regions.set(region, (regions.get(region) ?? 0) + 1);
    for (const [stage, milliseconds] of stageTimes(entries))
      took.set(stage, [...(took.get(stage) ?? []), milliseconds]);
  }
  return {
    sampled: chains.length,
    of: sampledChains,
    stages: journeyStages.flatMap((stage) => {
      const times = took.get(stage)?.sort((one, other) => one - other);
      if (!times) return [];
      return [{ stage, journeys: times.length, p50Ms: rankOf(times, 0.5), p95Ms: rankOf(times, 0.95) }];
    }),
    regions: [...regions].map(([code, count]) => ({ code, count })),
  };
}

/**
 * An entry is written when its step is done: what passed since the entry before belongs to its stage. Sealing takes place after the last
 * one, and so is in none.
 */
function stageTimes(entries: readonly EvidenceEntry[]): Map<string, number> {
  const times = new Map<string, number>();
  for (const [index, { stage, at }] of entries.entries()) {
    const before = entries[index - 1];
    if (before && stage !== 'seal') times.set(stage, (times.get(stage) ?? 0) + at - before.at);
  }
  return times;
}

/** By nearest rank. @param sorted ascending, not empty. */
function rankOf(sorted: readonly number[], part: number): number {
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? 0;
}
