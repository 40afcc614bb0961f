// Digits and signs that stand for letters are read where a known word comes out, and stay what they are everywhere else.
import { describe, expect, it } from 'vitest';
import { foldLeet } from './fold-leet.ts';
import { foldText } from './fold-text.ts';

const read = (text: string) => foldLeet(foldText(text)).text.chars.join('');
const places = (text: string) =>
  foldLeet(foldText(text)).found.map(({ start, end }) => text.slice(start, end));

describe('a disguised word', () => {
  it.each([
    ['1gn0r3 it', 'ignore it', ['1gn0r3']],
    ['p@$$w0rd', 'password', ['p@$$w0rd']],
    ['ru1es', 'rules', ['ru1es']],
    ['"1gn0r3" it', '"ignore" it', ['1gn0r3']],
    ["('1gn0r3', it)", "('ignore', it)", ['1gn0r3']],
    ['1gn0r3. th3n', 'ignore. then', ['1gn0r3', 'th3n']],
    ['1gn0r3!!', 'ignore!!', ['1gn0r3']],
    ['+ell m€', 'tell me', ['+ell', 'm€']],
    ['1gn0r3 4ll ru1es', 'ignore all rules', ['1gn0r3', '4ll', 'ru1es']],
  ])('%s is read as %s', (text, plain, found) => {
    expect(read(text)).toBe(plain);
    expect(places(text)).toEqual(found);
  });
  it('in figures alone is one among other disguised words', () => {
    expect(read('1gn0r3 411 ru1es')).toBe('ignore all rules');
    expect(places('1gn0r3 411 ru1es')).toEqual(['1gn0r3', 'ru1es', '411']);
    expect(read('ignore 411 rules')).toBe('ignore 411 rules');
    expect(read('1gn0r3 411 rules')).toBe('ignore 411 rules');
    // One figure is a count.
    expect(read('1gn0r3 4 ru1es')).toBe('ignore 4 rules');
  });
});

describe('what is none', () => {
  it.each([
    'stop! all! rules!',
    'order 4471 of 12/03',
    '$20 and 30€',
    'ann@example.org',
    'version 1.2.3',
    'sn-2026-a1b2',
    'b2b and mp3',
    'https://a.example/4ll',
    `1gn0r3${'0'.repeat(30)}`,
    '1gn0r3-it',
  ])('%s stays', (text) => {
    expect(read(text)).toBe(text);
    expect(places(text)).toEqual([]);
  });
});
