// What the embedded CRM is filled with: sample data of one tenant as plain JSON. Never the data of real people.
// Parse and stringify give the same value back: numbers, strings, booleans, null, arrays and records only.
import type {
  CallSlot,
  CatalogueOffer,
  CatalogueProduct,
  CustomerFacts,
  CustomerIdentity,
} from '../../../contracts/ports/crm.ts';

export interface EmbeddedCrmSeed {
  customers: SeedCustomer[];
  products: CatalogueProduct[];
  offers: CatalogueOffer[];
  /** Call slots, all free at first. Seeding again moves those that are still free to the given times. */
  slots: CallSlot[];
}

export interface SeedCustomer {
  /** Unique in the tenant. */
  customerId: string;
  identity: CustomerIdentity;
  /**
   * As the CRM shall report them at version 1. `openCases` becomes that many open cases; `recentContacts` is the
   * outreach before Wayproof (epoch milliseconds; what is older than 90 days is kept and not reported).
   */
  facts: Omit<CustomerFacts, 'version'>;
}
