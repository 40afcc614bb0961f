// A PostgreSQL server, through a pool. The owner's connection lives only while it migrates.
import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import type { Transaction } from './database.ts';
import { migrateAll } from './migrate.ts';
import type { MigrationFolder, OpenConnection } from './open-database.ts';
import { StoreStartError } from './start-error.ts';

// Any number; it only has to be the same in every process that migrates one database.
const migrationLock = 7_203_114;

export async function openPostgres(input: {
  url: string;
  ownerUrl: string;
  migrations: readonly MigrationFolder[];
  vector: boolean;
}): Promise<OpenConnection> {
  await migrateAsOwner(input);
  const pool = new pg.Pool({
    connectionString: input.url,
    max: 10,
    // A server that does not answer within 5 s is reported and the activity retried, rather than piling up waiters.
    connectionTimeoutMillis: 5_000,
    // Units of work are a handful of statements; one that takes 30 s is stuck on a lock, and is better undone.
    statement_timeout: 30_000,
  });
  // Without a listener a connection lost while idle would end the process. The pool has dropped it already, and the
  // next unit of work reports the server if it is really gone.
  pool.on('error', () => undefined);
  const database = drizzle(pool);
  return {
    transaction: (work) => database.transaction((transaction) => work(transaction as unknown as Transaction)),
    close: () => pool.end(),
  };
}

async function migrateAsOwner(input: {
  url: string;
  ownerUrl: string;
  migrations: readonly MigrationFolder[];
  vector: boolean;
}): Promise<void> {
  const client = new pg.Client({ connectionString: input.ownerUrl, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
  } catch (error) {
    const { hostname, port, pathname } = new URL(input.ownerUrl);
    const code = (error as NodeJS.ErrnoException).code ?? 'no code';
    throw new StoreStartError(
      'database_unreachable',
      `PostgreSQL at ${hostname}:${port || '5432'}${pathname} does not let us in (${code}); check that it runs and that ` +
        `the address, user and password are right.`,
    );
  }
  try {
    const owner = drizzle(client);
    // Several processes may start at once; the lock goes with the connection.
    await owner.execute(sql`select pg_advisory_lock(${migrationLock})`);
    await migrateAll(owner as unknown as Transaction, {
      migrations: input.migrations,
      vector: input.vector,
      migrateOne: (options) => migrate(owner, options),
    });
    const login = decodeURIComponent(new URL(input.url).username);
    if (login) await owner.execute(sql`grant wayproof_app to ${sql.identifier(login)}`);
  } finally {
    await client.end();
  }
}
