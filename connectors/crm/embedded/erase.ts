// Deletes what this CRM holds of one customer, for an erasure. Rows of writes stay, emptied: their keys are used for ever, and nothing
// of them tells whose they were.
import { and, eq, inArray } from 'drizzle-orm';
import type { TenantId } from '../../../contracts/ids.ts';
import type { CrmConnector } from '../../../contracts/ports/crm.ts';
import type { Transaction } from '../../../store/database.ts';
import { lockCustomer } from './customer-row.ts';
import { nobody } from './lock-write-key.ts';
import {
  calls,
  callSlots,
  cases,
  consents,
  customers,
  earlierContacts,
  grantedOffers,
  loyalty,
  outbox,
  portfolioProposals,
  tasks,
  timeline,
  writes,
} from './schema.ts';

/** Everything that refers to the customer's own row, which goes last. */
const ofCustomer = [
  consents,
  loyalty,
  earlierContacts,
  timeline,
  tasks,
  cases,
  portfolioProposals,
  grantedOffers,
  calls,
  outbox,
];

export async function eraseFromCrm(
  transaction: Transaction,
  { tenant, customerId }: { tenant: TenantId; customerId: string },
): ReturnType<CrmConnector['erase']> {
  if (customerId === nobody) return { verdict: 'missing' };
  // Whoever is writing for him ends first, and whoever comes later finds nobody.
  await lockCustomer(transaction, tenant, customerId);
  const own = (table: (typeof ofCustomer)[number] | typeof customers | typeof writes) =>
    and(eq(table.tenant, tenant), eq(table.customerId, customerId));

  const booked = transaction
    .select({ slotId: calls.slotId })
    .from(calls)
    .where(and(own(calls), eq(calls.state, 'booked')));
  await transaction
    .update(callSlots)
    .set({ state: 'free' })
    .where(and(eq(callSlots.tenant, tenant), inArray(callSlots.id, booked)));

  let objects = 0;
  for (const table of [...ofCustomer, customers]) {
    const gone = await transaction.delete(table).where(own(table)).returning({ tenant: table.tenant });
    objects += gone.length;
  }
  const emptied = await transaction
    .update(writes)
    .set({ customerId: nobody, bodyHash: '', diff: [], undo: [] })
    .where(own(writes))
    .returning({ tenant: writes.tenant });
  objects += emptied.length;
  return objects > 0 ? { verdict: 'erased', objects } : { verdict: 'missing' };
}
