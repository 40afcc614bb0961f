// The scorer with the weights of policies/intents: what is an intent, what is not, and what must never matter.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventKinds, topics } from '../../contracts/events.ts';
import type { EventSignal } from '../../contracts/events.ts';
import type { IntentPolicy } from '../../contracts/policy.ts';
import { browsing, windowOf } from '../../test/policy/intent-windows.ts';
import { policiesDirectory } from '../../test/policy/policy-fakes.ts';
import { loadPolicySet } from '../policy/load-policy-set.ts';
import { scoreIntent } from './score-intent.ts';

const { intents } = await loadPolicySet(policiesDirectory);
function score(intent: string, window: readonly EventSignal[]) {
  const known = intents[intent];
  if (!known) throw new Error('no such intent');
  return scoreIntent({ policy: known.policy, policyHash: known.hash, journeyType: 'any', window });
}
const interest = (window: readonly EventSignal[]) => score('structured_product_interest', window).score;
const flight = (window: readonly EventSignal[]) => score('flight_risk', window).score;
const without = (window: EventSignal[], ...kinds: string[]) =>
  window.filter(({ kind }) => !kinds.includes(kind));

describe('interest in structured products', () => {
  const threshold = 0.65;

  it('is the shift from notes to returns to risks, with its reasons, strongest first', () => {
    const { score: value, reasons, threshold: stated } = score('structured_product_interest', browsing.shift);
    expect(stated).toBe(threshold);
    expect(value).toBeGreaterThan(0.8);
    expect(reasons[0]).toEqual({ code: 'SHIFT_TO_RISK', value: 1, contribution: 3 });
    const sizes = reasons.map(({ contribution }) => Math.abs(contribution));
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
  });

  it('is still seen between as many ordinary visits', () => {
    const ordinary = windowOf(
      ...[1, 20, 30, 50, 60, 97, 119].map((hours) => `page_viewed:market_news@n${hours}+${hours}`),
    );
    const renamed = ordinary.map((event) => ({ ...event, event: event.event.replace('evt_0', 'evt_f') }));
    expect(interest([...browsing.shift, ...renamed])).toBeGreaterThan(threshold);
  });

  it.each([
    ['an idle visit', windowOf('page_viewed:home@s1+0')],
    ['two idle visits', windowOf('page_viewed:home@s1+0', 'page_viewed:structured_notes@s2+30')],
    [
      'news and account',
      windowOf(
        'page_viewed:market_news@s1+0',
        'page_viewed:account_overview@s1+1',
        'page_viewed:market_news@s2+20',
        'page_viewed:account_overview@s3+40',
      ),
    ],
    [
      'scattered topics',
      windowOf(
        'page_viewed:funds@s1+0',
        'page_viewed:structured_notes@s1+1',
        'page_viewed:equities@s2+20',
        'tool_used:pension_calculator@s2+21',
        'page_viewed:risk_scenarios@s3+40',
        'page_viewed:bonds@s3+41',
      ),
    ],
    [
      'notes only, again and again',
      windowOf(...[0, 24, 48, 72, 96].map((hours) => `page_viewed:structured_notes@s${hours}+${hours}`)),
    ],
    [
      'notes and returns without a look at risks',
      browsing.shift.filter(({ topic }) => topic !== 'risk_scenarios'),
    ],
    ['everything in one evening', browsing.shift.map((event) => ({ ...event, session: 's1' }))],
    ['the shift the other way round', browsing.shift.map((event) => ({ ...event, at: -event.at }))],
    ['nothing', []],
  ])('is not %s', (_what, window) => {
    expect(interest(window)).toBeLessThan(threshold - 0.05);
  });

  it('forgets what lies further back than the window', () => {
    const weeksLater = browsing.shift.map((event) =>
      event.topic === 'risk_scenarios' ? { ...event, at: event.at + 40 * 86_400_000 } : event,
    );
    expect(interest(weeksLater)).toBeLessThan(0.1);
  });
});

