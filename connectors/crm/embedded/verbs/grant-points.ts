// Adds loyalty points to the customer's balance.
import { and, eq } from 'drizzle-orm';
import { CrmRefusal } from '../crm-refusal.ts';
import { loyalty } from '../schema.ts';
import type { Verb } from './verb.ts';

// The column is a 32-bit integer; a balance of ten million is already a mistake. Tenants' own limits are policy's.
const highestBalance = 10_000_000;

export const grantPoints: Verb<'grant_points'> = async (scope, { points, reason }) => {
  const { transaction, tenant, customer } = scope;
  const thisAccount = and(eq(loyalty.tenant, tenant), eq(loyalty.customerId, customer.customerId));
  const [account] = await transaction.select().from(loyalty).where(thisAccount);
  if (!account) throw new CrmRefusal('no_loyalty_account');
  const after = account.points + points;
  if (!Number.isInteger(points) || points <= 0 || after > highestBalance)
    throw new CrmRefusal('points_limit');

  await transaction.update(loyalty).set({ points: after }).where(thisAccount);
  scope.diff.push({
    object: 'loyalty',
    id: customer.customerId,
    field: 'points',
    before: account.points,
    after,
  });
  scope.undo.push({ kind: 'points', points });
  return `${points} points granted: ${reason}`;
};
