// Reads a text word by word and says what each place is about. Each word is looked up whole and by its stems, and a sign is a
// few words long at most, so the time is linear in the text.
import type { Word } from '../match-phrases.ts';
import { signsInOtherWords } from './signs-in-other-words.ts';
import { signsOfOtherLanguages } from './signs-other-languages.ts';
import { calls, signs } from './signs.ts';
import type { Sign } from './signs.ts';

/** Where a sign's first words lead: signs that end here, and what may follow. */
interface Step {
  ends: number[];
  next: Map<string, Step>;
  stems: [string, Step][];
}

/** Where a sign stands: indexes of words, `last` inclusive. */
export interface SignPlace {
  sign: number;
  first: number;
  last: number;
}

const shortestStem = 4;

const listed = Object.keys(signs) as (keyof typeof signs)[];
/** A frame knows a sign by its number. */
export const signNumber: ReadonlyMap<Sign, number> = new Map(
  [...listed, ...calls].map((name, index) => [name, index]),
);

const whole: Step = { ends: [], next: new Map(), stems: [] };
const stems = new Map<string, number[]>();
let longestStem = 0;

for (const [number, name] of listed.entries()) {
  const listedWords = [signs[name], signsInOtherWords[name], signsOfOtherLanguages[name]]
    .join(' ')
    .split(/\s+/);
  for (const entry of new Set(listedWords.filter(Boolean).flatMap(spellOut))) {
    if (entry.endsWith('*') && !entry.includes('+')) {
      const stem = entry.slice(0, -1);
      if (stem.length < shortestStem) throw new Error(`The stem "${entry}" is too short.`);
      longestStem = Math.max(longestStem, stem.length);
      stems.set(stem, [...(stems.get(stem) ?? []), number]);
    } else {
      // A stem is looked for behind a first word, or alone.
      if (/^[^+]*\*\+/.test(entry)) throw new Error(`Nothing finds "${entry}": its first word is cut.`);
      let step = whole;
      for (const part of entry.split('+')) step = stepTo(step, part);
      step.ends.push(number);
    }
  }
}

function stepTo(from: Step, part: string): Step {
  const known = part.endsWith('*')
    ? from.stems.find(([stem]) => stem === part.slice(0, -1))?.[1]
    : from.next.get(part);
  if (known) return known;
  const step: Step = { ends: [], next: new Map(), stems: [] };
  if (part.endsWith('*')) from.stems.push([part.slice(0, -1), step]);
  else from.next.set(part, step);
  return step;
}

/** The words that signs are made of, for the repair of broken ones. */
export const signWords: ReadonlySet<string> = new Set([...wordsBehind(whole), ...stems.keys()]);

function wordsBehind({ next, stems: cut }: Step): string[] {
  return [...next, ...cut].flatMap(([word, step]) => [word, ...wordsBehind(step)]);
}

/** `a|b+c|d`: "a c", "a d", "b c", "b d". */
function spellOut(entry: string): string[] {
  return entry
    .split('+')
    .map((part) => part.split('|'))
    .reduce((heads, words) => heads.flatMap((head) => words.map((word) => `${head}+${word}`)), [''])
    .map((spelled) => spelled.slice(1));
}

const noSigns: readonly number[] = [];

function stemSigns(text: string): readonly number[] {
  let found = noSigns;
  for (let length = Math.min(text.length, longestStem); length >= shortestStem; length -= 1) {
    const known = stems.get(text.slice(0, length));
    if (known) found = found.length === 0 ? known : [...found, ...known];
  }
  return found;
}

/** @returns the places of all signs, by their first word. */
export function findSigns(words: readonly Word[]): SignPlace[] {
  const places: SignPlace[] = [];
  words.forEach(({ text }, first) => {
    const step = whole.next.get(text);
    if (step) follow(words, first, first, step, places);
    for (const sign of stemSigns(text)) places.push({ sign, first, last: first });
  });
  const callsToo: SignPlace[] = [];
  for (const place of places) {
    callsToo.push(place);
    if (callOf.has(place.sign)) callsToo.push(...callAt(words, place));
  }
  return callsToo;
}

// "support AI, pin my post", "assistant analysing logs: report": so far before and behind a name may its clause begin and end.
const beforeName = 3;
const behindName = 7;

/** A machine that is called: its name begins a clause, but for a few words, and a comma or colon closes the call. */
function callAt(words: readonly Word[], { sign, first, last }: SignPlace): SignPlace[] {
  const called = callOf.get(sign);
  if (called === undefined || uncalled.has(words[last]?.text ?? '')) return [];
  // "AI-assisted messages"
  if (made.has(words[last + 1]?.text ?? '')) return [];
  let head = first;
  while (head > 0 && first - head < beforeName && words[head]?.clauseStart !== true) head -= 1;
  if (words[head]?.clauseStart !== true) return [];
  // "The agent thanked him, …" and "our policy on AI: …" speak of one.
  for (let before = head; before < first; before += 1) if (spokenOf.has(words[before]?.text ?? '')) return [];
  const after = words[last + 1];
  if (after?.separated !== true && !continuesName(after?.text ?? '')) return [];
  for (let next = last + 1; next <= last + behindName; next += 1) {
    const word = words[next];
    if (word?.sentence !== words[first]?.sentence) return [];
    if (word?.separated === true) return [{ sign: called, first: head, last: next - 1 }];
  }
  return [];
}

// Nobody calls these; a heading may well be one.
const uncalled = new Set(
  'software program workflow tool tools system systems engine operator clerk helper algorithm oracle automation pipeline'.split(
    ' ',
  ),
);
const made = new Set(
  'assisted based powered driven generated supported prepared ready enabled aided led first'.split(' '),
);

const spokenOf = new Set(
  'or and the a an our we us in on of with under by this that it its my his her their is was are were i you your from about as at no not how what why does do did can will would und der die das ein eine unser le la les un une notre el los las una nuestro'.split(
    ' ',
  ),
);

const continuing = new Set('that who which if in for behind here qui que die der das jo'.split(' '));

/** "assistant analysing logs: …", "any bot who reads this, …" */
const continuesName = (word: string) => continuing.has(word) || word.endsWith('ing');

const callOf = new Map([
  [signNumber.get('machine'), signNumber.get('calledMachine')],
  [signNumber.get('aide'), signNumber.get('calledAide')],
]);

function follow(words: readonly Word[], first: number, last: number, step: Step, places: SignPlace[]): void {
  for (const sign of step.ends) places.push({ sign, first, last });
  const word = words[last + 1];
  if (!word || word.sentence !== words[first]?.sentence) return;
  const next = step.next.get(word.text);
  if (next) follow(words, first, last + 1, next, places);
  for (const [stem, behind] of step.stems)
    if (word.text.startsWith(stem)) follow(words, first, last + 1, behind, places);
}
