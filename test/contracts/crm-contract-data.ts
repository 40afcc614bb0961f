// The known contents that the CRM contract fills a tenant with, and random operations over them. Invented throughout.
import fc from 'fast-check';
import {
  channels,
  type CallSlot,
  type CatalogueOffer,
  type CatalogueProduct,
  type CrmOperation,
  type CustomerFacts,
  type CustomerIdentity,
} from '../../contracts/ports/crm.ts';

export interface CrmContractSeed {
  customers: {
    customerId: string;
    identity: CustomerIdentity;
    facts: Omit<CustomerFacts, 'version'>;
  }[];
  /** By id, as connectors list them. */
  products: CatalogueProduct[];
  offers: CatalogueOffer[];
  slots: CallSlot[];
}

/** 2026-01-15T10:00:00Z: the clock of a connector under contract. */
export const contractNow = Date.UTC(2026, 0, 15, 10);
const day = 86_400_000;

const anna: CrmContractSeed['customers'][number] = {
  customerId: 'anna',
  identity: { name: 'Anna Beispiel', email: 'anna@example.org', phone: '+49 30 5550100' },
  facts: {
    segment: 'private',
    riskClass: 3,
    loyalty: { tier: 'gold', points: 1000 },
    optedOut: false,
    consents: {
      purposes: { investment_advice: true, retention: false },
      channels: { email: true, phone: true, whatsapp: false },
    },
    timeZone: 'Europe/Berlin',
    language: 'de',
    openCases: 2,
    holdings: ['fund-3'],
    recentContacts: [{ channel: 'push', at: contractNow - 10 * day }],
  },
};

export const contractSeed: CrmContractSeed = {
  customers: [
    anna,
    { ...anna, customerId: 'bert', identity: { name: 'Bert Muster', email: null, phone: '+49 30 5550101' } },
    {
      // Nothing to reach her by, and nothing that may be left out is there.
      customerId: 'olga',
      identity: { name: 'Olga Probe', email: null, phone: null },
      facts: {
        segment: 'retail',
        riskClass: null,
        loyalty: null,
        optedOut: true,
        consents: { purposes: {}, channels: {} },
        timeZone: null,
        language: 'en',
        openCases: 0,
        holdings: [],
        recentContacts: [
          { channel: 'email', at: contractNow - 89 * day },
          { channel: 'phone', at: contractNow - day },
          { channel: 'email', at: contractNow - 91 * day },
        ],
      },
    },
  ],
  products: [
    { id: 'fund-3', name: 'Balanced fund', riskClass: 3, category: 'funds' },
    { id: 'note-2', name: 'Capital note', riskClass: 2, category: 'structured_notes' },
    { id: 'note-6', name: 'Barrier note', riskClass: 6, category: 'structured_notes' },
    { id: 'radio', name: 'Radio', riskClass: null, category: 'audio' },
  ],
  offers: [
    { id: 'percent-10', name: 'Ten off', valueMinor: 1000, currency: 'EUR' },
    { id: 'ship-free', name: 'Free shipping', valueMinor: 900, currency: 'EUR' },
  ],
  slots: [
    { id: 'slot-1', start: contractNow + day, minutes: 30, desk: 'Berlin desk' },
    { id: 'slot-2', start: contractNow + 2 * day, minutes: 30, desk: 'Berlin desk' },
    { id: 'slot-3', start: contractNow + 3 * day, minutes: 60, desk: 'Vienna desk' },
    { id: 'slot-past', start: contractNow - day, minutes: 30, desk: 'Berlin desk' },
  ],
};

export function customerOf(customerId: string): CrmContractSeed['customers'][number] {
  const customer = contractSeed.customers.find((candidate) => candidate.customerId === customerId);
  if (!customer) throw new Error(`the contract has no customer ${customerId}`);
  return customer;
}

// Full Unicode with NUL and lone surrogates in it, since texts come from models and people.
const text = fc.oneof(
  { weight: 20, arbitrary: fc.string({ maxLength: 40, unit: 'grapheme' }) },
  { weight: 1, arbitrary: fc.constantFrom('\0', '\ud800', "'; drop table crm_customers; --") },
);
const role = fc.constantFrom('adviser', 'supervisor');

/** Any operation over the contract's contents; about one in ten is one that a CRM refuses. */
export const anyOperation: fc.Arbitrary<CrmOperation> = fc.oneof(
  fc.record({
    verb: fc.constant('schedule_call' as const),
    slotId: fc.constantFrom('slot-1', 'slot-2', 'slot-3', 'slot-past'),
    withRole: role,
    subject: text,
  }),
  fc.record({ verb: fc.constant('post_inbox_briefing' as const), toRole: role, title: text, text }),
  fc.record({
    verb: fc.constant('propose_portfolio' as const),
    productIds: fc.uniqueArray(fc.constantFrom('fund-3', 'note-2', 'note-6'), { minLength: 1, maxLength: 3 }),
    riskClass: fc.constant(3),
  }),
  fc.record({
    verb: fc.constant('grant_offer' as const),
    offerId: fc.constantFrom('percent-10', 'ship-free'),
    valueMinor: fc.integer({ min: 0, max: 1000 }),
    currency: fc.constant('EUR'),
  }),
  fc.record({
    verb: fc.constant('grant_points' as const),
    points: fc.integer({ min: 0, max: 50_000 }),
    reason: text,
  }),
  fc.record({
    verb: fc.constant('open_case' as const),
    topic: text,
    priority: fc.constantFrom('normal' as const, 'high' as const),
    text,
  }),
  fc.record({ verb: fc.constant('send_message' as const), channel: fc.constantFrom(...channels), text }),
  fc.record({
    verb: fc.constant('create_task' as const),
    forRole: role,
    title: text,
    text,
    dueInDays: fc.integer({ min: 0, max: 90 }),
  }),
  fc.record({ verb: fc.constant('add_note' as const), text }),
);
