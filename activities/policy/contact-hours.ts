// Local hours in which a customer may be reached, right across changes of the clock. Decides nothing else.
import type { TenantPolicy } from '../../contracts/policy.ts';
import type { EpochMilliseconds } from '../../contracts/ids.ts';

export type ContactHours = TenantPolicy['contact']['hours'];

export type ContactWindow = { open: true } | { open: false; opensAt: EpochMilliseconds };

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const formatters = new Map<string, Intl.DateTimeFormat>();

/**
 * Whether `now` lies within the hours in the IANA zone, and if not, when they open next.
 * Two changes of the clock are met safely: an opening time that a spring change skips becomes the first instant after
 * it, and one that an autumn change repeats is its first occurrence.
 * @throws RangeError when the zone is not an IANA zone, or no day is listed.
 */
export function contactWindow(hours: ContactHours, timeZone: string, now: EpochMilliseconds): ContactWindow {
  const from = minutesOf(hours.from);
  const to = minutesOf(hours.to);
  const local = localTime(now, timeZone);
  if (hours.days.includes(weekdayOf(local.day)) && local.minutes >= from && local.minutes < to) {
    return { open: true };
  }
  // A listed weekday comes within seven days; one more for an opening that has passed today.
  for (let ahead = 0; ahead <= 8; ahead += 1) {
    const day = local.day + ahead * DAY_MS;
    if (!hours.days.includes(weekdayOf(day))) continue;
    const opensAt = instantOf(day, from, timeZone);
    if (opensAt > now) return { open: false, opensAt };
  }
  throw new RangeError('contact hours list no day');
}

/** True when `zone` is an IANA zone that this runtime knows. */
export function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** Minutes since local midnight of `HH:MM`. */
export function minutesOf(clock: string): number {
  const [hour, minute] = clock.split(':').map(Number);
  return (hour ?? 0) * 60 + (minute ?? 0);
}

/** The local calendar day, as the UTC midnight of the same date, and minutes since local midnight. */
function localTime(at: EpochMilliseconds, timeZone: string): { day: number; minutes: number } {
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
    formatters.set(timeZone, formatter);
  }
  const parts = Object.fromEntries(
    formatter.formatToParts(at).map(({ type, value }) => [type, Number(value)]),
  );
  const day = Date.UTC(parts['year'] ?? 0, (parts['month'] ?? 1) - 1, parts['day'] ?? 1);
  return { day, minutes: (parts['hour'] ?? 0) * 60 + (parts['minute'] ?? 0) };
}

/** ISO weekday, 1 is Monday. */
function weekdayOf(day: number): number {
  return ((new Date(day).getUTCDay() + 6) % 7) + 1;
}

/** The first instant at which the zone's clock shows, or has passed, the given minutes of the given day. */
function instantOf(day: number, minutes: number, timeZone: string): EpochMilliseconds {
  const wanted = day + minutes * MINUTE_MS;
  // The offset is one of those a day before and a day after: clocks do not change twice within two days.
  const candidates = [wanted - DAY_MS, wanted + DAY_MS]
    .map((near) => wanted - offsetAt(near, timeZone))
    .sort((a, b) => a - b);
  const exact = candidates.find((at) => at + offsetAt(at, timeZone) === wanted);
  if (exact !== undefined) return exact;
  // Skipped by the change: the later reading lies just after it, the earlier one before.
  return Math.max(...candidates);
}

/** Offset of the zone from UTC at an instant, in milliseconds, to the minute. */
function offsetAt(at: EpochMilliseconds, timeZone: string): number {
  const { day, minutes } = localTime(at, timeZone);
  return day + minutes * MINUTE_MS - Math.floor(at / MINUTE_MS) * MINUTE_MS;
}
