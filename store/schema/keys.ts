// Keys, each sealed by the one above: master key (never here) → tenant key → subject keys and signing keys.
import { bigint, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { bytes, canonical } from './columns.ts';

export const tenantKeys = pgTable('tenant_keys', {
  tenant: text().primaryKey(),
  /** Sealed by the master key of this id. */
  sealedKey: bytes('sealed_key').notNull(),
  masterKeyId: text('master_key_id').notNull(),
  createdAt: bigint('created_at', { mode: 'number' }).notNull(),
});

export const signingKeys = pgTable(
  'signing_keys',
  {
    tenant: text().notNull(),
    keyId: text('key_id').notNull(),
    publicJwk: canonical('public_jwk').notNull(),
    sealedPrivateKey: bytes('sealed_private_key').notNull(),
    createdAt: bigint('created_at', { mode: 'number' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.keyId] })],
);

/** Deleting a row makes the subject's documents unreadable for good. */
export const subjectKeys = pgTable(
  'subject_keys',
  {
    tenant: text().notNull(),
    subject: text().notNull(),
    sealedKey: bytes('sealed_key').notNull(),
    createdAt: bigint('created_at', { mode: 'number' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.subject] })],
);
