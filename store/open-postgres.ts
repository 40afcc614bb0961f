// A PostgreSQL server, through a pool. The owner's connection lives only while it migrates.
import { sql } from 'drizzle-orm';
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import type { Transaction } from './database.ts';
import { DatabaseError, withoutContent } from './database-error.ts';
import { migrateAll } from './migrate.ts';
import type { MigrationFolder, OpenConnection } from './open-database.ts';
import { StoreStartError } from './start-error.ts';

// Any number; it only has to be the same in every process that migrates one database.
const migrationLock = 7_203_114;

interface OpenPostgresInput {
  url: string;
  ownerUrl: string;
  migrations: readonly MigrationFolder[];
  vector: boolean;
}

export async function openPostgres(input: OpenPostgresInput): Promise<OpenConnection> {
  await migrateAsOwner(input);
  const pool = new pg.Pool({
    connectionString: input.url,
    max: 10,
    // A server that does not answer within 5 s is reported and the activity retried, rather than piling up waiters.
    connectionTimeoutMillis: 5_000,
    // Units of work are a handful of statements; one that takes 30 s is stuck on a lock, and is better undone.
    statement_timeout: 30_000,
  });
  // Without listeners a lost connection would end the process. The pool has dropped an idle one already, and a unit of
  // work on a busy one hears of it from its own statement.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const database = drizzle(pool);
  return {
    transaction: (work) => database.transaction((transaction) => work(transaction as unknown as Transaction)),
    close: () => pool.end(),
  };
}

async function migrateAsOwner(input: OpenPostgresInput): Promise<void> {
  const client = new pg.Client({ connectionString: input.ownerUrl, connectionTimeoutMillis: 5_000 });
  const place = placeOf(input.ownerUrl);
  try {
    await client.connect();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'no code';
    throw new StoreStartError(
      'database_unreachable',
      `PostgreSQL at ${place} does not let us in (${code}); check that it runs and that the address, user and ` +
        `password are right.`,
    );
  }
  try {
    await migrateUnderLock(drizzle(client), input);
  } catch (error) {
    const refused = withoutContent(error);
    if (!(refused instanceof DatabaseError)) throw refused;
    throw new StoreStartError(
      'database_not_migrated',
      `PostgreSQL at ${place} could not be brought up to date (${refused.message}); the owner's login must be allowed ` +
        `to create roles, schemas and tables${input.vector ? ', and the server must have the extension pgvector' : ''}.`,
    );
  } finally {
    await client.end();
  }
}

async function migrateUnderLock(owner: NodePgDatabase, input: OpenPostgresInput): Promise<void> {
  // Several processes may start at once; the lock goes with the connection.
  await owner.execute(sql`select pg_advisory_lock(${migrationLock})`);
  await migrateAll(owner, {
    migrations: input.migrations,
    vector: input.vector,
    migrateOne: (options) => migrate(owner, options),
  });
  const login = input.url === input.ownerUrl ? '' : decodeURIComponent(new URL(input.url).username);
  await owner.execute(sql`grant wayproof_app to ${login ? sql.identifier(login) : sql`current_user`}`);
}

/** Host, port and database of an address: never the password in it. */
function placeOf(address: string): string {
  const { hostname, port, pathname } = new URL(address);
  return `${hostname}:${port || '5432'}${pathname}`;
}
