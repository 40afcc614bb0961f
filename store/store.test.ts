// The store's contract on PGlite, and on PostgreSQL where WAYPROOF_TEST_POSTGRES_URL names a server.
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { testPostgresUrl } from '../test/contracts/scratch-postgres.ts';
import { newMasterKey, openStoreOnPostgres } from '../test/contracts/store-on-postgres.ts';
import { storeContract } from '../test/contracts/store.contract.ts';
import { storeInboxContract } from '../test/contracts/store-inbox.contract.ts';
import { storeLimitsContract } from '../test/contracts/store-limits.contract.ts';
import { storePayloadKeysContract } from '../test/contracts/store-payload-keys.contract.ts';
import { storePeopleContract } from '../test/contracts/store-people.contract.ts';
import { storeRecordsContract } from '../test/contracts/store-records.contract.ts';
import { storeRunsContract } from '../test/contracts/store-runs.contract.ts';
import { storeSessionsContract } from '../test/contracts/store-sessions.contract.ts';
import { storeTreeContract } from '../test/contracts/store-tree.contract.ts';
import { storeSecrecyContract } from '../test/contracts/store-secrecy.contract.ts';
import { storeValuesContract } from '../test/contracts/store-values.contract.ts';
import { newTenant, type StoreUnderTest } from '../test/contracts/store-under-test.ts';
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
    // The session's user is the superuser that opened it.
    asOwner: (query) =>
      database.withoutTenant(async (transaction) => {
        await transaction.execute(sql`reset role`);
        return queryRows(transaction, query);
      }),
    close: () => database.close(),
  };
}

describe('store on PGlite', () => {
  storeContract(onPglite);
  storeInboxContract(onPglite);
  storePeopleContract(onPglite);
  storeRecordsContract(onPglite);
  storeTreeContract(onPglite);
  storeRunsContract(onPglite);
  storeLimitsContract(onPglite);
  storePayloadKeysContract(onPglite);
  storeSessionsContract(onPglite);
  storeValuesContract(onPglite);
  storeSecrecyContract(onPglite);

  it('does not open a tenant with another master key, and says which', async () => {
    const under = await onPglite();
    const { database, store } = under;
    const tenant = newTenant();
    await store.tokens.token({ tenant, space: 'event', value: 'x' });
    const other = createStore({ database, masterKey: newMasterKey() });
    await expect(other.tokens.token({ tenant, space: 'event', value: 'x' })).rejects.toMatchObject({
      type: 'ContractBroken',
      details: [{ code: 'master_key_mismatch' }],
    });
    await under.close();
  });
});

describe.runIf(testPostgresUrl)('store on PostgreSQL [needs postgres]', () => {
  storeContract(openStoreOnPostgres);
  storeInboxContract(openStoreOnPostgres);
  storePeopleContract(openStoreOnPostgres);
  storeRecordsContract(openStoreOnPostgres);
  storeTreeContract(openStoreOnPostgres);
  storeRunsContract(openStoreOnPostgres);
  storeLimitsContract(openStoreOnPostgres);
  storePayloadKeysContract(openStoreOnPostgres);
  storeSessionsContract(openStoreOnPostgres);
  storeValuesContract(openStoreOnPostgres);
  storeSecrecyContract(openStoreOnPostgres);
});
