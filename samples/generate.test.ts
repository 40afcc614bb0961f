// Promises of the sample data: the same for a seed, elsewhere for another, whole, valid, and in the past.
import { describe, expect, it } from 'vitest';
import { eventDataSchemas } from '../contracts/events.ts';
import { readExpectedCases } from './expected-cases.ts';
import { fitsFacts } from './fits-facts.ts';
import { customersPerTenant, eventsPerTenant, generateSamples } from './generate.ts';

const now = Date.parse('2026-05-14T07:30:00Z');
const dayMs = 86_400_000;
const expectations = readExpectedCases();
const seeds = Array.from({ length: 20 }, (_, index) => index + 1);

describe('sample data', () => {
  it('are the same for the same seed', () => {
    expect(generateSamples({ seed: 7, now })).toEqual(generateSamples({ seed: 7, now }));
  });

  it('put the cases on other customers for another seed', () => {
    const players = (seed: number) =>
      generateSamples({ seed, now }).tenants.flatMap(({ cases }) =>
        cases.map(({ customerId }) => customerId),
      );
    const [first, second] = [players(1), players(2)];
    expect(first).toHaveLength(expectations.cases.length);
    expect(first.filter((customerId, index) => second[index] === customerId).length).toBeLessThan(3);
  });

  it.each(seeds)('seed %i: 200 customers and 500 valid events of the last 14 days a tenant', (seed) => {
    for (const { crm, events } of generateSamples({ seed, now }).tenants) {
      const ids = new Set(crm.customers.map(({ customerId }) => customerId));
      expect(ids.size).toBe(customersPerTenant);
      expect(events).toHaveLength(eventsPerTenant);
      expect(new Set(events.map(({ id }) => id)).size).toBe(eventsPerTenant);
      for (const { type, data, time, subject } of events) {
        eventDataSchemas[type].parse(data);
        expect(ids.has(subject)).toBe(true);
        expect(Date.parse(time)).toBeLessThan(now);
        expect(Date.parse(time)).toBeGreaterThan(now - 14 * dayMs);
      }
      expect(events.map(({ time }) => time)).toEqual(events.map(({ time }) => time).toSorted());
    }
  });

  it.each(seeds)('seed %i: each case is played once, by a customer whose facts fit it', (seed) => {
    const samples = generateSamples({ seed, now });
    const cases = samples.tenants.flatMap((tenant) => tenant.cases);
    expect(cases.map((played) => played.case).toSorted()).toEqual(
      expectations.cases.map((expected) => expected.case).toSorted(),
    );
    expect(new Set(cases.map(({ customerId }) => customerId)).size).toBe(cases.length);
    for (const played of cases) {
      const { crm } = samples.tenants.find(({ tenant }) => tenant === played.tenant) ?? { crm: null };
      const customer = crm?.customers.find(({ customerId }) => customerId === played.customerId);
      const needed = expectations.cases.find((expected) => expected.case === played.case)?.facts;
      expect(customer && needed && fitsFacts(customer.facts, needed)).toBe(true);
    }
  });

  it('use addresses that nobody can own', () => {
    for (const { crm } of generateSamples({ seed: 3, now }).tenants) {
      for (const { identity } of crm.customers) {
        expect(identity.email).toMatch(/^[a-z.]+\d+@example\.(com|org)$/);
        expect(identity.phone).toMatch(
          /^\+(49 (30 23125|69 90009|89 99998) \d{3}|33 (1 99 00|6 39 98) \d\d \d\d|91 00\d{3} \d{5})$/,
        );
      }
    }
  });

  it('offer call slots on the next ten business days only', () => {
    const [wealth] = generateSamples({ seed: 1, now }).tenants;
    const days = new Set(wealth?.crm.slots.map(({ start }) => new Date(start).toISOString().slice(0, 10)));
    expect(days.size).toBe(10);
    for (const day of days) expect([0, 6]).not.toContain(new Date(day).getUTCDay());
    expect(Math.min(...(wealth?.crm.slots.map(({ start }) => start) ?? []))).toBeGreaterThan(now);
  });

  it('refuse an expectation file that no customer can play', () => {
    const impossible = structuredClone(expectations);
    Object.assign(impossible.cases[0]?.facts ?? {}, { riskClass: [9, 9] });
    expect(() => generateSamples({ seed: 1, now, expectations: impossible })).toThrow(/nobody fits/);
  });
});
