// How far the characters of a token may stand apart, what counts as nothing between them, and where exactly it was found.
import { describe, expect, it } from 'vitest';
import { findTokens } from './find-tokens.ts';
import { createTokenFor } from './token-for.ts';

const tokenFor = createTokenFor({ key: new Uint8Array(32).fill(7), tenant: 't', subject: 's' });
const token = tokenFor('PERSON', 'ann lee');
const inner = token.slice(2, -2);
const found = (text: string) => findTokens(text).map((one) => one.token);
/** `gap` between the characters at `at` - 1 and `at` of a token without its brackets and marks. */
const parted = (at: number, gap: string) => {
  const bare = inner.replace('_', '');
  return `${bare.slice(0, at)}${gap}${bare.slice(at)}`;
};
const last = inner.length - 2;

describe('what stands between two characters', () => {
  it.each([1, 6, 7, 12, last])('is at most twelve signs, at character %i as anywhere', (at) => {
    expect(found(parted(at, ' '.repeat(12)))).toEqual([token]);
    expect(found(parted(at, '.'.repeat(12)))).toEqual([token]);
    expect(found(parted(at, ' '.repeat(13)))).toEqual([]);
  });
  it('is no letter, of whatever script', () => {
    for (const letter of ['z', '7', 'ж', 'は', 'é']) expect(found(parted(9, letter))).toEqual([]);
  });
  it('may be as much around it as there is', () => {
    const away = ' '.repeat(100);
    expect(found(`x${away}${token}${away}x`)).toEqual([token]);
    expect(found(`${token}${away}${token}`)).toEqual([token, token]);
  });
});

describe('an escape', () => {
  it.each([
    ['of JSON', '\\u0050'],
    ['of a program', '\\x50'],
    ['of an address', '%50'],
    ['of a page, in hexadecimal', '&#x50;'],
    ['of a page', '&#80;'],
  ])('%s is read as its letter', (_of, escaped) => {
    expect(inner.startsWith('P')).toBe(true);
    expect(found(`[[${escaped}${inner.slice(1)}]]`)).toEqual([token]);
  });
  it.each(['&nbsp;', '\\n', '\\t', '=\r\n', '=\n', '<br/>', '</b>', '<i>'])('%j is read as nothing', (nothing) => {
    expect(found(parted(10, nothing))).toEqual([token]);
  });
  it.each(['\\u0416', '&#1046;', '%c3', '&#99999;'])('%s is no letter of a token', (other) => {
    expect(found(`[[${other}${inner.slice(1)}]]`)).toEqual([]);
  });
  it.each(['\\ ', '% ', '& ', '= ', '< '])('%j that begins none is a mark', (mark) => {
    expect(found(parted(10, mark))).toEqual([token]);
  });
}); // prettier-ignore

describe('where it was found', () => {
  const place = (text: string) => findTokens(text).map(({ start, end }) => text.slice(start, end));
  it.each([
    [`a ${token} b`, token],
    [`a [${inner}] b`, `[${inner}]`],
    [`a ${inner} b`, inner],
    [`a \\[\\[${inner}\\]\\] b`, `\\[\\[${inner}\\]\\]`],
    [`a %5B%5b${inner}%5D%5d b`, `%5B%5b${inner}%5D%5d`],
    [`a &#91;&#x5b;${inner}&#93;&rsqb; b`, `&#91;&#x5b;${inner}&#93;&rsqb;`],
    [`a [ [ ${inner} ] ] b`, `[ [ ${inner} ] ]`],
    [`[[[${inner}]]]`, `[[${inner}]]`],
    [`(${inner})`, inner],
    [`😀 ${token}`, token],
  ])('is with its brackets, two of them at most: %s', (text, whole) => {
    expect(place(text)).toEqual([whole]);
  });
  it('is each of two that touch', () => {
    expect(place(`${token}${token}`)).toEqual([token, token]);
    expect(place(`${inner}${inner}`)).toEqual([inner, inner]);
  });
});

describe('what is damaged', () => {
  it('by one character is no token', () => {
    for (let at = 0; at < inner.length; at += 1) {
      if (inner[at] === '_') continue;
      const other = inner[at] === '7' ? '9' : '7';
      expect(found(`[[${inner.slice(0, at)}${other}${inner.slice(at + 1)}]]`), `at ${at}`).toEqual([]);
    }
  });
  it('by a character that is missing or one too many is none', () => {
    expect(found(`[[${inner.slice(0, -1)}]]`)).toEqual([]);
    expect(found(inner.slice(0, -1))).toEqual([]);
    expect(found(`[[${inner.slice(0, 9)}7${inner.slice(9)}]]`)).toEqual([]);
  });
  it('under the name of another type is none', () => {
    expect(found(token.replace('PERSON', 'LOCATION'))).toEqual([]);
  });
});
