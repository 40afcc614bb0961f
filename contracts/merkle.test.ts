// The tree against the RFC's own definitions, written down as they stand there: recursive and slow, for every size up to 130 and
// for random ones up to 400.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  consistencyNodes,
  consistencyPath,
  grownBy,
  inclusionNodes,
  inclusionPath,
  leafHash,
  nameOf,
  nodeHash,
  peaksOf,
  rootAt,
  rootOf,
  verifyConsistency,
  verifyInclusion,
} from './merkle.ts';
import type { NodeAt, NodePlace } from './merkle.ts';

const most = 400;
const leaves = Array.from({ length: most }, (_, at) => leafHash(`record ${at}`));

/** MTH of RFC 9162, 2.1.1. */
function naiveRoot(part: readonly string[]): string {
  if (part.length < 2) return part[0] ?? '';
  const at = splitOf(part.length);
  return nodeHash(naiveRoot(part.slice(0, at)), naiveRoot(part.slice(at)));
}

function splitOf(count: number): number {
  return 2 ** (Math.ceil(Math.log2(count)) - 1);
}

/** PATH of RFC 9162, 2.1.3.1. */
function naiveInclusion(index: number, part: readonly string[]): string[] {
  if (part.length === 1) return [];
  const at = splitOf(part.length);
  const [left, right] = [part.slice(0, at), part.slice(at)];
  return index < at
    ? [...naiveInclusion(index, left), naiveRoot(right)]
    : [...naiveInclusion(index - at, right), naiveRoot(left)];
}

/** SUBPROOF of RFC 9162, 2.1.4.1. */
function naiveConsistency(from: number, part: readonly string[], isWhole = true): string[] {
  if (from === part.length) return isWhole ? [] : [naiveRoot(part)];
  const at = splitOf(part.length);
  const [left, right] = [part.slice(0, at), part.slice(at)];
  return from <= at
    ? [...naiveConsistency(from, left, isWhole), naiveRoot(right)]
    : [...naiveConsistency(from - at, right, false), naiveRoot(left)];
}

const known = new Map<string, string>();

/** Knows the nodes of the tree of all leaves, and notes which it was asked for. */
function watched(): { nodeAt: NodeAt; asked: NodePlace[] } {
  const asked: NodePlace[] = [];
  const nodeAt: NodeAt = (place) => {
    asked.push(place);
    const { level, index } = place;
    const hash =
      known.get(nameOf(place)) ?? naiveRoot(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level));
    known.set(nameOf(place), hash);
    return hash;
  };
  return { nodeAt, asked };
}

const names = (places: NodePlace[]) => places.map(nameOf);
const sizes = fc.integer({ min: 1, max: most });

describe('a tree', () => {
  it('has the root of the definition at every size', () => {
    for (let size = 1; size <= 130; size += 1) {
      expect(rootOf(leaves.slice(0, size))).toBe(naiveRoot(leaves.slice(0, size)));
    }
  });

  it('grows to the same nodes in any steps, each a complete subtree, and asks for its peaks alone', () => {
    fc.assert(
      fc.property(sizes, sizes, (one, other) => {
        const [from, to] = [Math.min(one, other), Math.max(one, other)];
        const { nodeAt, asked } = watched();
        const added = grownBy(from, leaves.slice(from, to), nodeAt);
        expect(names(asked)).toEqual(names(peaksOf(from)));
        for (const { hash, ...place } of added) expect(hash).toBe(watched().nodeAt(place));
        const all = grownBy(0, leaves.slice(0, to), nodeAt);
        expect(names(all)).toEqual([...names(all.slice(0, all.length - added.length)), ...names(added)]);
        expect(rootAt(to, watched().nodeAt)).toBe(naiveRoot(leaves.slice(0, to)));
      }),
      { numRuns: 60 },
    );
  });
});

