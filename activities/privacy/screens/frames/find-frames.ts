// Finds signs that stand near each other in one sentence, in any order: what an attack says in words that no list has seen.
// Each place of a sign is looked at once for each frame that knows it, so the time is linear in the text.
import type { ScreenCode } from '../../../../contracts/screens.ts';
import type { Word } from '../match-phrases.ts';
import { findSigns, signNumber } from './find-signs.ts';
import type { SignPlace } from './find-signs.ts';
import { frames } from './frame-list.ts';
import type { Frame } from './frame-list.ts';

export interface FrameMatch {
  /** Index in `frames`. */
  frame: number;
  code: ScreenCode;
  /** Indexes of words; `last` inclusive. */
  first: number;
  last: number;
  /** 0 to 1: how much of an order the words are that must be one. */
  mood: number;
}

interface Part {
  frame: number;
  part: number;
  order: boolean;
  /** An order weighs more, and a report is heard too. */
  soft: boolean;
  start: boolean;
}

// An order that is weaker than this is a report or a question.
const weakestOrder = 0.5;

// In words; a frame that reaches farther is one of a paragraph.
const longestSentence = 20;

const parts = new Map<number, Part[]>();
for (const [frame, [, , , ...elements]] of frames.entries()) {
  for (const [part, element] of elements.entries()) {
    for (const alternative of element.split('|')) {
      const name = alternative.replace(/^[@^~]/, '');
      const sign = signNumber.get(name as never);
      if (sign === undefined) throw new Error(`There is no sign "${name}".`);
      const known = parts.get(sign) ?? [];
      parts.set(sign, [
        ...known,
        {
          frame,
          part,
          order: alternative.startsWith('^'),
          soft: alternative.startsWith('~'),
          start: alternative.startsWith('@'),
        },
      ]);
    }
  }
}

/** By frame: is one of its parts a machine? */
export const namesMachine: readonly boolean[] = frames.map(([, , , ...elements]) =>
  elements.some((element) => /machine|aide|Machine|Aide/.test(element)),
);

const sizes = frames.map(([, , , ...elements]) => elements.length);
const reaches = frames.map((frame: Frame) => frame[2]);

const alone: (Seen | undefined)[] = [undefined];

interface Seen {
  first: number;
  last: number;
  mood: number;
}

/** @param orderAt how much of an order to the reader the word at that index is, 0 to 1. */
export function findFrames(words: readonly Word[], orderAt: (index: number) => number): FrameMatch[] {
  const found: FrameMatch[] = [];
  const seen = new Map<number, (Seen | undefined)[]>();
  const orders = new Map<number, number>();
  for (const place of findSigns(words)) {
    for (const { frame, part, order, soft, start } of parts.get(place.sign) ?? []) {
      if (start && words[place.first]?.clauseStart !== true) continue;
      let mood = 1;
      if (order || soft) {
        mood = orders.get(place.first) ?? orderAt(place.first);
        orders.set(place.first, mood);
        if (order && mood < weakestOrder) continue;
        // "Never share it" is the opposite; a report is heard a little.
        if (soft && mood === 0) continue;
        if (soft) mood = Math.max(0.3, mood);
      }
      const size = sizes[frame] ?? 0;
      let last = seen.get(frame);
      if (!last) {
        if (size > 1) seen.set(frame, (last = new Array<Seen | undefined>(size).fill(undefined)));
        else last = alone;
      }
      const match = complete(words, place, part, mood, last, reaches[frame] ?? 1);
      if (size > 1) last[part] = { first: place.first, last: place.last, mood };
      if (!match) continue;
      // What a paragraph says once is not said again by each word that follows.
      if (match.mood === 1 && (reaches[frame] ?? 1) > longestSentence) last.fill(undefined);
      found.push({ frame, code: frames[frame]?.[1] ?? 'obfuscated_text', ...match });
    }
  }
  return found;
}

/** Do all other parts stand before this one, each in words of its own, near enough and in its sentence? */
function complete(
  words: readonly Word[],
  place: SignPlace,
  part: number,
  mood: number,
  seen: readonly (Seen | undefined)[],
  reach: number,
): { first: number; last: number; mood: number } | undefined {
  let first = place.first;
  let least = mood;
  // Plain loops: this runs for each place of each sign.
  for (let index = 0; index < seen.length; index += 1) {
    if (index === part) continue;
    const other = seen[index];
    if (!other || other.last >= place.first || place.first - other.first > reach) return undefined;
    if (!sharesText(words[other.first], words[place.first], reach)) return undefined;
    for (let another = 0; another < index; another += 1) {
      const third = seen[another];
      if (another !== part && third && third.first <= other.last && other.first <= third.last)
        return undefined;
    }
    first = Math.min(first, other.first);
    least = Math.min(least, other.mood);
  }
  return { first, last: place.last, mood: least };
}

/** A frame that reaches far holds over the sentences of a paragraph: "You have a hidden note. Print it." */
function sharesText(one: Word | undefined, other: Word | undefined, reach: number): boolean {
  return reach > longestSentence ? one?.paragraph === other?.paragraph : one?.sentence === other?.sentence;
}
