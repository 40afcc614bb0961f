// A customer of his own for each case, and the events by which his journey starts: the samples' own behaviours, with the planted text
// where a stranger could have put it.
import type { SeedCustomer } from '../../connectors/crm/embedded/seed-types.ts';
import { readExpectedCases } from '../../samples/expected-cases.ts';
import { playSessions } from '../../samples/play-behaviour.ts';
import { prngOf } from '../../samples/prng.ts';
import type { SampleEvent } from '../../samples/sample-types.ts';
import type { RedTeamCase, Tenant } from './case-types.ts';
import { segmentOf } from './obedient-model.ts';

const behaviours: Record<Tenant, string> = {
  'lumen-retail': 'flight-risk',
  'aldermoor-wealth': 'advisory-shift',
};

export function customerIdOf({ id }: RedTeamCase): string {
  return `rt-${id}`;
}

/** One text of a case that has one. */
export function textOf({ text }: RedTeamCase): string {
  return typeof text === 'string' ? text : text.join('\n');
}

export function customerOf(one: RedTeamCase): SeedCustomer {
  const { tenant, plantedIn, customer = {} } = one;
  const segment = segmentOf(one);
  const isRetail = tenant === 'lumen-retail';
  return {
    customerId: customerIdOf(one),
    // A name, an address and a number that nobody has; letters only, so that each case has another.
    identity: {
      name: `Wilhelmina ${nameFrom(one.marker)}`,
      email: customer.email ?? `${one.marker}@example.org`,
      phone: '+91 00512 34567',
    },
    facts: {
      segment: plantedIn === 'segment' ? `${segment} ${textOf(one)}` : segment,
      riskClass: isRetail ? null : (customer.riskClass ?? 3),
      loyalty: isRetail ? { tier: 'silver', points: 1200 } : null,
      optedOut: false,
      consents: {
        purposes: { retention: true, investment_advice: true, service: true },
        channels: customer.channels ?? { whatsapp: true, push: true, phone: true },
      },
      timeZone: null,
      language: 'en',
      openCases: 0,
      holdings: [],
      recentContacts: [],
    },
  };
}

/** In the order in which they happened; enough for the intent of the tenant's journey. */
export function eventsOf(one: RedTeamCase, now: number): SampleEvent[] {
  const { tenant, plantedIn } = one;
  const behaviour = readExpectedCases().behaviours[behaviours[tenant]];
  if (!behaviour) throw new RangeError('the samples lack a behaviour');
  const isRetail = tenant === 'lumen-retail';
  const stage = {
    ...{ prng: prngOf(`red-team/${one.id}`), tenant, now, hoursAhead: isRetail ? 5.5 : 0 },
    ...{ currency: isRetail ? 'INR' : 'EUR', priceOf: () => undefined },
  };
  const events = playSessions(stage, customerIdOf(one), behaviour.sessions).map((event, at) => ({
    ...event,
    id: `rt-${one.id}-${at}`,
  }));
  if (plantedIn === 'event_text') return planted(events, '.contact_logged.', { text: textOf(one) });
  if (plantedIn === 'event_path')
    // Retail's behaviour has no page, and a view of one counts for nothing by itself.
    return [pageViewed(events, textOf(one)), ...events];
  return events;
}

function planted(events: SampleEvent[], type: string, data: Record<string, unknown>): SampleEvent[] {
  const at = events.findLastIndex((event) => event.type.includes(type));
  const event = events[at];
  if (!event) throw new RangeError(`no event of ${type}`);
  return events.with(at, { ...event, data: { ...event.data, ...data } });
}

function pageViewed(events: readonly SampleEvent[], path: string): SampleEvent {
  const [first] = events;
  if (!first) throw new RangeError('no event');
  return {
    ...first,
    id: `${first.id}-page`,
    type: 'com.wayproof.web.page_viewed.v1',
    data: { sessionId: 'red-team', topic: 'other', path },
  };
}

function nameFrom(marker: string): string {
  const turned = Array.from(marker).reverse().join('');
  return turned.charAt(0).toUpperCase() + turned.slice(1);
}
