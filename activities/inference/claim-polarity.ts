// Finds a claim that says what its passages deny, or denies what they say: the words are all there, and the sense is the other one.
// Strict in one direction only: a doubt is no contradiction.
import { readWords, sentencesOfClaim, stemOf } from './read-claim.ts';
import type { Polarity, ReadWord } from './read-claim.ts';

/** Of its content words, so many must stand in one sentence of the passages for the claim to be about that sentence. */
const aboutOne = 0.75;

/** Where a claim has the one and its passages have the other and not the one, it is turned round. */
const opposites: readonly (readonly [string, string])[] = [
  ['rise', 'fall'], ['rises', 'falls'], ['rose', 'fell'], ['increase', 'decrease'], ['above', 'below'], ['before', 'after'],
  ['higher', 'lower'], ['highest', 'lowest'], ['minimum', 'maximum'], ['smallest', 'largest'], ['included', 'excluded'],
  ['includes', 'excludes'], ['allowed', 'forbidden'], ['gain', 'loss'], ['profit', 'loss'], ['gains', 'losses'],
  ['wins', 'loses'], ['earlier', 'later'], ['longer', 'shorter'], ['buy', 'sell'], ['buys', 'sells'], ['opens', 'closes'],
  ['strong', 'weak'], ['safe', 'risky'], ['fixed', 'variable'], ['mandatory', 'optional'], ['cheaper', 'dearer'],
]; // prettier-ignore
const prefixes = ['un', 'in', 'im', 'ir', 'non', 'non-'];

/** @param sentences of the passages that the claim cites. */
export function contradicts(claim: string, sentences: readonly ReadWord[][]): boolean {
  const said = polaritiesOf(sentences.flat());
  return sentencesOfClaim(claim).some((sentence) => {
    const words = readWords(sentence);
    return (
      words.some((word) => !agrees(word, said)) ||
      turnsOneRound(words, sentences) ||
      words.some(({ stem }) => isTurned(stem, said))
    );
  });
}

function polaritiesOf(words: readonly ReadWord[]): Map<string, Set<Polarity>> {
  const said = new Map<string, Set<Polarity>>();
  for (const { stem, polarity } of words) said.set(stem, (said.get(stem) ?? new Set()).add(polarity));
  return said;
}

/** A word that the passages do not have says nothing here. */
function agrees({ stem, polarity }: ReadWord, said: ReadonlyMap<string, ReadonlySet<Polarity>>): boolean {
  const there = said.get(stem);
  return !there || polarity === 'open' || there.has('open') || there.has(polarity);
}

/** The same word may be said of one thing and denied of another: the sentence that the claim is about decides. */
function turnsOneRound(words: readonly ReadWord[], sentences: readonly (readonly ReadWord[])[]): boolean {
  const stems = new Set(words.map(({ stem }) => stem));
  if (stems.size < 2) return false;
  const read = sentences.map((sentence) => {
    const said = polaritiesOf(sentence);
    const shared = [...stems].filter((stem) => said.has(stem)).length;
    return { said, shared };
  });
  const most = Math.max(0, ...read.map(({ shared }) => shared));
  if (most < stems.size * aboutOne) return false;
  const closest = read.filter(({ shared }) => shared === most);
  return closest.every(({ said }) => words.some((word) => !agrees(word, said)));
}

const oppositeOf = new Map(
  opposites.flatMap(([one, other]): [string, string][] => [
    [stemOf(one), stemOf(other)],
    [stemOf(other), stemOf(one)],
  ]),
);

function isTurned(stem: string, said: ReadonlyMap<string, unknown>): boolean {
  if (said.has(stem)) return false;
  const opposite = oppositeOf.get(stem);
  if (opposite !== undefined && said.has(opposite)) return true;
  if (stem.length < 5) return false;
  return prefixes.some(
    (prefix) =>
      said.has(`${prefix}${stem}`) ||
      (stem.startsWith(prefix) && stem.length >= prefix.length + 5 && said.has(stem.slice(prefix.length))),
  );
}
