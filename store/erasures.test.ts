// The contract of erasures on PGlite, and on PostgreSQL where WAYPROOF_TEST_POSTGRES_URL names a server.
import { describe } from 'vitest';
import { testPostgresUrl } from '../test/contracts/scratch-postgres.ts';
import { storeErasuresContract } from '../test/contracts/store-erasures.contract.ts';
import { openStoreOnPglite } from '../test/contracts/store-on-pglite.ts';
import { openStoreOnPostgres } from '../test/contracts/store-on-postgres.ts';

describe('erasures on PGlite', () => storeErasuresContract(openStoreOnPglite));
describe.runIf(testPostgresUrl)('erasures on PostgreSQL [needs postgres]', () =>
  storeErasuresContract(openStoreOnPostgres),
);
