// What the door for events keeps beyond a request: how much it has taken in, the signals under way, and the look for events
// that were left behind. It decides nothing about an event.
import { setTimeout as pause } from 'node:timers/promises';
import { createEventDelivery } from './deliver-events.ts';
import type { EventDelivery } from './deliver-events.ts';
import { createEventAdmission } from './event-admission.ts';
import type { EventAdmission } from './event-admission.ts';
import type { GatewayApp } from './gateway-app.ts';
import type { GatewayMetrics } from './metrics.ts';
import type { GatewayDeps, PartStatus } from './ports.ts';
import { createRedelivery } from './redeliver-events.ts';
import type { RedeliveryReport } from './redeliver-events.ts';

/** Redelivery begins when `app` listens; closing `app` waits for what is under way. */
export function openEventDoor(
  app: GatewayApp,
  deps: GatewayDeps,
  metrics: GatewayMetrics,
): { delivery: EventDelivery; admission: EventAdmission; eventsPart: () => PartStatus } {
  const { engine, policies, clock, screenEvent } = deps;
  const { inbox, ledger } = deps.store;
  let left: Omit<RedeliveryReport, 'delivered'> = { stuck: 0, unreadable: 0 };
  const admission = createEventAdmission(deps.eventLimits, (code) => metrics.eventsRejected.inc({ code }));
  metrics.watchWaiting(() => admission.held());
  const delivery = createEventDelivery({
    engine,
    inbox,
    onSignal: ({ events, held }) => {
      metrics.eventSignals.inc({ result: held ? 'held' : 'failed' });
      if (held) metrics.eventsSignalled.inc(events);
    },
    onUnmarked: (err) => app.log.warn({ err }, 'a delivery could not be remembered; it will be repeated'),
  });
  const redelivery = createRedelivery({
    ...{ inbox, ledger, policies, engine, delivery, screenEvent, clock },
    onReport: ({ delivered, stuck, unreadable }) => {
      left = { stuck, unreadable };
      metrics.eventsRedelivered.inc(delivered);
      metrics.eventsStuck.set(stuck);
      metrics.eventsUnreadable.set(unreadable);
      if (delivered + stuck > 0) app.log.warn({ delivered, stuck }, 'events that were left behind');
    },
    onError: (err, tenant) => app.log.error({ err, tenant }, 'events that were left behind stay so for now'),
  });

  app.addHook('onListen', async () => redelivery.start());
  app.addHook('onClose', async () => {
    await redelivery.stop();
    // This hook runs before the server has answered its last requests.
    while (admission.held().events > 0) await pause(20);
    await delivery.idle();
  });
  return { delivery, admission, eventsPart: () => partOf(left) };
}

/** An event that waits keeps nobody else from being served, so it never keeps the gateway from being ready. */
function partOf({ stuck, unreadable }: Omit<RedeliveryReport, 'delivered'>): PartStatus {
  const part = { name: 'events', version: null };
  if (stuck === 0)
    return {
      ...part,
      state: 'ready',
      detail: 'every accepted event has reached its agent, or is on its way',
    };
  const altered =
    unreadable > 0 ? `; ${unreadable} of them cannot be read any more: see npx wayproof incidents list` : '';
  return {
    ...{ ...part, state: 'off' },
    detail: `${stuck} accepted events have not reached their agents and are tried every 15 s${altered}`,
  };
}
