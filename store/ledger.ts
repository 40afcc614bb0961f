// The ledger's port: append, seal, read. A head is signed only when the chain under it was computed again and fits.
import { and, asc, eq, gt, type SQL } from 'drizzle-orm';
import { canonicalJson, type JsonValue } from '../contracts/canonical-json.ts';
import type { EvidenceEntry } from '../contracts/evidence-entry.ts';
import { verifyChain } from '../contracts/evidence.ts';
import { failures } from '../contracts/failures.ts';
import { journeyIdOf } from '../contracts/ids.ts';
import type { Ledger, SealedStatement } from '../contracts/ports/store.ts';
import type { TenantDatabase } from './database.ts';
import type { Keyring } from './keyring.ts';
import { appendOnce, findByKey, toRecord } from './ledger-append.ts';
import { ledgerRecords, sealedJourneys } from './schema/ledger.ts';
import { publishedKeys } from './signing-keys.ts';

export function createLedger(deps: { database: TenantDatabase; keyring: Keyring }): Ledger {
  const { database, keyring } = deps;
  return {
    /** @throws InvalidRequest for the kind `seal`, which stands for a chain: that is `seal`. */
    async append({ tenant, ...draft }) {
      if (draft.kind === 'seal') {
        throw failures.invalidRequest('a seal is not appended without its chain', { part: 'store' });
      }
      const keys = await keyring.of(tenant);
      const { record } = await database.inTenant(tenant, (transaction) =>
        appendOnce(transaction, keys, draft),
      );
      return record;
    },

    /** @throws ContractBroken when the chain does not lead to the head, or the journey was sealed with another statement. */
    async seal({ statement, entries }) {
      const { tenant, workflowId } = statement;
      const journeyId = journeyIdOf(workflowId);
      assertChainFits(statement, entries);
      const keys = await keyring.of(tenant);
      return database.inTenant(tenant, async (transaction) => {
        const { record, created } = await appendOnce(transaction, keys, {
          key: sealKey(workflowId),
          kind: 'seal',
          journeyId,
          facts: statement as unknown as JsonValue,
        });
        if (created) {
          await transaction
            .insert(sealedJourneys)
            .values({ tenant, journeyId, statement, entries, ledgerIndex: record.index });
        } else if (canonicalJson(record.facts) !== canonicalJson(statement)) {
          throw failures.contractBroken('the journey is sealed with another head', {
            part: 'store',
            code: 'sealed_otherwise',
            ids: { workflowId },
          });
        }
        return record;
      });
    },

    /** @throws ContractBroken when chain, statement and ledger record do not belong together. */
    async evidenceOf({ tenant, journeyId }) {
      return database.inTenant(tenant, async (transaction) => {
        const [row] = await transaction
          .select()
          .from(sealedJourneys)
          .where(and(eq(sealedJourneys.tenant, tenant), eq(sealedJourneys.journeyId, journeyId)));
        if (!row) return null;
        const statement = row.statement as SealedStatement;
        const entries = row.entries as EvidenceEntry[];
        const record = await findByKey(transaction, tenant, sealKey(statement.workflowId));
        if (record?.journeyId !== journeyId || canonicalJson(record.facts) !== canonicalJson(statement)) {
          throw failures.contractBroken('a sealed journey is not what the ledger says', {
            part: 'store',
            ids: { journeyId },
          });
        }
        assertChainFits(statement, entries);
        return { statement, entries, record };
      });
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

    async publicKeys({ tenant }) {
      const keys = await keyring.of(tenant);
      return database.inTenant(tenant, (transaction) => publishedKeys(transaction, keys));
    },
  };
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
