// Finds encoded passages (base64, base32, hexadecimal, percent and backslash escapes, HTML entities, bits, character numbers, Morse)
// and gives the text in them. What does not decode to readable text is left alone; it executes and fetches nothing.
import type { MappedText } from './mapped-text.ts';

export interface Payload {
  encoding: string;
  /** Code points of the original. */
  start: number;
  end: number;
  text: string;
}

// A passage holds at most so much; what is longer is read to there. Together with the depth limit this bounds the work.
const longestPayload = 64 * 1024;
const utf8 = new TextDecoder('utf-8', { fatal: true });

const isBase64 = (code: number) =>
  (code >= 48 && code <= 57) ||
  (code >= 65 && code <= 90) ||
  (code >= 97 && code <= 122) ||
  code === 43 ||
  code === 47 ||
  code === 45 ||
  code === 95;
const isHex = (code: number) =>
  (code >= 48 && code <= 57) || (code >= 65 && code <= 70) || (code >= 97 && code <= 102);
const isBlank = (code: number) => code === 32 || code === 10 || code === 13 || code === 9;
const isDigit = (code: number) => code >= 48 && code <= 57;

/** @param text original characters, as `mapText` gives them. */
export function findPayloads(text: MappedText): Payload[] {
  const codes = Int32Array.from(text.chars, (char) => char.codePointAt(0) ?? 0);
  return [
    ...scanRuns(text, codes, { accepts: isBase64, fewest: 16, decode: decodeBase64, encoding: 'base64' }),
    ...scanRuns(text, codes, { accepts: isHex, fewest: 20, decode: decodeHex, encoding: 'hex' }),
    ...scanGroups(text, codes),
    ...scanEscapes(text, codes),
    ...scanMorse(text, codes),
  ];
}

interface RunKind {
  accepts: (code: number) => boolean;
  fewest: number;
  decode: (run: string) => string | undefined;
  encoding: string;
}

/** Unbroken runs; the lines of a wrapped passage are taken together. */
function scanRuns(text: MappedText, codes: Int32Array, kind: RunKind): Payload[] {
  const found: Payload[] = [];
  for (let from = 0; from < codes.length;) {
    if (!kind.accepts(codes[from] ?? 0)) {
      from += 1;
      continue;
    }
    let to = endOfRun(codes, from, kind.accepts);
    const single = to;
    // Wrapped lines: a break between runs that are long enough not to be words.
    while (to - from >= kind.fewest && to - from < longestPayload && isBlank(codes[to] ?? 0)) {
      let next = to;
      while (next - to < 4 && isBlank(codes[next] ?? 0)) next += 1;
      const end = endOfRun(codes, next, kind.accepts);
      if (end - next < kind.fewest) break;
      to = end;
    }
    for (const end of to === single ? [to] : [to, single]) {
      if (end - from < kind.fewest) continue;
      const run = text.chars
        .slice(from, Math.min(end, from + longestPayload))
        .filter((char) => char > ' ')
        .join('');
      const decoded = kind.decode(run);
      if (decoded === undefined) continue;
      found.push(payload(text, from, end, kind.encoding, decoded));
      break;
    }
    from = to;
  }
  return found;
}

function endOfRun(codes: Int32Array, from: number, accepts: (code: number) => boolean): number {
  let to = from;
  while (accepts(codes[to] ?? 0)) to += 1;
  while (codes[to] === 61 && to - from > 0) to += 1;
  return to;
}

function payload(text: MappedText, from: number, to: number, encoding: string, decoded: string): Payload {
  return { encoding, start: text.starts[from] ?? 0, end: text.ends[to - 1] ?? 0, text: decoded };
}

function decodeBase64(run: string): string | undefined {
  const standard = readable(Buffer.from(run, 'base64'));
  if (standard !== undefined) return standard;
  return /^[A-Z2-7]+=*$/.test(run) ? readable(decodeBase32(run)) : undefined;
}

