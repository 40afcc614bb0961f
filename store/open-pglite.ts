// PostgreSQL inside this process, in a folder or in memory. One process at a time, one transaction at a time (PGlite's
// own mutex). It runs without fsync: it survives a killed process, not a power cut.
import { PGlite } from '@electric-sql/pglite';
import { vector as pgvector } from '@electric-sql/pglite-pgvector';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import type { Transaction } from './database.ts';
import { lockFolder } from './folder-lock.ts';
import { migrateAll } from './migrate.ts';
import type { MigrationFolder, OpenConnection } from './open-database.ts';
import { StoreStartError } from './start-error.ts';

export async function openPglite(input: {
  dataDir: string;
  migrations: readonly MigrationFolder[];
  vector: boolean;
}): Promise<OpenConnection> {
  const inMemory = input.dataDir === 'memory';
  const unlock = inMemory ? () => undefined : lockFolder(input.dataDir);
  try {
    const client = await start(inMemory ? undefined : input.dataDir, input.vector);
    const database = drizzle(client);
    await migrateAll(database as unknown as Transaction, {
      migrations: input.migrations,
      vector: input.vector,
      migrateOne: (options) => migrate(database, options),
    });
    return {
      transaction: (work) =>
        database.transaction((transaction) => work(transaction as unknown as Transaction)),
      async close() {
        await client.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

async function start(dataDir: string | undefined, vector: boolean): Promise<PGlite> {
  try {
    return await PGlite.create({
      ...(dataDir === undefined ? {} : { dataDir }),
      extensions: vector ? { vector: pgvector } : {},
    });
  } catch (error) {
    if (dataDir === undefined) throw error;
    throw new StoreStartError(
      'folder_damaged',
      `The embedded database in ${dataDir} cannot be read (${reason(error)}); restore a copy of that folder, or move it ` +
        `away to start with an empty one.`,
    );
  }
}

function reason(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? 'unknown';
}
