// Texts in the store, readable with their subject's key and no longer than it lives.
import { and, eq, type SQL } from 'drizzle-orm';
import { failures } from '../contracts/failures.ts';
import type { DocumentRef } from '../contracts/ids.ts';
import type { DocumentStore, StoredDocument } from '../contracts/ports/store.ts';
import type { TenantDatabase, Transaction } from './database.ts';
import { openSalted, sealDocument } from './document-sealing.ts';
import { holdSubjectKeys, openSubjectKey, type Keyring, type TenantKeys } from './keyring.ts';
import { documents } from './schema/documents.ts';
import { subjectKeys } from './schema/keys.ts';

export function createDocumentStore(deps: { database: TenantDatabase; keyring: Keyring }): DocumentStore {
  const { database, keyring } = deps;
  return {
    async put({ tenant, subject, kind, body }) {
      const keys = await keyring.of(tenant);
      return database.inTenant(tenant, async (transaction) => {
        const ownKeys = (await holdSubjectKeys(transaction, keys, [subject])).get(subject);
        // Never a new key here: a late write must not bring an erased subject back.
        if (!ownKeys) {
          throw failures.recordMissing('the subject is unknown or erased', {
            part: 'store',
            ids: { subject },
          });
        }
        const row = sealDocument(ownKeys, { tenant, subject, kind, body });
        await transaction.insert(documents).values(row);
        return { ref: row.ref, commitment: row.commitment };
      });
    },

    async get({ tenant, ref, withSalt }) {
      const keys = await keyring.of(tenant);
      const found = await database.inTenant(tenant, (transaction) =>
        readDocuments(transaction, keys, eq(documents.ref, ref)),
      );
      const salted = found.get(ref);
      if (!salted) return null;
      const { salt, ...document } = salted;
      return withSalt ? { ...document, salt } : document;
    },
  };
}

/** Those `among` the tenant's that can be read, each with the key of its commitment. @throws ContractBroken when one does not fit it. */
export async function readDocuments(
  transaction: Transaction,
  keys: TenantKeys,
  among: SQL,
): Promise<Map<DocumentRef, StoredDocument & { salt: string }>> {
  // With their subjects' keys in one statement; without a key one is as gone as without its row.
  const rows = await transaction
    .select({ row: documents, sealedKey: subjectKeys.sealedKey })
    .from(documents)
    .innerJoin(
      subjectKeys,
      and(eq(subjectKeys.tenant, documents.tenant), eq(subjectKeys.subject, documents.subject)),
    )
    .where(and(eq(documents.tenant, keys.tenant), among));
  return new Map(
    rows.map(({ row, sealedKey }) => [
      row.ref,
      openSalted(openSubjectKey(keys, row.subject, sealedKey), row),
    ]),
  );
}
