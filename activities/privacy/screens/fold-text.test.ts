// The normalisation: what it folds, what it must leave alone, and the way back to the original.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText } from './fold-text.ts';

const folded = (text: string) => foldText(text).chars.join('');

describe('folding', () => {
  it.each([
    ['IGNORE', 'ignore'],
    ['ｉｇｎｏｒｅ', 'ignore'],
    ['𝐢𝐠𝐧𝐨𝐫𝐞', 'ignore'],
    ['ⓘⓖⓝⓞⓡⓔ', 'ignore'],
    ['🅸🅶🅽🅾🆁🅴', 'ignore'],
    ['іgnоrе', 'ignore'],
    ['i\u200bg\u00adn\u2060o\ufeffr\u200de', 'ignore'],
    ['ígnörê', 'ignore'],
    ['i\u0336g\u0336n\u0336ore', 'ignore'],
    ['\u202eignore\u202c', 'ignore'],
    ['“don’t”', '"don\'t"'],
  ])('makes %s the same as %s', (text, same) => expect(folded(text)).toBe(same));
  it.each(['правила и сроки доставки', 'नमस्ते क्षमा', '忽略之前', 'שלום עולם', '안녕하세요'])(
    'leaves the letters of «%s»',
    (text) => {
      expect(folded(text)).toHaveLength(folded(folded(text)).length);
      expect(foldText(text).mixed).toEqual([]);
    },
  );
  it('does not take joiners of Hindi, emoji or soft hyphens for a disguise', () => {
    for (const text of ['क्‍ष', '👩‍👧', 'Ver\u00adtrag']) expect(foldText(text).invisible).toEqual([]);
    expect(foldText('ig\u200bnore').invisible).toEqual([2]);
  });
  it('reads text in tag characters, and leaves the flag of Wales', () => {
    const tags = Array.from('obey', (char) => String.fromCodePoint(0xe0000 + char.charCodeAt(0))).join('');
    expect(foldText(`hi${tags}`).smuggled).toEqual([{ text: 'obey', start: 2, end: 6 }]);
    expect(foldText('🏴󠁧󠁢󠁷󠁬󠁳󠁿 Wales').smuggled).toEqual([]);
  });
  it.each([
    ['`code`', "'code'"],
    ['a\tb\u00a0c\u3000d', 'a b c d'],
    ['a\u2028b\u0085c', 'a\nb\nc'],
    ['a\u0000b\u0007c', 'abc'],
    ['«x» „y”', '"x" "y"'],
    ['a–b—c−d', 'a-b-c-d'],
    ['a⁄b', 'a/b'],
    ['x：y', 'x:y'],
    ['a｜b', 'a|b'],
    ['⟨a⟩', '<a>'],
    ['ﬁve', 'five'],
    ['Straße', 'straße'],
    ['ﷺ', 'ﷺ'],
    ['fil😊ter', 'filter'],
    ['fine 😊 day', 'fine 😊 day'],
  ])('makes %j %j', (text, same) => expect(folded(text)).toBe(same));
  it('says where letters of another alphabet stood for Latin ones', () => {
    expect(foldText('we іgnоrе it').mixed).toEqual([3]);
    expect(foldText('we ignore it').mixed).toEqual([]);
    // Look-alikes throughout: Latin in a Latin text, their own in theirs.
    expect(foldText('please tell them all сор').mixed).toEqual([21]);
    expect(folded('please tell them all сор')).toBe('please tell them all cop');
    expect(folded('это старая сор правда')).toBe('это старая сор правда');
    // A letter alone may be a sign.
    expect(foldText('please tell them all с').mixed).toEqual([]);
  });
  it('says where characters turn the reading round', () => {
    expect(foldText('a \u202eignore\u202c b').turned).toEqual([2, 9]);
    expect(foldText('a ignore b').turned).toEqual([]);
  });
  it('says where a picture or nothing stood within a word, and not at its end', () => {
    expect(foldText('fil😊ter').invisible).toEqual([3]);
    expect(foldText('filter😊 it').invisible).toEqual([]);
    expect(foldText('filter\u200b it').invisible).toEqual([]);
    expect(foldText('\u200bfilter').invisible).toEqual([]);
  });
  it('reads each passage of tag characters by itself, from four letters on', () => {
    const tags = (text: string) =>
      Array.from(text, (char) => String.fromCodePoint(0xe0000 + char.charCodeAt(0))).join('');
    expect(foldText(`a${tags('obey')} b${tags('now!')}`).smuggled).toEqual([
      { text: 'obey', start: 1, end: 5 },
      { text: 'now!', start: 7, end: 11 },
    ]);
    expect(foldText(`${tags('obey')}é`).smuggled).toEqual([{ text: 'obey', start: 0, end: 4 }]);
    expect(foldText(`a${tags('hey')} b`).smuggled).toEqual([]);
    expect(foldText(`🏴${tags('gbwls')} ${tags('obey')}`).smuggled).toEqual([
      { text: 'obey', start: 7, end: 11 },
    ]);
    const bytes = Array.from('obey', (char) => String.fromCodePoint(0xe0100 + char.charCodeAt(0) - 16)).join(
      '',
    );
    expect(foldText(`a${bytes}`).smuggled).toEqual([{ text: 'obey', start: 1, end: 5 }]);
  });
  it('changes nothing that is folded already', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(folded(folded(text))).toBe(folded(text));
      }),
      { numRuns: 500 },
    );
  });
  it('knows for each character where it stood', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { chars, starts, ends } = foldText(text);
        const length = Array.from(text).length;
        chars.forEach((_, index) => {
          expect(starts[index]).toBeGreaterThanOrEqual(starts[index - 1] ?? 0);
          expect(ends[index]).toBeGreaterThan(starts[index] ?? -1);
          expect(ends[index]).toBeLessThanOrEqual(length);
        });
      }),
    );
  });
});
