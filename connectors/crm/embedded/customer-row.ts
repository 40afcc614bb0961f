// The customer's own row: read, or locked for a change. Everything that changes a customer's record locks it first, and
// grows its version by one.
import { and, eq } from 'drizzle-orm';
import type { TenantId } from '../../../contracts/ids.ts';
import type { Transaction } from '../../../store/database.ts';
import { customers } from './schema.ts';
import type { CustomerRow } from './write-scope.ts';

function isCustomer(tenant: TenantId, customerId: string) {
  return and(eq(customers.tenant, tenant), eq(customers.customerId, customerId));
}

export async function selectCustomer(
  transaction: Transaction,
  tenant: TenantId,
  customerId: string,
): Promise<CustomerRow | undefined> {
  const [row] = await transaction.select().from(customers).where(isCustomer(tenant, customerId));
  return row;
}

export async function lockCustomer(
  transaction: Transaction,
  tenant: TenantId,
  customerId: string,
): Promise<CustomerRow | undefined> {
  const [row] = await transaction
    .select()
    .from(customers)
    .where(isCustomer(tenant, customerId))
    .for('update');
  return row;
}

/** @returns the new version. */
export async function bumpVersion(transaction: Transaction, locked: CustomerRow): Promise<number> {
  const version = locked.version + 1;
  await transaction.update(customers).set({ version }).where(isCustomer(locked.tenant, locked.customerId));
  return version;
}
