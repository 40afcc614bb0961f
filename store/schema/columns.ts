// Column types that the tables share. What is signed or hashed is kept as the very text that was signed.
import { customType } from 'drizzle-orm/pg-core';
import { canonicalJson } from '../../contracts/canonical-json.ts';

/** Bytes: a sealed value (store/sealing.ts). */
export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' });

/**
 * Canonical JSON in a text column. `json` would be read by the driver and again by drizzle, which turns the string "5" into a
 * number, and `jsonb` rewrites numbers; a text is what it was when it was signed.
 */
export const canonical = customType<{ data: unknown; driverData: string }>({
  dataType: () => 'text',
  toDriver: (value) => canonicalJson(value),
  fromDriver: (text) => JSON.parse(text) as unknown,
});
