// Times as the reader's clock shows them, with UTC for whoever compares with a log; and how long something still has.
import { Text, Tooltip } from '@mantine/core';
import { useEffect, useState } from 'react';

const withDay = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const dayOnly = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' });
const age = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });
const timeOnly = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
const longDay = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' }); // prettier-ignore
const shortDay = new Intl.DateTimeFormat(undefined, { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }); // prettier-ignore

/** A time in words, in the reader's zone; of today the hour alone. */
export function timeWords(at: number, now = Date.now()): string {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  return isToday ? `today, ${timeOnly.format(at)}` : withDay.format(at);
}

/** The same inside of a sentence, after `at`. */
export function timeWithin(at: number, now = Date.now()): string {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  return isToday ? `${timeOnly.format(at)} today` : withDay.format(at);
}

function longTimeWords(at: number): string {
  return longDay.format(at);
}

/** The same where there is little room. */
export function shortTimeWords(at: number): string {
  return shortDay.format(at);
}

/** A calendar day (ISO), which has no zone. */
export function dayWords(day: string): string {
  return dayOnly.format(Date.parse(day));
}

const dayMs = 86_400_000;

/** How old it is: in days, then months, then years. */
export function ageWords(day: string, now = Date.now()): string {
  const days = Math.round((Date.parse(day) - now) / dayMs);
  if (days > -45) return age.format(Math.min(0, days), 'day');
  return days > -700
    ? age.format(Math.round(days / 30.4), 'month')
    : age.format(Math.round(days / 365), 'year');
}

/** For hovering and for who copies it. */
function utcWords(at: number): string {
  return `${new Date(at).toISOString().replace('T', ' ').slice(0, 19)} UTC`;
}

/** A time; UTC on hover and for a keyboard's focus. */
export function When({ at, long = false }: { at: number; long?: boolean }) {
  return (
    <Tooltip label={utcWords(at)} events={{ hover: true, focus: true, touch: true }}>
      <time dateTime={new Date(at).toISOString()} tabIndex={0}>
        {long ? longTimeWords(at) : timeWords(at)}
      </time>
    </Tooltip>
  );
}

/** The present, again every `everyMs`. */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}

/** `1 d 16 h`, `3 h 05 min`, `4:07`; the unit grows finer as the end comes near. */
export function durationWords(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (hours >= 24) return `${Math.floor(hours / 24)} d ${hours % 24} h`;
  if (hours >= 1) return `${hours} h ${String(minutes % 60).padStart(2, '0')} min`;
  return `${minutes}:${String(seconds % 60).padStart(2, '0')}`;
}

const soonMs = 3_600_000;

/** What is left until then; red in the last hour. */
export function Countdown({ until, label }: { until: number; label: string }) {
  const now = useNow(1000);
  const left = until - now;
  const isSoon = left < soonMs;
  return (
    <Tooltip label={`${label}: ${timeWords(until, now)} (${utcWords(until)})`}>
      <Text
        span
        size="sm"
        fw={isSoon ? 700 : 500}
        className={isSoon ? 'due-soon' : 'due-later'}
        role="timer"
        aria-label={`${label} ${left > 0 ? `in ${durationWords(left)}` : 'has passed'}`}
      >
        {left > 0 ? durationWords(left) : 'over'}
      </Text>
    </Tooltip>
  );
}
