// Every recogniser against its table: what it finds, exactly, and what it leaves.
import { describe, expect, it } from 'vitest';
import { findPersonalData } from '../../activities/privacy/recognisers/find-personal-data.ts';
import { personalDataTypes } from '../../contracts/personal-data.ts';
import { tables } from './tables.ts';

const found = (text: string, type: string) =>
  findPersonalData(text)
    .filter((span) => span.type === type)
    .map(({ start, end }) => Array.from(text).slice(start, end).join(''));

/** TOKEN is claimed by the tokens, not by a recogniser. */
const recognised = personalDataTypes.filter((type) => type !== 'TOKEN');

describe('the tables', () => {
  it('are one for each type that is recognised', () => {
    expect(tables.map(({ type }) => type).sort()).toEqual([...recognised].sort());
  });
  it.each(tables)('$type: six matches at least, and as many non-matches', ({ matches, others }) => {
    expect(new Set(matches).size).toBeGreaterThanOrEqual(6);
    expect(new Set(others).size).toBeGreaterThanOrEqual(matches.length);
  });
});

describe.each(tables)('$type', ({ type, matches, others }) => {
  it.each(matches)('finds %j', (marked) => {
    const expected = [...marked.matchAll(/⟦([^⟧]+)⟧/gu)].map(([, value]) => value);
    expect(found(marked.replace(/[⟦⟧]/gu, ''), type)).toEqual(expected);
  });
  it.each(others)('leaves %j', (text) => {
    expect(found(text, type)).toEqual([]);
  });
});
