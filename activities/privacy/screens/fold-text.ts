// One form of a text for the rules: compatibility forms (NFKC), accents, capitals, look-alike letters, invisible and
// direction-changing characters folded away, each character with its place in the original. It decides nothing.
import { boxedLetter, latinLookalike } from './confusables.ts';
import { append, emptyMap, mapText } from './mapped-text.ts';
import type { MappedText } from './mapped-text.ts';

export interface FoldedText extends MappedText {
  /** Places (code points) of invisible characters between two letters that no orthography asks for. */
  invisible: number[];
  /** Places of characters that turn the reading order round. */
  turned: number[];
  /** Words in which letters of another alphabet stood for Latin ones: starts. */
  mixed: number[];
  /** Text written in Unicode tag characters or variation selectors, which no screen shows. */
  smuggled: { text: string; start: number; end: number }[];
}

const isAccent = (code: number) =>
  (code >= 0x300 && code <= 0x36f) ||
  (code >= 0x1ab0 && code <= 0x1aff) ||
  (code >= 0x1dc0 && code <= 0x1dff) ||
  (code >= 0x20d0 && code <= 0x20ff) ||
  (code >= 0xfe20 && code <= 0xfe2f);

const isTurning = (code: number) =>
  (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069) || code === 0x061c;

const isInvisible = (code: number) =>
  code === 0xad ||
  code === 0x34f ||
  code === 0x115f ||
  code === 0x1160 ||
  code === 0x17b4 ||
  code === 0x17b5 ||
  (code >= 0x180b && code <= 0x180f) ||
  (code >= 0x200b && code <= 0x200f) ||
  (code >= 0x2060 && code <= 0x206f) ||
  code === 0x2800 ||
  code === 0x3164 ||
  (code >= 0xfe00 && code <= 0xfe0f) ||
  code === 0xfeff ||
  code === 0xffa0 ||
  (code >= 0xfff9 && code <= 0xfffb) ||
  (code >= 0x1d173 && code <= 0x1d17a) ||
  (code >= 0xe0000 && code <= 0xe0fff);

const isControl = (code: number) => code < 0x20 || (code >= 0x7f && code <= 0x9f);

// Signs with several shapes and one meaning.
const sameSign = new Map<string, string>([
  ...[...'‘’‚‛ʼ`´′ʹ＇'].map((sign) => [sign, "'"] as const),
  ...[...'“”„‟«»‹›″〝〞「」『』'].map((sign) => [sign, '"'] as const),
  ...[...'‐‑‒–—―−﹘﹣⁃'].map((sign) => [sign, '-'] as const),
  ...[...'⁄∕⧸'].map((sign) => [sign, '/'] as const),
  ...[...'∶꞉：'].map((sign) => [sign, ':'] as const),
  ...[...'¦│｜ǀ∣'].map((sign) => [sign, '|'] as const),
  ...[...'⟨〈❮'].map((sign) => [sign, '<'] as const),
  ...[...'⟩〉❯'].map((sign) => [sign, '>'] as const),
]);

const cache = new Map<string, readonly string[]>();
// Enough for every alphabet that a desk meets; a text of rare signs does not fill the memory.
const cacheLimit = 8_000;

/** @returns what one character folds to: none, one or several characters. */
function foldCharacter(char: string): readonly string[] {
  const known = cache.get(char);
  if (known) return known;
  const folded = computeFold(char, 0);
  if (cache.size < cacheLimit) cache.set(char, folded);
  return folded;
}

function computeFold(char: string, depth: number): string[] {
  const code = char.codePointAt(0) ?? 0;
  if (code >= 0xac00 && code <= 0xd7a3) return [char];
  const boxed = boxedLetter(code);
  if (boxed) return [boxed];
  const plain: string[] = [];
  for (const part of char.normalize('NFKD').toLowerCase().normalize('NFKD')) {
    const partCode = part.codePointAt(0) ?? 0;
    if (isAccent(partCode) || isInvisible(partCode)) continue;
    if (part === '\n' || part === '\u2028' || part === '\u2029' || part === '\u0085') plain.push('\n');
    else if (part === '\r' || part === '\t' || /\s/u.test(part)) plain.push(' ');
    else if (isControl(partCode)) continue;
    else plain.push(sameSign.get(part) ?? part);
  }
  // One sign that stands for a whole phrase stays: it hides no Latin word, and a text of such signs would grow by a factor.
  if (plain.length > 4) return [char];
  if (depth < 3 && plain.join('') !== char && plain.length > 0) {
    return plain.flatMap((part) => (part === char ? [part] : computeFold(part, depth + 1)));
  }
  return plain;
}

const letterOrDigit = /[\p{L}\p{N}\p{M}]/u;
const latinLetter = /[a-z]/;
// ø, ł and ı look like other letters, and are Latin all the same.
const latinScript = /\p{Script=Latin}/u;
// Joiners are spelling in these scripts, and glue between emoji.
const joinsLetters = /[\u0600-\u08ff\u0900-\u0dff\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff]/u;

const picture = /\p{Extended_Pictographic}/u;

