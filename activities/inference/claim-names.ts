// Finds names in a claim that no cited passage has: of a product, a firm, a person, a place. Only capitals can tell, so it looks
// where a capital is no rule of grammar.
import { foldClaim, sentencesOfClaim, stemOf, spokenText } from './read-claim.ts';

/** They are no names of anything sold, and a chosen call slot brings them. Codes of currencies are read with their figures. */
const calendar =
  'monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december';
const money = 'eur usd gbp inr chf jpy rs';
const free = new Set(`i ${calendar} ${money}`.split(' '));
const nounsInCapitals = /^(?:de|lb)\b/;

/**
 * @param known texts in which a name may stand: the cited passages with their titles, and the firm's own name.
 * @param language BCP 47; where every noun has a capital, nothing is found.
 */
export function namesHeld(claim: string, known: readonly string[], language: string): boolean {
  if (nounsInCapitals.test(language)) return true;
  const held = new Set(known.flatMap((text) => foldClaim(text).match(/\p{L}+/gu) ?? []).map(keyOf));
  return sentencesOfClaim(spokenText(claim)).every((sentence) =>
    [...sentence.matchAll(/(?<![\p{L}\p{N}'])\p{Lu}\p{L}+/gu)].every(
      ({ 0: word, index }) => opens(sentence, index) || free.has(word.toLowerCase()) || held.has(keyOf(word)),
    ),
  );
}

const keyOf = (word: string) => stemOf(word.toLowerCase());

function opens(sentence: string, index: number): boolean {
  return !/\p{L}/u.test(sentence.slice(0, index)) || /[.!?:;"“‘(•-]\s?$/.test(sentence.slice(0, index));
}
