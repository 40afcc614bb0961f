// Replaces what is personal in one text of a log by `[[TYPE]]`. Pure, and made for texts that are nearly always ours: a cheap look
// first. It must never return more of the text than came in.
import { locatePersonalData } from '../recognisers/find-personal-data.ts';
import { encodedBlocks, withoutPercent } from './encoded-text.ts';
import { blankOwnValues, isOwnValue } from './own-values.ts';
import { isPersonalKey } from './personal-keys.ts';

/** How often what was hidden, by type. */
export type Hidden = Map<string, number>;

/** A message of ours is a line; a stack of 30 places is about 3,000 characters. */
export const longestText = 600;
// A value that begins before the cut must be whole to be known.
const overlap = 200;
// `[[CUT:1234567]]` fits, so that a line that is looked at again is not cut again.
const cutMark = 20;
// A guess at a name below this is as often a phrase of ours ("Workflow Activation").
const surelyName = 0.6;

const kept = new Set(['DATE_TIME', 'URL', 'TOKEN']);
const guessed = new Set(['PERSON', 'LOCATION']);

export function count(hidden: Hidden, type: string): string {
  hidden.set(type, (hidden.get(type) ?? 0) + 1);
  return `[[${type}]]`;
}

/** A text that nobody may read: only its length stays. */
export function cutToLength(text: string, hidden: Hidden): string {
  count(hidden, 'TEXT');
  return `[[TEXT:${text.length}]]`;
}

/** @param longest what is longer is cut there, and says so. */
export function hideInText(text: string, hidden: Hidden, longest = longestText): string {
  if (text.length <= longest && isHarmless(text)) return text;
  const head = text.slice(0, longest + overlap);
  const shown = hideEncoded(hideFound(hideNamed(hideSecrets(head, hidden), hidden), hidden), hidden);
  if (text.length <= longest) return shown;
  return `${shown.slice(0, whereToCut(shown, longest - cutMark))}[[CUT:${text.length}]]`;
}

/** Not within a mark. */
function whereToCut(text: string, longest: number): number {
  const opened = text.lastIndexOf('[[', longest);
  const closed = opened === -1 ? -1 : text.indexOf(']]', opened);
  return opened !== -1 && closed >= longest - 1 ? opened : Math.min(longest, text.length);
}

// One word, or several without a capital, a digit or a sign: what nearly every text of ours is. Words that announce a name in small
// letters are looked at.
const plain = /^[A-Za-z]*$|^[a-z ,;.'()/_-]*$/;
const announces = /\b(?:name|am|call|called|dear|from|by|mr|mrs|regards|i'm|it's)\b| at | dot /;

/** Texts that were looked at and held nothing, so that a line that comes a thousand times is looked at once. */
const harmless = new Set<string>();
const mostKept = 1_000;

function isHarmless(text: string): boolean {
  if ((text.length < 12 && plain.test(text)) || isOwnValue(text)) return true;
  const blanked = blankOwnValues(text);
  if (harmless.has(blanked)) return true;
  // Nothing announces a name, and no word is long enough to hold one in another form.
  const bare = plain.test(blanked) && !announces.test(blanked) && !/[\w+/-]{12}/.test(text);
  if (!bare && hidesAnything(text)) return false;
  if (harmless.size >= mostKept) harmless.clear();
  if (blanked.length <= 300) harmless.add(blanked);
  return true;
}

function hidesAnything(text: string): boolean {
  const hidden: Hidden = new Map();
  hideEncoded(hideFound(hideNamed(hideSecrets(text, hidden), hidden), hidden), hidden);
  return hidden.size > 0;
}

const secrets =
  /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*|\b(?:bearer|basic)\s+[\w.~+/=-]{8,}|(?<=:\/\/)[^\s/:@]{1,200}:[^\s/@]{1,200}(?=@)/gi;

function hideSecrets(text: string, hidden: Hidden): string {
  return text.replace(secrets, () => count(hidden, 'SECRET'));
}

// `"name": "…"`, `{ name: '…' }`, `name=…`: how an object looks once it is a text.
const named =
  /(["'`]?)([A-Za-z_][\w.-]{0,60})\1\s{0,3}[:=]\s{0,3}("(?:[^"\\]|\\.){0,1000}"?|'(?:[^'\\]|\\.){0,1000}'?|[^\s,;}&\]"'][^,;}&\n]{0,300})/g;

function hideNamed(text: string, hidden: Hidden): string {
  if (!/[:=]/.test(text)) return text;
  return text.replace(named, (whole: string, _quote: string, key: string, value: string) => {
    if (!isPersonalKey(key) || isOwnValue(value.replace(/^["']|["']$/g, ''))) return whole;
    return `${whole.slice(0, whole.length - value.length)}${cutToLength(value, hidden)}`;
  });
}

function hideFound(text: string, hidden: Hidden): string {
  const decoded = withoutPercent(text);
  const shown = hideSpans(decoded, hidden);
  // What was escaped stays as it was written, unless there was something to hide.
  return shown === decoded ? text : shown;
}

function hideSpans(text: string, hidden: Hidden): string {
  let shown = '';
  let at = 0;
  for (const { type, start, end } of personalSpans(blankOwnValues(text))) {
    shown += text.slice(at, start) + count(hidden, type);
    at = end;
  }
  // Two cards without a space between them are no card.
  return (shown + text.slice(at)).replace(/(?<!\w)\d{20,}(?!\w)/g, () => count(hidden, 'NUMBER'));
}

interface Span {
  type: string;
  start: number;
  end: number;
}

/** Spans to hide, in order. In an address of the web, which is kept, each part is read by itself. */
function personalSpans(text: string): Span[] {
  return locatePersonalData(text).flatMap(({ type, start, end, score }): Span[] => {
    if (type === 'URL') {
      return [...text.slice(start, end).matchAll(/[^/?&=#;,:]{4,}/g)].flatMap(({ 0: part, index }) =>
        locatePersonalData(part)
          .filter((span) => span.type !== 'URL' && isHidden(span))
          .map((span) => ({
            type: span.type,
            start: start + index + span.start,
            end: start + index + span.end,
          })),
      );
    }
    return isHidden({ type, score }) ? [{ type, start, end }] : [];
  });
}

function isHidden({ type, score }: { type: string; score: number }): boolean {
  return !kept.has(type) && (!guessed.has(type) || score >= surelyName);
}

function hideEncoded(text: string, hidden: Hidden): string {
  let shown = '';
  let at = 0;
  for (const { start, end, decoded } of encodedBlocks(blankOwnValues(text))) {
    if (personalSpans(decoded).length === 0 && hideNamed(decoded, new Map()) === decoded) continue;
    shown += text.slice(at, start) + count(hidden, 'ENCODED');
    at = end;
  }
  return shown + text.slice(at);
}
