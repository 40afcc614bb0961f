// Bursts for one customer become few signals, in order, and each answer waits for the signal that carries its events.
// A signal begins at the end of a turn of the event loop: after one more turn it has, however slow the machine is.
import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { plantedCode } from '../../contracts/screen-sentences.ts';
import { screenCodes } from '../../contracts/screens.ts';
import { createEventDelivery, eventsPerSignal } from '../../gateway/deliver-events.ts';
import type { Delivery } from '../../gateway/deliver-events.ts';
import { eventKinds, topics } from '../../contracts/events.ts';
import type { EventSignal } from '../../contracts/events.ts';
import { fakeEngine } from './fakes.ts';
import { createHarness, pageViewed, send, wealth } from './harness.ts';

const subject = `sub_${'1'.repeat(32)}`;
const event = (name: number | string): EventSignal => ({
  event: `evt_${String(name).padStart(32, '0')}`,
  kind: 'page_viewed',
  topic: 'funds',
  session: null,
  at: 1,
  by: `prn_${'2'.repeat(32)}`,
  body: { ref: `doc_${'3'.repeat(32)}`, commitment: '4'.repeat(64) },
});
const parcel = (events: EventSignal[], change: Partial<Delivery> = {}): Delivery => ({
  ...{ tenant: wealth, region: 'eu', subject, events },
  ...change,
});

afterEach(() => {
  vi.useRealTimers();
});

let engine: ReturnType<typeof fakeEngine>;
let marked: string[];
let inbox: { markDelivered(input: { events: string[] }): Promise<void> };
const sizes = () => engine.signals.map(({ events }) => events.length);
beforeEach(() => {
  engine = fakeEngine();
  // Its own, since marks come later than the end of a test.
  const own: string[] = [];
  marked = own;
  inbox = {
    markDelivered: async ({ events }) => {
      own.push(...events);
    },
  };
});

describe('a burst for one customer', () => {
  test('is one signal under way and one for all that came meanwhile, in the order in which it came', async () => {
    const delivery = createEventDelivery({ engine, inbox });
    const letGo = engine.hold();
    const answers = [delivery.deliver(parcel([event(0)]))];
    await turn();
    for (let at = 1; at < 30; at += 1) answers.push(delivery.deliver(parcel([event(at)])));
    const answered: number[] = [];
    for (const [at, answer] of answers.entries()) void answer.then(() => answered.push(at));
    await pause(20);
    expect(answered).toEqual([]);
    letGo();
    await Promise.all(answers);
    expect(sizes()).toEqual([1, 29]);
    const order = engine.signals.flatMap(({ events }) => events.map((one) => one.event));
    expect(order).toEqual(Array.from({ length: 30 }, (_, at) => event(at).event));
    await delivery.idle();
    expect(marked).toEqual(order);
  });

  test('is cut into signals of a hundred; what came as one is answered when the last of it is held', async () => {
    const delivery = createEventDelivery({ engine, inbox });
    const many = Array.from({ length: 250 }, (_, at) => event(at));
    await delivery.deliver(parcel(many));
    expect(sizes()).toEqual([100, 100, 50]);
    expect(engine.signals.flatMap(({ events }) => events)).toEqual(many);
  });

  test('holds an event that was sent twice at once only once', async () => {
    const delivery = createEventDelivery({ engine, inbox });
    const letGo = engine.hold();
    const answers = [1, 2, 2, 2].map((name) => delivery.deliver(parcel([event(name)])));
    letGo();
    await Promise.all(answers);
    expect(sizes()).toEqual([2]);
  });

  test('does not wait for another customer, and other customers go at the same time', async () => {
    const delivery = createEventDelivery({ engine, inbox });
    const others = Array.from({ length: 8 }, (_, at) => `sub_${String(at).repeat(32)}`);
    const letGo = engine.hold();
    const answers = others.map((one) => delivery.deliver(parcel([event(one)], { subject: one })));
    letGo();
    await Promise.all(answers);
    expect(engine.signals.map((one) => one.subject)).toEqual(others);
  });
});

test('a signal that fails is heard by all whose events it carried or who waited behind it, and by nobody else', async () => {
  const delivery = createEventDelivery({ engine, inbox });
  const other = `sub_${'9'.repeat(32)}`;
  engine.down.add(subject);
  const letGo = engine.hold();
  const answers = [delivery.deliver(parcel([event(1)]))];
  await turn();
  answers.push(delivery.deliver(parcel([event(2)])), delivery.deliver(parcel([event(3)])));
  answers.push(delivery.deliver(parcel([event(4)], { subject: other })));
  letGo();
  const settled = await Promise.allSettled(answers);
  expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected', 'fulfilled']);
  await delivery.idle();
  expect(marked).toEqual([event(4).event]);
  engine.down.clear();
  await delivery.deliver(parcel([event(1)]));
  expect(engine.signals.at(-1)?.subject).toBe(subject);
});

