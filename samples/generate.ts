// Makes the sample tenants from a seed: customers, catalogues, call slots, and a stream of events in which the cases of
// test/expected-cases.json are hidden. No clock: the same input gives the same data on every machine.
import type { SeedCustomer } from '../connectors/crm/embedded/seed-types.ts';
import { makeCallSlots } from './call-slots.ts';
import type { Desk } from './call-slots.ts';
import { retailGoods } from './catalogue/retail-goods.ts';
import { retailOffers } from './catalogue/retail-offers.ts';
import { wealthProducts } from './catalogue/wealth-products.ts';
import { readExpectedCases } from './expected-cases.ts';
import type { ExpectedCases } from './expected-cases.ts';
import { fitsFacts } from './fits-facts.ts';
import { retailHabits, wealthHabits } from './ordinary-habits.ts';
import type { TenantHabits } from './ordinary-habits.ts';
import { makeRetailCustomer, makeWealthCustomer } from './people/make-customer.ts';
import { playSessions } from './play-behaviour.ts';
import type { Stage } from './play-behaviour.ts';
import { prngOf } from './prng.ts';
import type { Prng } from './prng.ts';
import type { SampleCase, SampleEvent, SampleTenant, Samples } from './sample-types.ts';

export const customersPerTenant = 200;
export const eventsPerTenant = 500;
/** No everyday customer gets more events than this: habits must not add up to an intent. */
const everydayEventsAtMost = 6;

interface TenantRecipe {
  tenant: string;
  currency: string;
  hoursAhead: number;
  makeCustomer: (prng: Prng, position: number, now: number) => SeedCustomer;
  habits: TenantHabits;
  desks: Desk[];
  products: SampleTenant['crm']['products'];
  offers: SampleTenant['crm']['offers'];
}

const recipes: TenantRecipe[] = [
  {
    tenant: 'aldermoor-wealth',
    currency: 'EUR',
    hoursAhead: 0,
    makeCustomer: makeWealthCustomer,
    habits: wealthHabits,
    desks: [
      { name: 'Advisory desk Dublin', startsUtc: [570, 660, 810, 900], minutes: 45 },
      { name: 'Advisory desk Cork', startsUtc: [600, 690, 840], minutes: 45 },
    ],
    products: wealthProducts.map((product) => ({ ...product })),
    offers: [],
  },
  {
    tenant: 'lumen-retail',
    currency: 'INR',
    hoursAhead: 5.5,
    makeCustomer: makeRetailCustomer,
    habits: retailHabits,
    desks: [{ name: 'Care desk Bengaluru', startsUtc: [300, 390, 540, 660], minutes: 20 }],
    products: retailGoods.map(({ id, name, category }) => ({ id, name, category, riskClass: null })),
    offers: retailOffers.map((offer) => ({ ...offer })),
  },
];

/**
 * @param input.seed whole number; another seed moves the cases to other customers.
 * @param input.now epoch milliseconds; every event lies in the 14 days before it.
 * @param input.expectations test/expected-cases.json by default: the behaviours and the facts that they need.
 * @throws RangeError when no customer fits a case.
 */
export function generateSamples(input: { seed: number; now: number; expectations?: ExpectedCases }): Samples {
  const expectations = input.expectations ?? readExpectedCases();
  return {
    seed: input.seed,
    tenants: recipes.map((recipe) => makeTenant(recipe, { ...input, expectations })),
  };
}

function makeTenant(
  recipe: TenantRecipe,
  { seed, now, expectations }: { seed: number; now: number; expectations: ExpectedCases },
): SampleTenant {
  const { tenant, habits } = recipe;
  // One source a concern, so that a longer catalogue does not move the cases.
  const source = (concern: string) => prngOf(`wayproof-samples/1/${seed}/${tenant}/${concern}`);
  const people = source('customers');
  const customers = Array.from({ length: customersPerTenant }, (_, position) =>
    recipe.makeCustomer(people, position, now),
  );
  const stage: Stage = {
    prng: source('events'),
    tenant,
    now,
    hoursAhead: recipe.hoursAhead,
    currency: recipe.currency,
    priceOf: (productId) => retailGoods.find(({ id }) => id === productId)?.priceMinor,
  };

  const unused = source('roles').shuffle(customers);
  const cases: SampleCase[] = [];
  const played: Omit<SampleEvent, 'id'>[] = [];
  const counts = new Map<string, number>();
  const add = (events: Omit<SampleEvent, 'id'>[]) => {
    for (const event of events) {
      if (played.length === eventsPerTenant) return;
      played.push(event);
      counts.set(event.subject, (counts.get(event.subject) ?? 0) + 1);
    }
  };
  const everyday = (customerId: string, without: readonly string[] = []) => {
    const visits = habits.everyday.filter((events) => !events.some(({ type }) => without.includes(type)));
    add(playSessions(stage, customerId, [{ daysAgo: [1, 13], events: stage.prng.pick(visits) }]));
  };

  for (const expected of expectations.cases.filter((one) => one.tenant === tenant)) {
    const index = unused.findIndex((customer) => fitsFacts(customer.facts, expected.facts));
    const [customer] = index < 0 ? [] : unused.splice(index, 1);
    const behaviour = expectations.behaviours[expected.behaviour];
    if (!customer || !behaviour)
      throw new RangeError(`nobody fits the case ${expected.case} with seed ${seed}`);
    const { customerId } = customer;
    cases.push({ case: expected.case, tenant, customerId });
    add(playSessions(stage, customerId, behaviour.sessions));
    // A case is hidden among what its customer does anyway.
    everyday(customerId, behaviour.hiddenAmong.without);
    everyday(customerId, behaviour.hiddenAmong.without);
  }
  for (const { customers: players, behaviour } of habits.nearMisses) {
    for (const { customerId } of unused.splice(0, players)) {
      add(playSessions(stage, customerId, behaviour.sessions));
      everyday(customerId);
    }
  }
  while (played.length < eventsPerTenant) {
    const { customerId } = stage.prng.pick(unused);
    if ((counts.get(customerId) ?? 0) < everydayEventsAtMost) everyday(customerId);
  }

  const events = played
    .sort((one, other) => one.time.localeCompare(other.time))
    .map((event, index) => ({ ...event, id: `${tenant}-${seed}-${String(index + 1).padStart(4, '0')}` }));
  return {
    tenant,
    crm: {
      customers,
      products: recipe.products,
      offers: recipe.offers,
      slots: makeCallSlots(source('slots'), { prefix: 'slot', now, desks: recipe.desks }),
    },
    events,
    cases,
  };
}
