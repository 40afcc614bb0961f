// The CRM that Wayproof brings along, in its own database: the CRM port over crm_ tables. Each call is one short
// transaction under the tenant's row-level security; it never reaches a customer itself, it queues.
import { and, asc, eq, gte } from 'drizzle-orm';
import type { EpochMilliseconds } from '../../../contracts/ids.ts';
import type { CrmConnector } from '../../../contracts/ports/crm.ts';
import type { TenantDatabase } from '../../../store/database.ts';
import { selectCustomer } from './customer-row.ts';
import { eraseFromCrm } from './erase.ts';
import { isErased, selectWrite } from './lock-write-key.ts';
import { identityOf, readFacts } from './read-facts.ts';
import { readView } from './read-view.ts';
import { callSlots, offers, products } from './schema.ts';
import { undoInCrm } from './undo.ts';
import { previewWrite, replayedResult, writeToCrm } from './write.ts';

/**
 * @param input.database Opened with `embeddedCrmMigrations`; it stays the caller's to close.
 * @param input.region Where that database is.
 * @param input.clock Milliseconds since 1970; the system's clock when absent.
 */
export function createEmbeddedCrm(input: {
  database: TenantDatabase;
  region: string;
  clock?: () => EpochMilliseconds;
}): CrmConnector {
  const { database, region, clock = Date.now } = input;
  return {
    name: 'embedded',
    region,

    readFacts: ({ tenant, customerId }) =>
      database.inTenant(tenant, async (transaction) => {
        const customer = await selectCustomer(transaction, tenant, customerId);
        return customer ? readFacts(transaction, customer, clock()) : null;
      }),

    readIdentity: ({ tenant, customerId }) =>
      database.inTenant(tenant, async (transaction) => {
        const customer = await selectCustomer(transaction, tenant, customerId);
        return customer ? identityOf(customer) : null;
      }),

    callSlots: ({ tenant, from, limit }) =>
      database.inTenant(tenant, (transaction) =>
        transaction
          .select({
            id: callSlots.id,
            start: callSlots.start,
            minutes: callSlots.minutes,
            desk: callSlots.desk,
          })
          .from(callSlots)
          .where(and(eq(callSlots.tenant, tenant), eq(callSlots.state, 'free'), gte(callSlots.start, from)))
          .orderBy(asc(callSlots.start), asc(callSlots.id))
          .limit(limit),
      ),

    products: ({ tenant }) =>
      database.inTenant(tenant, (transaction) =>
        transaction
          .select({
            id: products.id,
            name: products.name,
            riskClass: products.riskClass,
            category: products.category,
          })
          .from(products)
          .where(eq(products.tenant, tenant))
          .orderBy(asc(products.id)),
      ),

    offers: ({ tenant }) =>
      database.inTenant(tenant, (transaction) =>
        transaction
          .select({
            id: offers.id,
            name: offers.name,
            valueMinor: offers.valueMinor,
            currency: offers.currency,
          })
          .from(offers)
          .where(eq(offers.tenant, tenant))
          .orderBy(asc(offers.id)),
      ),

    write: (write) => writeToCrm(database, write, clock()),

    findWrite: ({ tenant, idempotencyKey }) =>
      database.inTenant(tenant, async (transaction) => {
        const row = await selectWrite(transaction, tenant, idempotencyKey);
        return row && !isErased(row) ? replayedResult(row) : null;
      }),

    undo: (write) => undoInCrm(database, write, clock()),

    erase: (customer) =>
      database.inTenant(customer.tenant, (transaction) => eraseFromCrm(transaction, customer)),

    preview: (write) => previewWrite(database, write, clock()),

    view: ({ tenant, customerId, most }) =>
      database.inTenant(tenant, async (transaction) => {
        const customer = await selectCustomer(transaction, tenant, customerId);
        return customer ? readView(transaction, customer, clock(), most) : null;
      }),
  };
}
