// Completeness on PGlite, and on PostgreSQL where WAYPROOF_TEST_POSTGRES_URL names a server.
import { describe } from 'vitest';
import { testPostgresUrl } from '../test/contracts/scratch-postgres.ts';
import { storeCompletenessContract } from '../test/contracts/store-completeness.contract.ts';
import { openStoreOnPglite } from '../test/contracts/store-on-pglite.ts';
import { openStoreOnPostgres } from '../test/contracts/store-on-postgres.ts';

describe('completeness on PGlite', () => {
  storeCompletenessContract(openStoreOnPglite);
});

describe.runIf(testPostgresUrl)('completeness on PostgreSQL [needs postgres]', () => {
  storeCompletenessContract(openStoreOnPostgres);
});
