// The floor under the input screens: the figures of docs/privacy.md, with a margin. A rule that makes one kind of row better and
// another worse is seen here. The held-out rows were never tuned on.
import { describe, expect, it } from 'vitest';
import { flaggedShare } from './evaluate.ts';
import { rowsOf } from './sets.ts';
import type { Part } from './sets.ts';
import { transformations } from './transformations.ts';

// What is promised of false alarms: on ordinary text, and on text full of trigger words.
const promised = { ordinary: 0.01, triggerWords: 0.1 };
// Words without any gap between them, or mirrored: weaker, and said so in the docs.
const weaker: Record<string, { direct: number; planted: number }> = {
  glued: { direct: 0.7, planted: 0.6 },
  reversed: { direct: 0.7, planted: 0.6 },
};
// A disguise costs recall; it makes no harmless text an injection.
const disguised = { direct: 0.78, planted: 0.6, ordinary: 0.02, triggerWords: 0.13 };

describe.each(['tune', 'held-out'] as const)('on the %s rows', (part: Part) => {
  it('plain texts keep the promise', () => {
    const plain = (text: string) => text;
    expect(flaggedShare(rowsOf(part, 'direct'), plain)).toBeGreaterThanOrEqual(0.9);
    expect(flaggedShare(rowsOf(part, 'planted'), plain)).toBeGreaterThanOrEqual(0.78);
    expect(flaggedShare(rowsOf(part, 'ordinary'), plain)).toBeLessThanOrEqual(promised.ordinary);
    expect(flaggedShare(rowsOf(part, 'trigger-words'), plain)).toBeLessThanOrEqual(promised.triggerWords);
  });
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
