// A store on a PGlite of its own, in memory.
import { sql } from 'drizzle-orm';
import { createStore } from '../../store/create-store.ts';
import { queryRows } from '../../store/database.ts';
import { openDatabase, storeMigrations } from '../../store/open-database.ts';
import { newMasterKey } from './store-on-postgres.ts';
import type { StoreUnderTest } from './store-under-test.ts';

export async function openStoreOnPglite(): Promise<StoreUnderTest> {
  const database = await openDatabase({
    target: { kind: 'pglite', dataDir: 'memory' },
    migrations: [storeMigrations],
  });
  const masterKey = newMasterKey();
  return {
    store: createStore({ database, masterKey }),
    ...{ database, masterKey },
    // The session's user is the superuser that opened it.
    asOwner: (query) =>
      database.withoutTenant(async (transaction) => {
        await transaction.execute(sql`reset role`);
        return queryRows(transaction, query);
      }),
    close: () => database.close(),
  };
}
