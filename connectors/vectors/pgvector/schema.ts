// Passages, their vectors and their words, in the embedded database. Every table leads with the tenant; row-level security
// stands in the migration.
import { sql } from 'drizzle-orm';
import { customType, foreignKey, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';

/** pgvector without a fixed size: the size belongs to the space, and a change of model must not need a migration. */
const vector = customType<{ data: number[]; driverData: string }>({
  dataType: () => 'vector',
  toDriver: (value) => `[${value.join(',')}]`,
  fromDriver: (value) => JSON.parse(value) as number[],
});

export const knowledgePassages = pgTable(
  'knowledge_passages',
  {
    tenant: text().notNull(),
    id: text().notNull(),
    documentId: text('document_id').notNull(),
    title: text().notNull(),
    source: text().notNull(),
    language: text().notNull(),
    audience: text().array().notNull(),
    text: text().notNull(),
    contentHash: text('content_hash').notNull(),
    /** Empty, and version 0, in rows from before these columns: equal to no document, so the loader writes them anew. */
    documentHash: text('document_hash').notNull().default(''),
    version: integer().notNull().default(0),
    updated: text().notNull(),
    /** Label of the vector's space; vectors of another space are never compared. */
    space: text().notNull(),
    embedding: vector().notNull(),
    /** Number of words, for BM25's length normalisation. */
    words: integer().notNull(),
    /** Hash of all that was written, audience and space included: the same hash, nothing to do. */
    rowHash: text('row_hash').notNull(),
    /** Null: it is about nobody in particular. */
    subject: text(),
  },
  (table) => [
    primaryKey({ columns: [table.tenant, table.id] }),
    index('knowledge_passages_document').on(table.tenant, table.documentId),
    index('knowledge_passages_subject')
      .on(table.tenant, table.subject)
      .where(sql`subject is not null`),
  ],
);

export const knowledgeTerms = pgTable(
  'knowledge_terms',
  {
    tenant: text().notNull(),
    term: text().notNull(),
    passageId: text('passage_id').notNull(),
    frequency: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenant, table.term, table.passageId] }),
    index('knowledge_terms_passage').on(table.tenant, table.passageId),
    foreignKey({
      name: 'knowledge_terms_passage_fk',
      columns: [table.tenant, table.passageId],
      foreignColumns: [knowledgePassages.tenant, knowledgePassages.id],
    }).onDelete('cascade'),
  ],
);
