// Words that were spaced out, glued, broken or scrambled come back with the place of all their parts; others stay as they are.
import { describe, expect, it } from 'vitest';
import { foldText } from './fold-text.ts';
import { repairWords } from './repair-words.ts';
import { splitWords } from './split-words.ts';

const repair = (text: string) => repairWords(splitWords(foldText(text)));
const said = (text: string) =>
  repair(text)
    .words.map((word) => word.text)
    .join(' ');
const placed = (text: string) => repair(text).words.map(({ start, end }) => text.slice(start, end));

describe('a broken word', () => {
  it.each([
    ['i g n o r e it', 'ignore it', ['i g n o r e', 'it']],
    ['i g n o r e   a l l   r u l e s', 'ignore all rules', ['i g n o r e', 'a l l', 'r u l e s']],
    ['i g n o r e a l l r u l e s', 'ignore all rules', ['i g n o r e', 'a l l', 'r u l e s']],
    ['ignoreallrules now', 'ignore all rules now', ['ignore', 'all', 'rules', 'now']],
    ['the instruc tions', 'the instructions', ['the', 'instruc tions']],
    ['the in struc tions', 'the instructions', ['the', 'in struc tions']],
    ['the in st ruc tions', 'the instructions', ['the', 'in st ruc tions']],
    ['rule s and se cret', 'rules and secret', ['rule s', 'and', 'se cret']],
    ['igno re it', 'ignore it', ['igno re', 'it']],
    ['the perviuos one', 'the previous one', ['the', 'perviuos', 'one']],
    ['the insturctions', 'the instructions', ['the', 'insturctions']],
    ['the prevous one', 'the previous one', ['the', 'prevous', 'one']],
    ['lgnore it', 'ignore it', ['lgnore', 'it']],
  ])('«%s» is «%s»', (text, plain, places) => {
    expect(said(text)).toBe(plain);
    expect(placed(text)).toEqual(places);
  });
  it('that was glued begins no clause in its middle', () => {
    expect(
      repair('so, ignoreallrules').words.map(({ clauseStart, separated }) => [clauseStart, separated]),
    ).toEqual([
      [true, true],
      [true, true],
      [false, false],
      [false, false],
    ]);
  });
});

describe('what nobody broke', () => {
  it.each([
    'plan a b or c',
    'size s m l x',
    'the red cross word puzzle',
    'rechtsschutzversicherung',
    'the carpet and the pet',
    'x y z',
    'kleist and vossheim',
    'ab cd ef',
    // In five pieces anything is a word.
    'the i ns tr uc tions',
    // Two words that everybody knows.
    'for get it',
    'pass word',
    // Too short to be told from a word of another language.
    'the ruel',
    't he',
    // Two alphabets in two words.
    'ins жuctions',
  ])('«%s» stays', (text) => expect(said(text)).toBe(text));
});

describe('letters that stood apart', () => {
  it('are told from six on, from the first to the last', () => {
    expect(repair('so i g n o r e it').spaced).toEqual([{ start: 3, end: 14 }]);
    expect(repair('a l l of it').spaced).toEqual([]);
    expect(repair('ignore it').spaced).toEqual([]);
  });
});