const latinAt = ({ chars }: MappedText, index: number) => /^[a-z]$/i.test(chars[index] ?? '');

/** @returns the folded text and what was strange about its characters; folding a folded text changes nothing. */
export function foldText(input: string | MappedText): FoldedText {
  const source = typeof input === 'string' ? mapText(input) : input;
  const folded: FoldedText = { ...emptyMap(), invisible: [], turned: [], mixed: [], smuggled: [] };
  let smuggled = { text: '', start: 0, end: 0 };
  let flag = false;
  const flush = () => {
    if (smuggled.text.length >= 4) folded.smuggled.push(smuggled);
    smuggled = { text: '', start: 0, end: 0 };
  };
  for (let index = 0; index < source.chars.length; index += 1) {
    const char = source.chars[index] ?? '';
    const code = char.codePointAt(0) ?? 0;
    const start = source.starts[index] ?? 0;
    const end = source.ends[index] ?? start + 1;
    // Most of all texts.
    if (code >= 0x20 && code < 0x7f) {
      if (smuggled.text !== '') flush();
      flag = false;
      if (char === '`') append(folded, "'", start, end);
      else append(folded, code >= 65 && code <= 90 ? char.toLowerCase() : char, start, end);
      continue;
    }
    const hidden = flag ? undefined : smuggledCharacter(code);
    if (hidden !== undefined) {
      smuggled.text += hidden;
      if (smuggled.text.length === 1) smuggled.start = start;
      smuggled.end = end;
      continue;
    }
    if (isTurning(code)) folded.turned.push(start);
    if (isTurning(code) || isInvisible(code)) {
      const before = source.chars[index - 1] ?? '';
      const after = source.chars[index + 1] ?? '';
      if (isOddInvisible(code, before, after)) folded.invisible.push(start);
      continue;
    }
    // A picture within a word: "fil😊ter".
    if (picture.test(char) && latinAt(source, index - 1) && latinAt(source, index + 1)) {
      folded.invisible.push(start);
      continue;
    }
    flush();
    // England, Scotland and Wales: a black flag followed by tag characters.
    flag = code === 0x1f3f4;
    for (const part of foldCharacter(char)) append(folded, part, start, end);
  }
  flush();
  foldLookalikes(folded);
  return folded;
}

function smuggledCharacter(code: number): string | undefined {
  if (code >= 0xe0020 && code <= 0xe007e) return String.fromCharCode(code - 0xe0000);
  // Bytes hidden in variation selectors 17 to 256; the first sixteen stand after ordinary emoji.
  if (code >= 0xe0100 && code <= 0xe01ef) return String.fromCharCode(code - 0xe0100 + 16);
  return undefined;
}

function isOddInvisible(code: number, before: string, after: string): boolean {
  if (code === 0xad || (code >= 0xfe00 && code <= 0xfe0f)) return false;
  if (joinsLetters.test(before) || joinsLetters.test(after)) return false;
  return letterOrDigit.test(before) && letterOrDigit.test(after);
}

/** Look-alikes become Latin in words with a Latin letter; then, in a Latin text, in words that are look-alikes throughout. */
function foldLookalikes(text: FoldedText): void {
  const pure: [number, number][] = [];
  let latinCount = 0;
  let otherCount = 0;
  for (let from = 0; from < text.chars.length;) {
    if (!isWordCharacter(text.chars[from] ?? '')) {
      from += 1;
      continue;
    }
    let to = from;
    let hasLatin = false;
    let foreign = 0;
    let alike = 0;
    while (to < text.chars.length && isWordCharacter(text.chars[to] ?? '')) {
      const char = text.chars[to] ?? '';
      if (latinLetter.test(char)) hasLatin = true;
      else if (latinLookalike(char) !== undefined) alike += 1;
      else if (char > '\u007f') foreign += 1;
      to += 1;
    }
    if (hasLatin && alike > 0) {
      if (replaceLookalikes(text, from, to)) text.mixed.push(text.starts[from] ?? 0);
    } else if (!hasLatin && alike > 0 && foreign === 0) pure.push([from, to]);
    if (hasLatin) latinCount += to - from;
    else otherCount += foreign;
    from = to;
  }
  if (latinCount <= otherCount * 2) return;
  for (const [from, to] of pure) {
    if (replaceLookalikes(text, from, to) && to - from > 1) text.mixed.push(text.starts[from] ?? 0);
  }
}

/** @returns whether a letter of another alphabet was among them. */
function replaceLookalikes(text: MappedText, from: number, to: number): boolean {
  let foreign = false;
  for (let index = from; index < to; index += 1) {
    const char = text.chars[index] ?? '';
    const letter = latinLookalike(char);
    if (letter === undefined) continue;
    text.chars[index] = letter;
    if (!latinScript.test(char)) foreign = true;
  }
  return foreign;
}

/** Letters, digits, marks, and the signs that stand for letters within words. */
export function isWordCharacter(char: string): boolean {
  const code = char.charCodeAt(0);
  if (code < 0x80) return (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
  return letterOrDigit.test(char) || latinLookalike(char) !== undefined;
}
