// Records of one tenant's ledger by many writers at once, beside bare inserts of the same rows: into a table with the same columns
// and indexes, by the same driver and as many connections, each its own transaction, with nothing hashed, signed or locked.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import type { Ledger, LedgerRecord } from '../contracts/ports/store.ts';
import { createStore } from '../store/create-store.ts';
import { masterKeyIdOf } from '../store/master-key.ts';
import { openDatabase, storeMigrations } from '../store/open-database.ts';
import type { DatabaseTarget } from '../store/open-database.ts';
import type { Contender } from './contender.ts';

export interface LedgerPlace {
  contenders: readonly Contender[];
  close(): Promise<void>;
}

const tenant = 'aldermoor-wealth';
/** As the store's own pool (store/open-postgres.ts). */
const connections = 10;

/** @param folder a new one. @param postgresUrl an empty database, as a superuser; undefined: PGlite. */
export async function openLedgerPlace(folder: string, postgresUrl: string | undefined): Promise<LedgerPlace> {
  const target: DatabaseTarget =
    postgresUrl === undefined
      ? { kind: 'pglite', dataDir: join(folder, 'ledger') }
      : { kind: 'postgres', url: postgresUrl };
  const database = await openDatabase({ target, migrations: [storeMigrations] });
  const masterKey = randomBytes(32);
  const { ledger } = createStore({
    database,
    masterKey: { masterKey, masterKeyId: masterKeyIdOf(masterKey) },
  });
  const bare =
    postgresUrl === undefined ? await barePglite(join(folder, 'bare')) : await barePostgres(postgresUrl);
  const like = await appendTo(ledger, 'the first');
  return {
    contenders: [ledgerContender('ledger', ledger), bareContender(bare.query, like)],
    async close() {
      await bare.close();
      await database.close();
    },
  };
}

export function ledgerContender(name: string, ledger: Pick<Ledger, 'append'>): Contender {
  return {
    name,
    prepare: async (count) =>
      keys(count).map((key) => async () => {
        await appendTo(ledger, key);
      }),
  };
}

function appendTo(ledger: Pick<Ledger, 'append'>, key: string): Promise<LedgerRecord> {
  // The size of a refused decision's facts, with the ids of what it was about.
  const facts = {
    ...{
      code: 'stale_proposal',
      workflowId: `journey/churn-rescue/${tenant}/sub_${'0'.repeat(32)}/${'1'.repeat(16)}`,
    },
    ...{ actor: `prn_${'2'.repeat(32)}`, role: 'retention-lead', proposal: '3'.repeat(64), tier: 'standard' },
  };
  return ledger.append({ tenant, key, kind: 'decision.refused', journeyId: `jrn_${'4'.repeat(24)}`, facts });
}

type Query = (text: string, values: unknown[]) => Promise<unknown>;

/** @param like a record of the ledger, whose size the rows have. */
function bareContender(query: Query, like: LedgerRecord): Contender {
  const { kind, journeyId, at, facts, signature, keyId } = like;
  const hash = '5'.repeat(64);
  let index = 0;
  return {
    name: 'bare',
    prepare: async (count) =>
      keys(count).map((key) => async () => {
        index += 1;
        const row = [
          tenant,
          index,
          key,
          kind,
          journeyId,
          at,
          JSON.stringify(facts),
          hash,
          hash,
          signature,
          keyId,
        ];
        await query('insert into bare_records values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)', row);
      }),
  };
}

function keys(count: number): string[] {
  return Array.from({ length: count }, () => `bench/${randomBytes(16).toString('hex')}`);
}

// The ledger's own table without its rows (store/schema/ledger.ts).
const table = [
  `create table bare_records (tenant text not null, index bigint not null, key text not null, kind text not null,
    journey_id text, at bigint not null, facts text not null, prev text not null, hash text not null,
    signature text not null, key_id text not null, primary key (tenant, index))`,
  'create unique index on bare_records (tenant, key)',
  'create index on bare_records (tenant, journey_id, index)',
  'create index on bare_records (tenant, kind, index)',
];

async function barePglite(dataDir: string): Promise<{ query: Query; close: () => Promise<void> }> {
  const client = await PGlite.create({ dataDir });
  for (const statement of table) await client.exec(statement);
  return { query: (text, values) => client.query(text, values), close: () => client.close() };
}

async function barePostgres(url: string): Promise<{ query: Query; close: () => Promise<void> }> {
  const pool = new pg.Pool({ connectionString: url, max: connections });
  for (const statement of table) await pool.query(statement);
  return { query: (text, values) => pool.query(text, values), close: () => pool.end() };
}
