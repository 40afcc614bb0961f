// Who stands behind the tokens. Looked up by keyed hash, readable only with the keys; deleting a row unlinks the token.
import { sql } from 'drizzle-orm';
import { bigint, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { bytes, canonical } from './columns.ts';

export const subjects = pgTable(
  'subjects',
  {
    tenant: text().notNull(),
    subject: text().notNull(),
    /** HMAC of the customer's id under a tenant key: the same customer finds the same row. */
    lookup: text().notNull(),
    /** The customer's id, sealed by the subject's key. */
    sealedCustomer: bytes('sealed_customer').notNull(),
    createdAt: bigint('created_at', { mode: 'number' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenant, table.subject] }),
    uniqueIndex('subjects_lookup').on(table.tenant, table.lookup),
  ],
);

/** What tokens of personal values stand for: a prompt holds the token, the act gets the value. */
export const personalValues = pgTable(
  'personal_values',
  {
    tenant: text().notNull(),
    subject: text().notNull(),
    token: text().notNull(),
    type: text().notNull(),
    /** Sealed by the subject's key. */
    sealedValue: bytes('sealed_value').notNull(),
    createdAt: bigint('created_at', { mode: 'number' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.subject, table.token] })],
);

export const principals = pgTable(
  'principals',
  {
    tenant: text().notNull(),
    principal: text().notNull(),
    /** The display name, sealed by a tenant key. */
    sealedName: bytes('sealed_name').notNull(),
    createdAt: bigint('created_at', { mode: 'number' }).notNull(),
    // The defaults are for rows from before roles were kept: whoever calls again gets his own.
    /** Of the token that was seen last. */
    roles: canonical()
      .notNull()
      .default(sql`'[]'`),
    /** Taken from him here, whatever his token says. */
    withdrawnRoles: canonical('withdrawn_roles')
      .notNull()
      .default(sql`'[]'`),
    absentUntil: bigint('absent_until', { mode: 'number' }),
    substitute: text(),
    seenAt: bigint('seen_at', { mode: 'number' }).notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.principal] })],
);
