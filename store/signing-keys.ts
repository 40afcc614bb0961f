// The Ed25519 keys that sign a tenant's ledger. The private half is sealed by a tenant key and leaves this file only as a
// signature.
import { asc, eq } from 'drizzle-orm';
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { canonicalJson, hashJson, type JsonValue } from '../contracts/canonical-json.ts';
import { failures } from '../contracts/failures.ts';
import type { TenantId } from '../contracts/ids.ts';
import type { Transaction } from './database.ts';
import type { TenantKeys } from './keyring.ts';
import { signingKeys } from './schema/keys.ts';
import { open, seal } from './sealing.ts';

type SigningKeyRow = typeof signingKeys.$inferSelect;

/** Signs UTF-8 text. @returns base64url. */
export interface Signer {
  keyId: string;
  sign(text: string): string;
}

/** The tenant's newest key, made when there is none. The caller holds the lock on the tenant's ledger. */
export async function currentSigner(transaction: Transaction, keys: TenantKeys): Promise<Signer> {
  const rows = await signingKeyRows(transaction, keys.tenant);
  const row = rows.at(-1) ?? (await createSigningKey(transaction, keys));
  const privateKey = openSigningKey(keys, row);
  return {
    keyId: row.keyId,
    sign: (text) => sign(null, Buffer.from(text, 'utf8'), privateKey).toString('base64url'),
  };
}

/**
 * The keys that a verifier may trust, oldest first. A row whose private half was not sealed here, or belongs to another
 * public one, was put there to make forged records look true.
 * @throws ContractBroken when there is such a row.
 */
export async function publishedKeys(transaction: Transaction, keys: TenantKeys) {
  const rows = await signingKeyRows(transaction, keys.tenant);
  for (const row of rows) openSigningKey(keys, row);
  return rows.map(({ keyId, publicJwk }) => ({ keyId, jwk: publicJwk as JsonValue }));
}

function openSigningKey(keys: TenantKeys, row: SigningKeyRow): KeyObject {
  const der = open(keys.signing, ['signing-key', keys.tenant, row.keyId], row.sealedPrivateKey);
  const privateKey = der && createPrivateKey({ key: Buffer.from(der), format: 'der', type: 'pkcs8' });
  const publicJwk = privateKey && createPublicKey(privateKey).export({ format: 'jwk' });
  if (privateKey && canonicalJson(publicJwk) === canonicalJson(row.publicJwk)) return privateKey;
  throw failures.contractBroken('a signing key was altered', { part: 'store', ids: { keyId: row.keyId } });
}

async function createSigningKey(transaction: Transaction, keys: TenantKeys): Promise<SigningKeyRow> {
  const fresh = newSigningKey(keys);
  await introduceKey(transaction, fresh);
  return fresh;
}

/** Oldest first. */
async function signingKeyRows(transaction: Transaction, tenant: TenantId) {
  return transaction
    .select()
    .from(signingKeys)
    .where(eq(signingKeys.tenant, tenant))
    .orderBy(asc(signingKeys.createdAt), asc(signingKeys.keyId));
}

/** A key that signs nothing until it is introduced. */
export function newSigningKey(keys: TenantKeys): SigningKeyRow {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const publicJwk = publicKey.export({ format: 'jwk' }) as JsonValue;
  const keyId = `led_${hashJson(publicJwk).slice(0, 16)}`;
  const der = privateKey.export({ format: 'der', type: 'pkcs8' });
  return {
    tenant: keys.tenant,
    keyId,
    publicJwk,
    sealedPrivateKey: seal(keys.signing, ['signing-key', keys.tenant, keyId], der),
    createdAt: Date.now(),
  };
}

/** From now on this key signs. The caller holds the lock on the tenant's ledger, and the key before has signed this one's record. */
export async function introduceKey(transaction: Transaction, fresh: SigningKeyRow): Promise<void> {
  const newest = (await signingKeyRows(transaction, fresh.tenant)).at(-1);
  // Clocks of two processes differ; the newest must be the newest.
  const createdAt = Math.max(fresh.createdAt, (newest?.createdAt ?? 0) + 1);
  await transaction.insert(signingKeys).values({ ...fresh, createdAt });
}
