// Walks a parsed log line and hides what is personal in its strings, keys and numbers. It must never leave the shape of a line: an
// object stays one, with as many members.
import { locatePersonalData } from '../recognisers/find-personal-data.ts';
import { count, cutToLength, hideInText } from './hide-in-text.ts';
import type { Hidden } from './hide-in-text.ts';
import { isOwnValue, blankOwnValues } from './own-values.ts';
import { isIdentifier, isPersonalKey } from './personal-keys.ts';

// Deeper than an error with four causes nothing of ours goes; what is looked at in one line takes some 50 ms at most.
const deepest = 10;
const mostLookedAt = 12_000;
const mostMembers = 200;

interface Walk {
  hidden: Hidden;
  /** Characters looked at so far. */
  looked: number;
}

/** @returns a copy of the JSON value without what is personal in it. */
export function hideValue(value: unknown, hidden: Hidden): unknown {
  return visit(value, { hidden, looked: 0 }, { depth: 0, personal: false, inError: false });
}

interface Place {
  depth: number;
  /** Below a member whose name says that it holds something personal. */
  personal: boolean;
  /** Within an error, whose own message is read like any text: failures hold codes by contract. */
  inError: boolean;
}

function visit(value: unknown, walk: Walk, place: Place): unknown {
  if (typeof value === 'string') return visitText(value, walk, place);
  if (typeof value === 'number') return visitNumber(value, walk, place);
  if (typeof value !== 'object' || value === null) return value;
  if (place.depth >= deepest) return count(walk.hidden, 'DEEP');
  const listed = asList(value);
  if (listed) return visitList(listed, value, walk, place);
  const entries = Object.entries(value).slice(0, mostMembers) as [string, unknown][];
  if (Object.keys(value).length > mostMembers) count(walk.hidden, 'CUT');
  const seen = new Set<string>();
  const shown = new Map<string, [string, unknown]>();
  // What is short comes first, the message among it: a huge member must not use up what is looked at.
  for (const nested of [false, true]) {
    for (const [key, member] of entries) {
      if ((typeof member === 'object') === nested)
        shown.set(key, [visitKey(key, seen, walk, place), visitMember(key, member, walk, place)]);
    }
  }
  return Object.fromEntries(entries.map(([key, member]) => shown.get(key) ?? [key, member]));
}

function visitMember(key: string, member: unknown, walk: Walk, { depth, personal, inError }: Place): unknown {
  const isOwnMessage = inError && key === 'message';
  return visit(member, walk, {
    depth: depth + 1,
    personal: personal || (isPersonalKey(key) && !isOwnMessage),
    inError: key === 'err' || key === 'error' || (inError && key === 'cause'),
  });
}

function visitText(text: string, walk: Walk, { personal, depth }: Place): string {
  if (text === '' || isOwnValue(text)) return text;
  if (personal) return cutToLength(text, walk.hidden);
  walk.looked += Math.min(text.length, 1_000);
  if (walk.looked > mostLookedAt) return cutToLength(text, walk.hidden);
  const inside = depth < deepest && /^\s*[[{]/.test(text) && text.length < mostLookedAt ? parsed(text) : null;
  if (inside === null) return hideInText(text, walk.hidden);
  return JSON.stringify(visit(inside, walk, { depth: depth + 1, personal: false, inError: false }));
}

/** An object or a list that was made a text. */
function parsed(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' ? value : null;
  } catch {
    // A text that only begins like one.
    return null;
  }
}

function visitNumber(value: number, walk: Walk, { personal }: Place): unknown {
  const digits = String(Math.abs(Math.trunc(value)));
  // Times, sizes and ports are shorter, and floats have their digits behind the point.
  if (digits.length < (personal ? 5 : 9) || isOwnValue(digits)) return value;
  if (personal) return count(walk.hidden, 'NUMBER');
  // Beyond this a number of JavaScript has lost its last digits, and no check digit would tell.
  if (Math.abs(value) >= Number.MAX_SAFE_INTEGER) return count(walk.hidden, 'NUMBER');
  const found = locatePersonalData(digits).find(({ type }) => type !== 'DATE_TIME' && type !== 'URL');
  return found ? count(walk.hidden, found.type) : value;
}

function visitKey(key: string, seen: Set<string>, walk: Walk, { personal }: Place): string {
  let shown = key;
  if (!isIdentifier(key) && !/^\d{1,4}$/.test(key) && !isOwnValue(key))
    shown = personal ? cutToLength(key, walk.hidden) : hideInText(key, walk.hidden);
  // Two keys that were hidden must stay two members.
  const name = shown;
  for (let nth = 2; seen.has(shown); nth += 1) shown = `${name} ${nth}`;
  seen.add(shown);
  return shown;
}

/** The members of a list, or of what a list, a Buffer or a text becomes when it is spread: `{"0": …, "1": …}`. */
function asList(value: object): unknown[] | null {
  if (Array.isArray(value)) return value as unknown[];
  if ('type' in value && value.type === 'Buffer' && 'data' in value && Array.isArray(value.data))
    return value.data as unknown[];
  const keys = Object.keys(value);
  return keys.length > 1 && keys.every((key, at) => key === String(at)) ? Object.values(value) : null;
}

function visitList(list: unknown[], value: object, walk: Walk, place: Place): unknown {
  // Bytes and letters one by one are a text that no recogniser would know.
  if (list.length >= 8 && list.every((one) => typeof one === 'number' && Number.isInteger(one) && one < 256))
    return count(walk.hidden, 'BYTES');
  if (list.length >= 8 && list.every((one) => typeof one === 'string' && one.length <= 2))
    return cutToLength(list.join(''), walk.hidden);
  const spread = acrossMembers(list);
  if (spread !== null) return count(walk.hidden, spread);
  if (list.length > mostMembers) count(walk.hidden, 'CUT');
  const members = list
    .slice(0, mostMembers)
    .map((member) => visit(member, walk, { ...place, depth: place.depth + 1 }));
  return Array.isArray(value) ? members : { ...members };
}

// A card in four members, or an address in two: only forms that have a check digit or a sign of their own.
const sure = new Set(['CREDIT_CARD', 'IBAN_CODE', 'US_SSN', 'EMAIL_ADDRESS', 'IN_AADHAAR']);

function acrossMembers(list: unknown[]): string | null {
  if (list.length < 2 || list.length > 30) return null;
  const parts = list.map((one) => (typeof one === 'string' || typeof one === 'number' ? String(one) : null));
  if (parts.some((part) => part === null || part.length > 40)) return null;
  for (const between of [' ', '']) {
    const text = blankOwnValues(parts.join(between));
    if (!/\d\D{0,3}\d|@/.test(text)) return null;
    const found = locatePersonalData(text).find(({ type }) => sure.has(type));
    if (found) return found.type;
  }
  return null;
}
