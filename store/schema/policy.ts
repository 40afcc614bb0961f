// What policy was in force, what it was asked and answered, and the grants it issued. Append-only for the application's role.
import { bigint, index, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { canonical } from './columns.ts';

/** Belongs to no tenant: one set of policy files serves all, and holds no customer's data. */
export const policySnapshots = pgTable('policy_snapshots', {
  hash: text().primaryKey(),
  canonical: text().notNull(),
  createdAt: bigint('created_at', { mode: 'number' }).notNull(),
});

export const policyDecisions = pgTable(
  'policy_decisions',
  {
    tenant: text().notNull(),
    id: text().notNull(),
    journeyId: text('journey_id').notNull(),
    question: text().notNull(),
    key: text().notNull(),
    policySnapshot: text('policy_snapshot'),
    request: canonical().notNull(),
    answer: canonical().notNull(),
    at: bigint({ mode: 'number' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenant, table.id] }),
    uniqueIndex('policy_decisions_attempt').on(table.tenant, table.journeyId, table.question, table.key),
    // What a candidate policy is replayed over.
    index('policy_decisions_snapshot').on(table.tenant, table.policySnapshot, table.at),
  ],
);

export const grants = pgTable(
  'grants',
  {
    tenant: text().notNull(),
    id: text().notNull(),
    /** Canonical JSON; parsed only after its signature fitted. */
    claims: text().notNull(),
    /** HMAC-SHA-256 over the canonical claims under a tenant key. */
    signature: text().notNull(),
    expiresAt: bigint('expires_at', { mode: 'number' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenant, table.id] }),
    index('grants_expiry').on(table.tenant, table.expiresAt),
  ],
);
