// Screens the `data` of an accepted event: its texts, and the names of its members, which a sender chooses as well. It says codes
// only and repeats no text. Most events hold a few identifiers and no sentence: those are let out before any screen is run.
import { plantedCode } from '../../../contracts/screen-sentences.ts';
import type { FieldsResult } from '../../../contracts/screens.ts';
import { screenFields } from './screen-fields.ts';
import type { FieldValue } from './screen-fields.ts';
import { isKnown } from './vocabulary.ts';
import { wordClasses } from './word-classes.ts';

/** Codes travel in control facts; the strongest three say enough. */
const mostCodes = 3;
// Deeper than any form or tool gives; as screenFields reads.
const deepest = 12;

// What an identifier, a path or an enum looks like. Longer ones could be an encoded sentence.
const identifier = /^[\w./:#@+-]{0,40}$/;
const encoded = /[0-9a-f]{20}|(?=[\w+/-]*[a-z])(?=[\w+/-]*[A-Z])[\w+/-]{20}/;
const wordsIn = /[A-Z]?[a-z]+|[A-Z]+/g;
const digitInWord = /[a-z][0-9]+[a-z]/gi;
const fewIdentifiers = 16;
// No form has as many members, and a screen of more would keep the gateway from others.
const mostNames = 200;
// Words without which there is hardly an order to a model: one in a whole event says nothing yet.
const telling: ReadonlySet<string> = new Set(
  [
    wordClasses.override,
    wordClasses.directive,
    wordClasses.ai,
    wordClasses.aide,
    wordClasses.show,
    wordClasses.send,
    wordClasses.promptThing,
    wordClasses.secretThing,
    wordClasses.persona,
    wordClasses.jailKind,
    wordClasses.pretend,
    wordClasses.harm,
  ].flat(),
);
const fewTelling = 1;
// Words that were glued together.
const longestUnknown = 11;
// Three words with digits in them may be written so on purpose ("1gn0r3"); hexadecimal ids have many in one place.
const fewDigitWords = 3;

/**
 * @param data JSON of an event that the contracts accepted.
 * @returns `planted_…` codes (contracts/screen-sentences.ts), strongest first, at most three; none for a harmless event.
 */
export function screenEventData(data: unknown): string[] {
  const texts: string[] = [];
  const names: string[] = [];
  collect(data, texts, names, 0);
  if (names.length > mostNames) return [plantedCode('obfuscated_text')];
  const results = [
    identifiersOnly(texts) ? undefined : screenFields(data as FieldValue),
    identifiersOnly(names) ? undefined : screenFields(names),
  ];
  const strongest = results
    .filter((result): result is FieldsResult => result?.label === 'injection')
    .toSorted((one, other) => other.score - one.score);
  const codes = strongest.flatMap(({ findings }) =>
    findings.toSorted((one, other) => other.weight - one.weight).map(({ code }) => plantedCode(code)),
  );
  return [...new Set(codes)].slice(0, mostCodes);
}

function collect(value: unknown, texts: string[], names: string[], depth: number): void {
  if (typeof value === 'string') texts.push(value);
  if (value === null || typeof value !== 'object' || depth > deepest) return;
  for (const [name, member] of Object.entries(value)) {
    if (!Array.isArray(value)) names.push(name);
    collect(member, texts, names, depth + 1);
  }
}

/** Few, short, one word or path each, and not so many words of the rules that they could be a sentence in pieces. */
function identifiersOnly(texts: readonly string[]): boolean {
  if (texts.length > fewIdentifiers) return false;
  let found = 0;
  let digitWords = 0;
  for (const text of texts) {
    if (!identifier.test(text) || encoded.test(text)) return false;
    for (const [match] of text.matchAll(wordsIn)) {
      const word = match.toLowerCase();
      if (word.length > longestUnknown && !isKnown(word)) return false;
      if (telling.has(word)) found += 1;
    }
    if (text.search(digitInWord) >= 0) digitWords += 1;
  }
  return found <= fewTelling && digitWords < fewDigitWords;
}