function decodeBase32(run: string): Uint8Array {
  const bytes: number[] = [];
  let bits = 0;
  let value = 0;
  for (const char of run) {
    const digit = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(char);
    if (digit < 0) break;
    value = ((value << 5) | digit) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((value >> bits) & 0xff);
    }
  }
  return Uint8Array.from(bytes);
}

function decodeHex(run: string): string | undefined {
  return run.length % 2 === 0 ? readable(Buffer.from(run, 'hex')) : undefined;
}

/** "69 67 6e", "01101001 01100111", "105 103 110", "105,103,110", "0x69 0x67": groups of digits with blanks or commas between. */
function scanGroups(text: MappedText, codes: Int32Array): Payload[] {
  const found: Payload[] = [];
  const fewest = 8;
  for (let from = 0; from < codes.length;) {
    if (!isHex(codes[from] ?? 0) || (from > 0 && isWordCode(codes[from - 1] ?? 0))) {
      from += 1;
      continue;
    }
    const groups: string[] = [];
    let to = from;
    for (let at = from; at < codes.length && groups.length < longestPayload / 4;) {
      let end = at;
      if (codes[end] === 48 && codes[end + 1] === 120) end += 2;
      const first = end;
      while (end - first <= 8 && isHex(codes[end] ?? 0)) end += 1;
      const size = end - first;
      if ((size < 2 || size > 3) && size !== 8) break;
      groups.push(text.chars.slice(first, end).join(''));
      to = end;
      at = end;
      while (at - end < 3 && (isBlank(codes[at] ?? 0) || codes[at] === 44)) at += 1;
      if (at === end && size !== 8) break;
    }
    if (groups.length >= fewest) {
      const decoded = decodeGroups(groups);
      if (decoded !== undefined) found.push(payload(text, from, to, 'numbers', decoded));
    }
    from = Math.max(to, from + 1);
  }
  return found;
}

const isWordCode = (code: number) =>
  isDigit(code) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code > 127;

function decodeGroups(groups: readonly string[]): string | undefined {
  if (groups.every((group) => group.length === 8 && /^[01]+$/.test(group)))
    return readable(Uint8Array.from(groups, (group) => parseInt(group, 2)));
  const numbers = groups.every((group) => /^[0-9]+$/.test(group) && Number(group) < 256);
  const decimal = numbers ? readable(Uint8Array.from(groups, Number)) : undefined;
  if (decimal !== undefined) return decimal;
  if (groups.every((group) => group.length === 2))
    return readable(Uint8Array.from(groups, (group) => parseInt(group, 16)));
  return undefined;
}

/** %69 %67, \x69\x67, \u0069\u0067, &#105; &#x69; and the text between them, when many stand close together. */
function scanEscapes(text: MappedText, codes: Int32Array): Payload[] {
  const found: Payload[] = [];
  for (let from = 0; from < codes.length;) {
    if (!readEscape(text, codes, from)) {
      from += 1;
      continue;
    }
    let decoded = '';
    let bytes: number[] = [];
    let count = 0;
    let to = from;
    let plain = 0;
    const flush = () => {
      decoded += readable(Uint8Array.from(bytes), 1) ?? '';
      bytes = [];
    };
    for (let at = from; at < codes.length && decoded.length < longestPayload;) {
      const escape = readEscape(text, codes, at);
      if (escape) {
        if (escape.byte) bytes.push(escape.value);
        else {
          flush();
          decoded += String.fromCodePoint(escape.value);
        }
        at = escape.end;
        to = at;
        count += 1;
        plain = 0;
        continue;
      }
      // Unreserved letters stay as they are in a percent-encoded text.
      if (plain >= 40) break;
      flush();
      decoded += text.chars[at] ?? '';
      plain += 1;
      at += 1;
    }
    flush();
    if (count >= 4) found.push(payload(text, from, to, 'escapes', decoded));
    from = Math.max(to, from + 1);
  }
  return found;
}

