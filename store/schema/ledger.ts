// What is proved: signed records in one gapless line per tenant, the Merkle tree over them with its signed heads, and the evidence
// of each sealed journey. Append-only for the application's role, which may neither update nor delete here.
import { sql } from 'drizzle-orm';
import { bigint, index, integer, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { canonical } from './columns.ts';

/** One row per tenant: the lock under which records get their numbers. */
export const ledgerHeads = pgTable('ledger_heads', {
  tenant: text().primaryKey(),
  nextIndex: bigint('next_index', { mode: 'number' }).notNull(),
  headHash: text('head_hash').notNull(),
});

export const ledgerRecords = pgTable(
  'ledger_records',
  {
    tenant: text().notNull(),
    index: bigint({ mode: 'number' }).notNull(),
    key: text().notNull(),
    kind: text().notNull(),
    journeyId: text('journey_id'),
    at: bigint({ mode: 'number' }).notNull(),
    facts: canonical().notNull(),
    prev: text().notNull(),
    hash: text().notNull(),
    signature: text().notNull(),
    keyId: text('key_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenant, table.index] }),
    uniqueIndex('ledger_records_key').on(table.tenant, table.key),
    index('ledger_records_journey').on(table.tenant, table.journeyId, table.index),
    index('ledger_records_kind').on(table.tenant, table.kind, table.index),
  ],
);

/** Hash of each complete subtree (contracts/merkle.ts): level 0 has a leaf for each record. */
export const ledgerNodes = pgTable(
  'ledger_nodes',
  {
    tenant: text().notNull(),
    level: integer().notNull(),
    index: bigint({ mode: 'number' }).notNull(),
    hash: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.level, table.index] })],
);

/** Signed heads, one for each size that was signed. */
export const treeHeads = pgTable(
  'tree_heads',
  {
    tenant: text().notNull(),
    size: bigint({ mode: 'number' }).notNull(),
    root: text().notNull(),
    at: bigint({ mode: 'number' }).notNull(),
    signature: text().notNull(),
    keyId: text('key_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.size] })],
);

export const sealedJourneys = pgTable(
  'sealed_journeys',
  {
    tenant: text().notNull(),
    journeyId: text('journey_id').notNull(),
    statement: canonical().notNull(),
    entries: canonical().notNull(),
    ledgerIndex: bigint('ledger_index', { mode: 'number' }).notNull(),
    // Computed by the database, for counting; what is believed is statement and entries.
    outcome: text().generatedAlwaysAs(sql`"statement"::json ->> 'outcome'`),
    entryTypes: text('entry_types')
      .notNull()
      .generatedAlwaysAs(sql`"wayproof_entry_types"("entries")`),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.journeyId] })],
);
