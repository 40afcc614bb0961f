// A tenant's keys: one random key, sealed by the master key, and the keys derived from it for each use. Subjects' keys are
// sealed by it and never kept in memory: deleting their row must be enough. Creates what is missing.
import { and, eq } from 'drizzle-orm';
import { failures } from '../contracts/failures.ts';
import type { SubjectToken, TenantId } from '../contracts/ids.ts';
import { anyOf } from './any-of.ts';
import type { TenantDatabase, Transaction } from './database.ts';
import type { MasterKey } from './master-key.ts';
import { deriveKey, newKey, open, seal, type Key } from './sealing.ts';
import { subjectKeys, tenantKeys } from './schema/keys.ts';

/** Derived by HKDF, one for each use, so that a key never serves two. */
export interface TenantKeys {
  tenant: TenantId;
  /** HMAC of recognisable values (TokenMint, events, principals). */
  tokens: Key;
  /** HMAC of customer ids, for the vault's lookup. */
  lookup: Key;
  /** HMAC of grants. */
  grants: Key;
  /** Seals subjects' keys. */
  subjects: Key;
  /** Seals the ledger's signing keys. */
  signing: Key;
  /** Seals principals' names. */
  principals: Key;
  /** Seals the keys of payloads in Temporal. */
  payloads: Key;
  /** HMAC of the ids of payload keys. */
  payloadIds: Key;
}

export interface Keyring {
  /** Opens its own short transaction when the tenant is new here: call it before one, not inside. */
  of(tenant: TenantId): Promise<TenantKeys>;
}

export function createKeyring({
  database,
  masterKey,
}: {
  database: TenantDatabase;
  masterKey: MasterKey;
}): Keyring {
  if (masterKey.masterKey.length !== 32) throw new TypeError('the master key has 32 bytes');
  const known = new Map<TenantId, TenantKeys>();
  return {
    async of(tenant) {
      const cached = known.get(tenant);
      if (cached) return cached;
      const master = masterKey.forTenant?.(tenant) ?? masterKey;
      const key = await database.inTenant(tenant, (transaction) => tenantKey(transaction, tenant, master));
      // Only now, after the commit: a key that was rolled back must not be used.
      const keys = deriveAll(tenant, key);
      known.set(tenant, keys);
      return keys;
    },
  };
}

async function tenantKey(transaction: Transaction, tenant: TenantId, master: MasterKey): Promise<Key> {
  const name = ['tenant-key', tenant, master.masterKeyId] as const;
  const find = () => transaction.select().from(tenantKeys).where(eq(tenantKeys.tenant, tenant));
  let [row] = await find();
  if (!row) {
    const sealedKey = seal(master.masterKey, name, newKey());
    await transaction
      .insert(tenantKeys)
      .values({ tenant, sealedKey, masterKeyId: master.masterKeyId, createdAt: Date.now() })
      .onConflictDoNothing();
    // Whichever of two first calls came first has set the key.
    [row] = await find();
  }
  const key =
    row && row.masterKeyId === master.masterKeyId ? open(master.masterKey, name, row.sealedKey) : null;
  if (!key) {
    throw failures.contractBroken('the key of the tenant does not open with this master key', {
      part: 'store',
      code: 'master_key_mismatch',
      ids: { tenant, masterKeyId: master.masterKeyId, sealedBy: row?.masterKeyId ?? 'none' },
    });
  }
  return key;
}

function deriveAll(tenant: TenantId, key: Key): TenantKeys {
  const of = (purpose: string): Key => deriveKey(key, `${purpose}/${tenant}`);
  return {
    tenant,
    tokens: of('tokens'),
    lookup: of('vault-lookup'),
    grants: of('grants'),
    subjects: of('subject-keys'),
    signing: of('signing-keys'),
    principals: of('principal-names'),
    payloads: of('payload-keys'),
    payloadIds: of('payload-key-ids'),
  };
}

/** A subject's key, as the keys derived from it. */
export interface SubjectKeys {
  /** Seals documents' bodies and salts. */
  documents: Key;
  /** Seals the customer's id in the vault. */
  vault: Key;
  /** Seals the values that tokens stand for. */
  values: Key;
  /** HMAC of values: what their tokens are made of. */
  valueTokens: Key;
}

function deriveSubject(key: Key): SubjectKeys {
  // Each when it is asked for: most units of work use one.
  let [documents, vault, values, valueTokens]: (Key | undefined)[] = [];
  return {
    get documents() {
      return (documents ??= deriveKey(key, 'documents'));
    },
    get vault() {
      return (vault ??= deriveKey(key, 'vault'));
    },
    get values() {
      return (values ??= deriveKey(key, 'values'));
    },
    get valueTokens() {
      return (valueTokens ??= deriveKey(key, 'value-tokens'));
    },
  };
}

/** A new key for a subject, with its row for `subject_keys`. */
export function newSubjectKey(keys: TenantKeys, subject: SubjectToken) {
  const key = newKey();
  const sealedKey = seal(keys.subjects, ['subject-key', keys.tenant, subject], key);
  return {
    keys: deriveSubject(key),
    row: { tenant: keys.tenant, subject, sealedKey, createdAt: Date.now() },
  };
}

/** The subjects' keys; an erased or unknown subject is absent. @throws ContractBroken when a key's row was altered. */
export function findSubjectKeys(
  transaction: Transaction,
  keys: TenantKeys,
  subjects: readonly SubjectToken[],
): Promise<Map<SubjectToken, SubjectKeys>> {
  return readSubjectKeys(transaction, keys, { subjects, hold: false });
}

/** The same, for whoever seals something by them: until his transaction ends, an erasure of these subjects waits. */
export function holdSubjectKeys(
  transaction: Transaction,
  keys: TenantKeys,
  subjects: readonly SubjectToken[],
): Promise<Map<SubjectToken, SubjectKeys>> {
  return readSubjectKeys(transaction, keys, { subjects, hold: true });
}

async function readSubjectKeys(
  transaction: Transaction,
  keys: TenantKeys,
  { subjects, hold }: { subjects: readonly SubjectToken[]; hold: boolean },
): Promise<Map<SubjectToken, SubjectKeys>> {
  if (subjects.length === 0) return new Map();
  const among = and(eq(subjectKeys.tenant, keys.tenant), anyOf(subjectKeys.subject, subjects));
  const query = transaction.select().from(subjectKeys).where(among);
  const rows = await (hold ? query.for('key share') : query);
  return new Map(rows.map(({ subject, sealedKey }) => [subject, openSubjectKey(keys, subject, sealedKey)]));
}

/** @throws ContractBroken when a key's row was altered. */
export function openSubjectKey(keys: TenantKeys, subject: SubjectToken, sealedKey: Uint8Array): SubjectKeys {
  const key = open(keys.subjects, ['subject-key', keys.tenant, subject], sealedKey);
  if (!key)
    throw failures.contractBroken('the key of a subject was altered', { part: 'store', ids: { subject } });
  return deriveSubject(key);
}
