// The ledger's port: append, seal, read. A head is signed only when the chain under it was computed again and fits.
import { and, asc, eq, gt, sql, type SQL } from 'drizzle-orm';
import { canonicalJson, type JsonValue } from '../contracts/canonical-json.ts';
import type { EvidenceEntry } from '../contracts/evidence-entry.ts';
import { verifyChain } from '../contracts/evidence.ts';
import { failures } from '../contracts/failures.ts';
import { journeyIdOf } from '../contracts/ids.ts';
import type { JourneyId, TenantId } from '../contracts/ids.ts';
import type { Ledger, SealedEvidence, SealedStatement } from '../contracts/ports/store.ts';
import { anyOf } from './any-of.ts';
import type { TenantDatabase, Transaction } from './database.ts';
import { groupCommit } from './group-commit.ts';
import type { Keyring } from './keyring.ts';
import { appendAll, findByKeys, toRecord } from './ledger-append.ts';
import type { Appended, LedgerDraft } from './ledger-append.ts';
import { withTree } from './ledger-tree.ts';
import { ledgerRecords, sealedJourneys } from './schema/ledger.ts';
import { publishedKeys } from './signing-keys.ts';
import { createTreeHeads } from './tree-heads.ts';

interface GrowCall {
  tenant: TenantId;
  draft: LedgerDraft;
  /** Of a seal: canonical JSON of statement and chain. */
  evidence: { journeyId: JourneyId; statement: string; entries: string } | null;
}

// What goes into one transaction: a record takes some 0.1 ms to hash and to sign, and whoever comes meanwhile waits for 25 ms;
// 4 MiB are a hundred long chains.
const groupLimit = { rows: 250, bytes: 4 * 1024 * 1024 };

export function createLedger(deps: { database: TenantDatabase; keyring: Keyring }): Ledger {
  const { database, keyring } = deps;
  const grow = groupCommit({
    run: async (tenant, calls: GrowCall[]) => {
      const keys = await keyring.of(tenant);
      return withTree(database, tenant, async (transaction) => {
        const drafts = calls.map(({ draft }) => draft);
        const results = await appendAll(transaction, keys, drafts);
        await keepEvidence(transaction, tenant, calls, results);
        return results;
      });
    },
    weigh: ({ draft, evidence }) => ({
      rows: 1,
      bytes: canonicalJson(draft.facts).length + (evidence?.entries.length ?? 0),
    }),
    limit: groupLimit,
  });
  return {
    ...createTreeHeads(deps),

    /** @throws InvalidRequest for the kind `seal`, which stands for a chain: that is `seal`. */
    async append({ tenant, ...draft }) {
      if (draft.kind === 'seal') {
        throw failures.invalidRequest('a seal is not appended without its chain', { part: 'store' });
      }
      const { record } = await grow({ tenant, draft, evidence: null });
      return record;
    },

    /** @throws ContractBroken when the chain does not lead to the head, or the journey was sealed with another statement. */
    async seal({ statement, entries }) {
      const { tenant, workflowId } = statement;
      const journeyId = journeyIdOf(workflowId);
      assertChainFits(statement, entries);
      const facts = statement as unknown as JsonValue;
      const { record } = await grow({
        ...{ tenant, draft: { key: sealKey(workflowId), kind: 'seal', journeyId, facts } },
        evidence: { journeyId, statement: canonicalJson(statement), entries: canonicalJson(entries) },
      });
      if (canonicalJson(record.facts) !== canonicalJson(statement)) {
        throw failures.contractBroken('the journey is sealed with another head', {
          part: 'store',
          code: 'sealed_otherwise',
          ids: { workflowId },
        });
      }
      return record;
    },

    /** @throws ContractBroken when chain, statement and ledger record do not belong together. */
    async evidenceOf({ tenant, journeyId }) {
      const found = await database.inTenant(tenant, (transaction) =>
        readEvidence(transaction, tenant, [journeyId]),
      );
      return found.get(journeyId) ?? null;
    },

    async list({ tenant, kind, journeyId, limit, afterIndex }) {
      const conditions: SQL[] = [eq(ledgerRecords.tenant, tenant)];
      if (kind !== undefined) conditions.push(eq(ledgerRecords.kind, kind));
      if (journeyId !== undefined) conditions.push(eq(ledgerRecords.journeyId, journeyId));
      if (afterIndex !== null) conditions.push(gt(ledgerRecords.index, afterIndex));
      const rows = await database.inTenant(tenant, (transaction) =>
        transaction
          .select()
          .from(ledgerRecords)
          .where(and(...conditions))
          .orderBy(asc(ledgerRecords.index))
          .limit(limit),
      );
      return rows.map(toRecord);
    },

    async find({ tenant, key }) {
      const found = await database.inTenant(tenant, (transaction) => findByKeys(transaction, tenant, [key]));
      return found.get(key) ?? null;
    },

    async publicKeys({ tenant }) {
      const keys = await keyring.of(tenant);
      return database.inTenant(tenant, (transaction) => publishedKeys(transaction, keys));
    },
  };
}

