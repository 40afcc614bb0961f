// Requests to erase a subject, and what became of them. A row outlives the subject: it says why his documents are gone. It never
// holds anything of him but his token, and, while the erasure runs, the sealed id by which connectors know him.
import { sql } from 'drizzle-orm';
import { bigint, check, index, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { ErasureGround, ErasureState } from '../../contracts/erasure.ts';
import { bytes } from './columns.ts';

export const erasures = pgTable(
  'erasures',
  {
    tenant: text().notNull(),
    id: text().notNull(),
    subject: text().notNull(),
    ground: text().$type<ErasureGround>().notNull(),
    state: text().$type<ErasureState>().notNull(),
    requestedBy: text('requested_by').notNull(),
    requestedAt: bigint('requested_at', { mode: 'number' }).notNull(),
    deadlineAt: bigint('deadline_at', { mode: 'number' }).notNull(),
    decidedBy: text('decided_by'),
    decidedAt: bigint('decided_at', { mode: 'number' }),
    /** The customer's id, sealed by a tenant key: from the approval until the certificate. */
    sealedCustomer: bytes('sealed_customer'),
    /** All three are null until the subject's key is destroyed. */
    documents: bigint({ mode: 'number' }),
    personalValues: bigint('personal_values', { mode: 'number' }),
    passages: bigint({ mode: 'number' }),
    ledgerIndex: bigint('ledger_index', { mode: 'number' }),
    updatedAt: bigint('updated_at', { mode: 'number' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenant, table.id] }),
    uniqueIndex('erasures_open')
      .on(table.tenant, table.subject)
      .where(sql`state in ('requested', 'erasing')`),
    index('erasures_newest').on(table.tenant, table.requestedAt, table.id),
    index('erasures_subject').on(table.tenant, table.subject),
    // Four eyes, whatever asked for it: who requested never approves.
    check(
      'erasures_four_eyes',
      sql`state not in ('erasing', 'erased') or (decided_by is not null and decided_by <> requested_by)`,
    ),
    check('erasures_customer_forgotten', sql`state = 'erasing' or sealed_customer is null`),
  ],
);
