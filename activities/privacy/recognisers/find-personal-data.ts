// Finds personal and card data in a text: every recogniser looks, the surest claim wins. Pure and synchronous; it must never
// throw on any text, and its work grows with the text's length and no faster.
import type {
  FindPersonalDataOptions,
  KnownValue,
  PersonalDataSpan,
  PersonalDataType,
} from '../../../contracts/personal-data.ts';
import { findCards } from './card.ts';
import { toCodePoints } from './code-points.ts';
import { findCryptoAddresses } from './crypto-address.ts';
import { findDates } from './date-time.ts';
import { findEmails } from './email.ts';
import { findIbans } from './iban.ts';
import { findIpAddresses } from './ip-address.ts';
import { findKnownValues } from './known-values.ts';
import { findLocations } from './location.ts';
import { findNationalIdentifiers } from './national-identifiers.ts';
import { findPersons } from './person.ts';
import { findPhones } from './phone.ts';
import { resolveOverlaps } from './resolve-overlaps.ts';
import { scanText } from './scanned-text.ts';
import type { Candidate, ScannedText } from './scanned-text.ts';
import { findUrls } from './url.ts';
import { findSsns } from './us-ssn.ts';
import { wordsOf } from './words.ts';

export type LocatedSpan = Candidate<PersonalDataType>;

/** @returns spans in order, none overlapping, offsets in Unicode code points of `text`. */
export function findPersonalData(text: string, options: FindPersonalDataOptions = {}): PersonalDataSpan[] {
  return toCodePoints(text, locatePersonalData(text, options)).map(
    ({ type, start, end, score, recogniser }) => ({
      type,
      start,
      end,
      score,
      recogniser,
    }),
  );
}

/**
 * The same with offsets in UTF-16 units, for whoever cuts the string.
 * @param more candidates of the caller, in UTF-16 units of `text`; they win where they claim more surely.
 */
export function locatePersonalData(
  text: string,
  { known = [], locale }: FindPersonalDataOptions = {},
  more: readonly Candidate[] = [],
): LocatedSpan[] {
  return resolveCandidates(text, recogniserCandidates(text, locale), known, more);
}

/**
 * What the recognisers claim, before anything is decided: a pure function of text and locale, and the dear half of the work, so
 * that a caller may keep the answer for a text that it sees again.
 * @returns candidates in UTF-16 units of `text`; they may overlap.
 */
export function recogniserCandidates(text: string, locale?: string): readonly Candidate[] {
  const scanned = scanText(text);
  const words = wordsOf(scanned.text);
  return [
    ...findCards(scanned),
    ...findIbans(scanned),
    ...findEmails(scanned),
    ...findIpAddresses(scanned),
    ...findSsns(scanned),
    ...findNationalIdentifiers(scanned),
    ...findCryptoAddresses(scanned),
    ...findPhones(scanned, locale),
    ...findUrls(scanned),
    ...findDates(scanned),
    ...findPersons(scanned, words),
    ...findLocations(scanned, words),
  ].map((candidate) => inOriginal(scanned, candidate));
}

/**
 * Adds the values that the record holds of this customer, and lets the surest claim win.
 * @param candidates of `recogniserCandidates` for the same text; they are left as they are.
 * @param more candidates of the caller, in UTF-16 units of `text`.
 */
export function resolveCandidates(
  text: string,
  candidates: readonly Candidate[],
  known: readonly KnownValue[] = [],
  more: readonly Candidate[] = [],
): LocatedSpan[] {
  return resolveOverlaps([...more, ...knownCandidates(text, known), ...candidates]) as LocatedSpan[];
}

function knownCandidates(text: string, known: readonly KnownValue[]): Candidate[] {
  if (known.length === 0) return [];
  const scanned = scanText(text);
  return findKnownValues(scanned, known).map((candidate) => inOriginal(scanned, candidate));
}

const inOriginal = (scanned: ScannedText, candidate: Candidate): Candidate => ({
  ...candidate,
  ...scanned.original(candidate.start, candidate.end),
});
