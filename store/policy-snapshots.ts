// Policy sets by hash. What is given out always fits its hash; what was stored once is never replaced.
import { eq } from 'drizzle-orm';
import { hashText } from '../contracts/canonical-json.ts';
import { failures } from '../contracts/failures.ts';
import type { PolicySnapshotStore } from '../contracts/ports/store.ts';
import type { TenantDatabase } from './database.ts';
import { policySnapshots } from './schema/policy.ts';

export function createPolicySnapshotStore({ database }: { database: TenantDatabase }): PolicySnapshotStore {
  return {
    /** @throws InvalidRequest when the text does not fit the hash. */
    async put({ hash, canonical }) {
      if (hashText(canonical) !== hash) {
        throw failures.invalidRequest('a policy snapshot does not fit its hash', {
          part: 'store',
          ids: { hash },
        });
      }
      await database.withoutTenant((transaction) =>
        transaction
          .insert(policySnapshots)
          .values({ hash, canonical, createdAt: Date.now() })
          .onConflictDoNothing(),
      );
    },

    /** @throws PolicyUnreadable when the stored text was altered. */
    async get({ hash }) {
      const [row] = await database.withoutTenant((transaction) =>
        transaction.select().from(policySnapshots).where(eq(policySnapshots.hash, hash)),
      );
      if (!row) return null;
      if (hashText(row.canonical) !== hash) {
        throw failures.policyUnreadable('a stored policy snapshot was altered', {
          part: 'store',
          ids: { hash },
        });
      }
      return row.canonical;
    },
  };
}
