// A tenant's ledger as a Merkle tree (RFC 9162, section 2.1): signed heads, and proofs that a record is in it and that a newer tree
// only added to an older one. Types and what is signed; contracts/merkle.ts computes.
import type { EpochMilliseconds, Sha256Hex, TenantId } from './ids.ts';

/** Its canonical JSON is what is signed (Ed25519, by a key of the tenant's ledger). */
export interface TreeHead {
  format: 'wayproof-tree-head/1';
  tenant: TenantId;
  /** Records in the tree: those with an index below this. */
  size: number;
  /** Merkle tree hash over the records' contents: leaf n is the canonical JSON of `ledgerContent` of record n. */
  root: Sha256Hex;
  at: EpochMilliseconds;
}

export interface SignedTreeHead {
  head: TreeHead;
  /** Base64url Ed25519. */
  signature: string;
  keyId: string;
}

/** Audit path of a leaf, from the leaf's sibling upwards. */
export interface InclusionProof {
  index: number;
  size: number;
  path: Sha256Hex[];
}

/** As RFC 9162 gives it; `from` ≥ 1. */
export interface ConsistencyProof {
  from: number;
  to: number;
  path: Sha256Hex[];
}

/**
 * What stands outside Temporal and the database: one line for each anchored head. The first line of a key is signed by that key alone
 * (whoever holds the file from then on has seen it); a later key's first line carries a signature by the key before it.
 */
export interface AnchoredHead extends SignedTreeHead {
  format: 'wayproof-anchor/1';
  /** Public key of `keyId`, as JWK. */
  key: { kty: 'OKP'; crv: 'Ed25519'; x: string };
  /** By the key of the line before, over the canonical JSON of `{format, keyId, key}`; null where the key did not change. */
  endorsed: { keyId: string; signature: string } | null;
  /** SHA-256 of the line before, as it stands there without its line end; null for the first. */
  prev: Sha256Hex | null;
}
