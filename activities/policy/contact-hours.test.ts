// Contact hours hold in the customer's own zone, on both days of the year when clocks change.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contactWindow } from './contact-hours.ts';

const weekdays = { from: '09:00', to: '18:00', days: [1, 2, 3, 4, 5] };
const everyDay = { from: '09:00', to: '18:00', days: [1, 2, 3, 4, 5, 6, 7] };
const at = (text: string) => Date.parse(text);
const opens = (text: string) => ({ open: false, opensAt: at(text) });

describe('contact hours', () => {
  it('are open from the first minute to before the last', () => {
    expect(contactWindow(weekdays, 'Europe/Dublin', at('2025-11-20T09:00:00Z'))).toEqual({ open: true });
    expect(contactWindow(weekdays, 'Europe/Dublin', at('2025-11-20T17:59:59Z'))).toEqual({ open: true });
    expect(contactWindow(weekdays, 'Europe/Dublin', at('2025-11-20T18:00:00Z'))).toEqual(
      opens('2025-11-21T09:00:00Z'),
    );
    expect(contactWindow(weekdays, 'Europe/Dublin', at('2025-11-20T08:59:59Z'))).toEqual(
      opens('2025-11-20T09:00:00Z'),
    );
  });

  it('skip days that are not listed', () => {
    expect(contactWindow(weekdays, 'Europe/Dublin', at('2025-11-21T20:00:00Z'))).toEqual(
      opens('2025-11-24T09:00:00Z'),
    );
    const mondays = { ...weekdays, days: [1] };
    expect(contactWindow(mondays, 'Europe/Dublin', at('2025-11-24T18:00:00Z'))).toEqual(
      opens('2025-12-01T09:00:00Z'),
    );
  });

  it('are those of the zone, half hours included', () => {
    expect(contactWindow(everyDay, 'Asia/Kolkata', at('2025-11-20T03:29:00Z'))).toEqual(
      opens('2025-11-20T03:30:00Z'),
    );
    expect(contactWindow(everyDay, 'Asia/Kolkata', at('2025-11-20T12:30:00Z'))).toEqual(
      opens('2025-11-21T03:30:00Z'),
    );
  });

  it('open an hour earlier in UTC on the morning after the clocks went forward', () => {
    // Europe/Dublin: 2026-03-29, 01:00 UTC, from +0 to +1.
    expect(contactWindow(everyDay, 'Europe/Dublin', at('2026-03-28T19:00:00Z'))).toEqual(
      opens('2026-03-29T08:00:00Z'),
    );
  });

  it('open an hour later in UTC on the morning after the clocks went back', () => {
    // Europe/Dublin: 2025-10-26, 01:00 UTC, from +1 to +0.
    expect(contactWindow(everyDay, 'Europe/Dublin', at('2025-10-25T18:00:00Z'))).toEqual(
      opens('2025-10-26T09:00:00Z'),
    );
  });

  it('open after a gap that swallows the opening time, and at the first of two such times', () => {
    // Europe/Berlin: 2026-03-29, clocks go from 02:00 to 03:00 at 01:00 UTC; 2025-10-26, from 03:00 to 02:00 at 01:00 UTC.
    const night = { ...everyDay, from: '02:30' };
    const gap = contactWindow(night, 'Europe/Berlin', at('2026-03-28T20:00:00Z'));
    expect(gap).toEqual(opens('2026-03-29T01:30:00Z'));
    expect(contactWindow(night, 'Europe/Berlin', at('2025-10-25T20:00:00Z'))).toEqual(
      opens('2025-10-26T00:30:00Z'),
    );
  });

  it('end at midnight when they say 24:00', () => {
    const late = { ...everyDay, to: '24:00' };
    expect(contactWindow(late, 'Asia/Kolkata', at('2025-11-20T18:29:00Z'))).toEqual({ open: true });
    expect(contactWindow(late, 'Asia/Kolkata', at('2025-11-20T18:30:00Z'))).toEqual(
      opens('2025-11-21T03:30:00Z'),
    );
  });

  it('are open at the very instant that they name, and not a minute before it, anywhere and any time', () => {
    const zones = [
      'Europe/Dublin',
      'Europe/Berlin',
      'Asia/Kolkata',
      'America/St_Johns',
      'Australia/Lord_Howe',
      'Pacific/Auckland',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: at('2025-01-01T00:00:00Z'), max: at('2027-12-31T00:00:00Z') }),
        (zone, now) => {
          const window = contactWindow(weekdays, zone, now);
          if (window.open) return;
          expect(window.opensAt).toBeGreaterThan(now);
          expect(contactWindow(weekdays, zone, window.opensAt)).toEqual({ open: true });
          expect(contactWindow(weekdays, zone, window.opensAt - 60_000)).toMatchObject({ open: false });
        },
      ),
    );
  });

  it('refuse a zone that is none', () => {
    expect(() => contactWindow(weekdays, 'Europe/Nowhere', 0)).toThrow(RangeError);
  });
});
