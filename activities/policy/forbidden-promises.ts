// Promises that nobody can keep, found by the patterns of forbidden-promises.yaml. Pure.
import type { PolicySet } from '../../contracts/policy.ts';
import { joinMarkedLetters, joinSpacedLetters } from '../privacy/output/spaced-letters.ts';
import { foldText } from '../privacy/screens/fold-text.ts';
import { repairWords } from '../privacy/screens/repair-words.ts';
import { splitWords } from '../privacy/screens/split-words.ts';

const patterns = new Map<string, RegExp>();

/** Ids of the patterns that the text matches; an empty list when none does. */
export function forbiddenPromises(set: Pick<PolicySet, 'forbiddenPromises'>, text: string): string[] {
  const readings = readingsOf(text);
  return set.forbiddenPromises
    .filter(({ pattern }) => readings.some((reading) => compiled(pattern).test(reading)))
    .map(({ id }) => id);
}

function compiled(pattern: string): RegExp {
  let expression = patterns.get(pattern);
  if (!expression) {
    expression = new RegExp(pattern, 'iu');
    patterns.set(pattern, expression);
  }
  return expression;
}

/** What a reader sees, however it is written: so that nothing hides behind other letters, marks or spaces. */
function readingsOf(text: string): string[] {
  // Before anything is folded that a pattern may name.
  const plain = single(text.normalize('NFKC').replaceAll(/\p{Cf}/gu, ''));
  const folded = foldText(text);
  const letters = folded.chars.join('');
  const joined = single(joinMarkedLetters(joinSpacedLetters(letters)));
  const words = splitWords(folded);
  const { words: repaired } = repairWords(words);
  const changed = repaired.length === words.length ? [] : [inSentences(repaired)];
  return [...new Set([plain, joined, ...changed, ...folded.smuggled.map((hidden) => hidden.text)])];
}

const single = (text: string) => text.replaceAll(/\s+/gu, ' ');

function inSentences(words: ReturnType<typeof splitWords>): string {
  return words.map(({ text, sentence }, at) => (sentence === words[at - 1]?.sentence ? ` ${text}` : `. ${text}`)).join('');
} // prettier-ignore
