// The store's contract on PGlite, and on PostgreSQL where WAYPROOF_TEST_POSTGRES_URL names a server.
import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { createScratchPostgres, testPostgresUrl } from '../test/contracts/scratch-postgres.ts';
import { storeContract } from '../test/contracts/store.contract.ts';
import { storeSecrecyContract } from '../test/contracts/store-secrecy.contract.ts';
import { newTenant, type StoreUnderTest } from '../test/contracts/store-under-test.ts';
import { createStore } from './create-store.ts';
import { queryRows } from './database.ts';
import { masterKeyIdOf, type MasterKey } from './master-key.ts';
import { openDatabase, storeMigrations } from './open-database.ts';

function newMasterKey(): MasterKey {
  const masterKey = randomBytes(32);
  return { masterKey, masterKeyId: masterKeyIdOf(masterKey) };
}

async function onPglite(): Promise<StoreUnderTest> {
  const database = await openDatabase({
    target: { kind: 'pglite', dataDir: 'memory' },
    migrations: [storeMigrations],
  });
  return {
    store: createStore({ database, masterKey: newMasterKey() }),
    database,
    // The session's user is the superuser that opened it.
    asOwner: (query) =>
      database.withoutTenant(async (transaction) => {
        await transaction.execute(sql`reset role`);
        return queryRows(transaction, query);
      }),
    close: () => database.close(),
  };
}

async function onPostgres(): Promise<StoreUnderTest> {
  const scratch = await createScratchPostgres(testPostgresUrl ?? '');
  const target = { kind: 'postgres' as const, url: scratch.url, ownerUrl: scratch.ownerUrl };
  // Twice at once, as two processes would start.
  const [database, second] = await Promise.all([
    openDatabase({ target, migrations: [storeMigrations] }),
    openDatabase({ target, migrations: [storeMigrations] }),
  ]);
  await second.close();
  const owner = new pg.Client({ connectionString: scratch.ownerUrl });
  await owner.connect();
  return {
    store: createStore({ database, masterKey: newMasterKey() }),
    database,
    asOwner: async (query) => (await drizzle(owner).execute(query)).rows,
    async close() {
      await owner.end();
      await database.close();
      await scratch.drop();
    },
  };
}

describe('store on PGlite', () => {
  storeContract(onPglite);
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
  storeContract(onPostgres);
  storeSecrecyContract(onPostgres);
});
