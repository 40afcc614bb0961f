// The list of journeys as pages, CLI and API show it: codes and tokens only. Written by the activities as they go.
import { bigint, doublePrecision, index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { canonical } from './columns.ts';

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
    /** Of the checkpoint, for the filter. */
    approverRole: text('approver_role'),
    decision: canonical(),
    model: canonical(),
    retrieval: canonical(),
    write: canonical(),
    head: text(),
    createdAt: bigint('created_at', { mode: 'number' }).notNull(),
    updatedAt: bigint('updated_at', { mode: 'number' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenant, table.id] }),
    // The list and its pages, newest first, read backwards: drizzle writes `desc()` as DESC NULLS LAST, an order that no
    // ORDER BY … DESC asks for, and PostgreSQL would sort instead.
    index('journeys_newest').on(table.tenant, table.createdAt, table.id),
    // An approver's queue: what waits for a role.
    index('journeys_waiting').on(table.tenant, table.stage, table.approverRole, table.createdAt, table.id),
    index('journeys_subject').on(table.tenant, table.subject, table.createdAt, table.id),
  ],
);
