// The index of lineage. It follows the ledger: whoever asks brings it up to date first, so that no seal waits for it and what was sealed
// before there was one needs no migration. Nothing rests on it that the sealed evidence does not say.
import { and, asc, desc, eq, gt, sql } from 'drizzle-orm';
import type { EvidenceEntry } from '../contracts/evidence-entry.ts';
import { failures } from '../contracts/failures.ts';
import { parseJourneyWorkflowId } from '../contracts/ids.ts';
import { lineageName, lineageNames as namesIn } from '../contracts/lineage.ts';
import type { FieldChange } from '../contracts/ports/crm.ts';
import type { FoundJourneys, LineageIndex } from '../contracts/ports/lineage.ts';
import type { SealedStatement } from '../contracts/ports/store.ts';
import { anyOf } from './any-of.ts';
import type { TenantDatabase, Transaction } from './database.ts';
import { openUnlessAltered } from './document-sealing.ts';
import { readDocuments } from './documents.ts';
import { createKeyring, holdSubjectKeys, type TenantKeys } from './keyring.ts';
import { readEvidence } from './ledger.ts';
import type { MasterKey } from './master-key.ts';
import { documents } from './schema/documents.ts';
import { sealedJourneys } from './schema/ledger.ts';
import { lineageFields, lineageNames } from './schema/lineage.ts';
import { keyedHash } from './sealing.ts';

/** Name that every journey of the index has. */
const sealedName = 'sealed';
// A transaction of so many takes some 100 ms, and on PGlite everybody else waits for it.
const piece = 50;
const patienceMs = 30_000;

type SealedRow = typeof sealedJourneys.$inferSelect;

export function createLineageIndex(deps: {
  database: TenantDatabase;
  masterKey: MasterKey;
  /** Milliseconds that somebody who asks waits for the index. */
  patienceMs?: number;
}): LineageIndex {
  const { database } = deps;
  const keyring = createKeyring(deps);
  const patience = deps.patienceMs ?? patienceMs;

  async function catchUp(keys: TenantKeys): Promise<void> {
    const { tenant } = keys;
    const until = Date.now() + patience;
    for (;;) {
      const added = await database.inTenant(tenant, (transaction) => addPiece(transaction, keys));
      if (added < piece) return;
      if (Date.now() >= until)
        throw failures.dependencyUnavailable('the index of lineage is not up to date yet', {
          part: 'store',
          code: 'lineage_behind',
        });
    }
  }

  return {
    async journeysNaming({ tenant, kind, id, limit }) {
      await catchUp(await keyring.of(tenant));
      const name = lineageName(kind, id);
      const rows = await database.inTenant(tenant, (transaction) =>
        transaction
          .select({ journeyId: lineageNames.journeyId })
          .from(lineageNames)
          .where(and(eq(lineageNames.tenant, tenant), eq(lineageNames.name, name)))
          .orderBy(desc(lineageNames.ledgerIndex))
          .limit(limit + 1),
      );
      return found(rows, limit);
    },

    async journeysChanging({ tenant, object, id, field, limit }) {
      const keys = await keyring.of(tenant);
      await catchUp(keys);
      const lookup = lookupOf(keys, object, id, field);
      const rows = await database.inTenant(tenant, (transaction) =>
        transaction
          .select({ journeyId: lineageFields.journeyId })
          .from(lineageFields)
          .where(and(eq(lineageFields.tenant, tenant), eq(lineageFields.lookup, lookup)))
          .orderBy(desc(lineageFields.ledgerIndex))
          .limit(limit + 1),
      );
      return found(rows, limit);
    },

    evidenceOf: ({ tenant, journeyIds }) =>
      database.inTenant(tenant, (transaction) => readEvidence(transaction, tenant, journeyIds)),

    async documents({ tenant, refs }) {
      if (refs.length === 0) return new Map();
      const keys = await keyring.of(tenant);
      const read = await database.inTenant(tenant, (transaction) =>
        readDocuments(transaction, keys, anyOf(documents.ref, refs)),
      );
      return new Map([...read].map(([ref, { salt: _salt, ...document }]) => [ref, document]));
    },
  };
}

function found(rows: readonly { journeyId: string }[], limit: number): FoundJourneys {
  return {
    journeys: rows.slice(0, limit).map(({ journeyId }) => journeyId),
    more: rows.length > limit,
  };
}

function lookupOf(keys: TenantKeys, object: string, id: string, field: string | null): string {
  return keyedHash(keys.tokens, JSON.stringify(['crm-field', object, id, field]));
}

