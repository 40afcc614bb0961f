// The text as the recognisers read it, and the way back to where each character stood.
import { describe, expect, it } from 'vitest';
import { scanText } from './scanned-text.ts';

const way = (text: string, part: string) => {
  const scanned = scanText(text);
  const at = scanned.text.indexOf(part);
  const { start, end } = scanned.original(at, at + part.length);
  return text.slice(start, end);
};

describe('the text as it is read', () => {
  it.each([
    ['４１１１', '4111'],
    ['٤١١١', '4111'],
    ['४१११', '4111'],
    ['𝟜𝟙𝟙𝟙', '4111'],
    ['\u{1e954}\u{1e951}', '41'],
    ['Ａｂ＠ｃ．ｄ', 'Ab@c.d'],
    ['a\u2010b\u2013c\u2212d\u02d7e\u301cf\ufe58g', 'a-b-c-d-e-f-g'],
    ['a\u00a0b\u2009c\u3000d\u2800e\u3164f', 'a b c d e f'],
    ['a\u2028b\u2029c\u0085d', 'a\nb\nc\nd'],
    ['a\u200bb\u00adc\u202ed\ufeffe\u034ff\ufe0fg\u20e3h', 'abcdefgh'],
    ['o\u2019c \u02bcx \u201cq\u201d \u00abz\u00bb', `o'c 'x "q" "z"`],
    ['a\u2024b\u3002c\uff61d', 'a.b.c.d'],
    ['a\u2044b\u2215c', 'a/b/c'],
    ['Straße É 中', 'Straße É 中'],
    ['x\\ny\\rz\\tq', 'x \ny \nz \nq'],
    ['1111%202222', '1111 2222'],
    ['1111%2D2222%C2%A03333', '1111 2222 3333'],
    ['1111&nbsp;2222&#160;3333&thinsp;4444<br/>5555<wbr>6666', '1111 2222 3333 4444 5555 6666'],
    ['1111\\u00a02222', '1111 2222'],
    ['111%202222', '111%202222'],
    ['1111%20222', '1111%20222'],
    ['a%20b & c < d', 'a%20b & c < d'],
  ])('%j is %j', (written, read) => {
    expect(scanText(written).text).toBe(read);
  });

  it('in small letters keeps its length, whatever letter it is', () => {
    for (const text of ['ÄBC', 'İstanbul İ', 'plain ASCII', 'ẞ 😀 Σ'])
      expect(scanText(text).lower).toHaveLength(scanText(text).text.length);
    expect(scanText('İA').lower).toBe('İa');
    expect(scanText('ABC').lower).toBe('abc');
    expect(scanText('ÄB').lower).toBe('äb');
  });

  it('leads back to where each character stood', () => {
    expect(way('x ４１ y', '41')).toBe('４１');
    expect(way('😀 𝟜𝟙 y', '41')).toBe('𝟜𝟙');
    expect(way('4\u200b1\u200b1 z', '411')).toBe('4\u200b1\u200b1');
    expect(way('1111%202222', '1111 2222')).toBe('1111%202222');
    expect(way('😀é', '😀')).toBe('😀');
    expect(way('ascii only', 'only')).toBe('only');
    expect(way('ＡＢ', 'B')).toBe('Ｂ');
  });

  it('has a place for each half of a character outside the first plane', () => {
    const { text, original } = scanText('é😀');
    expect(text).toHaveLength(3);
    expect(original(1, 2)).toEqual({ start: 1, end: 2 });
    expect(original(2, 3)).toEqual({ start: 2, end: 3 });
  });

  it('ends where the original ends', () => {
    expect(scanText('é').original(1, 1)).toEqual({ start: 1, end: 1 });
  });
});
