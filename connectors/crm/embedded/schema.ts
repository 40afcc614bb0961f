// Tables of the embedded CRM, all `crm_` and all with a tenant, under row-level security (migrations/). They hold
// customers in the clear, as a CRM does: nothing outside this connector may read them.
import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  type ExtraConfigColumn,
} from 'drizzle-orm/pg-core';
import type { Channel, FieldChange } from '../../../contracts/ports/crm.ts';
import type { UndoStep } from './undo-step.ts';

const tenant = () => text('tenant').notNull();
const epoch = (name: string) => bigint(name, { mode: 'number' });

export const customers = pgTable(
  'crm_customers',
  {
    tenant: tenant(),
    customerId: text('customer_id').notNull(),
    version: integer('version').notNull().default(1),
    name: text('name').notNull(),
    email: text('email'),
    phone: text('phone'),
    segment: text('segment').notNull(),
    riskClass: integer('risk_class'),
    optedOut: boolean('opted_out').notNull(),
    timeZone: text('time_zone'),
    language: text('language').notNull(),
    holdings: jsonb('holdings').$type<string[]>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenant, table.customerId] }),
    check('crm_customers_risk_class', sql`${table.riskClass} between 1 and 7`),
  ],
);

export const consents = pgTable(
  'crm_consents',
  {
    tenant: tenant(),
    customerId: text('customer_id').notNull(),
    kind: text('kind').$type<'purpose' | 'channel'>().notNull(),
    /** Purpose or channel. */
    name: text('name').notNull(),
    given: boolean('given').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenant, table.customerId, table.kind, table.name] }),
    ofCustomer(table),
  ],
);

export const loyalty = pgTable(
  'crm_loyalty',
  {
    tenant: tenant(),
    customerId: text('customer_id').notNull(),
    tier: text('tier').notNull(),
    points: integer('points').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenant, table.customerId] }),
    ofCustomer(table),
    check('crm_loyalty_points', sql`${table.points} >= 0`),
  ],
);

/** Outreach before Wayproof; what Wayproof itself does is read from calls and outbox. */
export const earlierContacts = pgTable(
  'crm_earlier_contacts',
  {
    tenant: tenant(),
    customerId: text('customer_id').notNull(),
    position: integer('position').notNull(),
    channel: text('channel').$type<Channel>().notNull(),
    at: epoch('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.customerId, table.position] }), ofCustomer(table)],
);

/**
 * Columns of everything that a write creates for a customer. `sequence` orders what one write creates at the same
 * millisecond.
 */
const entry = () => ({
  tenant: tenant(),
  id: text('id').notNull(),
  customerId: text('customer_id').notNull(),
  at: epoch('at').notNull(),
  sequence: bigint('sequence', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
  state: text('state').notNull(),
});

export const timeline = pgTable(
  'crm_timeline',
  {
    ...entry(),
    kind: text('kind').notNull(),
    text: text('text').notNull(),
    journeyId: text('journey_id'),
  },
  (table) => ofCustomerByTime('crm_timeline', table),
);

export const tasks = pgTable(
  'crm_tasks',
  {
    ...entry(),
    /** A briefing is read in the role's secure inbox; a task is done by its day. */
    kind: text('kind').$type<'task' | 'briefing'>().notNull(),
    forRole: text('for_role').notNull(),
    title: text('title').notNull(),
    text: text('text').notNull(),
    dueAt: epoch('due_at'),
  },
  (table) => ofCustomerByTime('crm_tasks', table),
);

export const cases = pgTable(
  'crm_cases',
  {
    ...entry(),
    topic: text('topic').notNull(),
    priority: text('priority').notNull(),
    text: text('text').notNull(),
  },
  (table) => ofCustomerByTime('crm_cases', table),
);

export const portfolioProposals = pgTable(
  'crm_portfolio_proposals',
  {
    ...entry(),
    productIds: jsonb('product_ids').$type<string[]>().notNull(),
    riskClass: integer('risk_class').notNull(),
  },
  (table) => ofCustomerByTime('crm_portfolio_proposals', table),
);

export const grantedOffers = pgTable(
  'crm_granted_offers',
  {
    ...entry(),
    offerId: text('offer_id').notNull(),
    valueMinor: epoch('value_minor').notNull(),
    currency: text('currency').notNull(),
  },
  (table) => ofCustomerByTime('crm_granted_offers', table),
);

export const calls = pgTable(
  'crm_calls',
  {
    ...entry(),
    slotId: text('slot_id').notNull(),
    withRole: text('with_role').notNull(),
    subject: text('subject').notNull(),
  },
  (table) => [
    ...ofCustomerByTime('crm_calls', table),
    uniqueIndex('crm_calls_one_booking')
      .on(table.tenant, table.slotId)
      .where(sql`${table.state} = 'booked'`),
  ],
);

export const outbox = pgTable(
  'crm_outbox',
  {
    ...entry(),
    channel: text('channel').$type<Channel>().notNull(),
    text: text('text').notNull(),
  },
  (table) => ofCustomerByTime('crm_outbox', table),
);

export const products = pgTable(
  'crm_products',
  {
    tenant: tenant(),
    id: text('id').notNull(),
    name: text('name').notNull(),
    riskClass: integer('risk_class'),
    category: text('category').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.id] })],
);

export const offers = pgTable(
  'crm_offers',
  {
    tenant: tenant(),
    id: text('id').notNull(),
    name: text('name').notNull(),
    valueMinor: epoch('value_minor').notNull(),
    currency: text('currency').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.id] })],
);

export const callSlots = pgTable(
  'crm_call_slots',
  {
    tenant: tenant(),
    id: text('id').notNull(),
    start: epoch('start').notNull(),
    minutes: integer('minutes').notNull(),
    desk: text('desk').notNull(),
    state: text('state').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenant, table.id] }),
    index('crm_call_slots_by_start').on(table.tenant, table.state, table.start),
  ],
);

/** Permanent: never deleted, even when the customer is, so that a key is never written twice; an erasure empties it. */
export const writes = pgTable(
  'crm_writes',
  {
    ...entry(),
    state: text('state').$type<'written' | 'undone'>().notNull(),
    idempotencyKey: text('idempotency_key').notNull(),
    bodyHash: text('body_hash').notNull(),
    journeyId: text('journey_id').notNull(),
    versionBefore: integer('version_before').notNull(),
    versionAfter: integer('version_after').notNull(),
    diff: jsonb('diff').$type<FieldChange[]>().notNull(),
    undo: jsonb('undo').$type<UndoStep[]>().notNull(),
  },
  (table) => [
    ...byCustomerAndTime('crm_writes', table),
    uniqueIndex('crm_writes_one_key').on(table.tenant, table.idempotencyKey),
  ],
);

// Functions, which are hoisted, since the tables above call them while this module loads.
function ofCustomer(table: { tenant: ExtraConfigColumn; customerId: ExtraConfigColumn }) {
  return foreignKey({
    columns: [table.tenant, table.customerId],
    foreignColumns: [customers.tenant, customers.customerId],
  });
}

type EntryColumns = Record<'tenant' | 'id' | 'customerId' | 'at' | 'sequence', ExtraConfigColumn>;

function byCustomerAndTime(name: string, table: EntryColumns) {
  return [
    primaryKey({ columns: [table.tenant, table.id] }),
    index(`${name}_by_customer`).on(table.tenant, table.customerId, table.at, table.sequence),
  ];
}

function ofCustomerByTime(name: string, table: EntryColumns) {
  return [...byCustomerAndTime(name, table), ofCustomer(table)];
}
