// The one way in which a ledger grows: under a lock on the tenant's head, with the next numbers, the hash of the record before,
// a signature over all of it, and the tree's nodes. Nothing here changes or removes a record.
import { and, eq, sql } from 'drizzle-orm';
import { canonicalJson, hashText, type JsonValue } from '../contracts/canonical-json.ts';
import type { JourneyId, TenantId } from '../contracts/ids.ts';
import { ledgerContent } from '../contracts/ledger.ts';
import { grownBy, leafHash, peaksOf } from '../contracts/merkle.ts';
import type { LedgerRecord } from '../contracts/ports/store.ts';
import { anyOf } from './any-of.ts';
import type { Transaction } from './database.ts';
import type { TenantKeys } from './keyring.ts';
import { lockHead } from './ledger-head.ts';
import { insertNodes, nodesAt } from './ledger-tree.ts';
import { ledgerRecords } from './schema/ledger.ts';
import { currentSigner } from './signing-keys.ts';

export interface LedgerDraft {
  key: string;
  kind: string;
  journeyId: JourneyId | null;
  facts: JsonValue;
}

/** `created`: this very draft made the record; else its key has one already, or an earlier draft has the same. */
export interface Appended {
  record: LedgerRecord;
  created: boolean;
}

type Row = typeof ledgerRecords.$inferSelect;

/**
 * Appends in this order, each unless its key has a record. The lock is held until the caller's transaction ends: a rolled-back
 * number is given out again, so that none is missing. Inside `withTree` (store/ledger-tree.ts).
 */
export async function appendAll(
  transaction: Transaction,
  keys: TenantKeys,
  drafts: readonly LedgerDraft[],
): Promise<Appended[]> {
  const { tenant } = keys;
  const head = await lockHead(transaction, tenant);
  // Under the lock: whoever held it before may have appended the same keys.
  const records = await findByKeys(
    transaction,
    tenant,
    drafts.map(({ key }) => key),
  );
  const firsts = new Map<string, LedgerDraft>();
  for (const draft of drafts) {
    if (!records.has(draft.key) && !firsts.has(draft.key)) firsts.set(draft.key, draft);
  }
  if (firsts.size > 0) {
    const rows = await insertAll(transaction, keys, head, [...firsts.values()]);
    for (const row of rows) records.set(row.key, toRecord(row));
  }
  return drafts.map((draft) => {
    const record = records.get(draft.key);
    if (!record) throw new Error('a record of the ledger vanished');
    return { record, created: firsts.get(draft.key) === draft };
  });
}

async function insertAll(
  transaction: Transaction,
  keys: TenantKeys,
  head: { nextIndex: number; headHash: string },
  drafts: readonly LedgerDraft[],
): Promise<Row[]> {
  const { tenant } = keys;
  const nodeAt = await nodesAt(transaction, tenant, peaksOf(head.nextIndex));
  const signer = await currentSigner(transaction, keys);
  const rows: Row[] = [];
  const leaves: string[] = [];
  let prev = head.headHash;
  for (const { key, kind, journeyId, facts } of drafts) {
    const record = { index: head.nextIndex + rows.length, key, kind, journeyId, at: Date.now(), facts, prev };
    const text = canonicalJson(ledgerContent(tenant, record));
    const hash = hashText(text);
    rows.push({ tenant, ...record, hash, signature: signer.sign(text), keyId: signer.keyId });
    leaves.push(leafHash(text));
    prev = hash;
  }
  const nodes = grownBy(head.nextIndex, leaves, nodeAt);
  const written = rows.map(({ facts, ...row }) => ({ ...row, facts: canonicalJson(facts) }));
  // One statement whose text does not depend on how many they are.
  await transaction.execute(
    sql`with kept as (
        insert into ledger_records (tenant, "index", key, kind, journey_id, at, facts, prev, hash, signature, key_id)
        select tenant, "index", key, kind, "journeyId", at, facts, prev, hash, signature, "keyId"
        from jsonb_to_recordset(${JSON.stringify(written)}::jsonb) as record(tenant text, "index" bigint, key text,
          kind text, "journeyId" text, at bigint, facts text, prev text, hash text, signature text, "keyId" text)
      ), grown as (${insertNodes(tenant, nodes)})
      update ledger_heads set next_index = ${head.nextIndex + rows.length}::bigint, head_hash = ${prev}::text
      where tenant = ${tenant}::text`,
  );
  return rows;
}

/** The records that have one of these keys, by key. */
export async function findByKeys(
  transaction: Transaction,
  tenant: TenantId,
  keys: readonly string[],
): Promise<Map<string, LedgerRecord>> {
  const rows = await transaction
    .select()
    .from(ledgerRecords)
    .where(and(eq(ledgerRecords.tenant, tenant), anyOf(ledgerRecords.key, keys)));
  return new Map(rows.map((row) => [row.key, toRecord(row)]));
}

export function toRecord(row: Row): LedgerRecord {
  const { index, kind, journeyId, at, signature, keyId, key, prev } = row;
  return { index, kind, journeyId, at, facts: row.facts as JsonValue, signature, keyId, key, prev };
}
