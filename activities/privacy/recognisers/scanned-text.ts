// The text as the recognisers read it: digits, dashes, spaces and full-width letters of every script as ASCII, invisible
// characters gone, and the way back to where each character stood. It must never lose or move a visible character.

/** What a recogniser reports: offsets in `ScannedText.text`, in UTF-16 units. */
export interface Candidate<Type extends string = string> {
  type: Type;
  start: number;
  end: number;
  score: number;
  recogniser: string;
  /** The recorded value that this is a spelling of. */
  known?: string;
}

export interface ScannedText {
  text: string;
  /** The same length as `text`. */
  lower: string;
  /** Range in the original text, UTF-16 units, of a range of `text`. */
  original: (start: number, end: number) => { start: number; end: number };
}

/** A space or a dash between long groups of digits that an address, a page or a dump has escaped. */
const escapedGap =
  /(?<=\d{4})(?:%20|%2d|%c2%a0|&(?:nbsp|(?:en|em|thin)sp|#(?:32|160|8239|x20|xa0));|<w?br ?\/?>|\\u(?:00a0|2009|202f))(?=\d{4})/gi;
/** Format characters, joiners, variation selectors, and the frame around a key's digit. */
const invisible = /\p{Cf}|\u034f|\u20e3|[\ufe00-\ufe0f]/u;
const everyAscii = /^[\u0000-\u007f]*$/; // eslint-disable-line no-control-regex

/** A line end that somebody escaped (`\\n` in a dump) still ends the word before it. Every escape keeps its length. */
const withoutEscapes = (written: string) =>
  written.replace(/\\[nrt]/g, ' \n').replace(escapedGap, (gap) => ' '.padEnd(gap.length, '\u200b'));

export function scanText(written: string): ScannedText {
  const given = /[\\%&<]/.test(written) ? withoutEscapes(written) : written;
  if (everyAscii.test(given)) {
    return { text: given, lower: given.toLowerCase(), original: (start, end) => ({ start, end }) };
  }
  const parts: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  for (let index = 0; index < given.length;) {
    const code = given.codePointAt(index)!;
    const width = code > 0xffff ? 2 : 1;
    const folded = code < 0x80 ? given[index]! : fold(given.slice(index, index + width), code);
    for (let unit = 0; unit < folded.length; unit += 1) {
      // A pair of surrogates that stays a pair keeps its two places.
      const inner = folded.length === width ? unit : 0;
      starts.push(index + inner);
      ends.push(folded.length === width ? index + inner + 1 : index + width);
    }
    parts.push(folded);
    index += width;
  }
  const text = parts.join('');
  return {
    text,
    lower: lowerSameLength(text),
    original: (start, end) => ({ start: starts[start] ?? given.length, end: ends[end - 1] ?? 0 }),
  };
}

const folds = new Map<number, string>();

function fold(character: string, code: number): string {
  const known = folds.get(code);
  if (known !== undefined) return known;
  const folded = foldOnce(character, code);
  // Bounded: a hostile text must not make this table grow for ever.
  if (folds.size < 4096) folds.set(code, folded);
  return folded;
}

function foldOnce(character: string, code: number): string {
  if (invisible.test(character)) return '';
  // Braille and Hangul have blanks of their own.
  if (/[\p{Zs}\u2800\u3164\uffa0]/u.test(character)) return ' ';
  if (/[\p{Zl}\p{Zp}\u0085]/u.test(character)) return '\n';
  if (/\p{Nd}/u.test(character)) return digitOf(character, code);
  if (/[\p{Pd}\u2043\u2212\u02d7]/u.test(character)) return '-';
  if (/[\u2044\u2215]/.test(character)) return '/';
  if (/[\u2018\u2019\u02bc\u2032]/.test(character)) return "'";
  if (/[\u201c\u201d\u201e\u00ab\u00bb]/.test(character)) return '"';
  if (/[\u2024\u3002\uff61]/.test(character)) return '.';
  if (/[\uff01-\uff5e]|[\u{1d400}-\u{1d7cb}]/u.test(character)) return character.normalize('NFKC');
  return character;
}

function digitOf(character: string, code: number): string {
  const compatible = character.normalize('NFKC');
  if (/^\d$/.test(compatible)) return compatible;
  // Every other script's digits stand together, nought first.
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String(code - zero);
}

/** A few letters change their length when lowered (`İ`); they stay as they are. */
function lowerSameLength(text: string): string {
  const lower = text.toLowerCase();
  if (lower.length === text.length) return lower;
  return Array.from(text, (character) => {
    const one = character.toLowerCase();
    return one.length === character.length ? one : character;
  }).join('');
}
