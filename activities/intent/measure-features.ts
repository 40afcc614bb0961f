// Measures of an intent's features over a window of events: counts, sessions, order, share, recency. Pure; the order in
// which events were delivered changes nothing.
import type { EventSignal } from '../../contracts/events.ts';
import { durationMs } from '../../contracts/policy.ts';
import type { IntentPolicy } from '../../contracts/policy.ts';

export type Feature = IntentPolicy['features'][number];

/** By time, then by token, so that two events of the same moment have one order too. */
export function byTime(a: EventSignal, b: EventSignal): number {
  return a.at - b.at || (a.event < b.event ? -1 : a.event > b.event ? 1 : 0);
}

/** The events that count, once each, oldest first: those within `window` of the newest. */
export function eventsInWindow(window: readonly EventSignal[], windowMs: number): EventSignal[] {
  const once = [...new Map(window.map((event) => [event.event, event])).values()].sort(byTime);
  const newest = once.at(-1)?.at ?? 0;
  return once.filter(({ at }) => newest - at <= windowMs);
}

/** @param events of eventsInWindow. @returns the feature's value before its cap, never negative. */
export function measure(feature: Feature, events: readonly EventSignal[], window: string): number {
  const matching = matchingEvents(feature, events);
  switch (feature.measure) {
    case 'events':
      return matching.length;
    case 'sessions':
      return sessionsOf(matching).size;
    case 'share':
      return events.length === 0 ? 0 : matching.length / events.length;
    case 'ordered':
      return inOrder(feature.topics ?? [], matching) ? 1 : 0;
    case 'recency': {
      const newest = events.at(-1);
      const last = matching.at(-1);
      return newest && last ? 1 - (newest.at - last.at) / durationMs(window) : 0;
    }
  }
}

function matchingEvents({ kinds, topics, after }: Feature, events: readonly EventSignal[]): EventSignal[] {
  const start = after ? events.findLast(({ kind }) => after.includes(kind)) : undefined;
  if (after && !start) return [];
  return events.filter(
    (event) =>
      (!kinds || kinds.includes(event.kind)) &&
      (!topics || topics.includes(event.topic)) &&
      (!start || event.at > start.at),
  );
}

function sessionsOf(events: readonly EventSignal[]): Set<string> {
  return new Set(events.flatMap(({ session }) => session ?? []));
}

/** Every topic appears, each for the first time after the one before it did, and all of it took two sessions or more. */
function inOrder(topics: readonly string[], events: readonly EventSignal[]): boolean {
  const first = topics.map((topic) => events.findIndex((event) => event.topic === topic));
  const rising = first.every(
    (position, index) => position >= 0 && (index === 0 || position > (first[index - 1] ?? 0)),
  );
  return rising && sessionsOf(events).size >= 2;
}
