// Texts in the store, readable with their subject's key and no longer than it lives.
import { and, eq } from 'drizzle-orm';
import { failures } from '../contracts/failures.ts';
import type { DocumentStore } from '../contracts/ports/store.ts';
import type { TenantDatabase } from './database.ts';
import { openDocument, sealDocument } from './document-sealing.ts';
import { findSubjectKeys, type Keyring } from './keyring.ts';
import { documents } from './schema/documents.ts';

export function createDocumentStore(deps: { database: TenantDatabase; keyring: Keyring }): DocumentStore {
  const { database, keyring } = deps;
  return {
    async put({ tenant, subject, kind, body }) {
      const keys = await keyring.of(tenant);
      return database.inTenant(tenant, async (transaction) => {
        const subjectKeys = (await findSubjectKeys(transaction, keys, [subject])).get(subject);
        // Never a new key here: a late write must not bring an erased subject back.
        if (!subjectKeys) {
          throw failures.recordMissing('the subject is unknown or erased', {
            part: 'store',
            ids: { subject },
          });
        }
        const row = sealDocument(subjectKeys, { tenant, subject, kind, body });
        await transaction.insert(documents).values(row);
        return { ref: row.ref, commitment: row.commitment };
      });
    },

    async get({ tenant, ref }) {
      const keys = await keyring.of(tenant);
      return database.inTenant(tenant, async (transaction) => {
        const [row] = await transaction
          .select()
          .from(documents)
          .where(and(eq(documents.tenant, tenant), eq(documents.ref, ref)));
        if (!row) return null;
        const subjectKeys = (await findSubjectKeys(transaction, keys, [row.subject])).get(row.subject);
        return subjectKeys ? openDocument(subjectKeys, row) : null;
      });
    },
  };
}
