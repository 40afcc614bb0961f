// Delivers what was accepted and never reached its agent, because a gateway or the engine died in between: when a gateway
// starts, and every 15 s. Agents drop what they have seen, so that a repetition is harmless; nothing is ever lost.
import { randomBytes } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { z } from 'zod';
import { eventDataSchemas, topics } from '../contracts/events.ts';
import type { EventSignal, EventType } from '../contracts/events.ts';
import type { EpochMilliseconds, EventToken, SubjectToken, TenantId } from '../contracts/ids.ts';
import type { PolicyRegistry } from '../contracts/policy.ts';
import type { IncidentCode } from '../contracts/incidents.ts';
import type { EventInbox, Ledger, UndeliveredEvent } from '../contracts/ports/store.ts';
import type { EventDelivery } from './deliver-events.ts';
import { eventSignal } from './event-signal.ts';
import type { ScreenEvent } from './event-signal.ts';
import type { JourneyEngine } from './journey-engine.ts';

// Slow: it is for what fell by the wayside. A request has its own 10 s for the signal; younger rows are its work still.
const everyMs = 15_000;
const youngestMs = 10_000;
// A page is some 100 kB in memory.
const pageSize = 100;

export interface RedeliveryReport {
  delivered: number;
  /** Of an agent that does not take them, or unreadable: they are tried again. */
  stuck: number;
  /** Those of the stuck ones that are no event of ours any more: each is an incident, and a person must look. */
  unreadable: number;
}

export interface Redelivery {
  /** One look at all tenants. It never rejects: what went wrong is told to `onError`, and tried again at the next look. */
  runOnce(input: { youngestMs: number }): Promise<RedeliveryReport>;
  /** Looks now, at rows of any age, and from then on every 15 s. */
  start(): void;
  /** No further look; resolves when the one under way has ended. */
  stop(): Promise<void>;
}

