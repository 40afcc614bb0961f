// The store's contract on PGlite, and on PostgreSQL where WAYPROOF_TEST_POSTGRES_URL names a server.
import { describe, expect, it } from 'vitest';
import { testPostgresUrl } from '../test/contracts/scratch-postgres.ts';
import { openStoreOnPglite } from '../test/contracts/store-on-pglite.ts';
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
import { newTenant } from '../test/contracts/store-under-test.ts';
import { createStore } from './create-store.ts';

describe('store on PGlite', () => {
  storeContract(openStoreOnPglite);
  storeInboxContract(openStoreOnPglite);
  storePeopleContract(openStoreOnPglite);
  storeRecordsContract(openStoreOnPglite);
  storeTreeContract(openStoreOnPglite);
  storeRunsContract(openStoreOnPglite);
  storeLimitsContract(openStoreOnPglite);
  storePayloadKeysContract(openStoreOnPglite);
  storeSessionsContract(openStoreOnPglite);
  storeValuesContract(openStoreOnPglite);
  storeSecrecyContract(openStoreOnPglite);

  it('does not open a tenant with another master key, and says which', async () => {
    const under = await openStoreOnPglite();
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
