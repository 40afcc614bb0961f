// Puts words together again that were spaced out, broken over lines or fields, or glued together. A repaired word keeps the
// place of all its parts; words that nobody broke stay as they are.
import type { Word } from './match-phrases.ts';
import { cutWords, isKey, isKnown, unscrambled } from './vocabulary.ts';

export interface Repaired {
  words: Word[];
  /** Runs of letters that stood apart. */
  spaced: { start: number; end: number }[];
}

// A run of letters is cut in pieces of at most so many, so that the cutting stays linear.
const longestRun = 2_000;
const latinWord = /^[a-z]+$/;

export function repairWords(words: readonly Word[]): Repaired {
  const spaced: { start: number; end: number }[] = [];
  return { words: joinBroken(cutGlued(joinLetters(words, spaced))).map(unscramble), spaced };
}

function joinLetters(words: readonly Word[], spaced: { start: number; end: number }[]): Word[] {
  const out: Word[] = [];
  for (let from = 0; from < words.length;) {
    let to = from;
    while (to < words.length && words[to]?.text.length === 1 && latinWord.test(words[to]?.text ?? ''))
      to += 1;
    const run = words.slice(from, Math.min(to, from + longestRun));
    if (run.length < 3) {
      const word = words[from];
      if (word) out.push(word);
      from += 1;
      continue;
    }
    const joined = lettersToWords(run);
    if (joined) {
      out.push(...joined);
      if (run.length >= 6) spaced.push({ start: run[0]?.start ?? 0, end: run.at(-1)?.end ?? 0 });
    } else out.push(...run);
    from += run.length;
  }
  return out;
}

/** @returns undefined where the letters make no words. */
function lettersToWords(run: readonly Word[]): Word[] | undefined {
  const gaps = run.slice(1).map((word, index) => word.start - (run[index]?.end ?? 0));
  const usual = Math.min(...gaps);
  const groups: Word[][] = [[]];
  run.forEach((word, index) => {
    if (index > 0 && (gaps[index - 1] ?? 0) > usual) groups.push([]);
    groups.at(-1)?.push(word);
  });
  const out: Word[] = [];
  let recognised = 0;
  for (const group of groups) {
    const letters = group.map(({ text }) => text).join('');
    if (run.length < 6 && groups.length === 1 && !isKnown(letters)) return undefined;
    const pieces = isKnown(letters) ? [letters] : (cutWords(letters, { whole: false }) ?? []);
    let at = 0;
    for (const piece of pieces) {
      const first = group[at];
      const last = group[at + piece.length - 1];
      if (first && last) out.push({ ...first, text: piece, end: last.end });
      if (piece.length > 1) recognised += piece.length;
      at += piece.length;
    }
  }
  return recognised * 2 >= run.length ? out : undefined;
}

/** "ignoreallpreviousinstructions" */
function cutGlued(words: readonly Word[]): Word[] {
  return words.flatMap((word) => {
    if (word.text.length < 9 || word.text.length > 400 || isKnown(word.text) || !latinWord.test(word.text))
      return [word];
    const pieces = cutWords(word.text, { whole: true });
    if (!pieces || pieces.length < 2 || pieces.length * 2.5 > word.text.length) return [word];
    const exact = word.end - word.start === word.text.length;
    let at = 0;
    return pieces.map((text, index) => {
      const start = exact ? word.start + at : word.start;
      at += text.length;
      const first = index === 0;
      const end = exact ? word.start + at : word.end;
      return {
        ...word,
        text,
        start,
        end,
        clauseStart: first && word.clauseStart,
        separated: first && word.separated,
      };
    });
  });
}

/** "instruc tions", "ig nore" */
function joinBroken(words: readonly Word[]): Word[] {
  const out: Word[] = [];
  for (let from = 0; from < words.length;) {
    const joined = joinAt(words, from);
    const word = joined?.word ?? words[from];
    if (word) out.push(word);
    from += joined?.count ?? 1;
  }
  return out;
}

function joinAt(words: readonly Word[], from: number): { word: Word; count: number } | undefined {
  const first = words[from];
  if (!first || !latinWord.test(first.text)) return undefined;
  let text = first.text;
  let unknown = !isKnown(first.text) || first.text.length === 1;
  for (let count = 2; count <= 4; count += 1) {
    const next = words[from + count - 1];
    if (!next || !latinWord.test(next.text) || text.length + next.text.length > 16) return undefined;
    text += next.text;
    unknown ||= !isKnown(next.text) || next.text.length === 1;
    if (unknown && text.length >= 4 && isKey(text)) return { word: { ...first, text, end: next.end }, count };
  }
  return undefined;
}

/** "ignroe", "insturctions", "lgnore": a word that nobody knows and that differs from one of the rules' within. */
function unscramble(word: Word): Word {
  if (word.text.length < 5 || !latinWord.test(word.text) || isKnown(word.text)) return word;
  const text = unscrambled(word.text);
  return text === undefined ? word : { ...word, text };
}
