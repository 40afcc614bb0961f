// The stream of changes, over a true socket: what is told, to whom, from where on, and when it ends.
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createHarness, now, openJourney, problemIn, retail, wealth } from './harness.ts';
import type { Harness } from './harness.ts';
import type { JourneyChange } from '../../contracts/ports/console-reading.ts';
import { createJourneyStreams } from '../../gateway/journey-stream.ts';

// A state is waited for, with more patience than any machine needs.
const wait = { timeout: 60_000, interval: 5 };
const every = { pollMs: 5, pingMs: 5 };
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function listening(change: Parameters<typeof createHarness>[0] = {}): Promise<Harness & { url: string }> {
  const harness = await createHarness({ streamEvery: every, ...change });
  await harness.app.listen({ host: '127.0.0.1', port: 0 });
  closing.push(() => harness.app.close());
  return { ...harness, url: `http://127.0.0.1:${(harness.app.server.address() as AddressInfo).port}/v1/stream` };
} // prettier-ignore

/** Reads until the server ends it; what has come so far stands in `text`. */
async function listen({ url, tokenOf }: Harness & { url: string }, tenant = wealth, headers = {}) {
  const controller = new AbortController();
  const authorization = `Bearer ${await tokenOf('adviser', tenant)}`;
  const answer = await fetch(url, { headers: { authorization, ...headers }, signal: controller.signal });
  const heard = { answer, text: '', ended: false, leave: () => controller.abort() };
  const read = async () => {
    const decoder = new TextDecoder();
    for await (const chunk of answer.body ?? []) heard.text += decoder.decode(chunk as Uint8Array);
  };
  void read()
    .catch(() => undefined)
    .finally(() => {
      heard.ended = true;
    });
  return heard;
}
const changesIn = (text: string) =>
  [...text.matchAll(/event: journey\nid: (\d+)\ndata: (.*)\n/g)].map(
    ([, id, data]) => [Number(id), JSON.parse(data ?? '')] as const,
  );

describe('a listener', () => {
  test('hears what changes in his tenant, as codes and tokens, and a ping', async () => {
    const harness = await listening();
    const [own, foreign] = [await listen(harness), await listen(harness, retail)];
    expect(own.answer.headers.get('content-type')).toContain('text/event-stream');
    const row = await openJourney(harness);
    await vi.waitFor(() => expect(changesIn(own.text)).toHaveLength(1), wait);
    const told = { id: row.id, stage: 'checkpoint', outcome: null, tier: 'standard', updatedAt: now };
    expect(changesIn(own.text)).toEqual([[now, told]]);
    Object.assign(row, { stage: 'act', updatedAt: now + 7 });
    await vi.waitFor(() => expect(changesIn(own.text)).toHaveLength(2), wait);
    expect(changesIn(own.text)[1]).toEqual([now + 7, { ...told, stage: 'act', updatedAt: now + 7 }]);
    await vi.waitFor(() => expect(foreign.text).toMatch(/event: ping/), wait);
    expect(changesIn(foreign.text)).toEqual([]);
  });

  test('who comes again is told what he missed', async () => {
    const harness = await listening();
    const row = await openJourney(harness);
    Object.assign(row, { updatedAt: now + 60_000 });
    const back = await listen(harness, wealth, { 'last-event-id': String(now) });
    await vi.waitFor(() => expect(changesIn(back.text).length).toBeGreaterThan(0), wait);
    const { body } = await harness.app.inject({
      url: '/v1/stream?once=true',
      headers: {
        authorization: `Bearer ${await harness.tokenOf('adviser', wealth)}`,
        'last-event-id': String(now),
      },
    });
    expect(changesIn(body)).toHaveLength(1);
  });

  test('is let go when a role is withdrawn, the token ends, or the gateway stops', async () => {
    let time = now;
    const harness = await listening({ clock: () => time });
    const { principal } = (await harness.call('adviser', wealth, 'GET', '/v1/whoami')).json<{
      principal: string;
    }>();
    const withdrawn = await listen(harness);
    expect(withdrawn.ended).toBe(false);
    const set = (roles: string[]) =>
      harness.store.principals.withdrawRoles({ tenant: wealth, principal, roles });
    await set(['adviser']);
    await vi.waitFor(() => expect(withdrawn.ended).toBe(true), wait);
    await set([]);
    const expired = await listen(harness);
    time = Date.now() + 24 * 3_600_000;
    await vi.waitFor(() => expect(expired.ended).toBe(true), wait);
    time = now;
    const stopped = await listen(harness);
    await harness.app.close();
    await vi.waitFor(() => expect(stopped.ended).toBe(true), wait);
  });

  test('needs the right to read journeys', async () => {
    const { call } = await createHarness();
    expect(problemIn(await call('trigger', wealth, 'GET', '/v1/stream')).code).toBe('forbidden');
  });
});

