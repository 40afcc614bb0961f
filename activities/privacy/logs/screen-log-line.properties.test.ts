// What holds of any log line: it stays one JSON object, no value that was planted survives, and what is our own does.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { screenLogLine } from './screen-log-line.ts';

const members = (line: string) => JSON.parse(line) as Record<string, unknown>;
const sub = 'sub_0f6c2f0d4b1e4a53a8f1c6f5d0e7b9a2';

describe('whatever comes', () => {
  const value = fc.jsonValue({ maxDepth: 5 });
  test('it stays one JSON object with its line end, and never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), value.map((one) => JSON.stringify(one)), fc.constantFrom('', '{', '[1', 'null', '{"a":1', '{"__proto__":{"a":"4111111111111111"}}')), (line) => {
        const shown = screenLogLine(`${line}\n`);
        expect(shown.endsWith('\n') && !shown.slice(0, -1).includes('\n')).toBe(true);
        expect(typeof members(shown)).toBe('object');
      }),
      { numRuns: 300 },
    ); // prettier-ignore
  });

  const canary = fc.constantFrom(
    '4111 1111 1111 1111', '5555555555554444', '378282246310005', 'DE89 3704 0044 0532 0130 00', 'GB29NWBK60161331926819',
    'ruth.halloway@example.org', '+353 1 496 0123', '536-90-4399', '203.0.113.77', '2001:db8::8a2e:370:7334',
  ); // prettier-ignore
  // What stands before and behind: a value glued to letters or digits is another value.
  const around = fc.constantFrom('', ' ', 'x ', 'failed: ', '(', '"', `${sub} `, 'a\nb ', 'é ');
  const behind = fc.constantFrom('', ' ', ' x', ')', '"', '.', ', and more', ` ${sub}`, '\n');
  const holder = fc.constantFrom<(text: string) => unknown>(
    (text) => text,
    (text) => [[text]],
    (text) => ({ a: { b: [{ c: text }] } }),
    (text) => ({ [text]: 1 }),
    (text) => ({ list: [1, sub, text] }),
    (text) => JSON.stringify({ a: [text] }),
    (text) => Buffer.from(text),
    (text) => Buffer.from(text).toString('base64'),
    (text) => encodeURIComponent(text),
  );
  test('no canary survives, whatever stands around it and wherever it lies', () => {
    fc.assert(
      fc.property(canary, around, behind, holder, value, (planted, before, after, hold, noise) => {
        const line = screenLogLine(JSON.stringify({ msg: 'odd', noise, x: hold(before + planted + after) }));
        expect(Object.keys(members(line)['hidden'] as object).length).toBeGreaterThan(0);
        const read = JSON.stringify(members(line)['x']).replace(/[\s-]/g, '');
        for (const form of [planted, Buffer.from(planted).toString('base64').slice(0, -4), encodeURIComponent(planted)]) {
          expect(read).not.toContain(form.replace(/[\s-]/g, ''));
        }
      }),
      { numRuns: 500 },
    ); // prettier-ignore
  });

  const hexOf = (length: number) =>
    fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length });
  const own = fc.oneof(
    ...['prn', 'doc', 'evt', 'sub', 'kp', 'grt'].map((name) => hexOf(32).map((hex) => `${name}_${hex}`)),
    hexOf(24).map((hex) => `jrn_${hex}`),
    hexOf(64).filter((hex) => /[a-f]/.test(hex.slice(0, 30))),
    fc.uuid({ version: [4, 7] }),
    fc.date({ min: new Date(1.5e12), max: new Date(2.19e12), noInvalidDate: true }).map((date) => date.toISOString()),
    fc.integer({ min: 1.5e12, max: 2.19e12 }).map(String),
    fc.tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 1, max: 65535 })).map(([last, port]) => `127.0.0.${last}:${port}`),
  ); // prettier-ignore
  test('our own values survive, alone, in a text and in a path', () => {
    fc.assert(
      fc.property(own, fc.constantFrom('a', 'customer', 'text', 'id'), (value, key) => {
        for (const line of [{ [key]: value }, { msg: `asked for ${value} again` }, { msg: `agent/eu/${value}` }, { list: [value, value] }])
          expect(screenLogLine(JSON.stringify(line))).toBe(JSON.stringify(line));
      }),
      { numRuns: 300 },
    ); // prettier-ignore
  });
});
