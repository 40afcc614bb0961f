// What a text's form says, whatever its words: forged turns and delimiters, hidden passages, links made to carry data away.
// Scanners that look at each character a fixed number of times.
import type { ScreenCode } from '../../../contracts/screens.ts';
import type { FoldedText } from './fold-text.ts';
import { beginsWithOrder, readBracketOrders, readCodeWords, readLabels } from './read-labels.ts';
import { hidingStyles, markers, roles } from './structure-marks.ts';

export interface StructureFinding {
  code: ScreenCode;
  strength: number;
  start: number;
  end: number;
}

export interface Structure {
  findings: StructureFinding[];
  /** Passages that a person does not see. */
  hidden: { start: number; end: number }[];
}

// A hidden passage is looked at so far; a comment that never ends hides the rest, up to there.
const longestHidden = 4_000;
// More of one kind adds nothing to the score.
const mostEach = 20;

export function readStructure(text: FoldedText): Structure {
  const view = flatten(text);
  const findings: StructureFinding[] = [];
  const hidden: { start: number; end: number }[] = [];
  const add = (code: ScreenCode, strength: number, from: number, to: number) =>
    findings.push({ code, strength, start: view.startOf(from), end: view.endOf(to) });
  for (const [strength, marker] of markers) {
    for (const at of placesOf(view.flat, marker)) add('forged_turn', strength, at, at + marker.length);
  }
  readRoleLines(view.flat, (strength, from, to) => add('forged_turn', strength, from, to));
  readLinks(view.flat, (strength, from, to) => add('data_exfiltration', strength, from, to));
  for (const { code, strength, from, to } of readLabels(view.flat)) add(code, strength, from, to);
  for (const { from, to } of readCodeWords(view.flat)) {
    add('answer_dictation', 0.9, from, to);
    add('new_instructions', 0.5, from, to);
  }
  for (const { from, to, strength } of readBracketOrders(view.flat))
    add('new_instructions', strength, from, to);
  const hide = (from: number, to: number) => {
    hidden.push({ start: view.startOf(from), end: view.endOf(to) });
    if (beginsWithOrder(view.flat.slice(from, to))) {
      add('hidden_text', 1, from, to);
      add('new_instructions', 0.35, from, to);
    } else if (wordCount(view.flat, from, to) >= 4) add('hidden_text', 0.25, from, to);
  };
  for (const at of placesOf(view.flat, '<!--')) hide(at, endAt(view.flat, '-->', at));
  for (const at of placesOf(view.flat, '[//]:')) hide(at, endAt(view.flat, '\n', at));
  for (const style of hidingStyles) {
    for (const at of placesOf(view.flat, style)) {
      const open = endAt(view.flat, '>', at);
      hide(open, endAt(view.flat, '</', open));
    }
  }
  return { findings, hidden };
}

interface Flat {
  flat: string;
  startOf: (unit: number) => number;
  endOf: (unit: number) => number;
}

/** The text as one string, and the way back from its units to the original's code points. */
function flatten(text: FoldedText): Flat {
  const flat = text.chars.join('');
  const plain = flat.length === text.chars.length;
  const index = plain ? undefined : new Int32Array(flat.length + 1);
  if (index) {
    let unit = 0;
    text.chars.forEach((char, at) => {
      for (let part = 0; part < char.length; part += 1) index[unit++] = at;
    });
    index[unit] = text.chars.length;
  }
  const charOf = (unit: number) => Math.min(index ? (index[unit] ?? 0) : unit, text.chars.length - 1);
  return {
    flat,
    startOf: (unit) => text.starts[charOf(unit)] ?? 0,
    endOf: (unit) => text.ends[charOf(Math.max(0, unit - 1))] ?? 0,
  };
}

function placesOf(flat: string, needle: string): number[] {
  const places: number[] = [];
  for (
    let at = flat.indexOf(needle);
    at >= 0 && places.length < mostEach;
    at = flat.indexOf(needle, at + needle.length)
  ) {
    places.push(at);
  }
  return places;
}

function endAt(flat: string, needle: string, from: number): number {
  const limit = Math.min(flat.length, from + longestHidden);
  const found = flat.slice(from, limit).indexOf(needle);
  return found < 0 ? limit : from + found + needle.length;
}

function wordCount(flat: string, from: number, to: number): number {
  return flat
    .slice(from, to)
    .split(/[^a-z0-9]/)
    .filter((word) => word.length > 1).length;
}

const before = new Set(['\n', '.', '!', '?', ']', ')', '}', '"', '|', '-', '#', '*', '>', ';', ',']);

/** "System: …" at the start of a line or after a stop, and a role alone on its line. */
function readRoleLines(flat: string, add: (strength: number, from: number, to: number) => void): void {
  const seen = new Set<string>();
  for (const [role, strength] of roles) {
    for (const at of placesOf(flat, role)) {
      const end = at + role.length;
      let back = at - 1;
      while (at - back < 4 && (flat[back] === ' ' || flat[back] === '*' || flat[back] === '#')) back -= 1;
      const lineStart = back < 0 || flat[back] === '\n';
      if (!lineStart && !before.has(flat[back] ?? '')) continue;
      let next = end;
      while (next - end < 3 && (flat[next] === ' ' || flat[next] === '*' || flat[next] === ']')) next += 1;
      if (flat[next] === ':') {
        seen.add(role);
        add(lineStart ? strength : strength * 0.85, at, next + 1);
      } else if (lineStart && flat[end] === '\n' && role !== 'ai' && startsTurn(flat, end))
        add(strength, at, end);
    }
  }
  if (seen.size >= 2) {
    const first = flat.search(/(?:system|assistant|user|human|developer|ai|bot)\s{0,2}:/);
    if (first >= 0)
      add(seen.has('system') || seen.has('assistant') || seen.has('ai') ? 0.8 : 0.4, first, first + 6);
  }
}

/** Whether a line of more than two words follows: a text of one word a line has none. */
function startsTurn(flat: string, lineEnd: number): boolean {
  const line =
    flat
      .slice(lineEnd, lineEnd + 200)
      .trimStart()
      .split('\n', 1)[0] ?? '';
  return line.split(' ').filter((word) => word !== '').length > 2;
}

// What no picture needs to know.
const carried = ['prompt', 'secret', 'conversation', 'password', 'user_data', 'leak', 'exfil'];

/** Addresses with a place to put data in: "](https://host/x?q={…})", "?data=[insert …]". */
function readLinks(flat: string, add: (strength: number, from: number, to: number) => void): void {
  for (const scheme of ['https://', 'http://', '](/', 'www.']) {
    for (const at of placesOf(flat, scheme)) {
      let end = at;
      while (end < flat.length && end - at < 400 && !' \n"\''.includes(flat[end] ?? '')) end += 1;
      const address = flat.slice(at, end);
      const image =
        flat.slice(Math.max(0, at - 60), at).includes('![') ||
        flat.slice(Math.max(0, at - 12), at).includes('src=');
      const query = address.indexOf('?');
      const slot = ['={', '=[', '=<', '=$', '=%7b', '/{{'].some((sign) => address.includes(sign));
      const open = query >= 0 && (address.endsWith('=') || address.endsWith('=)'));
      const carries = query >= 0 && carried.some((word) => address.includes(word, query));
      if (slot || (image && carries)) add(image ? 1 : 0.8, at, end);
      else if (open) add(image ? 0.8 : 0.55, at, end);
      else if (image && query >= 0) add(0.35, at, end);
    }
  }
}
