// One CRM write: all operations or none, in one transaction, once for each key. The row it leaves is permanent and keeps
// the exact diff and the way back.
import { hashJson } from '../../../contracts/canonical-json.ts';
import type { EpochMilliseconds } from '../../../contracts/ids.ts';
import type { CrmConnector, CrmWrite, CrmWriteResult } from '../../../contracts/ports/crm.ts';
import type { TenantDatabase, Transaction } from '../../../store/database.ts';
import { CrmRefusal } from './crm-refusal.ts';
import { bumpVersion, lockCustomer } from './customer-row.ts';
import { isErased, lockWriteKey, type WriteRow } from './lock-write-key.ts';
import { writes } from './schema.ts';
import { runOperation } from './verbs/run-operation.ts';
import { newEntry, type WriteScope } from './write-scope.ts';

export async function writeToCrm(
  database: TenantDatabase,
  input: CrmWrite,
  now: EpochMilliseconds,
): Promise<CrmWriteResult> {
  try {
    return await database.inTenant(input.tenant, (transaction) => writeOnce(transaction, input, now));
  } catch (error) {
    if (error instanceof CrmRefusal) return { verdict: 'refused', code: error.code };
    throw error;
  }
}

async function writeOnce(
  transaction: Transaction,
  input: CrmWrite,
  now: EpochMilliseconds,
): Promise<CrmWriteResult> {
  const { tenant, customerId, idempotencyKey, operations, journeyId } = input;
  // The expected version is no part of the body: a repeat after the first write would always differ in it.
  const bodyHash = hashJson({ customerId, operations });
  const earlier = await lockWriteKey(transaction, tenant, idempotencyKey);
  if (earlier) {
    if (isErased(earlier)) return { verdict: 'missing' };
    return earlier.bodyHash === bodyHash
      ? replayedResult(earlier)
      : { verdict: 'key_conflict', writeId: earlier.id };
  }

  const change = await changeRecord(transaction, input, now);
  if ('verdict' in change) return change;
  const { customer } = change;
  const after = await bumpVersion(transaction, customer);

  const row = {
    ...newEntry(change, 'write', 'written'),
    idempotencyKey,
    bodyHash,
    journeyId,
    versionBefore: customer.version,
    versionAfter: after,
    diff: change.diff,
    undo: change.undo,
  };
  await transaction.insert(writes).values(row);
  return { ...resultOf(row), replayed: false };
}

/**
 * Runs the operations on the locked record, which is at the expected version.
 * @throws CrmRefusal when a rule of the CRM forbids one; the caller rolls everything back.
 */
async function changeRecord(
  transaction: Transaction,
  input: Omit<CrmWrite, 'idempotencyKey'>,
  now: EpochMilliseconds,
): Promise<WriteScope | { verdict: 'missing' } | { verdict: 'version_conflict'; currentVersion: number }> {
  const { tenant, customerId, operations, journeyId } = input;
  const customer = await lockCustomer(transaction, tenant, customerId);
  if (!customer) return { verdict: 'missing' };
  if (customer.version !== input.expectedVersion) {
    return { verdict: 'version_conflict', currentVersion: customer.version };
  }
  if (operations.length === 0) throw new CrmRefusal('no_operations');
  const scope: WriteScope = { transaction, tenant, journeyId, customer, now, diff: [], undo: [] };
  for (const operation of operations) await runOperation(scope, operation);
  return scope;
}

type Preview = Awaited<ReturnType<NonNullable<CrmConnector['preview']>>>;

/** Undoes a transaction that came to its end; it never leaves this file. */
class DryRun extends Error {
  override readonly name = 'DryRun';
  readonly preview: Preview;

  constructor(preview: Preview) {
    super('a dry run leaves nothing behind');
    this.preview = preview;
  }
}

/** What writeToCrm would do, by doing it in a transaction that is rolled back whatever comes of it. */
export async function previewWrite(
  database: TenantDatabase,
  input: Omit<CrmWrite, 'idempotencyKey' | 'journeyId'>,
  now: EpochMilliseconds,
): Promise<Preview> {
  try {
    return await database.inTenant(input.tenant, async (transaction) => {
      const change = await changeRecord(transaction, { ...input, journeyId: 'preview' }, now);
      throw new DryRun('verdict' in change ? change : { verdict: 'would_write', diff: change.diff });
    });
  } catch (error) {
    if (error instanceof DryRun) return error.preview;
    if (error instanceof CrmRefusal) return { verdict: 'refused', code: error.code };
    throw error;
  }
}

/** What a repeat of the same write is told; also after an undo, since the key stays used. */
export function replayedResult(row: WriteRow): CrmWriteResult {
  return { ...resultOf(row), replayed: true };
}

function resultOf(row: Pick<WriteRow, 'id' | 'versionBefore' | 'versionAfter' | 'diff'>) {
  const version = { before: row.versionBefore, after: row.versionAfter };
  return { verdict: 'written' as const, writeId: row.id, version, diff: row.diff };
}
