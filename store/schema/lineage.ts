// What sealed journeys name, for lineage: made of the sealed evidence alone, and made again from it whenever these rows are gone.
import { bigint, foreignKey, index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { subjectKeys } from './keys.ts';

const sealed = {
  journeyId: text('journey_id').notNull(),
  /** Of the seal: the order in which journeys ended. */
  ledgerIndex: bigint('ledger_index', { mode: 'number' }).notNull(),
};

/** A journey that has a row `sealed` is in the index, with all that it names. */
export const lineageNames = pgTable(
  'lineage_names',
  {
    tenant: text().notNull(),
    /** Kind and id (contracts/lineage.ts). */
    name: text().notNull(),
    ...sealed,
  },
  (table) => [primaryKey({ columns: [table.tenant, table.name, table.ledgerIndex] })],
);

/** Whoever knows a customer's id could find an erased one's journeys by these, so they go with the subject's key. */
export const lineageFields = pgTable(
  'lineage_fields',
  {
    tenant: text().notNull(),
    /** HMAC of object and id, or of object, id and field, under a tenant key. */
    lookup: text().notNull(),
    subject: text().notNull(),
    ...sealed,
  },
  (table) => [
    primaryKey({ columns: [table.tenant, table.lookup, table.ledgerIndex] }),
    index('lineage_fields_subject').on(table.tenant, table.subject),
    foreignKey({
      name: 'lineage_fields_subject_key',
      columns: [table.tenant, table.subject],
      foreignColumns: [subjectKeys.tenant, subjectKeys.subject],
    }).onDelete('cascade'),
  ],
);
