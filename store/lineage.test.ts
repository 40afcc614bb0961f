// The index of lineage and the records of one subject, on PGlite, and on PostgreSQL where WAYPROOF_TEST_POSTGRES_URL names a server.
import { describe } from 'vitest';
import { testPostgresUrl } from '../test/contracts/scratch-postgres.ts';
import { openStoreOnPglite } from '../test/contracts/store-on-pglite.ts';
import { openStoreOnPostgres } from '../test/contracts/store-on-postgres.ts';
import { storeLineageContract } from '../test/contracts/store-lineage.contract.ts';

describe('on PGlite', () => storeLineageContract(openStoreOnPglite));
describe.runIf(testPostgresUrl)('on PostgreSQL [needs postgres]', () =>
  storeLineageContract(openStoreOnPostgres),
);
