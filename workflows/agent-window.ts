// The agent's memory: pure functions over its state. Order of delivery does not matter; each event counts once.
import { journeyOutcomes } from '../contracts/control-facts.ts';
import type { AgentCarriedState, EventsSignal, JourneyEndedSignal } from '../contracts/agent-messages.ts';
import type { EventSignal } from '../contracts/events.ts';
import { isId } from '../contracts/ids.ts';
import type { EpochMilliseconds } from '../contracts/ids.ts';
import { isReference, matches, membersOf } from './well-formed.ts';

// 80 events of about 350 bytes are 28 kB carried over each continue-as-new, well under Temporal's 2 MB for an input.
const WINDOW = 80;
// Tokens of 36 bytes: 1,000 are 36 kB. Older repeats are stopped by the store's permanent rows, in the gateway.
const SEEN = 1000;
const CONTACTS = 50;

/** The events of a signal that have an event's form; what else it holds is left out, since nobody of ours sent it. */
export function eventsOf(signal: unknown): EventSignal[] {
  const { events } = membersOf<EventsSignal>(signal);
  return Array.isArray(events) ? events.filter(isEvent) : [];
}

// The gateway takes events up to 5 minutes ahead of its own clock; an hour is more than any two clocks differ.
const AHEAD_MS = 3_600_000;

/** False for a moment that no event of ours has. One far ahead would stay the newest for ever, and hide every later event. */
export function isTimely({ at }: EventSignal, now: EpochMilliseconds): boolean {
  return Number.isSafeInteger(at) && at >= 0 && at <= now + AHEAD_MS;
}

function isEvent(value: unknown): value is EventSignal {
  const { event, kind, topic, session, at, by, body, screened, ...more } = membersOf<EventSignal>(value);
  return (
    isId('event', event) &&
    matches(/^[a-z_]{1,40}$/, kind) &&
    matches(/^[a-z_]{1,40}$/, topic) &&
    (session === null || matches(/^[0-9a-f]{1,64}$/, session)) &&
    Number.isFinite(at) &&
    isId('principal', by) &&
    isReference(body) &&
    (screened === undefined || isScreened(screened)) &&
    Object.keys(more).length === 0
  );
}

function isScreened(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.length <= 3 &&
    value.every((code) => matches(/^planted_[a-z_]{1,40}$/, code))
  );
}

/** Adds unseen events in the order of their times. @returns whether any was new. */
export function absorb(state: AgentCarriedState, arrived: readonly EventSignal[]): boolean {
  const seen = new Set(state.seen);
  let fresh = false;
  for (const event of arrived) {
    if (seen.has(event.event)) continue;
    seen.add(event.event);
    state.seen.push(event.event);
    state.window.push(event);
    fresh = true;
  }
  // The token breaks ties, so that the window is a function of the events alone.
  state.window.sort((a, b) => a.at - b.at || (a.event < b.event ? -1 : 1));
  state.window = state.window.slice(-WINDOW);
  state.seen = state.seen.slice(-SEEN);
  return fresh;
}

/** Notes that a journey ended. @returns false when it is not the open one (a repeated report), or nonsense. */
export function recordEnd(state: AgentCarriedState, ended: unknown): boolean {
  if (!isEnd(ended) || state.openJourney?.workflowId !== ended.workflowId) return false;
  const { type, intent } = state.openJourney;
  state.contacts.push({ type, intent, outcome: ended.outcome, endedAt: ended.at });
  state.contacts = state.contacts.slice(-CONTACTS);
  state.openJourney = null;
  return true;
}

function isEnd(value: unknown): value is JourneyEndedSignal {
  const { workflowId, outcome, at } = membersOf<JourneyEndedSignal>(value);
  const known: readonly unknown[] = [...journeyOutcomes, 'failed'];
  return typeof workflowId === 'string' && known.includes(outcome) && Number.isFinite(at);
}
