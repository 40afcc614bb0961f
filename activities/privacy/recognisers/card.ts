// Finds payment cards: 13 to 19 digits of a real issuer that pass Luhn, in one run or in groups, glued to words or not.
// It must never pass over one because of how it is written.
import { isLabelledAsReference, hasAfter, hasBefore, contextWords } from './context-words.ts';
import { passesLuhn } from './checksums.ts';
import { issuerStrength } from './card-issuers.ts';
import { digitChains } from './digit-chains.ts';
import type { DigitGroup } from './digit-chains.ts';
import type { Candidate, ScannedText } from './scanned-text.ts';

// Line ends too: cards are wrapped by mail clients. The rarer marks are believed between four fours and the like only.
const separator =
  /^(?:[ \t]{0,2}[-._/·•∙⋅・|:,+*~'=\\][ \t]{0,2}|-{2,3}|[ \t]{1,4}|[ \t]?(?:\r?\n[>\s]{0,3}|[\v\f]))$/;
const plainSeparator = /^(?:[ \t]?[-._/·|][ \t]?|[ \t]{1,3}|[ \t]?\r?\n[>\s]{0,3})$/;
const usualGroups = new Set(
  '4-4-4-4 4-6-5 4-6-4 4-4-4-1 4-4-4-2 4-4-4-3 4-3-3-3 4-4-4-4-1 4-4-4-4-2 4-4-4-4-3 4-4-5 8-8 6-10 6-13 4-5-6 4-12 4-11 12-4 4-4-4'.split(
    ' ',
  ),
);
/** As cards are embossed: no reading with more digits is better. */
const embossed = new Set(['4-4-4-4', '4-6-5', '4-6-4', '4-4-4']);
/** "2019 2020 2021 2022" */
const years = /^(?:(?:19|20)\d\d){4}$/;

export function findCards(scanned: ScannedText): Candidate[] {
  const found: Candidate[] = [];
  for (const chain of digitChains(scanned.text, separator)) {
    if (isParcel(scanned.text, chain)) continue;
    for (let first = 0; first < chain.length; first += 1) {
      let digits = '';
      // At most 19 digits, so at most 19 groups: constant work for each start.
      for (let last = first; last < chain.length; last += 1) {
        digits += scanned.text.slice(chain[last]!.start, chain[last]!.end);
        if (digits.length > 19) break;
        if (digits.length < 12) continue;
        const candidate = judge(
          scanned,
          chain.slice(first, last + 1),
          digits,
          chain[first - 1],
          chain[last + 1],
        );
        if (candidate) found.push(candidate);
      }
    }
  }
  return found;
}

function judge(
  scanned: ScannedText,
  groups: readonly DigitGroup[],
  digits: string,
  previous: DigitGroup | undefined,
  next: DigitGroup | undefined,
): Candidate | null {
  const start = groups[0]!.start;
  const end = groups.at(-1)!.end;
  // Luhn first: it is cheap, and nine in ten end here.
  if (!passesLuhn(digits) || /^(\d)\1*$/.test(digits)) return null;
  const strength = issuerStrength(digits);
  const single = groups.length === 1;
  if (
    single &&
    ((previous && isDecimals(scanned.text, previous, start)) || isInHash(scanned.text, start, end))
  )
    return null;
  const called =
    hasBefore(scanned, start, contextWords.card, 64) || hasAfter(scanned, end, contextWords.card, 32);
  const shape = groups.map((group) => group.end - group.start).join('-');
  const plain = hasPlainMarks(scanned.text, groups);
  const usual = single || usualGroups.has(shape) || (plain && /^1(?:-1)+$|^2(?:-2)+(?:-1)?$/.test(shape));
  const report = (score: number, type = 'CREDIT_CARD') => ({ type, start, end, score, recogniser: 'card' });
  const reference =
    single && isLabelledAsReference(scanned, start) && !hasBefore(scanned, start, accountOfCard);
  if (strength === 'none') {
    if (called && usual && plain && digits.length >= 15 && !reference) return report(0.7);
    // No issuer that we know, and embossed like a card all the same.
    const alone =
      !touches(scanned.text, previous, groups[0]) &&
      !touches(scanned.text, groups.at(-1), next) &&
      !/[\p{L}\p{N}]/u.test(scanned.text[start - 1] ?? '');
    return shape === '4-4-4-4' && plain && alone && !years.test(digits) ? report(0.82) : null;
  }
  if (strength === 'short' && (!called || reference)) return null;
  if (!usual && !(called && plain && groups.length <= 8)) return null;
  // A list of numbers has such marks too.
  if (!plain && (previous || next || groups.length < 3)) return null;
  // An international phone number may pass for a short card.
  if (digits.length < 16 && /[+]$|\(\+$/.test(scanned.text.slice(Math.max(0, start - 2), start))) return null;
  if (reference) return report(0.9, 'REFERENCE_NUMBER');
  if (strength === 'strong') return report(!usual ? 0.8 : single || embossed.has(shape) ? 0.99 : 0.98);
  if (shape === '4-4-4-4') return report(0.96);
  if (!single && shape !== '4-4-4') return called ? report(0.95) : isFour(previous) ? null : report(0.75);
  // Three fours beside a fourth are a piece of another number.
  if (!single && (isFour(previous) || isFour(next))) return null;
  if (called) return report(0.95);
  return digits.length < 15 && hasBefore(scanned, start, contextWords.phone, 24) ? report(0.6) : report(0.93);
}

/** "account" before a number that an issuer would have printed on a card means the card's. */
const accountOfCard = /\b(?:cards?|accounts?|acct|acc|konto)\b/u;

const isFour = (group: DigitGroup | undefined) => group !== undefined && group.end - group.start === 4;

/** The decimals of a number are no card. */
function isDecimals(text: string, previous: DigitGroup, start: number): boolean {
  return previous.end === start - 1 && text[previous.end] === '.' && previous.end - previous.start < 4;
}

/** The 22 digits of a parcel of the United States' mail, in fours. */
function isParcel(text: string, chain: readonly DigitGroup[]): boolean {
  if (chain.length !== 6) return false;
  const digits = chain.map(({ start, end }) => text.slice(start, end)).join('');
  return digits.length === 22 && /^9[1-5]/.test(digits);
}

/** Thirty-two hexadecimal characters or more without a break. */
function isInHash(text: string, start: number, end: number): boolean {
  const before = /[0-9a-f]*$/i.exec(text.slice(Math.max(0, start - 64), start))![0];
  const after = /^[0-9a-f]*/i.exec(text.slice(end, end + 64))![0];
  return before.length + after.length + end - start >= 32;
}

function hasPlainMarks(text: string, groups: readonly DigitGroup[]): boolean {
  return groups.every((group, index) => index === 0 || touches(text, groups[index - 1], group));
}

function touches(text: string, left: DigitGroup | undefined, right: DigitGroup | undefined): boolean {
  return left !== undefined && right !== undefined && plainSeparator.test(text.slice(left.end, right.start));
}
