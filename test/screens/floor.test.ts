// The floor under the input screens: the figures of docs/privacy.md, with a margin. A rule that makes one kind of row better and
// another worse is seen here. The held-out rows were never tuned on.
import { describe, expect, it } from 'vitest';
import { flaggedShare } from './evaluate.ts';
import { rowsOf } from './sets.ts';
import type { Part } from './sets.ts';
import { transformations } from './transformations.ts';

// What is promised of false alarms: 1 % of ordinary texts, so one row at most, and 10 % of those full of trigger words.
const falseAlarms = { ordinary: 0.02, triggerWords: 0.1 };
// Words without any gap between them, or mirrored: weaker, and said so in the docs.
const weaker: Record<string, { direct: number; planted: number }> = {
  glued: { direct: 0.75, planted: 0.7 },
  reversed: { direct: 0.75, planted: 0.7 },
};
// A disguise costs recall, and makes one harmless text in ten more an injection at worst (fields of 15 characters).
const disguised = { direct: 0.8, planted: 0.68, ordinary: 0.04, triggerWords: 0.24 };

describe.each(['tune', 'held-out'] as const)('on the %s rows', (part: Part) => {
  it('plain texts are found, and few harmless ones', () => {
    const plain = (text: string) => text;
    expect(flaggedShare(rowsOf(part, 'direct'), plain)).toBeGreaterThanOrEqual(0.9);
    expect(flaggedShare(rowsOf(part, 'planted'), plain)).toBeGreaterThanOrEqual(0.85);
    expect(flaggedShare(rowsOf(part, 'ordinary'), plain)).toBeLessThanOrEqual(falseAlarms.ordinary);
    expect(flaggedShare(rowsOf(part, 'trigger-words'), plain)).toBeLessThanOrEqual(falseAlarms.triggerWords);
  });
});

// Only these: each disguise of every row of both parts would take minutes on a loaded machine.
describe('on the held-out rows', () => {
  const part = 'held-out';
  it.each(Object.entries(transformations))('and so do texts disguised by «%s»', (name, transformation) => {
    const floor = { ...disguised, ...weaker[name] };
    expect(flaggedShare(rowsOf(part, 'direct'), transformation)).toBeGreaterThanOrEqual(floor.direct);
    expect(flaggedShare(rowsOf(part, 'planted'), transformation)).toBeGreaterThanOrEqual(floor.planted);
    expect(flaggedShare(rowsOf(part, 'ordinary'), transformation)).toBeLessThanOrEqual(floor.ordinary);
    expect(flaggedShare(rowsOf(part, 'trigger-words'), transformation)).toBeLessThanOrEqual(
      floor.triggerWords,
    );
  });
});

describe('the rows', () => {
  it('of one part are in no other', () => {
    for (const kind of ['direct', 'planted', 'ordinary', 'trigger-words'] as const) {
      const tuned = new Set(rowsOf('tune', kind));
      expect(rowsOf('held-out', kind).length).toBeGreaterThanOrEqual(40);
      expect(rowsOf('held-out', kind).filter((row) => tuned.has(row))).toEqual([]);
    }
  });
});
