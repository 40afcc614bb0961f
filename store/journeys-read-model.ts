// The list of journeys. Activities patch a row as they go; one statement creates or merges it, so that no two patches lose
// each other's members.
import { and, asc, desc, eq, gt, gte, isNull, lt, ne, or, sql, type SQL } from 'drizzle-orm';
import { failures } from '../contracts/failures.ts';
import { journeyIdOf, parseJourneyWorkflowId } from '../contracts/ids.ts';
import type { EpochMilliseconds, PrincipalToken } from '../contracts/ids.ts';
import type { JourneyPatch, JourneyReadModel, JourneyRow } from '../contracts/ports/store.ts';
import type { TenantDatabase } from './database.ts';
import { pageOf, readCursor } from './page-cursor.ts';
import { journeys, tierRank } from './schema/journeys.ts';

export function createJourneyReadModel({ database }: { database: TenantDatabase }): JourneyReadModel {
  return {
    /** @throws InvalidRequest when the workflow id is no journey's of this tenant. */
    async record({ tenant, workflowId, patch }) {
      const key = parseJourneyWorkflowId(workflowId);
      if (key?.tenant !== tenant) {
        throw failures.invalidRequest('not a journey of this tenant', { part: 'store', ids: { workflowId } });
      }
      const now = Date.now();
      const changes = columnsOf(patch);
      const born = { stage: 'detect', reasons: [], createdAt: now };
      await database.inTenant(tenant, (transaction) =>
        transaction
          .insert(journeys)
          .values({ ...born, ...changes, ...key, id: journeyIdOf(workflowId), workflowId, updatedAt: now })
          .onConflictDoUpdate({
            target: [journeys.tenant, journeys.id],
            set: { ...changes, updatedAt: now },
          }),
      );
    },

    async get({ tenant, id }) {
      const [row] = await database.inTenant(tenant, (transaction) =>
        transaction
          .select()
          .from(journeys)
          .where(and(eq(journeys.tenant, tenant), eq(journeys.id, id))),
      );
      return row ? toJourneyRow(row) : null;
    },

    /** @throws InvalidRequest when the cursor is not one that was given out for this order. */
    async list({ tenant, filter, order = 'newest', limit, cursor }) {
      const { conditions, sorting, placeOf } = pages[order](cursor);
      const found = await database.inTenant(tenant, (transaction) =>
        transaction
          .select()
          .from(journeys)
          .where(and(eq(journeys.tenant, tenant), ...conditionsOf(filter), ...conditions))
          .orderBy(...sorting)
          // One more than asked tells whether there is another page.
          .limit(limit + 1),
      );
      const { rows, next } = pageOf(found, limit, placeOf);
      return { rows: rows.map(toJourneyRow), next };
    },
  };
}

function conditionsOf(filter: Parameters<JourneyReadModel['list']>[0]['filter']): SQL[] {
  const { type, stage, outcome, approverRole, subject, tier, since, until, heldBy, inHandOf } = filter;
  const conditions: SQL[] = [];
  if (type !== undefined) conditions.push(eq(journeys.type, type));
  if (stage !== undefined) conditions.push(eq(journeys.stage, stage));
  if (outcome !== undefined) conditions.push(eq(journeys.outcome, outcome));
  if (approverRole !== undefined) conditions.push(eq(journeys.approverRole, approverRole));
  if (subject !== undefined) conditions.push(eq(journeys.subject, subject));
  if (tier !== undefined) conditions.push(eq(journeys.tier, tier));
  if (since !== undefined) conditions.push(gte(journeys.createdAt, since));
  if (until !== undefined) conditions.push(lt(journeys.createdAt, until));
  if (heldBy !== undefined) conditions.push(held(heldBy));
  if (inHandOf !== undefined) conditions.push(inHand(inHandOf));
  return conditions;
}

interface Pages {
  conditions: SQL[];
  sorting: SQL[];
  placeOf: (row: typeof journeys.$inferSelect) => string;
}

/** A row comparison: PostgreSQL walks the index from there instead of counting off an offset. */
const pages: Record<'newest' | 'urgency', (cursor: string | null) => Pages> = {
  newest(cursor) {
    const [createdAt, id] = cursor === null ? [] : readCursor(cursor, /^(\d{1,15})\/(jrn_[0-9a-f]{24})$/);
    return {
      conditions:
        id === undefined
          ? []
          : [sql`(${journeys.createdAt}, ${journeys.id}) < (${createdAt}::bigint, ${id})`],
      sorting: [desc(journeys.createdAt), desc(journeys.id)],
      placeOf: (row) => `${row.createdAt}/${row.id}`,
    };
  },
  urgency(cursor) {
    // As the index has it, word by word: a parameter would not be recognised.
    const conditions = [sql`stage = 'checkpoint'`];
    const [rank, dueAt, id] =
      cursor === null ? [] : readCursor(cursor, /^([01])\/(\d{1,16})\/(jrn_[0-9a-f]{24})$/);
    if (id !== undefined)
      conditions.push(
        sql`(${tierRank}, ${journeys.dueAt}, ${journeys.id}) > (${rank}::int, ${dueAt}::bigint, ${id})`,
      );
    return {
      conditions,
      sorting: [asc(tierRank), asc(journeys.dueAt), asc(journeys.id)],
      placeOf: ({ tier, dueAt: due, id: last }) => `${tier === 'high' ? 0 : 1}/${due}/${last}`,
    };
  },
};

/** The members that the patch has, as columns. */
function columnsOf(patch: JourneyPatch): Partial<typeof journeys.$inferInsert> {
  const present = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
  if (!('checkpoint' in present)) return present;
  const { approverRole, standing } = patch.checkpoint ?? {};
  return {
    ...present,
    approverRole: approverRole ?? null,
    claimedBy: standing?.claim?.by ?? null,
    claimedUntil: standing?.claim?.until ?? null,
    assignee: standing?.assignee ?? null,
  };
}

export function held({ principal, now }: { principal: PrincipalToken; now: EpochMilliseconds }): SQL {
  const claimed = and(eq(journeys.claimedBy, principal), gt(journeys.claimedUntil, now));
  // A closed checkpoint stays on its row, for the record.
  return sql`(${eq(journeys.stage, 'checkpoint')} and ${or(eq(journeys.assignee, principal), claimed)})`;
}

/** Open checkpoints that nobody holds, or that others hold and this person does not. */
export function inHand(asked: {
  who: 'nobody' | 'others';
  principal: PrincipalToken;
  now: EpochMilliseconds;
}): SQL {
  const { who, principal, now } = asked;
  const open = eq(journeys.stage, 'checkpoint');
  const free = sql`(${isNull(journeys.assignee)} and coalesce(${journeys.claimedUntil}, 0) <= ${now})`;
  if (who === 'nobody') return sql`(${open} and ${free})`;
  const byAnother = and(ne(journeys.claimedBy, principal), gt(journeys.claimedUntil, now));
  // Of what is null nothing is known, and so it is not his.
  const own = sql`(${held({ principal, now })}) is not true`;
  return sql`(${open} and (${or(byAnother, ne(journeys.assignee, principal))}) and ${own})`;
}

function toJourneyRow(row: typeof journeys.$inferSelect): JourneyRow {
  const { episode: _1, approverRole: _2, claimedBy: _3, claimedUntil: _4, assignee: _5, ...rest } = row;
  const { dueAt: _6, ...shown } = rest;
  // The columns hold what `record` was given, under the same types.
  return shown as unknown as JourneyRow;
}
