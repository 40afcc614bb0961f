// Hands accepted events to their customers' agents. For each customer one signal is under way at a time, and what comes
// meanwhile goes together in the next, in the order in which it came; an answer is given for a durable signal only.
import { failures } from '../contracts/failures.ts';
import type { EventSignal } from '../contracts/events.ts';
import type { SubjectToken, TenantId } from '../contracts/ids.ts';
import type { EventInbox } from '../contracts/ports/store.ts';
import type { JourneyEngine } from './journey-engine.ts';
import { createDeliveryMarks } from './mark-delivered.ts';

// An event as an agent sees it has at most 550 bytes, all its members being bounded (a test holds it): 100 are 55 kB, a
// fortieth of what Temporal takes in one payload. The agent's window is 80 events, so more in one task would gain nothing.
export const eventsPerSignal = 100;
// A signal is one write on the server, some 3 to 10 ms: 32 under way keep a server busy, and a customer's turn comes soon.
const signalsAtOnce = 32;
// As long as one signal may take: who waits longer for his turn is told to come again. His row is kept and redelivered.
const longestWaitMs = 10_000;

export interface Delivery {
  tenant: TenantId;
  region: string;
  subject: SubjectToken;
  /** In the order of acceptance. */
  events: EventSignal[];
}

export interface EventDelivery {
  /** Resolves when the agent durably holds all of them. @throws DependencyUnavailable */
  deliver(input: Delivery): Promise<void>;
  /** Resolves when nothing is under way any more, marks included. */
  idle(): Promise<void>;
}

interface Parcel {
  events: EventSignal[];
  resolve: () => void;
  reject: (error: unknown) => void;
  timer: NodeJS.Timeout;
}

/** The parcels for one agent. */
interface Lane extends Omit<Delivery, 'events'> {
  waiting: Parcel[];
}

export function createEventDelivery(deps: {
  engine: Pick<JourneyEngine, 'signalEvents'>;
  inbox: Pick<EventInbox, 'markDelivered'>;
  /** After each signal: how many events it carried, and whether the agent holds them. */
  onSignal?: (signal: { events: number; held: boolean }) => void;
  onUnmarked?: (error: unknown) => void;
  longestWaitMs?: number;
}): EventDelivery {
  const { engine, onSignal } = deps;
  const marks = createDeliveryMarks(deps);
  const lanes = new Map<string, Lane>();
  // Lanes that wait for a free signal, by tenant: tenants take turns, so that one with many customers delays nobody's.
  const ready = new Map<TenantId, Lane[]>();
  const underWay = new Set<Promise<void>>();
  let free = signalsAtOnce;
  let isPumping = false;

  function queue(lane: Lane): void {
    const others = ready.get(lane.tenant);
    if (others) others.push(lane);
    else ready.set(lane.tenant, [lane]);
  }

  /** The next lane of the tenant that has waited longest for its turn. */
  function nextLane(): Lane | undefined {
    for (const [tenant, waiting] of ready) {
      const lane = waiting.shift();
      ready.delete(tenant);
      if (waiting.length > 0) ready.set(tenant, waiting);
      if (lane) return lane;
    }
    return undefined;
  }

  /** At the end of this turn of the event loop: what was accepted in one transaction comes in one turn, and goes together. */
  function pumpSoon(): void {
    if (isPumping) return;
    isPumping = true;
    setImmediate(() => {
      isPumping = false;
      pump();
    });
  }

  function pump(): void {
    while (free > 0) {
      const lane = nextLane();
      if (!lane) return;
      free -= 1;
      follow(
        send(lane).finally(() => {
          free += 1;
          if (lane.waiting.length > 0) queue(lane);
          else lanes.delete(keyOf(lane));
          pumpSoon();
        }),
      );
    }
  }

  function follow(work: Promise<void>): void {
    underWay.add(work);
    void work.finally(() => underWay.delete(work));
  }

  /** One signal. Never rejects: each parcel hears of it. */
  async function send(lane: Lane): Promise<void> {
    const parcels = take(lane.waiting);
    // All that waited in the lane went away meanwhile.
    if (parcels.length === 0) return;
    const { tenant, region, subject } = lane;
    const unique = new Map(parcels.flatMap(({ events }) => events.map((event) => [event.event, event])));
    const events = [...unique.values()];
    try {
      await engine.signalEvents({ tenant, region, subject, events });
    } catch (error) {
      onSignal?.({ events: events.length, held: false });
      // Those who wait behind would ask the same agent: they come again as well, instead of each waiting for its own timeout.
      for (const parcel of [...parcels, ...lane.waiting.splice(0)]) {
        clearTimeout(parcel.timer);
        parcel.reject(error);
      }
      return;
    }
    onSignal?.({ events: events.length, held: true });
    for (const parcel of parcels) {
      clearTimeout(parcel.timer);
      parcel.resolve();
    }
    marks.add(
      tenant,
      events.map(({ event }) => event),
    );
  }

  function wait(lane: Lane, events: EventSignal[]): Promise<void> {
    return new Promise((resolve, reject) => {
      const parcel: Parcel = {
        events,
        resolve,
        reject,
        timer: setTimeout(() => {
          const at = lane.waiting.indexOf(parcel);
          // Already in a signal, which has a deadline of its own.
          if (at < 0) return;
          lane.waiting.splice(at, 1);
          parcel.reject(failures.dependencyUnavailable('no signal was free in time', { part: 'temporal' }));
        }, deps.longestWaitMs ?? longestWaitMs),
      };
      lane.waiting.push(parcel);
    });
  }

  return {
    async deliver({ tenant, region, subject, events: asked }) {
      // A repetition that came before the store knew of the delivery.
      const events = asked.filter(({ event }) => !marks.has(tenant, event));
      if (events.length === 0) return;
      const key = keyOf({ tenant, subject });
      let lane = lanes.get(key);
      if (!lane) {
        lane = { tenant, region, subject, waiting: [] };
        lanes.set(key, lane);
        queue(lane);
      }
      const parts: Promise<void>[] = [];
      for (let from = 0; from < events.length; from += eventsPerSignal) {
        parts.push(wait(lane, events.slice(from, from + eventsPerSignal)));
      }
      pumpSoon();
      await Promise.all(parts);
    },
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay);
      await marks.flush();
    },
  };
}

function keyOf({ tenant, subject }: Pick<Delivery, 'tenant' | 'subject'>): string {
  return `${tenant}/${subject}`;
}

/** Whole parcels from the front, as many as fit into one signal. */
function take(waiting: Parcel[]): Parcel[] {
  let [count, events] = [0, 0];
  for (const parcel of waiting) {
    events += parcel.events.length;
    if (count > 0 && events > eventsPerSignal) break;
    count += 1;
  }
  return waiting.splice(0, count);
}
