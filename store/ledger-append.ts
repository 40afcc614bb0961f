// The one way in which a ledger grows: under a lock on the tenant's head, with the next number, the hash of the record before,
// and a signature over all of it. Nothing here changes or removes a record.
import { and, eq } from 'drizzle-orm';
import { canonicalJson, hashText, type JsonValue } from '../contracts/canonical-json.ts';
import type { JourneyId, TenantId } from '../contracts/ids.ts';
import { ledgerContent, ledgerGenesis } from '../contracts/ledger.ts';
import type { LedgerRecord } from '../contracts/ports/store.ts';
import type { Transaction } from './database.ts';
import type { TenantKeys } from './keyring.ts';
import { ledgerHeads, ledgerRecords } from './schema/ledger.ts';
import { currentSigner } from './signing-keys.ts';

export interface LedgerDraft {
  key: string;
  kind: string;
  journeyId: JourneyId | null;
  facts: JsonValue;
}

/**
 * Appends, unless the key has a record already. The lock is held until the caller's transaction ends: a rolled-back number is
 * given out again, so that none is missing.
 */
export async function appendOnce(
  transaction: Transaction,
  keys: TenantKeys,
  draft: LedgerDraft,
): Promise<{ record: LedgerRecord; created: boolean }> {
  const { tenant } = keys;
  const early = await findByKey(transaction, tenant, draft.key);
  if (early) return { record: early, created: false };

  const head = await lockHead(transaction, tenant);
  // Whoever held the lock before may have appended the same key.
  const late = await findByKey(transaction, tenant, draft.key);
  if (late) return { record: late, created: false };

  const record = { index: head.nextIndex, ...draft, at: Date.now(), prev: head.headHash };
  const text = canonicalJson(ledgerContent(tenant, record));
  const hash = hashText(text);
  const signer = await currentSigner(transaction, keys);
  const row = { tenant, ...record, hash, signature: signer.sign(text), keyId: signer.keyId };
  await transaction.insert(ledgerRecords).values(row);
  await transaction
    .update(ledgerHeads)
    .set({ nextIndex: head.nextIndex + 1, headHash: hash })
    .where(eq(ledgerHeads.tenant, tenant));
  return { record: toRecord(row), created: true };
}

export async function findByKey(
  transaction: Transaction,
  tenant: TenantId,
  key: string,
): Promise<LedgerRecord | null> {
  const [row] = await transaction
    .select()
    .from(ledgerRecords)
    .where(and(eq(ledgerRecords.tenant, tenant), eq(ledgerRecords.key, key)));
  return row ? toRecord(row) : null;
}

async function lockHead(transaction: Transaction, tenant: TenantId) {
  await transaction
    .insert(ledgerHeads)
    .values({ tenant, nextIndex: 0, headHash: ledgerGenesis(tenant) })
    .onConflictDoNothing();
  const [head] = await transaction
    .select()
    .from(ledgerHeads)
    .where(eq(ledgerHeads.tenant, tenant))
    .for('update');
  if (!head) throw new Error('the head of a ledger vanished');
  return head;
}

export function toRecord(row: typeof ledgerRecords.$inferSelect): LedgerRecord {
  const { index, kind, journeyId, at, signature, keyId, key, prev } = row;
  return { index, kind, journeyId, at, facts: row.facts as JsonValue, signature, keyId, key, prev };
}
