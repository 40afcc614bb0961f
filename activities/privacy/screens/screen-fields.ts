// Screens a record of fields together, so that an attack split over fields is one text again. Spans are given in the field in
// which a finding begins. As pure as screenText.
import type { FieldFinding, FieldsResult } from '../../../contracts/screens.ts';
import { screenText } from './screen-text.ts';
import { isKey, isKnown } from './vocabulary.ts';

export type FieldValue =
  string | number | boolean | null | readonly FieldValue[] | { readonly [name: string]: FieldValue };

interface Placed {
  field: string;
  text: string;
  /** Code points of the joined text. */
  start: number;
  length: number;
}

// Records are read so deep; what lies deeper is no text that a form or a tool gives.
const deepest = 12;

// More of two fields' ends is not looked at.
const longestHalf = 64;

/** @returns the texts of a record in order, with their paths; numbers and truth values are no texts. */
export function fieldTexts(record: FieldValue, path = '', depth = 0): { field: string; text: string }[] {
  if (typeof record === 'string') return [{ field: path, text: record }];
  if (record === null || typeof record !== 'object' || depth > deepest) return [];
  return Object.entries(record).flatMap(([name, value]: [string, FieldValue]) =>
    fieldTexts(value, path === '' ? name : `${path}.${name}`, depth + 1),
  );
}

/** Screens the fields as lines of one text, and glued together, for words and codes that were cut in two; the worse counts. */
export function screenFields(record: FieldValue): FieldsResult {
  const fields = fieldTexts(record);
  const lines = screenJoined(fields, '\n');
  if (!fields.some(({ text }, index) => index > 0 && isCut(fields[index - 1]?.text ?? '', text)))
    return lines;
  const glued = screenJoined(fields, '');
  return glued.score > lines.score ? glued : lines;
}

/** Do two fields look like the halves of a word, or of a code? Whole words need no glue, and lose their gaps by it. */
function isCut(before: string, after: string): boolean {
  const tail = /\S*$/.exec(before.slice(-longestHalf))?.[0].toLowerCase() ?? '';
  const head = /^\S*/.exec(after.slice(0, longestHalf))?.[0].toLowerCase() ?? '';
  if (tail === '' || head === '') return false;
  const [left, right] = [/[a-z]+$/.exec(tail)?.[0] ?? '', /^[a-z]+/.exec(head)?.[0] ?? ''];
  if (left !== '' && right !== '') {
    if (isKnown(left) && isKnown(right)) return left.length + right.length > 3 && isKey(left + right);
    if (isKnown(left + right)) return true;
  }
  // A code has no gaps and no words.
  return [before, after].every((text) => text.length >= 3 && !/\s/.test(text) && !isKnown(wordIn(text)));
}

const wordIn = (text: string) =>
  text
    .toLowerCase()
    .replace(/^[^a-z]+|[^a-z]+$/g, '')
    .replaceAll("'", '');

function screenJoined(fields: readonly { field: string; text: string }[], separator: string): FieldsResult {
  let start = 0;
  const placed: Placed[] = fields.map(({ field, text }) => {
    const length = Array.from(text).length;
    const place = { field, text, start, length };
    start += length + separator.length;
    return place;
  });
  const { label, score, findings } = screenText({ text: fields.map(({ text }) => text).join(separator) });
  let at = 0;
  const inFields = findings.map((finding): FieldFinding => {
    // Findings come by start, so one walk through the fields is enough.
    while (at + 1 < placed.length && (placed[at + 1]?.start ?? Infinity) <= finding.start) at += 1;
    const place = placed[at] ?? { field: '', start: 0, length: 0 };
    return {
      ...finding,
      field: place.field,
      start: Math.min(finding.start - place.start, place.length),
      end: Math.min(finding.end - place.start, place.length),
    };
  });
  return { label, score, findings: inFields };
}
