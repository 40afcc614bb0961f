// What screening an event costs: most hold no sentence, and are let out before any screen is run.
import { expect, it } from 'vitest';
import { generateSamples } from '../../../samples/generate.ts';
import type { SampleEvent } from '../../../samples/sample-types.ts';
import { screenEventData } from './screen-event.ts';
import { screenFields } from './screen-fields.ts';
import type { FieldValue } from './screen-fields.ts';

const events = generateSamples({ seed: 7, now: Date.UTC(2026, 10, 21) }).tenants.flatMap(
  (tenant) => tenant.events,
);

it('the sample events cost a small part of a screen at the median', () => {
  // Processor time of both on the same machine: the ratio is about 1 to 13.
  const median = (work: (data: SampleEvent['data']) => unknown) => {
    const times = events.map(({ data }) => {
      const started = process.cpuUsage();
      for (let round = 0; round < 10; round += 1) work(data);
      const { user, system } = process.cpuUsage(started);
      return user + system;
    });
    return times.sort((one, other) => one - other)[Math.floor(times.length / 2)] ?? 0;
  };
  const whole = median((data) => screenFields(data as FieldValue));
  expect(median(screenEventData)).toBeLessThan(whole);
});
