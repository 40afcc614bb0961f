// A Merkle tree over a ledger's records, as RFC 9162, section 2.1, has it: what is hashed, what a proof holds, and how it is checked.
// Pure and deterministic. A check never throws: what is not a proof is a proof that fails.
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Sha256Hex } from './ids.ts';

const LEAF = 0x00;
const NODE = 0x01;

/** Root of the tree without leaves: the hash of nothing. */
export const emptyRoot: Sha256Hex = bytesToHex(sha256(new Uint8Array(0)));

/** @param content what the leaf stands for: bytes, or text as UTF-8. */
export function leafHash(content: string | Uint8Array): Sha256Hex {
  const bytes = typeof content === 'string' ? utf8ToBytes(content) : content;
  const input = new Uint8Array(1 + bytes.length);
  input[0] = LEAF;
  input.set(bytes, 1);
  return bytesToHex(sha256(input));
}

export function nodeHash(left: Sha256Hex, right: Sha256Hex): Sha256Hex {
  const input = new Uint8Array(65);
  input[0] = NODE;
  input.set(hexToBytes(left), 1);
  input.set(hexToBytes(right), 33);
  return bytesToHex(sha256(input));
}

/** A complete subtree: the leaves from `index` × 2^`level`, 2^`level` of them. */
export interface NodePlace {
  level: number;
  index: number;
}
export interface TreeNode extends NodePlace {
  hash: Sha256Hex;
}
/** Hash of a complete subtree; whoever proves holds those that `inclusionNodes` and `consistencyNodes` name. */
export type NodeAt = (place: NodePlace) => Sha256Hex;

/** Leaves from `start` up to but not `end`. */
interface Leaves {
  start: number;
  end: number;
}

/** @throws RangeError when the tree has no such leaf. */
export function inclusionPath(index: number, size: number, nodeAt: NodeAt): Sha256Hex[] {
  return inclusionParts(index, size).map((part) => hashOf(part, nodeAt));
}

/** Every complete subtree that an inclusion path is made of: O(log size). */
export function inclusionNodes(index: number, size: number): NodePlace[] {
  return inclusionParts(index, size).flatMap(completeSubtrees);
}

/** Empty when the sizes are the same. @throws RangeError unless 1 ≤ `from` ≤ `to`. */
export function consistencyPath(from: number, to: number, nodeAt: NodeAt): Sha256Hex[] {
  return consistencyParts(from, to).map((part) => hashOf(part, nodeAt));
}

export function consistencyNodes(from: number, to: number): NodePlace[] {
  return consistencyParts(from, to).flatMap(completeSubtrees);
}

/** The complete subtrees that a tree of this size consists of, largest first. */
export function peaksOf(size: number): NodePlace[] {
  return completeSubtrees({ start: 0, end: size });
}

/** Root of a tree of this size. */
export function rootAt(size: number, nodeAt: NodeAt): Sha256Hex {
  return size === 0 ? emptyRoot : hashOf({ start: 0, end: size }, nodeAt);
}

/** Root over the hashes of all leaves. */
export function rootOf(leaves: readonly Sha256Hex[]): Sha256Hex {
  const known = new Map(grownBy(0, leaves, unknownNode).map((node) => [nameOf(node), node.hash]));
  return rootAt(leaves.length, (place) => known.get(nameOf(place)) ?? unknownNode(place));
}

/**
 * Every complete subtree that comes to a tree of `size` leaves with these.
 * @param nodeAt asked for the tree's peaks (`peaksOf(size)`) alone.
 */
export function grownBy(size: number, leaves: readonly Sha256Hex[], nodeAt: NodeAt): TreeNode[] {
  const peaks = peaksOf(size).map((place): TreeNode => ({ ...place, hash: nodeAt(place) }));
  const added: TreeNode[] = [];
  for (const [at, leaf] of leaves.entries()) {
    let node: TreeNode = { level: 0, index: size + at, hash: leaf };
    added.push(node);
    for (let left = peaks.at(-1); left?.level === node.level; left = peaks.at(-1)) {
      peaks.pop();
      node = { level: node.level + 1, index: left.index / 2, hash: nodeHash(left.hash, node.hash) };
      added.push(node);
    }
    peaks.push(node);
  }
  return added;
}

/**
 * RFC 9162, 2.1.3.2. Size and root are those of one signed head: the path alone does not tell sizes of one shape apart.
 * @param input.leaf hash of the leaf.
 */
export function verifyInclusion(input: {
  leaf: Sha256Hex;
  index: number;
  size: number;
  path: readonly Sha256Hex[];
  root: Sha256Hex;
}): boolean {
  const { leaf, index, size, path, root } = input;
  if (!isCount(index) || !isCount(size) || index >= size) return false;
  if (![leaf, root, ...path].every(isHash)) return false;
  let [position, last, hash] = [index, size - 1, leaf];
  for (const sibling of path) {
    if (last === 0) return false;
    if (isOdd(position) || position === last) {
      hash = nodeHash(sibling, hash);
      [position, last] = whileEven(position, last);
    } else {
      hash = nodeHash(hash, sibling);
    }
    [position, last] = [half(position), half(last)];
  }
  return last === 0 && hash === root;
}

