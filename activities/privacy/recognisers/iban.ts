// Finds IBANs, spaced or not, in any case: of the registered countries by length, form and check digits; of other lengths and
// countries, less surely, where they stand on their own and the check digits hold.
import { isSupportedCountry } from 'libphonenumber-js';
import { passesMod97 } from './checksums.ts';
import { contextWords, hasBefore, isLabelledAsReference } from './context-words.ts';
import { ibanForms } from './iban-registry.ts';
import type { Candidate, ScannedText } from './scanned-text.ts';

const isAlphanumeric = (character: string | undefined) =>
  character !== undefined && /[A-Za-z0-9]/.test(character);
const isSeparator = (character: string | undefined) =>
  character !== undefined && /[ \t.\-_/\r\n]/.test(character);
const afterLabel = /iban(?:[\s:#=]|no|nr|number|code|is)*$/u;
const shortestIban = 15;

export function findIbans(scanned: ScannedText): Candidate[] {
  const found: Candidate[] = [];
  let consumed = 0;
  // The look-ahead keeps each start a place of its own.
  for (const { index } of scanned.text.matchAll(/[A-Za-z](?=[A-Za-z]\d[ \t]?\d)/g)) {
    if (index < consumed) continue;
    const candidate = registered(scanned, index) ?? unregistered(scanned, index);
    if (!candidate) continue;
    found.push(candidate);
    consumed = candidate.end;
  }
  return found;
}

const iban = (start: number, end: number, score: number): Candidate => ({
  type: 'IBAN_CODE',
  start,
  end,
  score,
  recogniser: 'iban',
});

function startsAlone({ text, lower }: ScannedText, index: number): boolean {
  return !isAlphanumeric(text[index - 1]) || afterLabel.test(lower.slice(Math.max(0, index - 20), index));
}

/** Of the length that the country has. */
function registered(scanned: ScannedText, index: number): Candidate | null {
  const { text } = scanned;
  const form = ibanForms.get(text.slice(index, index + 2).toUpperCase());
  if (!form) return null;
  const read = readCharacters(text, index, form.length);
  if (!read || !passesMod97(read.iban)) return null;
  const exact = form.body.test(read.iban.slice(4));
  const alone = startsAlone(scanned, index);
  // Glued to a word, only the registry's own form is believed; digits that go on make it another number.
  if (!exact && !(alone && !isAlphanumeric(text[read.end]))) return null;
  if (/\d/.test(text[read.end] ?? '') || (!alone && /\d/.test(text[index - 1] ?? ''))) return null;
  const written = text.slice(index, read.end);
  // Written in groups it keeps to one case: "Visa 4111 … exp" does not.
  if (read.separators > 0 && /[a-z]/.test(written) && /[A-Z]/.test(written)) return null;
  // The end of a word is no country.
  if (!alone && (read.separators > 0 || /[a-z]/.test(written.slice(0, 2)))) return null;
  return iban(index, read.end, exact ? 1 : 0.85);
}

/** ISO 13616 ends at 34; shorter than 14 the check digits alone would prove little. */
const ungrouped = /^[A-Za-z]{2}\d{2}[A-Za-z0-9]{10,30}(?![A-Za-z0-9])/;
const grouped =
  /^[A-Za-z]{2}\d{2}([ -])[A-Za-z0-9]{4}(?:\1[A-Za-z0-9]{4}){1,6}(?:\1[A-Za-z0-9]{1,4})?(?![A-Za-z0-9])/;
const fewestDigits = 10;
const fewestCharacters = 14;
const bankWords = /\b(?:iban|rib|bank|account|acct|konto|kontonummer|cuenta|compte|conto|conta|rekening)\b/u;

/** Of any length and country: made-up and foreign ones; one number in 97 would pass by chance. */
function unregistered(scanned: ScannedText, index: number): Candidate | null {
  const ahead = scanned.text.slice(index, index + 44);
  const country = ahead.slice(0, 2).toUpperCase();
  if (!startsAlone(scanned, index) || !(ibanForms.has(country) || isSupportedCountry(country))) return null;
  const written = ungrouped.exec(ahead)?.[0] ?? longestGrouped(ahead);
  if (!written || !passesAsOne(written)) return null;
  if (isLabelledAsReference(scanned, index) && !hasBefore(scanned, index, bankWords)) return null;
  // A card may be glued to two letters.
  const doubtful = /[a-z]/.test(written) || hasBefore(scanned, index, contextWords.card, 32);
  return iban(index, index + written.length, doubtful ? 0.85 : 0.995);
}

/** What follows may be the sentence's: "…9182 59 from my". */
function longestGrouped(ahead: string): string | undefined {
  let written = grouped.exec(ahead)?.[0];
  while (written && !passesAsOne(written)) {
    const word = /[ -][A-Za-z]+$/.exec(written);
    written = word ? grouped.exec(written.slice(0, word.index))?.[0] : undefined;
  }
  return written;
}

/** In one case, mostly digits, check digits right. */
function passesAsOne(written: string): boolean {
  if (/[a-z]/.test(written) && /[A-Z]/.test(written)) return false;
  const bare = written.replace(/[ -]/g, '').toUpperCase();
  return (
    bare.length >= fewestCharacters && bare.replace(/\D/g, '').length >= fewestDigits && passesMod97(bare)
  );
}

function readCharacters(text: string, start: number, length: number) {
  let iban = '';
  let separators = 0;
  let index = start;
  // At most 34 characters and a separator of at most three after each.
  for (; iban.length < length && index < text.length; index += 1) {
    let gap = 0;
    while (gap < 3 && isSeparator(text[index]) && iban.length > 0) {
      gap += 1;
      index += 1;
    }
    if (gap > 0) separators += 1;
    if (!isAlphanumeric(text[index])) return null;
    iban += text[index]!.toUpperCase();
  }
  return iban.length === length && length >= shortestIban ? { iban, end: index, separators } : null;
}
