// What a bug may log, written by pino itself, and what is left of it; what our own lines say, and that nothing of it is lost.
import { inspect } from 'node:util';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { longestText } from './hide-in-text.ts';
import { screenLogLine, screenLogText } from './screen-log-line.ts';

/** The line that pino writes with the screen behind it. */
function logged(write: (logger: pino.Logger) => void): string {
  let line = '';
  const stream = { write: (text: string) => void (line += text) };
  write(pino({ hooks: { streamWrite: screenLogLine }, timestamp: pino.stdTimeFunctions.isoTime }, stream));
  return line;
}
const members = (line: string) => JSON.parse(line) as Record<string, unknown>;

const customer = {
  customerId: 'AW-0001',
  identity: { name: 'Ruth Halloway', email: 'ruth.halloway@example.org', phone: '+353 1 496 0123' },
  segment: 'private',
  cards: [{ pan: '4111 1111 1111 1111', till: '09/29' }],
  account: 'DE89370400440532013000',
  lastAddress: '203.0.113.77',
  ssn: '536-90-4399',
};
const canaries = [
  'AW-0001', 'Ruth', 'Halloway', '496 0123', '4111', 'DE89', '203.0.113.77', '536-90', 'example.org',
]; // prettier-ignore
const nothingOf = (line: string) => {
  for (const canary of canaries) expect([canary, line.includes(canary)]).toEqual([canary, false]);
};

