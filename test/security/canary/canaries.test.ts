// The look for canaries finds each value in each form, and nothing where there is nothing.
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { findPersonalData } from '../../../activities/privacy/recognisers/find-personal-data.ts';
import { canariesIn, canariesOf, origins, sentenceOf } from './canaries.ts';

const forms: Record<string, (text: string) => string> = {
  plain: (text) => text,
  'other case': (text) => text.toUpperCase(),
  'no groups': (text) => text.replace(/[\s-]/g, ''),
  'groups by dashes': (text) => text.replace(/\s/g, '-'),
  'other groups': (text) => text.replace(/[\s-]/g, '').replace(/(.{3})/g, '$1 '),
  base64: (text) => Buffer.from(text).toString('base64'),
  'base64 within a text': (text) => Buffer.from(`{"a":"${text}","b":1}`).toString('base64'),
  'base64, one byte on': (text) => Buffer.from(`{"ab":"${text}"}`).toString('base64'),
  base64url: (text) => Buffer.from(`??${text}??`).toString('base64url'),
  hexadecimal: (text) => Buffer.from(`x${text}x`).toString('hex'),
  'hexadecimal in capitals': (text) => Buffer.from(text).toString('hex').toUpperCase(),
  'escaped for JSON': (text) => [...text].map((one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
  'UTF-16': (text) => Buffer.from(text, 'utf16le').toString('latin1'),
  'UTF-16 in base64': (text) => Buffer.from(text, 'utf16le').toString('base64'),
  'for a URL': (text) => encodeURIComponent(text),
  'a form’s field': (text) => encodeURIComponent(text).replaceAll('%20', '+'),
  'a file’s name': (text) => text.toLowerCase().replace(/\s/g, '_'),
}; // prettier-ignore

test.each(Object.entries(forms))('%s', (_name, write) => {
  for (const origin of origins) {
    for (const [kind, value] of Object.entries(canariesOf(origin)))
      expect([value, canariesIn(`… ${write(String(value))} …`)]).toEqual([value, [`${kind} of ${origin}`]]);
  }
});

test('what is random holds none, and each canary is what the recognisers look for', () => {
  let noise = '';
  for (let at = 0; at < 20_000; at += 1)
    noise += createHash('sha256')
      .update(String(at))
      .digest(at % 2 ? 'hex' : 'base64');
  expect(canariesIn(noise)).toEqual([]);
  for (const origin of origins) {
    const types = new Set(findPersonalData(sentenceOf(origin)).map(({ type }) => type));
    expect([origin, [...types].sort()]).toEqual([
      origin,
      ['CREDIT_CARD', 'EMAIL_ADDRESS', 'IBAN_CODE', 'IP_ADDRESS', 'PERSON', 'PHONE_NUMBER', 'US_SSN'],
    ]);
  }
});