test('who waits too long for a free signal is told to come again, and leaves nothing behind', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const delivery = createEventDelivery({ engine, inbox, longestWaitMs: 30 });
  const letGo = engine.hold();
  const first = delivery.deliver(parcel([event(1)]));
  await turn();
  const late = expect(delivery.deliver(parcel([event(2)]))).rejects.toMatchObject({
    type: 'DependencyUnavailable',
  });
  vi.advanceTimersByTime(30);
  await late;
  letGo();
  await first;
  await delivery.idle();
  expect(sizes()).toEqual([1]);
});

test('tenants take turns, however many customers one of them brings at once', async () => {
  const delivery = createEventDelivery({ engine, inbox });
  const letGo = engine.hold();
  const flood = Array.from({ length: 200 }, (_, at) =>
    delivery.deliver(parcel([event(at)], { subject: `sub_${String(at).padStart(32, '0')}` })),
  );
  const late = delivery.deliver(parcel([event('late')], { tenant: 'lumen-retail' }));
  letGo();
  await late;
  // 32 were under way; then it was the other tenant's turn, at once or after the one that had waited before.
  const turn = engine.signals.findIndex(({ tenant }) => tenant === 'lumen-retail');
  expect(turn).toBeLessThanOrEqual(33);
  await Promise.all(flood);
});

test('deliveries are remembered a little later, many at once; a repetition before that is no second signal', async () => {
  let writes = 0;
  const counting = {
    markDelivered: async (input: { events: string[] }) => {
      writes += 1;
      await inbox.markDelivered(input);
    },
  };
  const delivery = createEventDelivery({ engine, inbox: counting });
  for (let round = 0; round < 3; round += 1) {
    for (let at = 0; at < 10; at += 1) await delivery.deliver(parcel([event(at)]));
  }
  expect(engine.signals).toHaveLength(10);
  await expect.poll(() => marked.length).toBe(10);
  expect(writes).toBeLessThanOrEqual(2);
  // The store knows by now, and says so to whoever accepts; here nobody asks it.
  await delivery.deliver(parcel([event(1)]));
  expect(engine.signals).toHaveLength(11);
});

test('an event that cannot be marked as delivered is answered, reported, and would be repeated', async () => {
  const errors: unknown[] = [];
  const delivery = createEventDelivery({
    engine,
    inbox: { markDelivered: () => Promise.reject(new Error('gone')) },
    onUnmarked: (error) => errors.push(error),
  });
  await delivery.deliver(parcel([event(1)]));
  await delivery.idle();
  expect(errors).toHaveLength(1);
});

test('the largest signal is a small payload', () => {
  const longest = (words: readonly string[]) => [...words].sort((a, b) => b.length - a.length)[0];
  const largest = {
    ...event(1),
    kind: longest(eventKinds),
    topic: longest(topics),
    session: 'f'.repeat(16),
    at: Date.now(),
    screened: screenCodes.map(plantedCode).sort((a, b) => b.length - a.length).slice(0, 3), // prettier-ignore
  };
  expect(JSON.stringify({ events: Array(eventsPerSignal).fill(largest) }).length).toBeLessThan(55_000);
});

test('through the door: concurrent posts for one customer are few signals, and each is accepted', async () => {
  const harness = await createHarness();
  const letGo = harness.engine.hold();
  const posts = Array.from({ length: 40 }, (_, at) => send(harness, pageViewed({ id: `e-${at}` })));
  await expect.poll(() => harness.store.events.size).toBe(40);
  letGo();
  for (const answer of await Promise.all(posts)) expect(answer.statusCode).toBe(202);
  expect(harness.engine.signals.flatMap(({ events }) => events)).toHaveLength(40);
  // One under way, and one for what came meanwhile; three where the requests took two turns to be stored.
  expect(harness.engine.signals.length).toBeLessThanOrEqual(3);
  const open = () => [...harness.store.events.values()].filter(({ delivered }) => !delivered);
  await expect.poll(open).toEqual([]);
  const metrics = (await harness.app.inject('/metrics')).body;
  expect(metrics).toMatch(/^wayproof_event_signals_total\{result="held"\} [1-3]$/m);
  expect(metrics).toContain('wayproof_events_signalled_total 40');
});