/** RFC 9162, 2.1.4.2: the tree of `to` records only added to the one of `from`. Both roots come from signed heads. */
export function verifyConsistency(input: {
  from: number;
  to: number;
  fromRoot: Sha256Hex;
  toRoot: Sha256Hex;
  path: readonly Sha256Hex[];
}): boolean {
  const { from, to, fromRoot, toRoot, path } = input;
  if (!isCount(from) || !isCount(to) || from < 1 || from > to) return false;
  if (![fromRoot, toRoot, ...path].every(isHash)) return false;
  if (from === to) return path.length === 0 && fromRoot === toRoot;
  if (path.length === 0) return false;
  const [first = fromRoot, ...rest] = isPowerOfTwo(from) ? [fromRoot, ...path] : path;
  let [position, last] = [from - 1, to - 1];
  while (isOdd(position)) [position, last] = [half(position), half(last)];
  let [older, newer] = [first, first];
  for (const sibling of rest) {
    if (last === 0) return false;
    if (isOdd(position) || position === last) {
      older = nodeHash(sibling, older);
      newer = nodeHash(sibling, newer);
      [position, last] = whileEven(position, last);
    } else {
      newer = nodeHash(newer, sibling);
    }
    [position, last] = [half(position), half(last)];
  }
  return last === 0 && older === fromRoot && newer === toRoot;
}

/** PATH(m, D_n) of RFC 9162, 2.1.3.1, from the leaf's sibling upwards. */
function inclusionParts(index: number, size: number): Leaves[] {
  if (!isCount(index) || !isCount(size) || index >= size) throw new RangeError('the tree has no such leaf');
  const parts: Leaves[] = [];
  for (let within: Leaves = { start: 0, end: size }; within.end - within.start > 1;) {
    const { left, right } = split(within);
    const isLeft = index < left.end;
    parts.unshift(isLeft ? right : left);
    within = isLeft ? left : right;
  }
  return parts;
}

/** PROOF(m, D_n) of RFC 9162, 2.1.4.1. */
function consistencyParts(from: number, to: number): Leaves[] {
  if (!isCount(from) || !isCount(to) || from < 1 || from > to)
    throw new RangeError('a tree is consistent with an older one that is not empty');
  const parts: Leaves[] = [];
  let within: Leaves = { start: 0, end: to };
  while (within.end > from) {
    const { left, right } = split(within);
    const isLeft = from <= left.end;
    parts.unshift(isLeft ? right : left);
    within = isLeft ? left : right;
  }
  // Where the older tree is a whole subtree of the newer one, the verifier has its root already.
  return within.start === 0 ? parts : [within, ...parts];
}

/** At the largest power of two that is smaller than the number of leaves. */
function split({ start, end }: Leaves): { left: Leaves; right: Leaves } {
  let width = 1;
  while (width * 2 < end - start) width *= 2;
  return { left: { start, end: start + width }, right: { start: start + width, end } };
}

/** Largest first. @param leaves beginning where a subtree of that width may begin. */
function completeSubtrees({ start, end }: Leaves): NodePlace[] {
  const places: NodePlace[] = [];
  for (let at = start; at < end;) {
    let [level, width] = [0, 1];
    while (at + width * 2 <= end && at % (width * 2) === 0) [level, width] = [level + 1, width * 2];
    places.push({ level, index: at / width });
    at += width;
  }
  return places;
}

function hashOf(leaves: Leaves, nodeAt: NodeAt): Sha256Hex {
  return completeSubtrees(leaves)
    .map(nodeAt)
    .reduceRight((right, left) => nodeHash(left, right));
}

/** Name of a place among others. */
export function nameOf({ level, index }: NodePlace): string {
  return `${level}/${index}`;
}

function unknownNode(place: NodePlace): never {
  throw new RangeError(`the tree has no node ${nameOf(place)}`);
}

/** Shifts both to the right until the first is odd, or zero. */
function whileEven(position: number, last: number): [number, number] {
  let [one, other] = [position, last];
  while (one !== 0 && !isOdd(one)) [one, other] = [half(one), half(other)];
  return [one, other];
}

// Not by bit operations: they see 32 bits.
const half = (value: number): number => Math.floor(value / 2);
const isOdd = (value: number): boolean => value % 2 === 1;
const isPowerOfTwo = (value: number): boolean =>
  Number.isInteger(Math.log2(value)) && 2 ** Math.log2(value) === value;
const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
const isHash = (value: unknown): boolean => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