interface Escape {
  value: number;
  end: number;
  byte: boolean;
}

function readEscape(text: MappedText, codes: Int32Array, at: number): Escape | undefined {
  const code = codes[at];
  if (code === 37) return hexAt(text, codes, at + 1, 2, true);
  if (code === 92) {
    if (codes[at + 1] === 120) return hexAt(text, codes, at + 2, 2, true);
    if (codes[at + 1] === 117) return hexAt(text, codes, at + 2, 4, false);
    return undefined;
  }
  if (code !== 38 || codes[at + 1] !== 35) return undefined;
  const hex = codes[at + 2] === 120 || codes[at + 2] === 88;
  const first = at + (hex ? 3 : 2);
  let end = first;
  while (end - first < 7 && (hex ? isHex(codes[end] ?? 0) : isDigit(codes[end] ?? 0))) end += 1;
  const value = parseInt(text.chars.slice(first, end).join(''), hex ? 16 : 10);
  if (end === first || codes[end] !== 59 || !(value > 0 && value <= 0x10ffff)) return undefined;
  return { value, end: end + 1, byte: false };
}

function hexAt(
  text: MappedText,
  codes: Int32Array,
  from: number,
  size: number,
  byte: boolean,
): Escape | undefined {
  for (let at = from; at < from + size; at += 1) if (!isHex(codes[at] ?? 0)) return undefined;
  return { value: parseInt(text.chars.slice(from, from + size).join(''), 16), end: from + size, byte };
}

const morse = new Map(
  '.- a -... b -.-. c -.. d . e ..-. f --. g .... h .. i .--- j -.- k .-.. l -- m -. n --- o .--. p --.- q .-. r ... s - t ..- u ...- v .-- w -..- x -.-- y --.. z .---- 1 ..--- 2 ...-- 3 ....- 4 ..... 5 -.... 6 --... 7 ---.. 8 ----. 9 ----- 0'
    .split(' ')
    .reduce<[string, string][]>((pairs, part, index, all) => {
      if (index % 2 === 0) pairs.push([part, all[index + 1] ?? '']);
      return pairs;
    }, []),
);

function scanMorse(text: MappedText, codes: Int32Array): Payload[] {
  const found: Payload[] = [];
  const accepts = (code: number) =>
    code === 46 || code === 45 || code === 47 || code === 124 || isBlank(code);
  for (let from = 0; from < codes.length;) {
    if (codes[from] !== 46 && codes[from] !== 45) {
      from += 1;
      continue;
    }
    let to = from;
    while (accepts(codes[to] ?? 0)) to += 1;
    if (to - from >= 24) {
      const groups = text.chars
        .slice(from, to)
        .join('')
        .trim()
        .split(/[ \n\r\t]/);
      const decoded = groups.map((group) =>
        group === '' || group === '/' || group === '|' ? ' ' : (morse.get(group) ?? '\u0000'),
      );
      if (!decoded.includes('\u0000') && decoded.filter((char) => char !== ' ').length >= 8)
        found.push(payload(text, from, to, 'morse', decoded.join('').replace(/ {2,}/g, ' ')));
    }
    from = to;
  }
  return found;
}

/** @returns the text, if the bytes are text that a person could read: letters above all, no control characters. */
function readable(bytes: Uint8Array, fewest = 6): string | undefined {
  if (bytes.length < fewest) return undefined;
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch (error) {
    // Bytes that are no text: most runs of letters and digits are not base64 at all.
    if (error instanceof TypeError) return undefined;
    throw error;
  }
  let letters = 0;
  let total = 0;
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    total += 1;
    if (code < 32 && code !== 10 && code !== 13 && code !== 9) return undefined;
    if ((code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 32 || code > 0x2ff)
      letters += 1;
  }
  return letters * 10 >= total * 7 || fewest === 1 ? text : undefined;
}
