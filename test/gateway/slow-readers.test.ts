// Archives that somebody asked for and does not read: each is held in memory until then, so few are made at a time.
import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createHarness, wealth, type Harness } from './harness.ts';

// More than the sockets of one connection buffer.
const large = Buffer.alloc(32 * 1024 * 1024, 'x');

let harness: Harness;
let made = 0;
/** Settles when what is being made may go on. */
let mayGoOn: Promise<unknown> = Promise.resolve();
let port = 0;
let token = '';
beforeEach(async () => {
  made = 0;
  mayGoOn = Promise.resolve();
  harness = await createHarness({
    archiveSubject: async () => {
      made += 1;
      await mayGoOn;
      const chunks = [large.subarray(0, 1), large.subarray(1)];
      return { verdict: 'archived', sha256: '', bytes: large.length, chunks };
    },
  });
  await harness.app.listen({ host: '127.0.0.1', port: 0 });
  ({ port } = harness.app.server.address() as AddressInfo);
  token = await harness.tokenOf('compliance', wealth);
});
afterEach(() => harness.app.close());

function begin(): ClientRequest {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const asked = request({ host: '127.0.0.1', port, method: 'POST', path: '/v1/access-requests', headers, agent: false }); // prettier-ignore
  return asked.end(JSON.stringify({ customerId: 'AW-0001' }));
}

/** @returns the answer's head; nothing of its body is read. */
function ask(): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => begin().on('response', resolve).on('error', reject));
}

it('four that nobody reads are all that are held: the next is refused unmade, until one was given up or read', async () => {
  const held = [await ask(), await ask(), await ask(), await ask()];
  expect(held.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200]);
  const refused = await ask();
  expect(refused.statusCode).toBe(503);
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  refused.resume();
  expect(made).toBe(4);

  held[0]?.destroy();
  const next = await untilGiven();
  const again = await ask();
  expect(again.statusCode).toBe(503);
  again.resume();
  let bytes = 0;
  for await (const chunk of held[1] ?? []) bytes += (chunk as Buffer).length;
  expect(bytes).toBe(large.length);
  const last = await untilGiven();
  for (const one of [...held, next, last]) one.destroy();
}, 120_000);

it('who left before his archive was made holds no place', async () => {
  let goOn = () => {};
  mayGoOn = new Promise<void>((settle) => (goOn = settle));
  const left = Array.from({ length: 4 }, () => begin());
  for (const one of left) one.on('error', () => undefined);
  await untilTrue(() => made === 4);
  for (const one of left) one.destroy();
  await untilTrue(async () => (await connections()) === 0);
  goOn();
  const next = await Promise.all(left.map(untilGiven));
  expect(next.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200]);
  for (const one of next) one.destroy();
}, 120_000);

const connections = () =>
  new Promise<number>((resolve, reject) =>
    harness.app.server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
  );

async function untilTrue(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (const until = Date.now() + 60_000; !(await isSo()); await pause(20))
    if (Date.now() > until) throw new Error('it did not come to that');
}

async function untilGiven(): Promise<IncomingMessage> {
  for (const until = Date.now() + 60_000; ;) {
    const answer = await ask();
    if (answer.statusCode === 200) return answer;
    answer.resume();
    await pause(100);
    if (Date.now() > until) throw new Error('nothing that was held is given back');
  }
}