export function createRedelivery(deps: {
  inbox: Pick<EventInbox, 'undelivered' | 'markDelivered'>;
  ledger: Pick<Ledger, 'append'>;
  policies: Pick<PolicyRegistry, 'current'>;
  engine: Pick<JourneyEngine, 'ping'>;
  delivery: Pick<EventDelivery, 'deliver'>;
  screenEvent: ScreenEvent;
  clock: () => EpochMilliseconds;
  onReport?: (report: RedeliveryReport) => void;
  onError?: (error: unknown, tenant: TenantId | null) => void;
}): Redelivery {
  const { inbox, ledger, policies, engine, delivery, screenEvent, clock, onReport, onError } = deps;
  const holder = `gateway-${randomBytes(8).toString('hex')}`;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> = Promise.resolve();
  let stopped = false;
  /** Unreadable events whose incident is in the ledger, so that it is not asked every 15 s. */
  const told = new Set<EventToken>();

  async function isAway(): Promise<boolean> {
    try {
      await engine.ping();
      return false;
    } catch (error) {
      onError?.(error, null);
      return true;
    }
  }

  /** @returns false when the engine is away: then nobody's events can be delivered. */
  async function deliverPage(
    tenant: TenantId,
    region: string,
    events: readonly UndeliveredEvent[],
    report: RedeliveryReport,
  ): Promise<boolean> {
    const erased = events.filter(({ content }) => content === 'erased').map(({ event }) => event);
    // Nothing is left that an agent could be told.
    if (erased.length > 0) await inbox.markDelivered({ tenant, events: erased });
    const signals = await signalsOf(events, screenEvent);
    const groups = bySubject(events, signals);
    const settled = await Promise.allSettled(
      groups.map(([subject, told]) => delivery.deliver({ tenant, region, subject, events: told })),
    );
    const failed: unknown[] = [];
    for (const [at, result] of settled.entries()) {
      const { length } = groups[at]?.[1] ?? [];
      if (result.status === 'fulfilled') report.delivered += length;
      else {
        report.stuck += length;
        failed.push(result.reason);
      }
    }
    const unreadable = events.filter(({ event, content }) => content !== 'erased' && !signals.has(event));
    report.stuck += unreadable.length;
    report.unreadable += unreadable.length;
    for (const event of unreadable) await openIncident(tenant, event);
    if (failed.length === 0) return true;
    onError?.(failed[0], tenant);
    return !(await isAway());
  }

  /** Once for each event, in words that hold nothing of it. */
  async function openIncident(tenant: TenantId, { event, content }: UndeliveredEvent): Promise<void> {
    if (told.has(event)) return;
    const code: IncidentCode = 'event_unreadable';
    await ledger.append({
      ...{ tenant, journeyId: null, kind: 'incident', key: `incident/${code}/${event}` },
      facts: { code, event, why: content === 'altered' ? 'altered' : 'unknown_form' },
    });
    told.add(event);
  }

  async function deliverTenant(input: {
    tenant: TenantId;
    region: string;
    acceptedBefore: EpochMilliseconds;
    report: RedeliveryReport;
  }): Promise<boolean> {
    const { tenant, region, acceptedBefore, report } = input;
    let cursor: string | null = null;
    do {
      const asked = { tenant, holder, acceptedBefore, limit: pageSize, cursor };
      const page: Awaited<ReturnType<EventInbox['undelivered']>> = await inbox.undelivered(asked);
      // Another gateway is at it.
      if (page === null) return true;
      if (!(await deliverPage(tenant, region, page.events, report))) return false;
      cursor = page.next;
    } while (cursor !== null && !stopped);
    return true;
  }

  async function look(acceptedBefore: EpochMilliseconds, report: RedeliveryReport): Promise<void> {
    const { tenants } = await policies.current();
    for (const { tenant, region, residency } of Object.values(tenants)) {
      if (stopped) return;
      // Nothing is processed for a tenant whose residency nobody acknowledged.
      if (!residency) continue;
      try {
        if (!(await deliverTenant({ tenant, region, acceptedBefore, report }))) return;
      } catch (error) {
        onError?.(error, tenant);
      }
    }
  }

  async function runOnce(input: { youngestMs: number }): Promise<RedeliveryReport> {
    const report = { delivered: 0, stuck: 0, unreadable: 0 };
    try {
      await look(clock() - input.youngestMs, report);
    } catch (error) {
      onError?.(error, null);
    }
    onReport?.(report);
    return report;
  }

  function next(youngest: number): void {
    running = runOnce({ youngestMs: youngest }).then(() => {
      if (!stopped) timer = setTimeout(() => next(youngestMs), everyMs).unref();
    });
  }

  return {
    runOnce,
    start: () => next(0),
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

/** What can be told of the events, by event. A screen takes up to a second for the largest, and others are served in between. */
async function signalsOf(
  events: readonly UndeliveredEvent[],
  screenEvent: ScreenEvent,
): Promise<Map<EventToken, EventSignal>> {
  const signals = new Map<EventToken, EventSignal>();
  for (const event of events) {
    const signal = signalOf(event, screenEvent);
    if (signal) signals.set(event.event, signal);
    await nextTurn();
  }
  return signals;
}

/** By customer, each customer's in the order of acceptance. */
function bySubject(
  events: readonly UndeliveredEvent[],
  signals: ReadonlyMap<EventToken, EventSignal>,
): [SubjectToken, EventSignal[]][] {
  const groups = new Map<SubjectToken, EventSignal[]>();
  for (const { event, subject } of events) {
    const signal = signals.get(event);
    if (!signal) continue;
    const group = groups.get(subject);
    if (group) group.push(signal);
    else groups.set(subject, [signal]);
  }
  return [...groups];
}

const told = z.object({ data: z.looseObject({ topic: z.enum(topics) }) });

/** Undefined when the row holds no event of ours. */
function signalOf(
  { event, type, session, at, by, body, content }: UndeliveredEvent,
  screenEvent: ScreenEvent,
): EventSignal | undefined {
  if (typeof content === 'string' || !isEventType(type)) return undefined;
  const read = told.safeParse(content.cloudEvent);
  if (!read.success) return undefined;
  return eventSignal(screenEvent, { event, type, data: read.data.data, session, at, by, body });
}

function isEventType(type: string): type is EventType {
  return Object.hasOwn(eventDataSchemas, type);
}
