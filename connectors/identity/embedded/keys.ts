// Key material of the embedded issuer: made once, kept by the caller, never logged. The public half is what
// verifiers are given.
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import type { JSONWebKeySet, JWK } from 'jose';

/** A key set with one new ES256 key, private half included; the caller persists it sealed. */
export async function createIdentityKeys(): Promise<JSONWebKeySet> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = await exportJWK(privateKey);
  return { keys: [{ ...jwk, kid: await calculateJwkThumbprint(jwk), use: 'sig', alg: 'ES256' }] };
}

/** The set without its private members, by an allow-list: a member that nobody thought of stays private. */
export function publicKeysOf(keys: JSONWebKeySet): JSONWebKeySet {
  return { keys: keys.keys.map(publicKeyOf) };
}

function publicKeyOf(key: JWK): JWK {
  const open: (keyof JWK)[] = ['kty', 'kid', 'use', 'alg', 'crv', 'x', 'y', 'n', 'e'];
  return Object.fromEntries(open.filter((name) => name in key).map((name) => [name, key[name]]));
}
