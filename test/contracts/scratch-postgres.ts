// A database of its own on the PostgreSQL server that WAYPROOF_TEST_POSTGRES_URL names (a superuser's address), and a login
// without rights for the work. Dropped afterwards.
import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** Undefined: tests that need PostgreSQL are not run; their names hold `[needs postgres]`. */
export const testPostgresUrl = process.env.WAYPROOF_TEST_POSTGRES_URL;

export interface ScratchPostgres {
  /** Login of the work: no superuser, owns nothing. */
  url: string;
  /** Login that owns and migrates. */
  ownerUrl: string;
  drop(): Promise<void>;
}

export async function createScratchPostgres(serverUrl: string): Promise<ScratchPostgres> {
  const name = `wayproof_test_${randomBytes(6).toString('hex')}`;
  const run = async (...statements: string[]): Promise<void> => {
    const client = new pg.Client({ connectionString: serverUrl });
    await client.connect();
    try {
      for (const statement of statements) await client.query(statement);
    } finally {
      await client.end();
    }
  };
  await run(`create database ${name}`, `create role ${name} login password '${name}'`);
  const address = (user?: string): string => {
    const url = new URL(serverUrl);
    url.pathname = `/${name}`;
    if (user !== undefined) {
      url.username = user;
      url.password = user;
    }
    return url.href;
  };
  return {
    url: address(name),
    ownerUrl: address(),
    drop: () => run(`drop database ${name} with (force)`, `drop role ${name}`),
  };
}
