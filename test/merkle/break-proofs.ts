// Every way in which the published suites break a proof, and every bit of it flipped: none of these may pass.
import { emptyRoot } from '../../contracts/merkle.ts';
import type { verifyConsistency, verifyInclusion } from '../../contracts/merkle.ts';

export type Inclusion = Parameters<typeof verifyInclusion>[0];
export type Consistency = Parameters<typeof verifyConsistency>[0];
type Named<Proof> = (readonly [what: string, broken: Proof])[];

/** @param other a hash that is none of the tree. */
export function brokenInclusion(proof: Inclusion, other: string): Named<Inclusion> {
  const { leaf, index, size, path, root } = proof;
  const elsewhere = [index - 1, index + 1, index % 4 >= 2 ? index - 2 : index + 2, size - 1 - index, size];
  return [
    ...elsewhere
      .filter((at) => at !== index)
      .map((at) => [`index ${at} instead of ${index}`, { ...proof, index: at }] as const),
    ['twice the size', { ...proof, size: size * 2 }],
    // Of a tree of one leaf nothing is left.
    ['half the size', { ...proof, size: Math.floor(size / 2) }],
    ...flippedBits(leaf).map((hash) => ['another leaf', { ...proof, leaf: hash }] as const),
    ...flippedBits(root).map((hash) => ['another root', { ...proof, root: hash }] as const),
    ['the root of nothing', { ...proof, root: emptyRoot }],
    ['no hash for a leaf', { ...proof, leaf: '' }],
    ['no hash for a root', { ...proof, root: '' }],
    ['capital letters', { ...proof, root: root.toUpperCase() }],
    ...brokenPaths(path, [root, other]).map(
      ([what, changed]) => [what, { ...proof, path: changed }] as const,
    ),
  ];
}

/** @param other a hash that is none of the tree. */
export function brokenConsistency(proof: Consistency, other: string): Named<Consistency> {
  const { from, to, fromRoot, toRoot, path } = proof;
  const grows = from !== to;
  return [
    ['from one less', { ...proof, from: from - 1 }],
    ...(grows ? [['from one more', { ...proof, from: from + 1 }] as const] : []),
    ['from another', { ...proof, from: from % 4 >= 2 ? from - 2 : from + 2 }],
    ['twice the size', { ...proof, to: to * 2 }],
    ['half the size', { ...proof, to: Math.floor(to / 2) }],
    ...flippedBits(fromRoot).map((hash) => ['another old root', { ...proof, fromRoot: hash }] as const),
    ...flippedBits(toRoot).map((hash) => ['another new root', { ...proof, toRoot: hash }] as const),
    ...(grows ? [['roots swapped', { ...proof, fromRoot: toRoot, toRoot: fromRoot }] as const] : []),
    ['no hash for a root', { ...proof, fromRoot: '' }],
    ...(grows ? [['no path', { ...proof, path: [] }] as const] : []),
    ...brokenPaths(path, [fromRoot, toRoot, other]).map(
      ([what, changed]) => [what, { ...proof, path: changed }] as const,
    ),
  ];
}

function brokenPaths(path: readonly string[], strangers: readonly string[]): Named<readonly string[]> {
  const added = ['', ...strangers, ...path.slice(0, 1)];
  return [
    ...added.map((hash) => ['something behind', [...path, hash]] as const),
    ...added.map((hash) => ['something in front', [hash, ...path]] as const),
    ...path.map((_hash, at) => [`node ${at} dropped`, path.toSpliced(at, 1)] as const),
    ...path.flatMap((hash, at) =>
      flippedBits(hash).map((flipped) => [`a bit of node ${at}`, path.with(at, flipped)] as const),
    ),
    ...path.flatMap((_hash, at) =>
      strangers.map((hash) => [`node ${at} replaced`, path.with(at, hash)] as const),
    ),
    ...path.slice(1).map((hash, at) => {
      const swapped = path.with(at, hash).with(at + 1, path[at] ?? '');
      return [`nodes ${at} and ${at + 1} swapped`, swapped] as const;
    }),
  ];
}

/** 256 hashes, each with another bit flipped. */
export function flippedBits(hash: string): string[] {
  return Array.from({ length: 256 }, (_, bit) => {
    const bytes = Buffer.from(hash, 'hex');
    bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    return bytes.toString('hex');
  });
}
