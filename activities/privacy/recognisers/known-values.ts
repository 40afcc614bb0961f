// Finds what the CRM record holds of this customer, however it is written. It runs before everything that guesses and wins over
// it; it must never hide ordinary words because a name is one.
import { parsePhoneNumberFromString } from 'libphonenumber-js';
import type { KnownValue } from '../../../contracts/personal-data.ts';
import { isOrdinary } from './gazetteer.ts';
import type { Candidate, ScannedText } from './scanned-text.ts';

const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** Not inside a longer word; `\b` knows only ASCII. */
const whole = (source: string, flags: string) =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})(?![\\p{L}\\p{N}])`, flags);
/** Shorter ones would hide what has nothing to do with them. */
const fewestCharacters = 4;

/** @returns candidates with score 1 that carry the recorded value. */
export function findKnownValues({ text }: ScannedText, known: readonly KnownValue[]): Candidate[] {
  return known.flatMap(({ type, value }) =>
    patternsOf(type, value.normalize('NFC').trim()).flatMap((pattern) =>
      [...text.matchAll(pattern)].map(({ 0: found, index }) => ({
        type,
        start: index,
        end: index + found.length,
        score: 1,
        recogniser: 'known-value',
        known: value,
      })),
    ),
  );
}

function patternsOf(type: string, value: string): RegExp[] {
  if (type === 'PERSON') return namePatterns(value);
  if (type === 'PHONE_NUMBER') return phonePatterns(value);
  const characters = value.replace(/[\s-]/g, '');
  if (Array.from(characters).length < fewestCharacters) return [];
  if (type === 'EMAIL_ADDRESS' || type === 'URL') return [whole(escape(value), 'giu')];
  if (type === 'LOCATION' || type === 'DATE_TIME')
    return [
      whole(
        value
          .split(/[\s,]+/)
          .filter(Boolean)
          .map(spelled)
          .join('[\\s,]{1,4}'),
        'giu',
      ),
    ];
  return [whole(Array.from(characters, escape).join('[\\s._/-]{0,3}'), 'giu')];
}

function namePatterns(value: string): RegExp[] {
  const parts = value.split(/[\s,]+/).filter((part) => /\p{L}/u.test(part));
  if (parts.length === 0) return [];
  const everything = whole(parts.map(spelled).join('[\\s,]{1,4}'), 'giu');
  const single = parts
    .filter((part) => /\p{L}{2}/u.test(part))
    // `Li`, `de`, and `Will` must be written as they are recorded.
    .map((part) => whole(spelled(part), part.length > 2 && !isOrdinary(part.toLowerCase()) ? 'giu' : 'gu'));
  return [everything, ...single];
}

/** `Zoë` also matches `Zoe`: people write names without their marks. */
function spelled(part: string): string {
  return Array.from(part, (letter) => {
    const plain = letter.normalize('NFD').replace(/\p{M}/gu, '');
    const apart = letter.normalize('NFD');
    if (plain === letter || plain === '') return escape(letter);
    return `(?:${[letter, apart, plain].map(escape).join('|')})`;
  }).join('');
}

/** Any grouping of the digits, with the country's number, with the trunk's 0, or with neither. */
function phonePatterns(value: string): RegExp[] {
  const digits = value.replace(/\D/g, '');
  if (digits.length < 6) return [];
  const gap = '[\\s().\\/-]{0,4}';
  const grouped = (text: string) => Array.from(text).join(gap);
  // Without its country, the last nine digits tell a number from others.
  const home =
    parsePhoneNumberFromString(value)?.nationalNumber ??
    (digits.startsWith('0') ? digits.slice(1) : digits.slice(-9));
  const country = `(?:\\(?(?:\\+|00)${gap}\\d{1,3}${gap})?`;
  const sources = [`\\(?\\+?(?:00)?${grouped(digits)}`, `${country}(?:\\(?0${gap})?\\(?${grouped(home)}`];
  return sources.map((source) => new RegExp(`(?<!\\d)${source}(?!\\d)`, 'gu'));
}
