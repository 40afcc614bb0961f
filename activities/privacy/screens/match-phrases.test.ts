// How a rule is read: words, classes, gaps, what may stand before a word; and that nothing reaches over a sentence.
import { describe, expect, it } from 'vitest';
import { foldText } from './fold-text.ts';
import { compilePhrases, matchPhrases, wordsOf } from './match-phrases.ts';
import { splitWords } from './split-words.ts';

const rule = (pattern: string) => ({ code: 'secrecy' as const, strength: 0.5, pattern });
function found(pattern: string, text: string): string[] {
  const words = splitWords(foldText(text));
  return matchPhrases(words, compilePhrases([rule(pattern)])).map(({ first, last }) =>
    words
      .slice(first, last + 1)
      .map((word) => word.text)
      .join(' '),
  );
}

describe('a pattern', () => {
  it.each([
    ['of words', 'keep|hold it', 'please hold it now', ['hold it']],
    ['of a class', '<override> it', 'they disregard it', ['disregard it']],
    ['with accents', 'très bien', 'tres bien', ['tres bien']],
    ['with an optional word that is there', 'keep ?all it', 'keep all it', ['keep all it']],
    ['with an optional word that is not', 'keep ?all it', 'keep it', ['keep it']],
    ['with a gap', 'keep ..2 it', 'keep one two it', ['keep one two it']],
    ['with a gap that nothing fills', 'keep ..2 it', 'keep it', ['keep it']],
    ['with a gap at its end', 'keep ..2', 'keep one two three', ['keep']],
    ['with a gap and an optional end', 'keep ..2 ?it', 'we keep', ['keep']],
    ['with a separator', 'keep @sep it', 'keep, it', ['keep it']],
    ['at the start of a clause', '@start keep it', 'so, keep it', ['keep it']],
    ['in two places', 'keep it', 'keep it or keep it', ['keep it', 'keep it']],
  ])('%s is found', (_, pattern, text, hits) => expect(found(pattern, text)).toEqual(hits));
  it.each([
    ['with another word', 'keep it', 'keep that'],
    ['with too wide a gap', 'keep ..2 it', 'keep one two three it'],
    ['without its separator', 'keep @sep it', 'keep it'],
    ['in the middle of a clause', '@start keep it', 'they keep it'],
    ['over the end of a sentence', 'keep ..2 it', 'this is what they keep. Then it'],
    ['over the end of a sentence in one step', 'keep it', 'this is what they keep. It'],
    ['that ends too early', 'keep it now', 'keep it'],
  ])('%s is not', (_, pattern, text) => expect(found(pattern, text)).toEqual([]));
  it('holds at the end of a sentence as at the end of the text', () => {
    expect(found('keep ..2 ?all', 'This is what they keep. And more')).toEqual(['keep']);
  });
  it('that begins with an order is marked as one', () => {
    const [match] = matchPhrases(splitWords(foldText('keep it')), compilePhrases([rule('^keep it')]));
    expect(match?.rule).toMatchObject({ imperative: true, strength: 0.5, code: 'secrecy' });
    const [other] = matchPhrases(splitWords(foldText('keep it')), compilePhrases([rule('keep it')]));
    expect(other?.rule.imperative).toBe(false);
  });
  it('of an unknown class, or without a word that must stand, is an error', () => {
    expect(() => compilePhrases([rule('<nothing> it')])).toThrow('nothing');
    expect(() => compilePhrases([rule('..2 it')])).toThrow(/gap/);
    expect(() => compilePhrases([rule('?a ?b')])).toThrow(/must stand/);
  });
});

describe('the words that rules name', () => {
  it('are all of them, classes too', () => {
    const words = wordsOf([rule('^keep|hold ..2 ?it @sep <pretend>')]);
    for (const word of ['keep', 'hold', 'it', 'pretend', 'imagine']) expect(words.has(word)).toBe(true);
    expect(words.has('..2')).toBe(false);
  });
});
