// Fills a tenant's CRM with sample data. Again and again leaves it as it is: a customer that exists is never touched, so
// that what journeys wrote stays; catalogue and free slots take the new values.
import { eq, sql, type SQL } from 'drizzle-orm';
import type { TenantId } from '../../../contracts/ids.ts';
import type { TenantDatabase, Transaction } from '../../../store/database.ts';
import {
  callSlots,
  cases,
  consents,
  customers,
  earlierContacts,
  loyalty,
  offers,
  products,
} from './schema.ts';
import type { EmbeddedCrmSeed, SeedCustomer } from './seed-types.ts';
import { newId } from './write-scope.ts';

// A statement takes at most 65,535 parameters; the widest row has 12.
const rowsInOneInsert = 1000;

/** One transaction: all of the seed or none. */
export async function seedEmbeddedCrm(input: {
  database: TenantDatabase;
  tenant: TenantId;
  seed: EmbeddedCrmSeed;
}): Promise<void> {
  const { database, tenant, seed } = input;
  await database.inTenant(tenant, async (transaction) => {
    await seedCatalogue(transaction, tenant, seed);
    const added = new Set<string>();
    for (const part of inParts(seed.customers)) {
      const inserted = await transaction
        .insert(customers)
        .values(part.map((customer) => customerRow(tenant, customer)))
        .onConflictDoNothing()
        .returning({ customerId: customers.customerId });
      for (const { customerId } of inserted) added.add(customerId);
    }
    await seedRecords(
      transaction,
      tenant,
      seed.customers.filter(({ customerId }) => added.has(customerId)),
    );
  });
}

async function seedCatalogue(
  transaction: Transaction,
  tenant: TenantId,
  seed: EmbeddedCrmSeed,
): Promise<void> {
  for (const part of inParts(seed.products)) {
    await transaction
      .insert(products)
      .values(part.map(({ id, name, riskClass, category }) => ({ tenant, id, name, riskClass, category })))
      .onConflictDoUpdate({
        target: [products.tenant, products.id],
        set: { name: excluded('name'), riskClass: excluded('risk_class'), category: excluded('category') },
      });
  }
  for (const part of inParts(seed.offers)) {
    await transaction
      .insert(offers)
      .values(part.map(({ id, name, valueMinor, currency }) => ({ tenant, id, name, valueMinor, currency })))
      .onConflictDoUpdate({
        target: [offers.tenant, offers.id],
        set: { name: excluded('name'), valueMinor: excluded('value_minor'), currency: excluded('currency') },
      });
  }
  for (const part of inParts(seed.slots)) {
    await transaction
      .insert(callSlots)
      .values(
        part.map(({ id, start, minutes, desk }) => ({ tenant, id, start, minutes, desk, state: 'free' })),
      )
      .onConflictDoUpdate({
        target: [callSlots.tenant, callSlots.id],
        set: { start: excluded('start'), minutes: excluded('minutes'), desk: excluded('desk') },
        setWhere: eq(callSlots.state, 'free'),
      });
  }
}

function customerRow(tenant: TenantId, { customerId, identity, facts }: SeedCustomer) {
  const { segment, riskClass, optedOut, timeZone, language, holdings } = facts;
  const { name, email, phone } = identity;
  return {
    tenant,
    customerId,
    name,
    email,
    phone,
    segment,
    riskClass,
    optedOut,
    timeZone,
    language,
    holdings,
  };
}

/** What hangs on customers that this seed has just added. */
async function seedRecords(transaction: Transaction, tenant: TenantId, added: SeedCustomer[]): Promise<void> {
  const consentRows = added.flatMap(({ customerId, facts }) => [
    ...Object.entries(facts.consents.purposes).map(([name, given]) => ({
      tenant,
      customerId,
      kind: 'purpose' as const,
      name,
      given,
    })),
    ...Object.entries(facts.consents.channels).map(([name, given]) => ({
      tenant,
      customerId,
      kind: 'channel' as const,
      name,
      given,
    })),
  ]);
  const loyaltyRows = added.flatMap(({ customerId, facts }) =>
    facts.loyalty ? [{ tenant, customerId, tier: facts.loyalty.tier, points: facts.loyalty.points }] : [],
  );
  const contactRows = added.flatMap(({ customerId, facts }) =>
    facts.recentContacts.map(({ channel, at }, position) => ({ tenant, customerId, position, channel, at })),
  );
  const caseRows = added.flatMap(({ customerId, facts }) =>
    Array.from({ length: facts.openCases }, () => ({
      tenant,
      customerId,
      id: newId('case'),
      // The seed counts open cases and does not date them.
      at: 0,
      state: 'open',
      topic: 'earlier',
      priority: 'normal',
      text: '',
    })),
  );
  for (const part of inParts(consentRows)) await transaction.insert(consents).values(part);
  for (const part of inParts(loyaltyRows)) await transaction.insert(loyalty).values(part);
  for (const part of inParts(contactRows)) await transaction.insert(earlierContacts).values(part);
  for (const part of inParts(caseRows)) await transaction.insert(cases).values(part);
}

/** The value that the refused insert had for a column. */
function excluded(column: string): SQL {
  return sql`excluded.${sql.identifier(column)}`;
}

function inParts<Row>(rows: Row[]): Row[][] {
  const parts: Row[][] = [];
  for (let start = 0; start < rows.length; start += rowsInOneInsert) {
    parts.push(rows.slice(start, start + rowsInOneInsert));
  }
  return parts;
}