describe('the one question of a tenant', () => {
  const listener = { tenant: wealth, principal: 'prn_1', since: null, stillMay: async () => true };
  const change = (id: string, updatedAt: number): JourneyChange => ({
    ...{ id, stage: 'infer', outcome: null, tier: null, updatedAt },
  });

  test('is asked for all listeners together, and only while there are some', async () => {
    let asked = 0;
    const reading = { changedSince: async () => ((asked += 1), []) };
    const streams = createJourneyStreams({ reading, clock: () => 0, onFailure: () => undefined, every });
    const outs = Array.from({ length: 3 }, () => streams.open(listener));
    await vi.waitFor(() => expect(asked).toBeGreaterThan(2), wait);
    const before = asked;
    for (const out of outs) out.destroy();
    // A turn that was under way may still come; then it is quiet.
    await vi.waitFor(async () => {
      const last = asked;
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(asked).toBe(last);
    }, wait);
    expect(before).toBeGreaterThan(2);
    streams.close();
  });

  test('drops who does not read, and tells a flood as one word', async () => {
    let count = 0;
    const flood = () => Array.from({ length: 500 }, (_, index) => change(`jrn_${index}`, (count += 1)));
    const streams = createJourneyStreams({ reading: { changedSince: async () => flood() }, clock: () => 0, onFailure: () => undefined, every });
    const reader = streams.open(listener);
    let text = '';
    reader.on('data', (chunk: Buffer) => (text += chunk.toString()));
    await vi.waitFor(() => expect(text).toContain('event: reset'), wait);
    expect(text).not.toContain('event: journey');
    streams.close();

    const few = () => Array.from({ length: 499 }, (_, index) => change(`jrn_${index}`, (count += 1)));
    const others = createJourneyStreams({ reading: { changedSince: async () => few() }, clock: () => 0, onFailure: () => undefined, every });
    const slow = others.open(listener);
    await vi.waitFor(() => expect(slow.destroyed).toBe(true), wait);
    others.close();
  }); // prettier-ignore

  test('drops nobody who reads, however much is told at once', async () => {
    const rows: JourneyChange[] = [];
    const more = (named: string, at: number) => {
      for (let index = 0; index < 499; index += 1)
        rows.push({
          ...change(`jrn_${named}${String(index).padStart(23, '0')}`, at),
          ...{ stage: 'checkpoint', outcome: 'failed_compensated', tier: 'standard' },
        });
    };
    const reading = {
      changedSince: async ({ since }: { since: number }) =>
        rows.filter(({ updatedAt }) => updatedAt >= since),
    };
    let time = 1_000_000;
    const streams = createJourneyStreams({ reading, clock: () => time, onFailure: () => undefined, every });
    more('m', time - 60_000);
    let text = '';
    const out = streams.open({ ...listener, since: time - 60_000 });
    out.on('data', (chunk: Buffer) => (text += chunk.toString()));
    await vi.waitFor(() => expect(changesIn(text)).toHaveLength(499), wait);
    time += 60_000;
    more('n', time);
    await vi.waitFor(() => expect(changesIn(text)).toHaveLength(2 * 499), wait);
    expect(out.destroyed).toBe(false);
    streams.close();
  });

  test('goes on after a burst, and behind a writer whose clock is ahead', async () => {
    let time = 1_000_000;
    const rows = Array.from({ length: 600 }, (_, index) => change(`jrn_${index}`, time + index));
    const reading = {
      changedSince: async ({ since, limit }: { since: number; limit: number }) =>
        rows
          .filter(({ updatedAt }) => updatedAt >= since)
          .sort((one, other) => one.updatedAt - other.updatedAt)
          .slice(0, limit),
    };
    const streams = createJourneyStreams({ reading, clock: () => time, onFailure: () => undefined, every });
    let text = '';
    streams.open(listener).on('data', (chunk: Buffer) => (text += chunk.toString()));
    await vi.waitFor(() => expect(text).toContain('event: reset'), wait);
    time += 60_000;
    rows.push(change('jrn_later', time));
    await vi.waitFor(() => expect(text).toContain('jrn_later'), wait);
    rows.push(change('jrn_ahead', time + 60_000));
    await vi.waitFor(() => expect(text).toContain('jrn_ahead'), wait);
    rows.push(change('jrn_in_time', time + 1));
    await vi.waitFor(() => expect(text).toContain('jrn_in_time'), wait);
    streams.close();
  });

  test('who does not read keeps no stream that is over, and no gateway from stopping', async () => {
    const reading = { changedSince: async () => [] };
    const asked = { reading, clock: () => 0, onFailure: () => undefined, every: { ...every, graceMs: 5 } };
    const others = createJourneyStreams(asked);
    const over = others.open({ ...listener, stillMay: async () => false });
    await vi.waitFor(() => expect(over.destroyed).toBe(true), wait);
    const stopped = others.open(listener);
    others.close();
    await vi.waitFor(() => expect(stopped.destroyed).toBe(true), wait);
  });

  test('that fails ends the streams, whose listeners come again', async () => {
    const failed: unknown[] = [];
    const reading = { changedSince: () => Promise.reject(new Error('down')) };
    const streams = createJourneyStreams({ reading, clock: () => 0, onFailure: (error) => failed.push(error), every });
    const out = streams.open(listener);
    out.resume();
    await vi.waitFor(() => expect(out.readableEnded).toBe(true), wait);
    expect(failed).not.toEqual([]);
  }); // prettier-ignore
});
