// The shipped policies find exactly the customers that play a case, for many seeds and in any order of delivery.
import { describe, expect, it } from 'vitest';
import { scoreIntent } from '../activities/intent/score-intent.ts';
import { loadPolicySet } from '../activities/policy/load-policy-set.ts';
import type { EventSignal } from '../contracts/events.ts';
import { kindOf } from '../contracts/events.ts';
import { generateSamples } from './generate.ts';
import { prngOf } from './prng.ts';
import type { SampleEvent } from './sample-types.ts';

const now = Date.parse('2026-05-14T07:30:00Z');
const { intents } = await loadPolicySet(new URL('../policies', import.meta.url).pathname);

function signalOf(event: SampleEvent): EventSignal {
  return {
    event: `evt_${event.id}`,
    kind: kindOf(event.type),
    topic: event.data['topic'] as EventSignal['topic'],
    session: (event.data['sessionId'] as string | undefined) ?? null,
    at: Date.parse(event.time),
    by: 'prn_test',
    body: { ref: 'doc_test', commitment: '' },
  };
}

function byCustomer(events: SampleEvent[]): Map<string, SampleEvent[]> {
  const groups = new Map<string, SampleEvent[]>();
  for (const event of events) groups.set(event.subject, [...(groups.get(event.subject) ?? []), event]);
  return groups;
}

/** True when some intent is over its threshold at any moment of this delivery. */
function crosses(window: EventSignal[]): boolean {
  return window.some((_, index) =>
    Object.values(intents).some(({ policy, hash }) => {
      const { score, threshold } = scoreIntent({
        policy,
        policyHash: hash,
        journeyType: '',
        window: window.slice(0, index + 1),
      });
      return score >= threshold;
    }),
  );
}

describe('the shipped intent policies over the sample events', () => {
  it.each(Array.from({ length: 20 }, (_, index) => index + 1))(
    'seed %i: exactly the customers of the cases cross a threshold, however the events are delivered',
    (seed) => {
      for (const { events, cases } of generateSamples({ seed, now }).tenants) {
        const prng = prngOf(`orders/${seed}`);
        const players = new Set(cases.map(({ customerId }) => customerId));
        for (const [customerId, own] of byCustomer(events)) {
          const window = own.map(signalOf);
          for (const order of [window, window.toReversed(), prng.shuffle(window), prng.shuffle(window)]) {
            expect([customerId, crosses(order)]).toEqual([customerId, players.has(customerId)]);
          }
        }
      }
    },
  );

  it('has near misses: people who show a part of an intent and stay below', () => {
    for (const { events, cases } of generateSamples({ seed: 1, now }).tenants) {
      const players = new Set(cases.map(({ customerId }) => customerId));
      const scores = [...byCustomer(events)]
        .filter(([customerId]) => !players.has(customerId))
        .map(([, own]) =>
          Math.max(
            ...Object.values(intents).map(
              ({ policy, hash }) =>
                scoreIntent({ policy, policyHash: hash, journeyType: '', window: own.map(signalOf) }).score,
            ),
          ),
        );
      expect(scores.filter((score) => score > 0.05).length).toBeGreaterThan(5);
    }
  });
});
