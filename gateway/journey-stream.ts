// Tells listeners which journeys changed, as server-sent events: one question a second for each tenant that somebody listens to, however
// many do. It holds no listener that reads too slowly, no more than it has room for, and none whose right has gone.
import type { Readable } from 'node:stream';
import { PassThrough } from 'node:stream';
import type { EpochMilliseconds, PrincipalToken, TenantId } from '../contracts/ids.ts';
import type { ConsoleReading, JourneyChange } from '../contracts/ports/console-reading.ts';
import { Problem } from './problems.ts';

const pollEveryMs = 1_000;
// Proxies close what is silent for 30 to 60 seconds.
const pingEveryMs = 15_000;
// Rows are stamped by their writers' clocks and committed a little later: what was stamped this long before is asked for again.
const overlapMs = 5_000;
// More at once than a page shows: whoever listens reads his list again.
const changesAtOnce = 500;
// Browsers hold six connections to one origin by HTTP/1.1; a person with more streams than that has several machines.
const perPerson = 8;
// 64 kB unread and at most 100 kB that are told at once: 82 MB at the very most; one tenant leaves room for the others.
const inAll = 500;
const perTenant = 250;
const unreadBytes = 64 * 1024;
const retryAfterSeconds = 30;
// What a stream that is over may still take to be read to its end; who reads nothing holds neither his place nor a gateway that stops.
const graceMs = 2_000;

export interface Listener {
  tenant: TenantId;
  principal: PrincipalToken;
  /** `Last-Event-ID`; null: what changes from now on. */
  since: EpochMilliseconds | null;
  /** Asked again and again: false ends the stream. */
  stillMay: () => Promise<boolean>;
}

export interface JourneyStreams {
  /** @throws Problem `too_many_streams`. */
  open(listener: Listener): Readable;
  /** What changed since, and no more. @throws DependencyUnavailable */
  once(listener: Pick<Listener, 'tenant' | 'since'>): Promise<string>;
  /** Ends all; none is opened any more. */
  close(): void;
}

interface Deps {
  reading: Pick<ConsoleReading, 'changedSince'>;
  clock: () => EpochMilliseconds;
  /** A poll or a look at a right that failed; the stream it was for ends, and its listener comes again. */
  onFailure: (error: unknown) => void;
  /** Shorter in tests. */
  every?: { pollMs: number; pingMs: number; graceMs?: number };
}

interface Open extends Listener {
  out: PassThrough;
}

export function createJourneyStreams(deps: Deps): JourneyStreams {
  const { reading, clock, onFailure } = deps;
  const {
    pollMs,
    pingMs,
    graceMs: grace = graceMs,
  } = deps.every ?? { pollMs: pollEveryMs, pingMs: pingEveryMs };
  const hubs = new Map<TenantId, Set<Open>>();
  let isClosed = false;

  function write(listener: Open, text: string): void {
    const { out } = listener;
    if (out.destroyed || out.writableEnded) return;
    // Of what was told before, not of this: much at once is no fault of who reads. It comes again with the id that it read last.
    if (out.writableLength + out.readableLength > unreadBytes) out.destroy();
    else out.write(text);
  }

  function end(out: PassThrough): void {
    out.end();
    const late = setTimeout(() => out.destroy(), grace).unref();
    out.once('close', () => clearTimeout(late));
  }

  /** Repeats until nobody of the tenant listens. */
  function watch(tenant: TenantId, listeners: Set<Open>): void {
    let since = clock();
    let told = new Map<string, number>();
    const look = async (): Promise<void> => {
      const changes = await reading.changedSince({ tenant, since: since - overlapMs, limit: changesAtOnce });
      const fresh = changes.filter(({ id, updatedAt }) => told.get(id) !== updatedAt);
      told = new Map(changes.map(({ id, updatedAt }) => [id, updatedAt]));
      // What is beyond a full page is never asked for: everybody reads his list again, and it goes on from now.
      const isFull = changes.length === changesAtOnce;
      // A writer whose clock is ahead must not hide what the others stamp.
      since = isFull ? clock() : Math.min(clock(), Math.max(since, changes.at(-1)?.updatedAt ?? 0));
      if (fresh.length === 0 && !isFull) return;
      const text = isFull ? resetOf(since) : fresh.map(eventOf).join('');
      for (const listener of listeners) write(listener, text);
    };
    const turn = (): void => {
      if (listeners.size === 0) {
        if (hubs.get(tenant) === listeners) hubs.delete(tenant);
        return;
      }
      look()
        .catch((error: unknown) => {
          onFailure(error);
          for (const { out } of listeners) end(out);
        })
        .finally(() => setTimeout(turn, pollMs).unref());
    };
    setTimeout(turn, pollMs).unref();
  }

  function hubOf(tenant: TenantId): Set<Open> {
    const known = hubs.get(tenant);
    if (known) return known;
    const listeners = new Set<Open>();
    hubs.set(tenant, listeners);
    watch(tenant, listeners);
    return listeners;
  }

  async function missed({ tenant, since }: Pick<Listener, 'tenant' | 'since'>): Promise<string> {
    if (since === null) return '';
    const changes = await reading.changedSince({ tenant, since: since - overlapMs, limit: changesAtOnce });
    return changes.length === changesAtOnce ? resetOf(clock()) : changes.map(eventOf).join('');
  }

  return {
    open(asked) {
      const all = [...hubs.values()].flatMap((listeners) => [...listeners]);
      const own = all.filter(
        ({ tenant, principal }) => tenant === asked.tenant && principal === asked.principal,
      );
      const ofTenant = hubs.get(asked.tenant)?.size ?? 0;
      if (isClosed || all.length >= inAll || ofTenant >= perTenant || own.length >= perPerson)
        throw new Problem('too_many_streams', {}, retryAfterSeconds);
      const listener: Open = { ...asked, out: new PassThrough() };
      const { out } = listener;
      const hub = hubOf(asked.tenant);
      hub.add(listener);
      const ping = setInterval(() => {
        asked
          .stillMay()
          .then((may) => (may ? write(listener, pingOf(clock())) : end(out)))
          .catch((error: unknown) => {
            onFailure(error);
            end(out);
          });
      }, pingMs).unref();
      const forget = () => {
        clearInterval(ping);
        hub.delete(listener);
      };
      out.on('close', forget).on('finish', forget);
      // The first byte opens the stream in the browser.
      write(listener, `retry: 2000\n${pingOf(clock())}`);
      missed(asked)
        .then((text) => {
          if (text !== '') write(listener, text);
        })
        .catch((error: unknown) => {
          onFailure(error);
          end(out);
        });
      return out;
    },
    once: missed,
    close() {
      isClosed = true;
      for (const listeners of hubs.values()) for (const { out } of listeners) end(out);
    },
  };
}

function eventOf({ id, stage, outcome, tier, updatedAt }: JourneyChange): string {
  const data = JSON.stringify({ id, stage, outcome, tier, updatedAt });
  return `event: journey\nid: ${updatedAt}\ndata: ${data}\n\n`;
}

/** More changed than is told one by one. */
function resetOf(at: EpochMilliseconds): string {
  return `event: reset\nid: ${at}\ndata: {}\n\n`;
}

function pingOf(at: EpochMilliseconds): string {
  return `event: ping\ndata: ${JSON.stringify({ at })}\n\n`;
}
