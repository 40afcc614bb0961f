// Reads digits and signs that stand for letters ("1gn0r3", "p@ssw0rd"), only where a known word comes out. Amounts, codes,
// addresses and dates stay as they are.
import type { MappedText } from './mapped-text.ts';
import { isKnown } from './vocabulary.ts';

const letters = new Map<string, string>([
  ...[
    '0o',
    '1il',
    '2z',
    '3e',
    '4a',
    '5s',
    '6gb',
    '7t',
    '8b',
    '9g',
    '@a',
    '$s',
    '!i',
    '|il',
    '+t',
    '€e',
    '(c',
    '£l',
    '<c',
    '¥y',
  ].map((entry) => [entry.charAt(0), entry.slice(1)] as const),
]);
const letter = /^[a-z]$/;
const trailing = new Set(['.', ',', '!', '?', ':', ';', '"', "'", ')']);
// More readings of one word are not tried.
const mostReadings = 16;
const longestChunk = 24;

export interface Unleeted {
  text: MappedText;
  /** Words in which signs stood for letters. */
  found: { start: number; end: number }[];
}

export function foldLeet(text: MappedText): Unleeted {
  const chars = text.chars.slice();
  const found: { start: number; end: number }[] = [];
  const numbers: [number, number][] = [];
  for (let from = 0; from < chars.length;) {
    if (isSpace(chars[from] ?? '')) {
      from += 1;
      continue;
    }
    let to = from;
    while (to < chars.length && !isSpace(chars[to] ?? '')) to += 1;
    const kind = to - from > longestChunk ? 'other' : kindOf(chars, from, to);
    if (kind === 'mixed') replace(text, chars, from, to, found);
    if (kind === 'number') numbers.push([from, to]);
    from = to;
  }
  // "411" is a number in an ordinary text and "all" among other words in disguise.
  if (found.length >= 2) for (const [from, to] of numbers) replace(text, chars, from, to, found);
  return { text: { ...text, chars }, found };
}

const isSpace = (char: string) => char === ' ' || char === '\n';

function kindOf(chars: readonly string[], from: number, to: number): 'mixed' | 'number' | 'other' {
  let hasLetter = false;
  let hasSign = false;
  for (let index = from; index < to; index += 1) {
    const char = chars[index] ?? '';
    if (letter.test(char)) hasLetter = true;
    else if (letters.has(char)) hasSign = true;
  }
  if (!hasSign) return 'other';
  return hasLetter ? 'mixed' : 'number';
}

function replace(
  text: MappedText,
  chars: string[],
  from: number,
  to: number,
  found: { start: number; end: number }[],
): void {
  let first = from;
  let end = to;
  while (first < end && ['"', "'", '('].includes(chars[first] ?? '')) first += 1;
  const reading =
    readWord(chars, first, end) ??
    (() => {
      while (end > first && trailing.has(chars[end - 1] ?? '')) end -= 1;
      return end < to ? readWord(chars, first, end) : undefined;
    })();
  if (!reading) return;
  for (let index = first; index < end; index += 1) chars[index] = reading[index - first] ?? '';
  found.push({ start: text.starts[first] ?? 0, end: text.ends[end - 1] ?? 0 });
}

/** @returns the known word, or undefined; also when nothing in it is disguised. */
function readWord(chars: readonly string[], from: number, to: number): string | undefined {
  if (to - from < 2) return undefined;
  let readings = [''];
  let disguised = false;
  for (let index = from; index < to; index += 1) {
    const char = chars[index] ?? '';
    const options = letters.get(char) ?? (letter.test(char) ? char : undefined);
    if (options === undefined) return undefined;
    if (letters.has(char)) disguised = true;
    readings = readings
      .flatMap((reading) => [...options].map((option) => reading + option))
      .slice(0, mostReadings);
  }
  return disguised ? readings.find(isKnown) : undefined;
}
