// Tenant and customer ↔ random subject token. The customer's id is kept sealed and is found by a keyed hash.
import { and, eq } from 'drizzle-orm';
import { randomBytes } from 'node:crypto';
import { failures } from '../contracts/failures.ts';
import type { SubjectToken, TenantId } from '../contracts/ids.ts';
import type { SubjectVault } from '../contracts/ports/store.ts';
import { anyOf } from './any-of.ts';
import type { TenantDatabase, Transaction } from './database.ts';
import { newSubjectKey, openSubjectKey, type Keyring, type SubjectKeys, type TenantKeys } from './keyring.ts';
import { subjectKeys } from './schema/keys.ts';
import { subjects } from './schema/people.ts';
import { keyedHash, open, seal } from './sealing.ts';

export function createSubjectVault(deps: { database: TenantDatabase; keyring: Keyring }): SubjectVault {
  const { database, keyring } = deps;
  return {
    async subjectOf({ tenant, customerId }) {
      const keys = await keyring.of(tenant);
      const found = await database.inTenant(tenant, (transaction) =>
        resolveSubjects(transaction, keys, [customerId]),
      );
      return subjectIn(found, customerId);
    },

    async find({ tenant, customerId }) {
      const keys = await keyring.of(tenant);
      const found = await database.inTenant(tenant, (transaction) =>
        findSubjects(transaction, keys, [keyedHash(keys.lookup, customerId)]),
      );
      return found[0]?.subject ?? null;
    },

    async customerOf({ tenant, subject }) {
      const keys = await keyring.of(tenant);
      return database.inTenant(tenant, async (transaction) => {
        const [row] = await transaction
          .select({ sealedCustomer: subjects.sealedCustomer, sealedKey: subjectKeys.sealedKey })
          .from(subjects)
          .innerJoin(
            subjectKeys,
            and(eq(subjectKeys.tenant, subjects.tenant), eq(subjectKeys.subject, subjects.subject)),
          )
          .where(and(eq(subjects.tenant, tenant), eq(subjects.subject, subject)));
        if (!row) return null;
        const own = openSubjectKey(keys, subject, row.sealedKey);
        return Buffer.from(openCustomer(own, { tenant, subject, ...row })).toString('utf8');
      });
    },
  };
}

/**
 * Gets or creates the tokens of many customers, inside the caller's transaction. Rows are made in the order of their lookup, so
 * that two batches wait for each other instead of blocking each other.
 */
export async function resolveSubjects(
  transaction: Transaction,
  keys: TenantKeys,
  customerIds: readonly string[],
): Promise<Map<string, SubjectToken>> {
  const byLookup = new Map(customerIds.map((id) => [keyedHash(keys.lookup, id), id]));
  const found = new Map<string, SubjectToken>();
  const find = async (lookups: string[]) => {
    if (lookups.length === 0) return;
    // Held, so that an erasure that began meanwhile waits: a token that is given out is the customer's until the caller has ended.
    const rows = await findSubjects(transaction, keys, lookups).for('key share');
    for (const { lookup, subject } of rows) found.set(byLookup.get(lookup) ?? '', subject);
  };

  await find([...byLookup.keys()]);
  const missing = [...byLookup].filter(([, id]) => !found.has(id)).sort(([a], [b]) => (a < b ? -1 : 1));
  if (missing.length > 0) {
    await create(transaction, keys, missing);
    // A concurrent first call may have won; its token is the customer's.
    await find(missing.map(([lookup]) => lookup));
  }
  return found;
}

function findSubjects(transaction: Transaction, keys: TenantKeys, lookups: string[]) {
  return transaction
    .select({ lookup: subjects.lookup, subject: subjects.subject })
    .from(subjects)
    .where(and(eq(subjects.tenant, keys.tenant), anyOf(subjects.lookup, lookups)));
}

async function create(
  transaction: Transaction,
  keys: TenantKeys,
  customers: readonly (readonly [lookup: string, customerId: string])[],
): Promise<void> {
  const drafts = customers.map(([lookup, customerId]) => {
    const subject = `sub_${randomBytes(16).toString('hex')}`;
    const key = newSubjectKey(keys, subject);
    const name = sealedAs({ tenant: keys.tenant, subject });
    const sealedCustomer = seal(key.keys.vault, name, Buffer.from(customerId, 'utf8'));
    return {
      key: key.row,
      row: { tenant: keys.tenant, subject, lookup, sealedCustomer, createdAt: Date.now() },
    };
  });
  const created = await transaction
    .insert(subjects)
    .values(drafts.map(({ row }) => row))
    .onConflictDoNothing({ target: [subjects.tenant, subjects.lookup] })
    .returning({ subject: subjects.subject });
  const ours = new Set(created.map(({ subject }) => subject));
  const keyRows = drafts.map(({ key }) => key).filter(({ subject }) => ours.has(subject));
  if (keyRows.length > 0) await transaction.insert(subjectKeys).values(keyRows);
}

/** @returns the customer's id, in UTF-8. @throws ContractBroken when the row was altered. */
export function openCustomer(
  own: SubjectKeys,
  row: Pick<typeof subjects.$inferSelect, 'tenant' | 'subject' | 'sealedCustomer'>,
): Uint8Array {
  const customerId = open(own.vault, sealedAs(row), row.sealedCustomer);
  if (customerId) return customerId;
  throw failures.contractBroken('a row of the vault was altered', {
    part: 'store',
    ids: { subject: row.subject },
  });
}

function sealedAs({ tenant, subject }: { tenant: TenantId; subject: SubjectToken }) {
  return ['customer', tenant, subject] as const;
}

/** @throws DependencyUnavailable when the row was erased between two statements; a retry makes another. */
export function subjectIn(found: Map<string, SubjectToken>, customerId: string): SubjectToken {
  const subject = found.get(customerId);
  if (subject) return subject;
  throw failures.dependencyUnavailable('a subject was erased meanwhile', {
    part: 'store',
    code: 'subject_erased',
  });
}