describe('a bug logs', () => {
  const event = {
    specversion: '1.0', id: 'e-1', source: '/web', subject: 'AW-0001', type: 'com.wayproof.contact_logged.v1',
    data: { text: 'Ruth Halloway wrote: take 4111-1111-1111-1111, I live in Galway', orderId: '77' },
  }; // prettier-ignore
  const error = new Error('card 4111 1111 1111 1111 of Ruth Halloway was refused');
  const cases: Record<string, (logger: pino.Logger) => void> = {
    'a whole customer record': (logger) => logger.warn({ customer }, 'odd'),
    'the same without a word': (logger) => logger.warn(customer),
    'the same under another name': (logger) => logger.warn({ thing: customer }),
    'an event': (logger) => logger.warn({ event }, 'odd'),
    'an event under another name': (logger) => logger.warn({ x: { data: event.data } }, 'odd'),
    'an error whose message quotes a card': (logger) => logger.error(error),
    'such an error among others': (logger) => logger.error({ err: error }, 'failed'),
    'such an error’s message': (logger) => logger.error(`failed: ${error.message}`),
    'such an error’s stack': (logger) => logger.error({ stack: error.stack }, 'failed'),
    'an error with details': (logger) => logger.error({ err: Object.assign(new Error('x'), { detail: 'Key (email)=(ruth.halloway@example.org) exists', row: customer }) }),
    'a cause of a cause': (logger) => logger.error(new Error('a', { cause: new Error('b', { cause: error }) })),
    'nested lists': (logger) => logger.warn({ rows: [[['4111111111111111']], [[['Ruth Halloway', ['ruth.halloway@example.org']]]]] }),
    'numbers that are cards': (logger) => logger.warn({ n: 4111111111111111, list: [1, 4111111111111111] }),
    'a big number': (logger) => logger.warn({ n: 4111111111111111110n, m: Number('4'.padEnd(20, '1')) }),
    'a Buffer': (logger) => logger.warn({ raw: Buffer.from(JSON.stringify(customer)), bytes: new Uint8Array(Buffer.from('4111111111111111')) }),
    'a Map and a Set': (logger) => logger.warn({ map: new Map([['name', 'Ruth Halloway']]), set: new Set(['4111111111111111']), entries: [...new Map([['name', 'Ruth Halloway']])] }),
    'a text spread into letters': (logger) => logger.warn({ ...([...'4111 1111 1111 1111'] as unknown as object), list: [...'Ruth Halloway'] }),
    'a card in four parts': (logger) => logger.warn({ parts: ['4111', '1111', '1111', '1111'], numbers: [4111, 1111, 1111, 1111] }),
    'keys that are addresses': (logger) => logger.warn({ counts: { 'ruth.halloway@example.org': 2, 'Ruth Halloway': 1, '+353 1 496 0123': 1, '4111 1111 1111 1111': 1 } }),
    'an object made a text': (logger) => logger.warn(`got ${inspect(customer, { depth: 9 })}`),
    'an object made JSON': (logger) => logger.warn({ raw: JSON.stringify(customer) }, JSON.stringify({ got: customer })),
    'an object made JSON, twice': (logger) => logger.warn({ raw: JSON.stringify({ raw: JSON.stringify(customer) }) }),
    'base64 and hexadecimal': (logger) => logger.warn({ a: Buffer.from(JSON.stringify(customer)).toString('base64'), b: Buffer.from('card 4111111111111111').toString('hex'), c: Buffer.from('4111111111111111', 'utf16le').toString('base64') }, `sent ${Buffer.from('ruth.halloway@example.org').toString('base64')} away`),
    'an address of the web': (logger) => logger.warn({ url: 'https://shop.example/pay?email=ruth.halloway%40example.org&pan=4111111111111111' }, 'GET /v1/crm/customers/ruth.halloway@example.org?name=Ruth+Halloway'),
    'form fields': (logger) => logger.warn('name=Ruth Halloway&card=4111111111111111'),
    'the middle of a long text': (logger) => logger.warn('x '.repeat(294) + '4111 1111 1111 1111 and more'.repeat(3)),
  }; // prettier-ignore
  test.each(Object.entries(cases))('%s', (_what, write) => {
    const line = logged(write);
    nothingOf(line);
    expect(Object.values(members(line)['hidden'] as object).length).toBeGreaterThan(0);
    // Looked at again, it stays.
    const { hidden: _hidden, ...again } = members(screenLogLine(line));
    const { hidden: _first, ...before } = members(line);
    expect(again).toEqual(before);
  });

  test('and the line says what was hidden, how often, and keeps the rest', () => {
    const line = logged((logger) => logger.warn({ attempt: 3, card: '4111111111111111' }, 'card 5555 5555 5555 4444 and 4111111111111111 at 203.0.113.9:443')); // prettier-ignore
    expect(members(line)).toMatchObject({
      attempt: 3,
      card: '[[TEXT:16]]',
      msg: 'card [[CREDIT_CARD]] and [[CREDIT_CARD]] at [[IP_ADDRESS]]:443',
      hidden: { TEXT: 1, CREDIT_CARD: 2, IP_ADDRESS: 1 },
    });
  });

  test('a member that a line has twice', () => {
    nothingOf(
      screenLogLine('{"a":"4111 1111 1111 1111","a":"x","b":"{\\"a\\":\\"Ruth Halloway\\",\\"a\\":1}"}'),
    );
  });

  test('a token or a password', () => {
    const jwt = `eyJhbGciOiJFZERTQSJ9.${Buffer.from('{"sub":"x","n":1}').toString('base64url')}.c2lnbmF0dXJl`;
    const line = logged((logger) => logger.warn({ x: jwt, url: 'postgres://wayproof:hunter22@127.0.0.1/db' }, 'Bearer abcdefgh12345')); // prettier-ignore
    for (const secret of ['eyJ', 'hunter22', 'abcdefgh']) expect(line).not.toContain(secret);
  });
});

const sub = 'sub_0f6c2f0d4b1e4a53a8f1c6f5d0e7b9a2';
const ours = {
  level: 40, time: '2026-11-21T18:40:11.123Z', part: 'gateway', reqId: 'req_0123456789abcdef01234567', method: 'POST',
  route: '/v1/journeys/:id/decision', status: 200, seconds: 0.004111111111111111, tenant: 'aldermoor-wealth', roles: ['adviser'],
  workflowId: `journey/advisory-outreach/aldermoor-wealth/${sub}/0123456789012345`, agent: `agent/lumen-retail/${sub}`,
  runId: '01999c3e-55c4-7cc1-8b4a-111111111111', journey: 'jrn_0123456789abcdef01234567', principal: 'prn_41111111111111114111111111111111',
  doc: 'doc_5555555555554444aaaaaaaaaaaaaaaa', passage: 'kp_00000000000000000000000000000000', hash: 'a'.repeat(64), head: '41'.repeat(31) + 'af',
  at: 1763750411123, deadline: '1763750411123', port: 4180, bytes: 1048576, address: '127.0.0.1:7233', other: 'http://[::1]:4180/identity',
  text: '', mark: '[[CREDIT_CARD_vtzjq9371m1pq3hg]]', taskQueue: 'wayproof-eu', sdkComponent: 'worker', activityType: 'inferProposal',
  places: [
    '    at Object.<anonymous> (/home/runner/wayproof/workers/stack.ts:120:33)', '    at async Promise.all (index 0)',
    '    at process.processTicksAndRejections (node:internal/process/task_queues:105:5)',
    '    at Pool.connect (file:///app/node_modules/@temporalio/client/lib/connection.js:512:1234)',
  ],
  err: { type: 'DependencyUnavailable', message: 'qdrant: the connection was refused', code: 'ECONNREFUSED', places: ['    at x (/app/a.ts:1:1)'] },
  msg: 'Worker state changed',
}; // prettier-ignore

