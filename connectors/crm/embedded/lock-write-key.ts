// One key, one transaction at a time: write and undo take this lock before they look for the key's row, so that of two
// calls with the same key the second sees what the first left.
import { and, eq, sql } from 'drizzle-orm';
import type { TenantId } from '../../../contracts/ids.ts';
import type { Transaction } from '../../../store/database.ts';
import { writes } from './schema.ts';

export type WriteRow = typeof writes.$inferSelect;

/** Whose write an erasure has emptied: no customer has this id. */
export const nobody = '';

/** An emptied row keeps its key used, and answers as if the customer had never been. */
export function isErased({ customerId }: WriteRow): boolean {
  return customerId === nobody;
}

/** Holds the key until the transaction ends. @returns the write that has it, if any. */
export async function lockWriteKey(
  transaction: Transaction,
  tenant: TenantId,
  idempotencyKey: string,
): Promise<WriteRow | undefined> {
  // A collision of two keys' hashes only makes one wait for the other.
  await transaction.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`crm/${tenant}/${idempotencyKey}`}, 0))`,
  );
  return selectWrite(transaction, tenant, idempotencyKey);
}

export async function selectWrite(
  transaction: Transaction,
  tenant: TenantId,
  idempotencyKey: string,
): Promise<WriteRow | undefined> {
  const [row] = await transaction
    .select()
    .from(writes)
    .where(and(eq(writes.tenant, tenant), eq(writes.idempotencyKey, idempotencyKey)));
  return row;
}
