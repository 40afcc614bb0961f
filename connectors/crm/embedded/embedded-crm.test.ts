// The embedded CRM keeps the CRM contract, and its own promises: seeding again changes nothing, and row-level security
// holds even where a query forgets the tenant. On PGlite, and on PostgreSQL where WAYPROOF_TEST_POSTGRES_URL names one.
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../store/open-database.ts';
import { queryRows, type TenantDatabase } from '../../../store/database.ts';
import { contractJourney } from '../../../test/contracts/crm-contract-bench.ts';
import { contractNow, contractSeed, customerOf } from '../../../test/contracts/crm-contract-data.ts';
import { createScratchPostgres, testPostgresUrl } from '../../../test/contracts/scratch-postgres.ts';
import { describeCrmContract } from '../../../test/contracts/crm.contract.ts';
import { createEmbeddedCrm } from './create-embedded-crm.ts';
import { eraseFromCrm } from './erase.ts';
import { embeddedCrmMigrations } from './migrations.ts';
import { seedEmbeddedCrm } from './seed.ts';
import type { EmbeddedCrmSeed } from './seed-types.ts';

type Opened = { database: TenantDatabase; close: () => Promise<void> };

async function onPglite(): Promise<Opened> {
  const target = { kind: 'pglite' as const, dataDir: 'memory' };
  const database = await openDatabase({ target, migrations: [embeddedCrmMigrations] });
  return { database, close: () => database.close() };
}

async function onPostgres(): Promise<Opened> {
  const scratch = await createScratchPostgres(testPostgresUrl ?? '');
  const target = { kind: 'postgres' as const, url: scratch.url, ownerUrl: scratch.ownerUrl };
  const database = await openDatabase({ target, migrations: [embeddedCrmMigrations] });
  return {
    database,
    async close() {
      await database.close();
      await scratch.drop();
    },
  };
}

describe('embedded CRM on PGlite', () => describeEmbeddedCrm(onPglite));
describe.runIf(testPostgresUrl)('embedded CRM on PostgreSQL [needs postgres]', () =>
  describeEmbeddedCrm(onPostgres),
);

function describeEmbeddedCrm(open: () => Promise<Opened>): void {
  describeCrmContract('embedded', async () => {
    const { database, close } = await open();
    return {
      connector: createEmbeddedCrm({ database, region: 'eu', clock: () => contractNow }),
      fill: (tenant, seed) => seedEmbeddedCrm({ database, tenant, seed }),
      close,
    };
  });
  describeOwnPromises(open);
}

