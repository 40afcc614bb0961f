// The list of journeys as pages, CLI and API show it: codes and tokens only. Written by the activities as they go.
import { sql } from 'drizzle-orm';
import { bigint, doublePrecision, index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { canonical } from './columns.ts';

const neverDue = Number.MAX_SAFE_INTEGER;
/** High tiers before all others; as the index has it, word by word. */
export const tierRank = sql<number>`(case when tier = 'high' then 0 else 1 end)`;

export const journeys = pgTable(
  'journeys',
  {
    tenant: text().notNull(),
    id: text().notNull(),
    workflowId: text('workflow_id').notNull(),
    type: text().notNull(),
    subject: text().notNull(),
    episode: text().notNull(),
    stage: text().notNull(),
    outcome: text(),
    reasons: canonical().notNull(),
    score: doublePrecision(),
    tier: text(),
    checkpoint: canonical(),
    // Of the checkpoint, for the filters.
    approverRole: text('approver_role'),
    claimedBy: text('claimed_by'),
    claimedUntil: bigint('claimed_until', { mode: 'number' }),
    assignee: text(),
    decision: canonical(),
    model: canonical(),
    retrieval: canonical(),
    write: canonical(),
    head: text(),
    createdAt: bigint('created_at', { mode: 'number' }).notNull(),
    updatedAt: bigint('updated_at', { mode: 'number' }).notNull(),
    // Deadline of the checkpoint; `neverDue` where there is none, so that every row has its place in the order.
    dueAt: bigint('due_at', { mode: 'number' })
      .notNull()
      .generatedAlwaysAs(
        sql`coalesce((checkpoint::json ->> 'deadlineAt')::bigint, ${sql.raw(String(neverDue))})`,
      ),
  },
  (table) => [
    primaryKey({ columns: [table.tenant, table.id] }),
    // The list and its pages, newest first, read backwards: drizzle writes `desc()` as DESC NULLS LAST, an order that no
    // ORDER BY … DESC asks for, and PostgreSQL would sort instead.
    index('journeys_newest').on(table.tenant, table.createdAt, table.id),
    // An approver's queue: what waits for a role.
    index('journeys_waiting').on(table.tenant, table.stage, table.approverRole, table.createdAt, table.id),
    // What a person has in hand. Few journeys are claimed or delegated at one time, so only those stand in the index.
    index('journeys_claimed')
      .on(table.tenant, table.claimedBy)
      .where(sql`claimed_by is not null`),
    index('journeys_assigned')
      .on(table.tenant, table.assignee)
      .where(sql`assignee is not null`),
    // What the sweeper looks through: few of all rows are open.
    index('journeys_open')
      .on(table.tenant, table.id)
      .where(sql`stage <> 'ended'`),
    // An approver's queue, most urgent first: high tier, then deadline.
    index('journeys_urgent')
      .on(table.tenant, tierRank, table.dueAt, table.id)
      .where(sql`stage = 'checkpoint'`),
    // What changed since, for the stream of changes.
    index('journeys_changed').on(table.tenant, table.updatedAt, table.id),
    index('journeys_subject').on(table.tenant, table.subject, table.createdAt, table.id),
  ],
);
