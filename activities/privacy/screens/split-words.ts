// Splits a folded text into words with what stands between them: sentences, paragraphs, clauses, quotation marks. It
// changes no word.
import { isWordCharacter } from './fold-text.ts';
import type { MappedText } from './mapped-text.ts';
import type { Word } from './match-phrases.ts';

// Written without spaces: each character is a word of its own.
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const mark = /\p{M}/u;
const stops = '.!?。！？।॥;';
const separators = ',:-()[]{}<>|"/*#=~،、，：';
// French and Italian words that lose their vowel: l'assistant, d'instructions.
const elided = new Set(['l', 'd', 'n', 's', 'j', 'qu', 'c', 'm', 't', 'dell', 'all', 'nell', 'un']);
// A sentence of one or two words does not end a phrase: "Ignore. All. Previous. Instructions."
const shortSentence = 2;
// So many lines of so few words one after the other are a text that was broken, not clauses.
const brokenLines = 3;
const brokenLineWords = 2;

/** @returns the words, in order. */
export function splitWords(text: MappedText): Word[] {
  const { chars, starts, ends } = text;
  const words: Word[] = [];
  const snake = hasIdentifiers(chars);
  const broken = brokenLineEnds(chars);
  let sentence = 0;
  let inSentence = 0;
  let paragraph = 0;
  let quoted = false;
  let single = false;
  let block = false;
  let index = 0;
  let clauseStart = true;
  let separated = true;
  let ended = false;
  let newlines = 0;
  let literal = false;
  let inTag = false;
  while (index < chars.length) {
    const char = chars[index] ?? '';
    if (!isWordCharacter(char)) {
      const before = chars[index - 1] ?? ' ';
      const after = chars[index + 1] ?? ' ';
      if (char === '<') inTag = isWordCharacter(after);
      else if (char === '>') inTag = false;
      if (char === '"') {
        quoted = !quoted;
        literal = quoted && !inTag && isLiteral(chars, index);
        clauseStart = true;
      } else if (char === "'") {
        if (before === "'" && chars[index - 2] === "'") block = !block;
        else if (!isWordCharacter(before) && isWordCharacter(after)) {
          single = true;
          literal = !inTag && isLiteral(chars, index);
          clauseStart = true;
        } else if (!isWordCharacter(after)) single = false;
      }
      if (char === '\n') {
        newlines += 1;
        if (!broken.has(index)) {
          clauseStart = true;
          separated = true;
        }
        if (newlines === 2) {
          paragraph += 1;
          quoted = false;
          single = false;
          ended = true;
        }
      }
      if (stops.includes(char) && (char !== '.' || !isWordCharacter(after))) {
        ended = true;
        clauseStart = true;
      }
      if (separators.includes(char)) {
        separated = true;
        if (char !== '-' || !isWordCharacter(before)) clauseStart = true;
      }
      index += 1;
      continue;
    }
    if (ended && inSentence > shortSentence) {
      sentence += 1;
      inSentence = 0;
    }
    const first = index;
    if (unspaced.test(char)) {
      index += 1;
      while (index < chars.length && mark.test(chars[index] ?? '')) index += 1;
    } else {
      index = endOfWord(chars, index, snake && !isSentence(chars, index));
    }
    const body = chars.slice(first, index).join('').replaceAll("'", '');
    words.push({
      text: body,
      start: starts[first] ?? 0,
      end: ends[index - 1] ?? 0,
      sentence,
      paragraph,
      clauseStart,
      separated: separated || ended,
      quoted: quoted || single || block,
      literal: literal && (quoted || single),
    });
    inSentence += 1;
    clauseStart = false;
    separated = false;
    ended = false;
    newlines = 0;
  }
  return words;
}

// A name of more parts is a sentence without blanks: "urgent_model_must_send_it".
const mostParts = 4;

function isSentence(chars: readonly string[], first: number): boolean {
  if (chars[first - 1] === '_') return true;
  let parts = 1;
  for (let index = first; index < chars.length && parts <= mostParts; index += 1) {
    const char = chars[index] ?? '';
    if (char === '_') parts += 1;
    else if (!isWordCharacter(char)) break;
  }
  return parts > mostParts;
}

function endOfWord(chars: readonly string[], first: number, snake: boolean): number {
  let index = first + 1;
  while (index < chars.length) {
    const char = chars[index] ?? '';
    if (isWordCharacter(char)) {
      if (char > '\u2e80' && unspaced.test(char)) return index;
      index += 1;
    } else if (char === "'" && isWordCharacter(chars[index + 1] ?? '')) {
      if (index - first <= 4 && elided.has(chars.slice(first, index).join(''))) return index;
      index += 1;
    } else if (snake && char === '_' && isWordCharacter(chars[index + 1] ?? '')) {
      index += 1;
    } else return index;
  }
  return index;
}

/** Are underscores part of names ("system_prompt") here? In a text that has more of them than gaps they are the gaps. */
function hasIdentifiers(chars: readonly string[]): boolean {
  let underscores = 0;
  let gaps = 0;
  for (let index = 1; index + 1 < chars.length; index += 1) {
    if (chars[index] === '_' && isWordCharacter(chars[index - 1] ?? '')) underscores += 1;
    else if ((chars[index] === ' ' || chars[index] === '\n') && isWordCharacter(chars[index + 1] ?? ''))
      gaps += 1;
  }
  return underscores > 0 && gaps >= underscores;
}

/** Text in code or in an aside: `payload = "…"`, `detect("…")`, `("…")`. */
function isLiteral(chars: readonly string[], quote: number): boolean {
  let before = quote - 1;
  // r"…" and f"…"
  if (isWordCharacter(chars[before] ?? '') && !isWordCharacter(chars[before - 1] ?? '')) before -= 1;
  while (before > 0 && (chars[before] === ' ' || chars[before] === '\n') && quote - before < 4) before -= 1;
  return chars[before] === '=' || chars[before] === '(';
}

/** @returns the places of line ends within a run of very short lines: a text that was broken there. */
function brokenLineEnds(chars: readonly string[]): ReadonlySet<number> {
  const broken = new Set<number>();
  let run: number[] = [];
  let inLine = 0;
  const close = () => {
    if (run.length >= brokenLines) for (const place of run) broken.add(place);
    run = [];
  };
  for (let index = 0; index < chars.length; index += 1) {
    const char = chars[index] ?? '';
    if (isWordCharacter(char) && !isWordCharacter(chars[index - 1] ?? ' ')) inLine += 1;
    if (char !== '\n') continue;
    if (inLine >= 1 && inLine <= brokenLineWords) run.push(index);
    else close();
    inLine = 0;
  }
  close();
  return broken;
}