function describeOwnPromises(open: () => Promise<Opened>): void {
  let database: TenantDatabase;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ database, close } = await open());
  });
  afterAll(async () => {
    await close();
  });

  const crm = () => createEmbeddedCrm({ database, region: 'eu', clock: () => contractNow });
  const crmTables = async () => {
    const listed = await database.inTenant('empty', (transaction) =>
      queryRows<{ name: string }>(
        transaction,
        sql`select tablename as name from pg_tables where tablename like 'crm\\_%' order by 1`,
      ),
    );
    return listed.map(({ name }) => name);
  };

  it('keeps what journeys wrote when it is seeded again, and moves free slots only', async () => {
    const tenant = 'seeded-twice';
    await seedEmbeddedCrm({ database, tenant, seed: contractSeed });
    await crm().write({
      tenant,
      customerId: 'anna',
      idempotencyKey: 'k',
      operations: [
        { verb: 'grant_points', points: 5, reason: 'r' },
        { verb: 'schedule_call', slotId: 'slot-1', withRole: 'adviser', subject: 's' },
      ],
      expectedVersion: 1,
      journeyId: contractJourney,
    });
    const before = await crm().view({ tenant, customerId: 'anna' });

    const moved = contractSeed.slots.map((slot) => ({ ...slot, start: slot.start + 1000 }));
    await seedEmbeddedCrm({ database, tenant, seed: { ...contractSeed, slots: moved } });
    expect(await crm().view({ tenant, customerId: 'anna' })).toEqual(before);
    expect(await crm().callSlots({ tenant, from: contractNow, limit: 10 })).toEqual(moved.slice(1, 3));
  });

  it('takes a seed that went through JSON, with 200 customers', async () => {
    const tenant = 'two-hundred';
    const anna = customerOf('anna');
    const customers = Array.from({ length: 200 }, (_, index) => ({ ...anna, customerId: `c-${index}` }));
    const seed = JSON.parse(JSON.stringify({ ...contractSeed, customers })) as EmbeddedCrmSeed;
    await seedEmbeddedCrm({ database, tenant, seed });
    const facts = { version: 1, ...anna.facts };
    expect(await crm().readFacts({ tenant, customerId: 'c-0' })).toEqual(facts);
    expect(await crm().readFacts({ tenant, customerId: 'c-199' })).toEqual(facts);
  });

  it('shows no row of another tenant to a query that names no tenant, in any of its tables', async () => {
    await seedEmbeddedCrm({ database, tenant: 'full', seed: contractSeed });
    await crm().write({
      tenant: 'full',
      customerId: 'anna',
      idempotencyKey: 'k',
      operations: [
        { verb: 'schedule_call', slotId: 'slot-1', withRole: 'adviser', subject: 's' },
        { verb: 'post_inbox_briefing', toRole: 'adviser', title: 't', text: 't' },
        { verb: 'propose_portfolio', productIds: ['fund-3'], riskClass: 3 },
        { verb: 'grant_offer', offerId: 'ship-free', valueMinor: 1, currency: 'EUR' },
        { verb: 'send_message', channel: 'email', text: 't' },
      ],
      expectedVersion: 1,
      journeyId: contractJourney,
    });
    const count = async (tenant: string, table: string) => {
      const [row] = await database.inTenant(tenant, (transaction) =>
        queryRows<{ rows: number }>(
          transaction,
          sql`select count(*)::int as rows from ${sql.identifier(table)}`,
        ),
      );
      return row?.rows;
    };
    const tables = await crmTables();
    expect(tables).toHaveLength(15);
    for (const name of tables) {
      expect(await count('full', name), name).toBeGreaterThan(0);
      expect(await count('empty', name), name).toBe(0);
    }
  });

  it('holds nothing of an erased customer in any row of any table', async () => {
    const tenant = 'forgetful';
    const anna = { ...customerOf('anna'), customerId: 'canary-anna' };
    const identity = { name: 'Canary Beispiel', email: 'canary@example.org', phone: '+49 30 5550199' };
    const seed = { ...contractSeed, customers: [{ ...anna, identity }, customerOf('bert')] };
    await seedEmbeddedCrm({ database, tenant, seed });
    await crm().write({
      tenant,
      customerId: 'canary-anna',
      idempotencyKey: 'k',
      operations: [
        { verb: 'grant_points', points: 5, reason: 'canary' },
        { verb: 'schedule_call', slotId: 'slot-1', withRole: 'adviser', subject: 'canary' },
        { verb: 'send_message', channel: 'email', text: 'canary' },
        { verb: 'add_note', text: 'canary' },
      ],
      expectedVersion: 1,
      journeyId: contractJourney,
    });
    const rows = async () => {
      const found: string[] = [];
      for (const name of await crmTables())
        found.push(
          ...(await database
            .inTenant(tenant, (transaction) =>
              queryRows<{ row: string }>(
                transaction,
                sql`select t::text as row from ${sql.identifier(name)} t`,
              ),
            )
            .then((listed) => listed.map(({ row }) => row))),
        );
      return found.filter((row) => row.toLowerCase().includes('canary'));
    };
    expect((await rows()).length).toBeGreaterThan(6);
    await crm().erase({ tenant, customerId: 'canary-anna' });
    expect(await rows()).toEqual([]);
    const kept = await database.inTenant(tenant, (transaction) =>
      queryRows(
        transaction,
        sql`select customer_id as customer, body_hash as body, diff::text, undo::text from crm_writes`,
      ),
    );
    expect(kept).toEqual([{ customer: '', body: '', diff: '[]', undo: '[]' }]);
  });

  it('takes nothing back of a write that an erasure empties while the undo waits', async () => {
    const tenant = 'overtaken';
    await seedEmbeddedCrm({ database, tenant, seed: contractSeed });
    const operations = [{ verb: 'add_note', text: 'n' }] as const;
    const write = { tenant, customerId: 'anna', idempotencyKey: 'k', journeyId: contractJourney };
    await crm().write({ ...write, operations: [...operations], expectedVersion: 1 });
    let release: () => void = () => undefined;
    const released = new Promise<void>((settle) => (release = settle));
    let begun: () => void = () => undefined;
    const erased = new Promise<void>((settle) => (begun = settle));
    const erasing = database.inTenant(tenant, async (transaction) => {
      await eraseFromCrm(transaction, { tenant, customerId: 'anna' });
      begun();
      await released;
    });
    await Promise.race([erased, erasing]);
    const undoing = crm().undo({ tenant, idempotencyKey: 'k' });
    // PGlite has one transaction at a time: there the undo has not begun.
    if (database.kind === 'postgres') await untilSomebodyWaits();
    release();
    await erasing;
    expect(await undoing).toBe('nothing_written');
  });

  async function untilSomebodyWaits(): Promise<void> {
    const waiting = sql`select 1 from pg_locks w where not granted and exists (select from pg_locks l
      where l.pid = w.pid and l.database = (select oid from pg_database where datname = current_database()))`;
    const until = Date.now() + 60_000;
    for (;;) {
      const rows = await database.withoutTenant((transaction) => queryRows(transaction, waiting));
      if (rows.length > 0) return;
      if (Date.now() > until) throw new Error('nobody waits for the erasure');
      await pause(10);
    }
  }

  it('never deletes a write: the application may not', async () => {
    const attempt = database.inTenant('full', (transaction) =>
      transaction.execute(sql`delete from crm_writes`),
    );
    // 42501: insufficient privilege.
    await expect(attempt).rejects.toMatchObject({ code: '42501' });
  });
}