/** Adds the next journeys of the ledger. @returns how many: fewer than a piece when none is left. */
async function addPiece(transaction: Transaction, keys: TenantKeys): Promise<number> {
  const { tenant } = keys;
  const [last] = await transaction
    .select({ ledgerIndex: lineageNames.ledgerIndex })
    .from(lineageNames)
    .where(and(eq(lineageNames.tenant, tenant), eq(lineageNames.name, sealedName)))
    .orderBy(desc(lineageNames.ledgerIndex))
    .limit(1);
  // Seals get their numbers under one lock and are seen in the order of these: none comes later with a smaller one.
  const rows = await transaction
    .select()
    .from(sealedJourneys)
    .where(and(eq(sealedJourneys.tenant, tenant), gt(sealedJourneys.ledgerIndex, last?.ledgerIndex ?? -1)))
    .orderBy(asc(sealedJourneys.ledgerIndex))
    .limit(piece);
  if (rows.length === 0) return 0;
  const names = rows.flatMap(({ journeyId, ledgerIndex, entries }) =>
    [sealedName, ...namesIn(entries as EvidenceEntry[])].map((name) => ({ name, journeyId, ledgerIndex })),
  );
  const fields = await fieldsOf(transaction, keys, rows);
  // Somebody else may be adding the same; in one order, so that the two wait for each other instead of blocking each other.
  await transaction.execute(
    sql`insert into lineage_names (tenant, name, journey_id, ledger_index)
      select ${tenant}::text, name, "journeyId", "ledgerIndex"
      from jsonb_to_recordset(${JSON.stringify(names)}::jsonb) as n(name text, "journeyId" text, "ledgerIndex" bigint)
      order by "ledgerIndex", name collate "C" on conflict do nothing`,
  );
  if (fields.length > 0)
    await transaction.execute(
      sql`insert into lineage_fields (tenant, lookup, subject, journey_id, ledger_index)
        select ${tenant}::text, lookup, subject, "journeyId", "ledgerIndex"
        from jsonb_to_recordset(${JSON.stringify(fields)}::jsonb)
          as f(lookup text, subject text, "journeyId" text, "ledgerIndex" bigint)
        order by "ledgerIndex", lookup collate "C" on conflict do nothing`,
    );
  return rows.length;
}

interface FieldRow {
  lookup: string;
  subject: string;
  journeyId: string;
  ledgerIndex: number;
}

/** Of the journeys that wrote and whose subject is not erased. */
async function fieldsOf(
  transaction: Transaction,
  keys: TenantKeys,
  rows: readonly SealedRow[],
): Promise<FieldRow[]> {
  const { tenant } = keys;
  const writes = rows.flatMap(({ journeyId, ledgerIndex, statement, entries }) => {
    const subject = parseJourneyWorkflowId((statement as SealedStatement).workflowId)?.subject;
    const acted = (entries as EvidenceEntry[]).find(({ type }) => type === 'crm.acted');
    const ref = (acted?.facts['diff'] as { ref?: unknown } | undefined)?.ref;
    return subject !== undefined && typeof ref === 'string' ? [{ journeyId, ledgerIndex, subject, ref }] : [];
  });
  if (writes.length === 0) return [];
  const subjects = [...new Set(writes.map(({ subject }) => subject))];
  // Held until this is written: what is added for a subject who is being erased would find no key to go with.
  const ownKeys = await holdSubjectKeys(transaction, keys, subjects);
  const diffs = await transaction
    .select()
    .from(documents)
    .where(and(eq(documents.tenant, tenant), anyOf(documents.ref, writes.map(({ ref }) => ref)))); // prettier-ignore
  const byRef = new Map(diffs.map((row) => [row.ref, row]));
  return writes.flatMap(({ ref, ...write }) => {
    const row = byRef.get(ref);
    const subjectKey = ownKeys.get(write.subject);
    if (!row || !subjectKey || row.subject !== write.subject) return [];
    const diff = openUnlessAltered(subjectKey, row);
    // Whoever verifies the journey hears that it was altered; the others must not be kept from theirs.
    if (diff === 'altered' || diff.kind !== 'crm-diff' || !Array.isArray(diff.body)) return [];
    const lookups = (diff.body as unknown as FieldChange[]).flatMap(({ object, id, field }) => [
      lookupOf(keys, object, id, null),
      lookupOf(keys, object, id, field),
    ]);
    return [...new Set(lookups)].map((lookup) => ({ ...write, lookup }));
  });
}
