// Finds phrases of words, with classes and bounded gaps, in a text that was split into words. Each word starts only the few
// rules that its own form begins, and a gap is bounded, so the time is linear in the text, whatever it says.
import type { ScreenCode } from '../../../contracts/screens.ts';
import { foldText } from './fold-text.ts';
import { wordClasses } from './word-classes.ts';
import type { WordClass } from './word-classes.ts';

export interface Word {
  text: string;
  /** Code points of the original; `end` exclusive. */
  start: number;
  end: number;
  /** No gap of a phrase reaches over a change of this number. */
  sentence: number;
  paragraph: number;
  /** Begins a clause: after a stop, a colon, a comma, a bracket, a line end. */
  clauseStart: boolean;
  /** A comma, colon, dash, bracket or line end stands before it. */
  separated: boolean;
  quoted: boolean;
  /** Quoted as a value in code, or in an aside. */
  literal: boolean;
}

export interface PhraseRule {
  code: ScreenCode;
  /** 0 to 1: how much of the code's weight it carries. */
  strength: number;
  /**
   * Elements with spaces between: `a|b` one of these words, `<class>` a class, a leading `?` makes it optional, `..3` up to
   * three words of any kind, `@sep` and `@start` demand that a separator or a clause's start stands before the next word. A
   * leading `^`: an order, weighed by to whom it is given.
   */
  pattern: string;
}

type Element =
  | { kind: 'words'; words: ReadonlySet<string>; optional: boolean }
  | { kind: 'gap'; most: number }
  | { kind: 'separated' }
  | { kind: 'start' };

export interface CompiledRule {
  code: ScreenCode;
  strength: number;
  imperative: boolean;
  elements: readonly Element[];
}

export interface PhraseMatch {
  rule: CompiledRule;
  /** Indexes of words; `last` inclusive. */
  first: number;
  last: number;
}

export type PhraseBook = ReadonlyMap<string, readonly CompiledRule[]>;

function compileWords(text: string): Element {
  const optional = text.startsWith('?');
  const body = optional ? text.slice(1) : text;
  const words = body.split('|').flatMap((word): readonly string[] => {
    const name = /^<(\w+)>$/.exec(word)?.[1];
    if (name === undefined) return [foldText(word).chars.join('')];
    if (!Object.hasOwn(wordClasses, name)) throw new Error(`There is no word class "${name}".`);
    return wordClasses[name as WordClass];
  });
  return { kind: 'words', words: new Set(words), optional };
}

function compile(rule: PhraseRule): CompiledRule {
  const imperative = rule.pattern.startsWith('^');
  const elements = rule.pattern
    .slice(imperative ? 1 : 0)
    .trim()
    .split(/\s+/)
    .map((text): Element => {
      if (text.startsWith('..')) return { kind: 'gap', most: Number(text.slice(2)) };
      if (text === '@sep') return { kind: 'separated' };
      if (text === '@start') return { kind: 'start' };
      return compileWords(text);
    });
  return { code: rule.code, strength: rule.strength, imperative, elements };
}

/** @returns the rules by each word that can begin them. */
export function compilePhrases(rules: readonly PhraseRule[]): PhraseBook {
  const book = new Map<string, CompiledRule[]>();
  for (const rule of rules) {
    const compiled = compile(rule);
    for (const word of openingWords(compiled)) book.set(word, [...(book.get(word) ?? []), compiled]);
  }
  return book;
}

/** The first word that must stand, and those that may stand before it. */
function openingWords(rule: CompiledRule): Set<string> {
  const opening = new Set<string>();
  for (const element of rule.elements) {
    if (element.kind === 'gap') break;
    if (element.kind !== 'words') continue;
    for (const word of element.words) opening.add(word);
    if (!element.optional) return opening;
  }
  throw new Error('A rule begins with a gap, or has no word that must stand.');
}

/** All words that a rule names. */
export function wordsOf(rules: readonly PhraseRule[]): Set<string> {
  return new Set(
    rules.flatMap((rule) =>
      compile(rule).elements.flatMap((element) => (element.kind === 'words' ? [...element.words] : [])),
    ),
  );
}

/** @returns each place at which a rule holds, at most one for each rule and first word. */
export function matchPhrases(words: readonly Word[], book: PhraseBook): PhraseMatch[] {
  const found: PhraseMatch[] = [];
  for (let first = 0; first < words.length; first += 1) {
    const rules = book.get(words[first]?.text ?? '');
    if (!rules) continue;
    for (const rule of rules) {
      const last = matchFrom(words, first, rule.elements, 0, words[first]?.sentence ?? 0);
      if (last >= 0) found.push({ rule, first, last });
    }
  }
  return found;
}

/** @returns the index of the last word, or -1. */
function matchFrom(
  words: readonly Word[],
  at: number,
  elements: readonly Element[],
  element: number,
  sentence: number,
): number {
  const wanted = elements[element];
  if (!wanted) return at - 1;
  const word = words[at];
  switch (wanted.kind) {
    case 'separated':
      return word?.separated ? matchFrom(words, at, elements, element + 1, sentence) : -1;
    case 'start':
      return word?.clauseStart ? matchFrom(words, at, elements, element + 1, sentence) : -1;
    case 'gap': {
      for (let skipped = 0; skipped <= wanted.most; skipped += 1) {
        const last = matchFrom(words, at + skipped, elements, element + 1, sentence);
        if (last >= 0) return last;
        // What follows the gap may be nothing at all; a word of the next sentence is never skipped.
        if (words[at + skipped]?.sentence !== sentence) return -1;
      }
      return -1;
    }
    case 'words': {
      if (word && word.sentence === sentence && wanted.words.has(word.text)) {
        const last = matchFrom(words, at + 1, elements, element + 1, sentence);
        if (last >= 0) return last;
      }
      return wanted.optional ? matchFrom(words, at, elements, element + 1, sentence) : -1;
    }
  }
}
