// Codes as words, alone and inside of a sentence.
import { expect, test } from 'vitest';
import { wordOf, wordWithin } from './codes.ts';

test('a code becomes words, small inside of a sentence', () => {
  expect([wordOf('advisory-outreach'), wordWithin('advisory-outreach')]).toEqual([
    'Advisory outreach',
    'advisory outreach',
  ]);
  expect(wordOf('proposalHash')).toBe('Proposal hash');
});

test.each([
  ['whatsapp', 'WhatsApp'],
  ['sms', 'SMS'],
  ['faq', 'FAQ'],
])('the name %s keeps its capitals inside of a sentence', (code, name) => {
  expect(wordWithin(code)).toBe(name);
});

test('an ending that begins with a word of its own is small inside of a sentence', () => {
  expect(wordWithin('acted')).toBe('done in the CRM');
});