describe('our own', () => {
  test('ids, hashes, times, ports, loopback and places are left alone, to the byte', () => {
    const line = `${JSON.stringify(ours)}\n`;
    expect(screenLogLine(line)).toBe(line);
  });

  test.each([
    'answered', 'a delivery could not be remembered; it will be repeated', 'events that were left behind',
    'an attempt across a region’s border was refused', 'payload keys could not be read again', 'request failed',
    'Failed to process Workflow Activation', 'Activity failed', 'Worker state changed to RUNNING', 'connect ECONNREFUSED 127.0.0.1:7233',
    'Workflow Task Failed for run 01999c3e-55c4-7cc1-8b4a-111111111111', 'Server listening at http://127.0.0.1:4180', '14 UNAVAILABLE: No connection established',
    `Activity task timed out: journey/churn-rescue/lumen-retail/${sub}/0123456789abcdef, 30000 ms, attempt 3`,
    'temporal_sdk_core::worker: Task not found when completing, task_token abc', 'heap 104857600 of 1073741824 bytes, 1763750411123',
  ])('message: %s', (msg) => {
    const line = JSON.stringify({ level: 40, msg });
    expect(screenLogLine(line)).toBe(line);
  }); // prettier-ignore

  test('a card is not excused by the company of ours', () => {
    for (const text of [`${sub} 4111111111111111`, 'sub_4111111111111111', 'doc_4111 1111 1111 1111', '/v1/4111111111111111.ts:1:1', '127.0.0.1 4111111111111111 ::1', '[[X:4111111111111111]]', '41111111111111114111111111111111']) {
      expect(screenLogLine(JSON.stringify({ msg: text }))).not.toContain('1111111111');
    }
  }); // prettier-ignore
});

describe('size', () => {
  test('a long line is cut to 8,000 characters, says so, and keeps its small members', () => {
    const rows = Array.from({ length: 5_000 }, (_, at) => ({ at, words: `word ${at} `.repeat(20) }));
    const line = logged((logger) => logger.error({ code: 'odd', rows }, 'too much'));
    expect(line.length).toBeLessThanOrEqual(8_001);
    expect(members(line)).toMatchObject({ code: 'odd', msg: 'too much', cut: { characters: expect.any(Number) as number } }); // prettier-ignore
  });

  test('a long text is cut, and no half of a card stands at the cut', () => {
    for (let before = longestText - 50; before < longestText + 5; before += 1) {
      const shown = screenLogText(`${'y'.repeat(before)} 4111 1111 1111 1111 ${'z'.repeat(400)}`);
      expect(shown).toMatch(/\[\[CUT:\d+\]\]$/);
      expect(shown).not.toContain('4111');
      expect(shown.length).toBeLessThanOrEqual(longestText);
    }
  });

  test('a screen that cannot be applied withholds the line, and says so', () => {
    expect(members(screenLogLine(undefined as unknown as string))).toMatchObject({
      level: 50,
      hidden: { LINE: 1 },
    });
  });

  test('a screened text keeps its lines', () => {
    expect(screenLogText('Error: card 4111111111111111\n    at x (/app/a.ts:1:2)')).toBe(
      'Error: card [[CREDIT_CARD]]\n    at x (/app/a.ts:1:2)',
    );
  });
});
