// Whole sentences of passages, word for word. It must never join, shorten or rephrase what it quotes.
import type { PassageText } from '../../../contracts/ports/model.ts';

export interface Quote {
  text: string;
  /** Id of the passage that holds `text` verbatim. */
  passage: string;
}

/** Shorter is a heading or a fragment; longer is unreadable in a message. */
const shortest = 25;
const longest = 400;

// Fixed locale: the process's own must not change what is quoted.
const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/** Quotable sentences of one text: complete, of one line, without Markdown furniture, links or masked values. */
export function sentencesOf(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment.trim()).filter(
    (sentence) =>
      sentence.length >= shortest &&
      sentence.length <= longest &&
      /[.!]["”’)]?$/.test(sentence) &&
      /^["“‘(]?[\p{Lu}\p{N}]/u.test(sentence) &&
      !/[\n|{}[\]<>]|^\s*(?:[-*#>]|\d+[.)]\s)|\*\*|`|https?:|www\./u.test(sentence),
  );
}

/**
 * Up to `limit` quotes: the first sentence of each passage in the given order (best first), then each one's second, and
 * so on, so that one long passage does not crowd out the others.
 */
export function quoteSentences(passages: readonly PassageText[], limit: number): Quote[] {
  const lists = passages.map((passage) => ({ passage: passage.id, sentences: sentencesOf(passage.text) }));
  const depth = Math.max(0, ...lists.map((list) => list.sentences.length));
  const quotes: Quote[] = [];
  const seen = new Set<string>();
  for (let row = 0; row < depth; row += 1) {
    for (const { passage, sentences } of lists) {
      const text = sentences[row];
      if (text === undefined || seen.has(text)) continue;
      seen.add(text);
      quotes.push({ text, passage });
      if (quotes.length === limit) return quotes;
    }
  }
  return quotes;
}