/**
 * The sealed evidence of these journeys; one that is not sealed is absent.
 * @throws ContractBroken when chain, statement and ledger record do not belong together.
 */
export async function readEvidence(
  transaction: Transaction,
  tenant: TenantId,
  journeyIds: readonly JourneyId[],
): Promise<Map<JourneyId, SealedEvidence>> {
  const rows = await transaction
    .select()
    .from(sealedJourneys)
    .where(and(eq(sealedJourneys.tenant, tenant), anyOf(sealedJourneys.journeyId, journeyIds)));
  if (rows.length === 0) return new Map();
  const keyOf = ({ statement }: (typeof rows)[number]) => sealKey((statement as SealedStatement).workflowId);
  const records = await findByKeys(transaction, tenant, rows.map(keyOf));
  return new Map(
    rows.map((row) => {
      const { journeyId } = row;
      const statement = row.statement as SealedStatement;
      const entries = row.entries as EvidenceEntry[];
      const record = records.get(keyOf(row));
      if (record?.journeyId !== journeyId || canonicalJson(record.facts) !== canonicalJson(statement)) {
        throw failures.contractBroken('a sealed journey is not what the ledger says', {
          part: 'store',
          ids: { journeyId },
        });
      }
      assertChainFits(statement, entries);
      return [journeyId, { statement, entries, record }];
    }),
  );
}

/** The chains of the seals that are new, in one statement whose text does not depend on how many they are. */
async function keepEvidence(
  transaction: Transaction,
  tenant: TenantId,
  calls: readonly GrowCall[],
  results: readonly Appended[],
): Promise<void> {
  const kept = calls.flatMap(({ evidence }, at) => {
    const result = results[at];
    return evidence && result?.created ? [{ ...evidence, ledgerIndex: result.record.index }] : [];
  });
  if (kept.length === 0) return;
  await transaction.execute(
    sql`insert into "sealed_journeys" (tenant, journey_id, statement, entries, ledger_index)
      select ${tenant}::text, "journeyId", statement, entries, "ledgerIndex"
      from jsonb_to_recordset(${JSON.stringify(kept)}::jsonb)
        as kept("journeyId" text, statement text, entries text, "ledgerIndex" bigint)`,
  );
}

function sealKey(workflowId: string): string {
  return `seal/${workflowId}`;
}

function assertChainFits(statement: SealedStatement, entries: readonly EvidenceEntry[]): void {
  const chain = verifyChain(statement.workflowId, entries);
  if (chain.ok && chain.head === statement.head && entries.length === statement.entries) return;
  throw failures.contractBroken('the evidence does not lead to the sealed head', {
    part: 'store',
    code: 'chain_broken',
    ids: { workflowId: statement.workflowId },
  });
}
