// The words that the repair of spaced, broken, glued and disguised words may find again. It is no list of what is harmless.
import { commonWords } from './common-words.ts';
import { signWords } from './frames/find-signs.ts';
import { wordsOf } from './match-phrases.ts';
import { phraseRules } from './rules/all-rules.ts';

const keys = wordsOf(phraseRules);
const known = new Set([...commonWords, ...keys, ...signWords]);

export const longestWord = Math.max(...[...known].map(({ length }) => length));

/** A common word, or one that a rule names. */
export function isKnown(word: string): boolean {
  return known.has(word);
}

/** One that a rule names. */
export function isKey(word: string): boolean {
  return keys.has(word);
}

// Letters within a word in another order, or one of them left out: people read on, and so do models.
const orderless = (word: string) =>
  `${word.charAt(0)}${[...word.slice(1, -1)].sort().join('')}${word.slice(-1)}`;
const byLetters = new Map<string, string>();
for (const word of keys) {
  if (word.length < 6 || !/^[a-z]+$/.test(word)) continue;
  byLetters.set(orderless(word), word);
  for (let left = 1; word.length > 6 && left < word.length - 1; left += 1) {
    const shorter = orderless(word.slice(0, left) + word.slice(left + 1));
    if (!byLetters.has(shorter)) byLetters.set(shorter, word);
  }
}

/** @returns the word of a rule that an unknown word stands for, or undefined. */
export function unscrambled(word: string): string | undefined {
  if (word.startsWith('l') && keys.has(`i${word.slice(1)}`)) return `i${word.slice(1)}`;
  return byLetters.get(orderless(word));
}

/**
 * @returns the words of which a run of letters consists, or undefined where known words do not cover enough of it.
 * @param whole every letter must belong to a known word.
 */
export function cutWords(run: string, { whole }: { whole: boolean }): string[] | undefined {
  const letters = run.length;
  // cost[i]: of the first i letters. A known word costs little, and less per letter the longer it is.
  const cost = new Float64Array(letters + 1).fill(Infinity);
  const from = new Int32Array(letters + 1);
  cost[0] = 0;
  for (let end = 1; end <= letters; end += 1) {
    if (!whole) {
      cost[end] = (cost[end - 1] ?? Infinity) + 3;
      from[end] = end - 1;
    }
    for (let start = Math.max(0, end - longestWord); start < end; start += 1) {
      const before = cost[start] ?? Infinity;
      if (before === Infinity || !known.has(run.slice(start, end))) continue;
      const size = end - start;
      const price = before + (size === 1 ? 2.2 : size === 2 ? 1.6 : 1);
      if (price < (cost[end] ?? Infinity)) {
        cost[end] = price;
        from[end] = start;
      }
    }
  }
  if (cost[letters] === Infinity) return undefined;
  const words: string[] = [];
  for (let end = letters; end > 0; end = from[end] ?? 0) words.unshift(run.slice(from[end] ?? 0, end));
  return words;
}
