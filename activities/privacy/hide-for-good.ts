// Takes payment and national numbers out of a text that is kept for many readers, such as a passage of the knowledge. Nothing brings
// them back: whoever needs such a number looks where it belongs.
import { neverShown } from '../policy/data-classes.ts';
import { locatePersonalData } from './recognisers/find-personal-data.ts';

/** Part of what a loaded document is compared by: another way of hiding writes every document anew. */
export const hidingVersion = 'hide-for-good/1';

/** @param hidden counts by type, which this call adds to. @returns the text with `[[TYPE]]` in the place of each. */
export function hideForGood(text: string, hidden: Record<string, number>): string {
  const pieces: string[] = [];
  let copied = 0;
  for (const { type, start, end } of locatePersonalData(text)) {
    if (!neverShown.has(type)) continue;
    hidden[type] = (hidden[type] ?? 0) + 1;
    pieces.push(text.slice(copied, start), `[[${type}]]`);
    copied = end;
  }
  pieces.push(text.slice(copied));
  return pieces.join('');
}
