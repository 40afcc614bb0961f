// The console's reading on PGlite, and on PostgreSQL where WAYPROOF_TEST_POSTGRES_URL names a server.
import { describe } from 'vitest';
import { testPostgresUrl } from '../test/contracts/scratch-postgres.ts';
import { storeConsoleContract } from '../test/contracts/store-console.contract.ts';
import { openStoreOnPglite } from '../test/contracts/store-on-pglite.ts';
import { openStoreOnPostgres } from '../test/contracts/store-on-postgres.ts';

describe('on PGlite', () => storeConsoleContract(openStoreOnPglite));
describe.runIf(testPostgresUrl)('on PostgreSQL [needs postgres]', () =>
  storeConsoleContract(openStoreOnPostgres),
);
