// Ed25519 signatures over canonical JSON by public keys in JWK form. What is no key or no signature verifies nothing.
import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import { canonicalJson, hashJson } from '../../../contracts/canonical-json.ts';

export interface PublicJwk {
  kty: 'OKP';
  crv: 'Ed25519';
  x: string;
}

/** @returns null for bytes that are no point of the curve. */
export function publicKey(jwk: PublicJwk): KeyObject | null {
  try {
    return createPublicKey({ key: { ...jwk }, format: 'jwk' });
  } catch {
    // Whoever made it up: with no key nothing is signed.
    return null;
  }
}

/** @param signature base64url. */
export function isSignedBy(jwk: PublicJwk | undefined, content: unknown, signature: string): boolean {
  const key = jwk && publicKey(jwk);
  if (!key) return false;
  return verify(null, Buffer.from(canonicalJson(content), 'utf8'), key, Buffer.from(signature, 'base64url'));
}

/** A ledger names its keys by their own hash: another key cannot have the name. */
export function keyIdOf({ kty, crv, x }: PublicJwk): string {
  return `led_${hashJson({ crv, kty, x }).slice(0, 16)}`;
}

/** @throws TypeError for a key of another kind. */
export function publicJwkOf(key: KeyObject): PublicJwk {
  const { kty, crv, x } = key.export({ format: 'jwk' });
  if (kty !== 'OKP' || crv !== 'Ed25519' || x === undefined)
    throw new TypeError('the key is not an Ed25519 one');
  return { kty, crv, x };
}
