// Finds addresses, places that the gazetteer knows, and places that the words before them announce. Pieces of one address that
// stand together become one span.
import { addressRules, link, name } from './address-rules.ts';
import { isCalendar, isDemonym, isGivenName, isOrdinary, placeLength } from './gazetteer.ts';
import type { Candidate, ScannedText } from './scanned-text.ts';
import { isJoined } from './words.ts';
import type { Word } from './words.ts';

const announces =
  /(?:\b(?:in|near|visit|visited|visiting|outside|around|throughout|across|within|toward|towards|(?:live|lives|lived|living|based|located|born|staying|stay|reside|residing|arrived|returned|flew|drove|sailed|walked|moved|moving|move|travel|travell?ing|travelled|trip|flight|fly|flying|go|going|went|come|coming|ship|shipped|deliver|delivered|relocated?|relocating|back|drive|train|bus|journey|way|emigrated|holiday|vacation|originally|am|is|are|were)\s(?:in|at|to|from|near)|(?:city|town|village|capital|state|province|region|country|county|island|municipality|university) of|from|wohne in|aus|nach|habite à|vivo en|vivo a|abito a|moro em|woon in|corner of)|\bcity:|\bcountry:|\blocation:|\baddress:|\btown:)\s$/u;

export function findLocations(scanned: ScannedText, words: readonly Word[]): Candidate[] {
  const addresses = addressRules.flatMap(({ pattern, score, needs }) =>
    (needs.test(scanned.text) ? [...scanned.text.matchAll(pattern)] : []).map(({ 0: found, index }) =>
      location(index, index + found.trimEnd().length, score, 'address'),
    ),
  );
  return mergePieces(scanned.text, [
    ...addresses,
    ...knownPlaces(scanned, words),
    ...announcedPlaces(scanned, words),
  ]);
}

function location(start: number, end: number, score: number, recogniser: string): Candidate {
  return { type: 'LOCATION', start, end, score, recogniser };
}

function knownPlaces({ text, lower }: ScannedText, words: readonly Word[]): Candidate[] {
  const lowers = words.map((word) => word.lower);
  return words.flatMap((word, index): Candidate[] => {
    if (!word.capital) return [];
    const length = placeLength(lowers, index);
    if (length === 0) return [];
    const last = words[index + length - 1]!;
    // Only spaces and the like between: one name.
    if (last.end - word.start > 60 || /[\n!?;]/.test(text.slice(word.start, last.end))) return [];
    if (isCompany(text, words, index + length - 1)) return [];
    const announced = announces.test(lower.slice(Math.max(0, word.start - 32), word.start));
    const doubtful = length === 1 && (isGivenName(word.lower) || (isOrdinary(word.lower) && !word.shouted));
    return [location(word.start, last.end, announced ? 0.88 : doubtful ? 0.45 : 0.8, 'gazetteer')];
  });
}

/** `Fidelity China PLC`, `Transport Corporation of India Limited`: a place in a company's name is no place. */
function isCompany(text: string, words: readonly Word[], from: number): boolean {
  for (let index = from; index < from + 4 && index + 1 < words.length; index += 1) {
    const next = words[index + 1]!;
    if (!next.capital || !isJoined(text, words[index]!, next)) return false;
    if (companyEnds.has(next.lower)) return true;
  }
  return false;
}

const companyEnds = new Set(
  'inc ltd limited plc corp corporation llc llp gmbh ag sa nv bv co company group holdings bank industries television electric fund insurance energy capital partners technologies systems airlines airways telecom health care'.split(
    ' ',
  ),
);

function announcedPlaces({ text, lower }: ScannedText, words: readonly Word[]): Candidate[] {
  return words.flatMap((word, index): Candidate[] => {
    if (
      !word.capital ||
      word.text.length < 3 ||
      (word.shouted && word.text.length < 4) ||
      (isOrdinary(word.lower) && !placeBeginnings.has(word.lower)) ||
      isCalendar(word.lower) ||
      isDemonym(word.lower)
    )
      return [];
    const before = lower.slice(Math.max(0, word.start - 32), word.start);
    if (!announces.test(before)) return [];
    const weakly = /(?<!originally|coming|come|am|is|are|moved|flight|back)\sfrom\s$/u.test(before);
    if (weakly && isGivenName(word.lower)) return [];
    let last = index;
    while (
      last + 1 < words.length &&
      last - index < 3 &&
      words[last + 1]!.capital &&
      !isOrdinary(words[last + 1]!.lower) &&
      isJoined(text, words[last]!, words[last + 1]!)
    )
      last += 1;
    return [
      location(
        word.start,
        words[last]!.end,
        weakly ? 0.42 : isGivenName(word.lower) ? 0.55 : 0.72,
        'announced',
      ),
    ];
  });
}

/** Ordinary words with which names of places begin. */
const placeBeginnings = new Set(
  'new north south east west lake mount saint san santa port fort upper lower great little grand old'.split(
    ' ',
  ),
);

/** What may stand between two pieces of one address: commas, line ends, a state's letters, a postcode. */
const oneName = `${name}(?:${link}{0,2}[ ]${name}){0,3}`;
/** The town between a street and a country has no more than its capital to show. */
const townBetween = new RegExp(
  `^\\s?[,\\n]\\s{0,3}(?:${oneName})\\s?[,\\n][\\s,]{0,3}(?:(?:[A-Z]{2,3}|nan|\\d{4,6})[\\s,]{1,4})?$`,
  'u',
);
const between = /^[\s,.]{0,6}(?:(?:and|[A-Z]{2,3}|\d{4,6}(?:-\d{3,4})?)[\s,.]{1,4}){0,2}$/;
const tail = /^[\s,]{1,5}(?:[A-Z]{2,3}[\s,]{1,4})?\d{4,6}(?:-\d{3,4})?(?![\p{L}\d])/u;

function mergePieces(text: string, pieces: readonly Candidate[]): Candidate[] {
  const sorted = [...pieces].sort((a, b) => a.start - b.start || b.end - a.end);
  const merged: Candidate[] = [];
  for (const piece of sorted) {
    const previous = merged.at(-1);
    const gap = previous ? text.slice(previous.end, piece.start) : '';
    const strongEnough =
      previous &&
      (previous.score >= 0.8 || piece.score >= 0.8) &&
      previous.score >= 0.55 &&
      piece.score >= 0.45;
    if (previous && piece.start < previous.end) {
      // One inside the other, or a longer reading of the same: both are right where either is.
      merged[merged.length - 1] = {
        ...previous,
        end: Math.max(previous.end, piece.end),
        score: Math.max(previous.score, piece.score),
      };
    } else if (
      strongEnough &&
      ((gap.length <= 24 && between.test(gap)) ||
        (gap.length <= 60 && previous.score >= 0.8 && townBetween.test(gap))) &&
      !/^[\s]*and[\s]*$/.test(gap)
    ) {
      merged[merged.length - 1] = {
        ...previous,
        end: piece.end,
        score: Math.max(previous.score, piece.score),
      };
    } else merged.push(piece);
  }
  return merged.map((piece) => {
    if (piece.score < 0.8 || piece.recogniser === 'announced') return piece;
    const more = tail.exec(text.slice(piece.end, piece.end + 24));
    return more ? { ...piece, end: piece.end + more[0].length } : piece;
  });
}
