// The console's reading on PGlite, and on PostgreSQL where WAYPROOF_TEST_POSTGRES_URL names a server.
import { sql } from 'drizzle-orm';
import { describe } from 'vitest';
import { testPostgresUrl } from '../test/contracts/scratch-postgres.ts';
import { storeConsoleContract } from '../test/contracts/store-console.contract.ts';
import { newMasterKey, openStoreOnPostgres } from '../test/contracts/store-on-postgres.ts';
import type { StoreUnderTest } from '../test/contracts/store-under-test.ts';
import { createStore } from './create-store.ts';
import { queryRows } from './database.ts';
import { openDatabase, storeMigrations } from './open-database.ts';

async function onPglite(): Promise<StoreUnderTest> {
  const database = await openDatabase({
    target: { kind: 'pglite', dataDir: 'memory' },
    migrations: [storeMigrations],
  });
  const masterKey = newMasterKey();
  return {
    store: createStore({ database, masterKey }),
    ...{ database, masterKey },
    asOwner: (query) =>
      database.withoutTenant(async (transaction) => {
        await transaction.execute(sql`reset role`);
        return queryRows(transaction, query);
      }),
    close: () => database.close(),
  };
}

describe('on PGlite', () => storeConsoleContract(onPglite));
describe.runIf(testPostgresUrl)('on PostgreSQL [needs postgres]', () =>
  storeConsoleContract(openStoreOnPostgres),
);
