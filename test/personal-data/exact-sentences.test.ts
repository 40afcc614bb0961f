// Each sentence that the recognisers were tuned on, and each short text at the edge of a rule, is read exactly as it is labelled: every
// value with its type and its ends, and nothing else. The sentences that are read otherwise are named here.
import { expect, it } from 'vitest';
import type { PersonalDataType } from '../../contracts/personal-data.ts';
import { findPersonalData } from '../../activities/privacy/recognisers/find-personal-data.ts';
import { readLabelled } from './read-labelled.ts';
import type { LabelledSpan } from './read-labelled.ts';

/** A page's words with capitals, and a town with its country, which are one place. */
const readOtherwise = [
  'I cannot log in, the page says Internal Server Error.',
  'We live in Bengaluru, India.',
];

const told = (text: string, spans: readonly LabelledSpan[]) =>
  spans
    .map(({ type, start, end }) => `${type} ${start} ${Array.from(text).slice(start, end).join('')}`)
    .sort();

it.each(
  [...readLabelled('tuned'), ...readLabelled('edges')].filter(({ text }) => !readOtherwise.includes(text)),
)('$text', ({ text, spans }) => expect(told(text, findPersonalData(text))).toEqual(told(text, spans)));

it('a country of its own makes a number one of its plan', () => {
  const found = (locale?: string) => findPersonalData('0063074074', locale === undefined ? {} : { locale });
  expect(found()).toEqual([]);
  expect(found('de-DE')).toEqual([]);
  expect(found('ja')).toEqual([]);
  for (const locale of ['ja-JP', 'ja_JP', 'ja-Jpan-JP'])
    expect(found(locale).map(({ type }) => type)).toEqual(['PHONE_NUMBER']);
});

/** Of one type, what says more for the first than for the second. */
const surer: [PersonalDataType, string, string][] = [
  ['PERSON', 'Dr. Adebayo called', 'Adebayo said no.'],
  ['PERSON', 'Regards, Michael Brown', 'Michael Brown called'],
  ['PERSON', 'Regards, Anna Vossler', 'Regards, Xanthu Vossler'],
  ['PERSON', 'Regards, Anna', 'Anna paid.'],
  ['PERSON', 'Regards, Anna', 'Regards, Vossler'],
  ['PERSON', 'Anna paid.', 'Vossler, could you call me?'],
  ['PERSON', 'Anna Berg paid.', 'Anna paid.'],
  ['LOCATION', 'We live in Lisbon', 'The parcel went via Lisbon'],
  ['LOCATION', '14 Alder Grove Road, Leeds', 'Alder Grove Road'],
  ['LOCATION', 'I come from Vossheim.', 'a letter from Vossheim'],
  ['DATE_TIME', 'on 2024-05-06', 'at 10:30'],
  ['DATE_TIME', '3 May 2024', 'May 2024'],
  ['URL', 'https://a.example', 'example.com'],
  ['PHONE_NUMBER', '+44 20 7946 0958', '(020) 7946 0958'],
  ['PHONE_NUMBER', 'call 98123 45678', '98123 45678'],
  ['PHONE_NUMBER', 'call 2125550123', '2125550123'],
  ['PHONE_NUMBER', '212-555-1234 is my number', '212-555-1234'],
  ['PHONE_NUMBER', '212-555-1234 (mobile)', '212-555-1234'],
  ['PHONE_NUMBER', 'registered 98123 45678', '98123 45678'],
  ['PHONE_NUMBER', '98123 45678 is my home phone', '98123 45678'],
  ['US_SSN', 'my SSN is 536-90-4399', '536-90-4399'],
  ['US_ITIN', 'ITIN 912-70-1234', '912-70-1234'],
  ['CREDIT_CARD', 'card 4111 1111 1111 1111', '4111 111111 1 11111'],
];

it.each(surer)('%s: «%s» is surer than «%s»', (type, more, less) => {
  const score = (text: string) => findPersonalData(text).find((span) => span.type === type)?.score ?? 0;
  expect(score(more)).toBeGreaterThan(score(less));
});

/** Whoever looks into a false alarm asks which rule said so. */
it.each([
  ['card', '4111 1111 1111 1111'],
  ['iban', 'DE89 3704 0044 0532 0130 00'],
  ['us-ssn', '536-90-4399'],
  ['ipv4', '203.0.113.7'],
  ['ipv6', '2001:db8::8a2e:370:7334'],
  ['phone', '+44 20 7946 0958'],
  ['phone-lettered', '1-800-FLOWERS'],
  ['url', 'https://a.example'],
  ['url', 'www.a.example'],
  ['host-name', 'example.com'],
  ['date-time', '3 May 2024'],
  ['person', 'Anna Berg paid.'],
  ['person-spelled', 'my name is joe'],
  ['address', '14 Alder Grove Road'],
  ['gazetteer', 'Lisbon'],
  ['announced', 'We live in Vossheim'],
  ['national-identifier', 'NINO AB 12 34 56 C'],
])('%s says so of «%s»', (recogniser, text) => {
  expect(findPersonalData(text).map((span) => span.recogniser)).toEqual([recogniser]);
});
