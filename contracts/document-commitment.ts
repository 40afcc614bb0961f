// What a document's commitment is, for an offline verifier: HMAC-SHA-256 under the document's salt over the canonical JSON of
// `{body, kind}`. Pure.
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson, type JsonValue } from './canonical-json.ts';
import type { Sha256Hex } from './ids.ts';

/** @param input.salt 32 bytes. */
export function documentCommitment(input: { salt: Uint8Array; kind: string; body: JsonValue }): Sha256Hex {
  const { salt, kind, body } = input;
  return bytesToHex(hmac(sha256, salt, utf8ToBytes(canonicalJson({ body, kind }))));
}