describe('a proof of inclusion', () => {
  const check = (index: number, size: number) => {
    const part = leaves.slice(0, size);
    const { nodeAt, asked } = watched();
    const path = inclusionPath(index, size, nodeAt);
    expect(path).toEqual(naiveInclusion(index, part));
    expect(names(asked).sort()).toEqual(names(inclusionNodes(index, size)).sort());
    expect(asked.length).toBeLessThanOrEqual(2 * Math.ceil(Math.log2(size) + 1));
    const leaf = leaves[index] ?? '';
    const proof = { leaf, index, size, path, root: naiveRoot(part) };
    expect(verifyInclusion(proof)).toBe(true);
    return proof;
  };

  it('is the definition’s, and holds, for every leaf of every size up to 40 and random ones', () => {
    for (let size = 1; size <= 40; size += 1)
      for (let index = 0; index < size; index += 1) check(index, size);
    fc.assert(
      fc.property(sizes, fc.nat(), (size, at) => void check(at % size, size)),
      { numRuns: 80 },
    );
  });

  it('holds for no other leaf, at no other place, and in no tree of another shape', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), fc.nat(), (size, at, elsewhere) => {
        const proof = check(at % size, size);
        const other = elsewhere % size;
        if (other === proof.index) return;
        expect(verifyInclusion({ ...proof, index: other })).toBe(false);
        expect(verifyInclusion({ ...proof, leaf: leaves[other] ?? '' })).toBe(false);
        const { path } = check(other, size);
        expect(verifyInclusion({ ...proof, path })).toBe(false);
        const root = naiveRoot(leaves.slice(0, other + 1));
        if (other + 1 !== size) expect(verifyInclusion({ ...proof, root })).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  it('is asked for leaves of the tree alone', () => {
    for (const [index, size] of [
      [0, 0],
      [3, 3],
      [-1, 3],
      [0.5, 3],
    ] as const) {
      expect(() => inclusionPath(index, size, watched().nodeAt)).toThrow(RangeError);
    }
  });
});

describe('a proof of consistency', () => {
  const check = (from: number, to: number) => {
    const { nodeAt, asked } = watched();
    const path = consistencyPath(from, to, nodeAt);
    expect(path).toEqual(naiveConsistency(from, leaves.slice(0, to)));
    expect(names(asked).sort()).toEqual(names(consistencyNodes(from, to)).sort());
    const [fromRoot, toRoot] = [naiveRoot(leaves.slice(0, from)), naiveRoot(leaves.slice(0, to))];
    const proof = { from, to, fromRoot, toRoot, path };
    expect(verifyConsistency(proof)).toBe(true);
    return proof;
  };

  it('is the definition’s, and holds, for every two sizes up to 40 and random ones', () => {
    for (let to = 1; to <= 40; to += 1) for (let from = 1; from <= to; from += 1) check(from, to);
    fc.assert(
      fc.property(sizes, sizes, (one, other) => void check(Math.min(one, other), Math.max(one, other))),
      { numRuns: 80 },
    );
  });

  it('holds for no history that was written anew, wherever it was changed', () => {
    fc.assert(
      fc.property(sizes, sizes, fc.nat(), (one, other, at) => {
        const [from, to] = [Math.min(one, other), Math.max(one, other)];
        const rewritten = leaves.slice(0, to).with(at % from, leafHash('rewritten'));
        const path = naiveConsistency(from, rewritten);
        const { fromRoot } = check(from, to);
        expect(verifyConsistency({ from, to, fromRoot, toRoot: naiveRoot(rewritten), path })).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  it('is asked for an older tree that is not empty alone', () => {
    for (const [from, to] of [
      [0, 3],
      [4, 3],
      [0, 0],
      [1.5, 3],
    ] as const) {
      expect(() => consistencyPath(from, to, watched().nodeAt)).toThrow(RangeError);
    }
  });
});

it('places beyond 32 bits are as good as any', () => {
  const size = 2 ** 40 + 3;
  const nodeAt: NodeAt = ({ level, index }) => leafHash(`${level}/${index}`);
  const root = rootAt(size, nodeAt);
  for (const index of [0, 2 ** 33 + 5, size - 1]) {
    const path = inclusionPath(index, size, nodeAt);
    expect(path).toHaveLength(inclusionNodes(index, size).length - (index < 2 ** 40 ? 1 : 0));
    expect(path.length).toBeLessThanOrEqual(41);
  }
  const last = { leaf: nodeAt({ level: 0, index: size - 1 }), index: size - 1, size, root };
  expect(verifyInclusion({ ...last, path: inclusionPath(size - 1, size, nodeAt) })).toBe(true);
  const path = consistencyPath(2 ** 40, size, nodeAt);
  const fromRoot = rootAt(2 ** 40, nodeAt);
  expect(verifyConsistency({ from: 2 ** 40, to: size, fromRoot, toRoot: root, path })).toBe(true);
});
