// How events are delivered: everything once, the duplicates three times, the shuffled case in another order, all modes.
import { describe, expect, it } from 'vitest';
import { readExpectedCases } from '../../samples/expected-cases.ts';
import { generateSamples } from '../../samples/generate.ts';
import { planDeliveries } from './delivery-plan.ts';

const expectations = readExpectedCases();
const { tenants } = generateSamples({ seed: 11, now: Date.parse('2026-05-14T07:30:00Z'), expectations });

describe('the delivery plan', () => {
  it('delivers every event once, and those of the duplicates case three times', () => {
    for (const sample of tenants) {
      const times = new Map<string, number>();
      for (const { id } of planDeliveries(sample, 11, expectations).flatMap(({ events }) => events)) {
        times.set(id, (times.get(id) ?? 0) + 1);
      }
      const repeated = sample.cases.find((played) => played.case === 'churn-duplicate')?.customerId;
      for (const { id, subject } of sample.events) expect(times.get(id)).toBe(subject === repeated ? 3 : 1);
    }
  });

  it('keeps the order of every customer but the shuffled one', () => {
    for (const sample of tenants) {
      const delivered = planDeliveries(sample, 11, expectations).flatMap(({ events }) => events);
      const shuffled = sample.cases.find((played) => played.case === 'advisory-out-of-order')?.customerId;
      for (const { customerId } of sample.crm.customers) {
        const ids = [
          ...new Set(delivered.filter(({ subject }) => subject === customerId).map(({ id }) => id)),
        ];
        expect(ids.join() === ids.toSorted().join()).toBe(customerId !== shuffled);
      }
    }
  });

  it('uses all three content modes, and single events where a mode carries one', () => {
    for (const sample of tenants) {
      const plan = planDeliveries(sample, 11, expectations);
      expect(new Set(plan.map(({ mode }) => mode))).toEqual(new Set(['batch', 'structured', 'binary']));
      for (const { mode, events } of plan)
        expect(mode === 'batch' ? events.length <= 200 : events.length === 1).toBe(true);
    }
  });
});
