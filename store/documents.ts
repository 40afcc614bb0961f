// Texts in the store, readable with their subject's key and no longer than it lives.
import { and, eq } from 'drizzle-orm';
import { failures } from '../contracts/failures.ts';
import type { DocumentStore } from '../contracts/ports/store.ts';
import type { TenantDatabase } from './database.ts';
import { openSalted, sealDocument } from './document-sealing.ts';
import { holdSubjectKeys, openSubjectKey, type Keyring } from './keyring.ts';
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
      return database.inTenant(tenant, async (transaction) => {
        // With its subject's key in one statement; without a key it is as gone as without its row.
        const [found] = await transaction
          .select({ row: documents, sealedKey: subjectKeys.sealedKey })
          .from(documents)
          .innerJoin(
            subjectKeys,
            and(eq(subjectKeys.tenant, documents.tenant), eq(subjectKeys.subject, documents.subject)),
          )
          .where(and(eq(documents.tenant, tenant), eq(documents.ref, ref)));
        if (!found) return null;
        const { row, sealedKey } = found;
        const { salt, ...document } = openSalted(openSubjectKey(keys, row.subject, sealedKey), row);
        return withSalt ? { ...document, salt } : document;
      });
    },
  };
}
