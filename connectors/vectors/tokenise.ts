// Words of a text for lexical search. The same function serves passages and queries, or BM25 would compare two languages;
// it must never depend on the locale of the process.

/** English function words: they stand in every passage, so they only cost rows. */
const stopWords = new Set(
  (
    'a an and are as at be been but by can do does for from had has have how i if in into is it its may of on or our ' +
    'shall so such than that the their them then there these they this to was we were what when where which who will ' +
    'with would you your'
  ).split(' '),
);

/**
 * Lower-case NFKC words (letters, marks and digits), in order, without stop words.
 * `Customer’s` becomes `customer`; numbers such as `2.5` become `2.5`, so that prices and classes can be found.
 */
export function tokenise(text: string): string[] {
  const words: string[] = [];
  for (const match of text
    .normalize('NFKC')
    .toLowerCase()
    .matchAll(/\p{N}+(?:[.,]\p{N}+)*|[\p{L}\p{M}\p{N}]+/gu)) {
    const word = match[0];
    // A possessive's lone `s`, and other single letters, carry no meaning of their own.
    if (word.length === 1 && /\p{Script=Latin}/u.test(word)) continue;
    if (!stopWords.has(word)) words.push(word);
  }
  return words;
}

/** How often each word stands in `words`. */
export function termFrequencies(words: readonly string[]): Map<string, number> {
  const frequencies = new Map<string, number>();
  for (const word of words) frequencies.set(word, (frequencies.get(word) ?? 0) + 1);
  return frequencies;
}
