// One encoding for everything that is hashed or signed: RFC 8785 (JCS). Deterministic, so workflows may use it.
import canonicalize from 'canonicalize';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Sha256Hex } from './ids.ts';

export type JsonValue =
  null | boolean | number | string | JsonValue[] | { [key: string]: JsonValue | undefined };

/**
 * RFC 8785 canonical JSON of a JSON value; object members that are `undefined` are left out.
 * @throws TypeError when the value has no JSON form (a function, NaN, …).
 */
export function canonicalJson(value: unknown): string {
  const encode = canonicalize as unknown as (value: unknown) => string | undefined;
  const text = encode(value);
  if (text === undefined) throw new TypeError('value has no canonical JSON form');
  return text;
}

/** SHA-256 over the UTF-8 bytes of the canonical JSON of `value`. */
export function hashJson(value: unknown): Sha256Hex {
  return hashText(canonicalJson(value));
}

/** SHA-256 over the UTF-8 bytes of `text`. */
export function hashText(text: string): Sha256Hex {
  return bytesToHex(sha256(utf8ToBytes(text)));
}