describe('flight risk', () => {
  const threshold = 0.6;

  it('is browsing, giving up twice, and asking an agent', () => {
    expect(flight(browsing.flight)).toBeGreaterThan(threshold + 0.1);
    const warranty = browsing.flight.map((event) =>
      event.topic === 'shipping' ? { ...event, topic: 'warranty' as const } : event,
    );
    expect(flight(warranty)).toBe(flight(browsing.flight));
  });

  const often = (kind: string, topic: string) =>
    windowOf(...Array.from({ length: 20 }, (_, hours) => `${kind}:${topic}@x${hours}+${hours}`));
  it.each([
    ['browsing and giving up', without(browsing.flight, 'contact_logged')],
    ['browsing and asking', without(browsing.flight, 'checkout_abandoned')],
    ['giving up and asking', without(browsing.flight, 'product_viewed')],
    ['giving up once only', browsing.flight.filter((event, index) => index !== 3)],
    [
      'asking about something else',
      browsing.flight.map((event) =>
        event.kind === 'contact_logged' ? { ...event, topic: 'billing' as const } : event,
      ),
    ],
    ['twenty views', often('product_viewed', 'premium_electronics')],
    ['twenty abandoned checkouts', often('checkout_abandoned', 'accessories')],
    ['twenty contacts', often('contact_logged', 'shipping')],
    ['one visit', windowOf('page_viewed:home@s1+0')],
  ])('is not %s', (_what, window) => {
    expect(flight(window)).toBeLessThan(threshold - 0.05);
  });

  it('is lowered by an order after giving up, and not by one before', () => {
    const order = (hours: number) =>
      windowOf(`order_placed:premium_electronics@s9+${hours}`).map((event) => ({
        ...event,
        event: 'evt_order',
      }));
    expect(flight([...browsing.flight, ...order(100)])).toBeLessThan(threshold - 0.3);
    expect(flight([...browsing.flight, ...order(1)])).toBe(flight(browsing.flight));
  });
});

const eventArbitrary: fc.Arbitrary<EventSignal> = fc.record({
  event: fc.stringMatching(/^evt_[0-9a-f]{8}$/),
  kind: fc.constantFrom(...eventKinds),
  topic: fc.constantFrom(...topics),
  session: fc.option(fc.constantFrom('s1', 's2', 's3')),
  at: fc.integer({ min: 0, max: 30 * 86_400_000 }),
  by: fc.constant('prn_1'),
  body: fc.constant({ ref: 'doc_1', commitment: '0' }),
});
const windows = fc.uniqueArray(eventArbitrary, { selector: ({ event }) => event, maxLength: 40 });

describe('the scorer', () => {
  it('does not see the order of delivery, nor duplicates', () => {
    const shuffled = windows.chain((window) =>
      fc.tuple(
        fc.constant(window),
        fc.shuffledSubarray(window, { minLength: window.length }),
        fc.subarray(window),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([window, otherwise, again]) => {
        for (const intent of Object.keys(intents)) {
          expect(score(intent, [...otherwise, ...again])).toEqual(score(intent, window));
        }
      }),
    );
  });

  it('never falls when an event that counts for the intent is added', () => {
    const counting: IntentPolicy = {
      intent: 'counting',
      version: '1',
      window: 'P60D',
      bias: -2,
      threshold: 0.5,
      cooldown: 'P1D',
      features: [
        { code: 'VIEWS', measure: 'events', kinds: ['page_viewed'], cap: 5, weight: 0.5, meaning: '' },
        {
          code: 'VISITS',
          measure: 'sessions',
          topics: ['shipping', 'funds'],
          cap: 3,
          weight: 0.7,
          meaning: '',
        },
        { code: 'SHIFT', measure: 'ordered', topics: ['funds', 'shipping'], cap: 1, weight: 0, meaning: '' },
      ],
    };
    const value = (window: readonly EventSignal[]) =>
      scoreIntent({ policy: counting, policyHash: '0', journeyType: 'any', window }).score;
    fc.assert(
      fc.property(windows, eventArbitrary, (window, more) => {
        const added = {
          ...more,
          event: 'evt_added',
          kind: 'page_viewed' as const,
          topic: 'shipping' as const,
        };
        expect(value([...window, added])).toBeGreaterThanOrEqual(value(window));
      }),
    );
  });

  it('stays between 0 and 1 and explains itself: bias and reasons add up to the score', () => {
    fc.assert(
      fc.property(windows, (window) => {
        for (const [intent, { policy }] of Object.entries(intents)) {
          const { score: value, reasons } = score(intent, window);
          const logOdds = reasons.reduce((sum, { contribution }) => sum + contribution, policy.bias);
          expect(value).toBeCloseTo(1 / (1 + Math.exp(-logOdds)), 5);
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});
