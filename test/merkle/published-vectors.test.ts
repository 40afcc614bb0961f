// contracts/merkle.ts against every published value: hashes, roots and proofs of others' logs, and each of them broken.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hashText } from '../../contracts/canonical-json.ts';
import {
  consistencyPath,
  emptyRoot,
  grownBy,
  inclusionPath,
  leafHash,
  nameOf,
  nodeHash,
  rootOf,
  verifyConsistency,
  verifyInclusion,
} from '../../contracts/merkle.ts';
import type { NodeAt } from '../../contracts/merkle.ts';
import { brokenConsistency, brokenInclusion } from './break-proofs.ts';

interface Vectors {
  tree: {
    leaves: string[];
    nodes: string[][];
    /** By size, from the empty tree on. */
    roots: string[];
    inclusion: { index: number; size: number; path: string[] }[];
    consistency: { from: number; to: number; path: string[] }[];
    otherHash: string;
  };
  rfc: {
    nodes: Record<string, string | string[]>;
    inclusion: { index: number; path: string }[];
    consistency: { from: number; to: number; path: string }[];
  };
  logs: {
    source: string;
    leaf: string;
    badLeaf?: string;
    index: number;
    size: number;
    root: string;
    path: string[];
  }[];
}
const { tree, rfc, logs } = JSON.parse(
  readFileSync(new URL('published-vectors.json', import.meta.url), 'utf8'),
) as Vectors;

const hashes = tree.leaves.map((hex) => leafHash(Buffer.from(hex, 'hex')));
const root = (size: number): string => tree.roots[size] ?? '';
const publishedNode: NodeAt = ({ level, index }) => {
  const hash = tree.nodes[level]?.[index];
  if (hash === undefined) throw new RangeError('no such node was published');
  return hash;
};

describe('the published tree of eight leaves', () => {
  it('has its root at every size, the empty one included', () => {
    expect(emptyRoot).toBe(root(0));
    for (let size = 0; size <= 8; size += 1) expect(rootOf(hashes.slice(0, size))).toBe(root(size));
  });

  it('has every published node, however the leaves come', () => {
    const nodes = tree.nodes.flatMap((level, at) => level.map((hash, index) => ({ level: at, index, hash })));
    const byName = (list: typeof nodes) => list.map((node) => `${nameOf(node)} ${node.hash}`).sort();
    for (let cut = 0; cut <= 8; cut += 1) {
      const first = grownBy(0, hashes.slice(0, cut), publishedNode);
      const second = grownBy(cut, hashes.slice(cut), publishedNode);
      expect(byName([...first, ...second])).toEqual(byName(nodes));
    }
  });

  it.each(tree.inclusion)('inclusion of $index in $size', ({ index, size, path }) => {
    expect(inclusionPath(index, size, publishedNode)).toEqual(path);
    const proof = { leaf: hashes[index] ?? '', index, size, path, root: root(size) };
    expect(verifyInclusion(proof)).toBe(true);
    for (const [what, broken] of brokenInclusion(proof, tree.otherHash)) {
      expect(verifyInclusion(broken), what).toBe(false);
    }
  });

  it.each(tree.consistency)('consistency of $from with $to', ({ from, to, path }) => {
    expect(consistencyPath(from, to, publishedNode)).toEqual(path);
    const proof = { from, to, fromRoot: root(from), toRoot: root(to), path };
    expect(verifyConsistency(proof)).toBe(true);
    for (const [what, broken] of brokenConsistency(proof, tree.otherHash)) {
      expect(verifyConsistency(broken), what).toBe(false);
    }
  });

  it('takes nothing that is no proof at all', () => {
    const [leaf = ''] = hashes;
    for (const [index, size] of [
      [0, 0],
      [1, 0],
      [2, 1],
      [-1, 1],
      [0.5, 1],
      [0, Number.NaN],
      [0, 2 ** 60],
    ] as const) {
      expect(verifyInclusion({ leaf, index, size, path: [], root: leaf })).toBe(false);
    }
    expect(verifyInclusion({ leaf: '', index: 0, size: 1, path: [], root: '' })).toBe(false);
    const proof = { from: 0, to: 0, fromRoot: root(0), toRoot: root(0), path: [] };
    expect(verifyConsistency(proof)).toBe(false);
    expect(verifyConsistency({ ...proof, to: 1, toRoot: root(1) })).toBe(false);
    expect(verifyConsistency({ ...proof, from: 2, to: 1, fromRoot: root(2), toRoot: root(1) })).toBe(false);
    expect(verifyConsistency({ ...proof, from: 1, to: 2, fromRoot: root(1), toRoot: root(2) })).toBe(false);
  });
});

describe('the examples of the RFC', () => {
  const leaves = Array.from({ length: 7 }, (_, at) => leafHash(`d${at}`));
  const known = new Map(grownBy(0, leaves, publishedNode).map((node) => [nameOf(node), node.hash]));
  const nodeAt: NodeAt = (place) => known.get(nameOf(place)) ?? '';
  const named = (letters: string) =>
    [...letters].map((letter) => {
      const name = rfc.nodes[letter] ?? '';
      if (typeof name === 'string') return known.get(name);
      return name.map((one) => known.get(one) ?? '').reduceRight((right, left) => nodeHash(left, right));
    });

  it.each(rfc.inclusion)('PATH($index, D[7]) = $path', ({ index, path }) => {
    expect(inclusionPath(index, 7, nodeAt)).toEqual(named(path));
  });
  it.each(rfc.consistency)('PROOF($from, D[$to]) = $path', ({ from, to, path }) => {
    expect(consistencyPath(from, to, nodeAt)).toEqual(named(path));
  });
});

describe('proofs of public logs', () => {
  it.each(logs)('$source', ({ leaf, badLeaf, index, size, root: logRoot, path }) => {
    const proof = { leaf, index, size, path, root: logRoot };
    expect(verifyInclusion(proof)).toBe(true);
    expect(verifyInclusion({ ...proof, leaf: badLeaf ?? hashText('another') })).toBe(false);
    for (const [what, broken] of brokenInclusion(proof, tree.otherHash)) {
      expect(verifyInclusion(broken), what).toBe(false);
    }
  });
});
