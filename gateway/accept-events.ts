// Accepts validated events: stores them in one transaction, hands them to their customers' agents, and only then
// answers. A row that was not delivered stays so until a retry or redeliver-events.ts delivers it; nothing is stored twice.
import type { JsonValue } from '../contracts/canonical-json.ts';
import type { EventSignal } from '../contracts/events.ts';
import type { EventToken, PrincipalToken, SubjectToken, TenantId } from '../contracts/ids.ts';
import type { AcceptEventResult } from '../contracts/ports/store.ts';
import type { NormalEvent } from './cloud-events.ts';
import type { EventDelivery } from './deliver-events.ts';
import { eventSignal } from './event-signal.ts';
import type { ScreenEvent } from './event-signal.ts';
import type { GatewayDeps } from './ports.ts';

export interface EventAnswer {
  id: string;
  source: string;
  event: EventToken;
  status: AcceptEventResult['verdict'];
}

/**
 * Events must have passed readEvents.
 * @returns one answer an event, in order. @throws DependencyUnavailable when the store or the engine does not answer;
 * what was stored stays, and is delivered later, or by sending the same again.
 */
export async function acceptEvents(
  deps: Pick<GatewayDeps, 'store' | 'screenEvent'> & { delivery: EventDelivery },
  input: { tenant: TenantId; region: string; by: PrincipalToken; events: NormalEvent[] },
): Promise<EventAnswer[]> {
  const { tenant, region, by, events } = input;
  const results = await deps.store.inbox.accept({
    tenant,
    events: events.map((event) => ({
      tenant,
      source: event.source,
      id: event.id,
      type: event.type,
      customerId: event.subject,
      at: Date.parse(event.time),
      sessionId: event.data.sessionId ?? null,
      by,
      event: event as unknown as JsonValue,
    })),
  });
  const pairs = events.flatMap((event, at) => {
    const result = results[at];
    return result ? [{ event, result }] : [];
  });
  if (pairs.length !== events.length) throw new TypeError('the inbox answered for another number of events');
  for (const { result } of pairs) {
    if (result.verdict === 'conflict') await recordConflict(deps, tenant, by, result.event);
  }
  const waiting = [...undelivered(pairs, by, deps.screenEvent)];
  // All are waited for, so that no refusal is lost; the first one is the answer.
  const settled = await Promise.allSettled(
    waiting.map(([subject, signals]) => deps.delivery.deliver({ tenant, region, subject, events: signals })),
  );
  const failed = settled.find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
  return pairs.map(({ event, result }) => ({
    id: event.id,
    source: event.source,
    event: result.event,
    status: result.verdict,
  }));
}

/** Signals by customer, each customer's in the order of the request; an event that stands twice goes once. */
function undelivered(
  pairs: { event: NormalEvent; result: AcceptEventResult }[],
  by: PrincipalToken,
  screenEvent: ScreenEvent,
): Map<SubjectToken, EventSignal[]> {
  const groups = new Map<SubjectToken, EventSignal[]>();
  for (const { event, result } of pairs) {
    if (result.verdict === 'conflict' || result.delivered) continue;
    const group = groups.get(result.subject) ?? [];
    groups.set(result.subject, group);
    if (group.some((signal) => signal.event === result.event)) continue;
    const { event: token, session, body } = result;
    const { type, data } = event;
    const at = Date.parse(event.time);
    group.push(eventSignal(screenEvent, { event: token, type, data, session, at, by, body }));
  }
  return groups;
}

/** One entry for each event and sender: whoever repeats the conflict does not fill the ledger. */
async function recordConflict(
  { store }: Pick<GatewayDeps, 'store'>,
  tenant: TenantId,
  by: PrincipalToken,
  event: EventToken,
): Promise<void> {
  await store.ledger.append({
    tenant,
    key: `event.conflict/${event}/${by}`,
    kind: 'event.conflict',
    journeyId: null,
    facts: { event, by },
  });
}
