// The row under whose lock a tenant's ledger grows: its next number, and the hash of its last record.
import { eq } from 'drizzle-orm';
import type { TenantId } from '../contracts/ids.ts';
import { ledgerGenesis } from '../contracts/ledger.ts';
import type { Transaction } from './database.ts';
import { ledgerHeads } from './schema/ledger.ts';

/** Makes the row of a new tenant. The lock is held until the caller's transaction ends. */
export async function lockHead(transaction: Transaction, tenant: TenantId) {
  const lock = () =>
    transaction.select().from(ledgerHeads).where(eq(ledgerHeads.tenant, tenant)).for('update');
  const [known] = await lock();
  if (known) return known;
  await transaction
    .insert(ledgerHeads)
    .values({ tenant, nextIndex: 0, headHash: ledgerGenesis(tenant) })
    .onConflictDoNothing();
  const [made] = await lock();
  if (!made) throw new Error('the head of a ledger vanished');
  return made;
}
