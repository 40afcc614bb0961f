// What the samples put into the CRM, and that nobody who was erased comes back with them.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createEmbeddedCrm } from '../connectors/crm/embedded/create-embedded-crm.ts';
import { embeddedCrmMigrations } from '../connectors/crm/embedded/migrations.ts';
import type { TenantDatabase } from '../store/database.ts';
import {
  createInstallationRecords,
  installationMigrations,
} from '../store/installation/installation-records.ts';
import { openDatabase, storeMigrations } from '../store/open-database.ts';
import { loadSamples, markSamplesFed, samplesOf } from './sample-feed.ts';

const samples = samplesOf({ seed: 1, now: Date.UTC(2026, 10, 20) });
const [first, second] = samples.tenants;
const gone = first?.crm.customers[0]?.customerId ?? '';
const left = first?.crm.customers[1]?.customerId ?? '';

let database: TenantDatabase;
beforeAll(async () => {
  database = await openDatabase({
    target: { kind: 'pglite', dataDir: 'memory' },
    migrations: [storeMigrations, installationMigrations, embeddedCrmMigrations],
  });
});
afterAll(() => database.close());

const load = (of: typeof samples.tenants) =>
  loadSamples({
    ...{ samples: { ...samples, tenants: of }, stores: { database } },
    knowledge: { loadFolder: () => Promise.resolve({ documents: 0, written: 0 }) },
    installation: createInstallationRecords({ database }),
    say: () => undefined,
  });
const crm = () => createEmbeddedCrm({ database, region: 'eu' });
const isThere = async (tenant: string | undefined, customerId: string) =>
  (await crm().readFacts({ tenant: tenant ?? '', customerId })) !== null;

it('a sample customer who was erased does not come back when the samples are loaded again', async () => {
  await load(samples.tenants.slice(0, 1));
  expect(await isThere(first?.tenant, gone)).toBe(true);
  await crm().erase({ tenant: first?.tenant ?? '', customerId: gone });

  await load(samples.tenants.slice(0, 1));
  expect(await isThere(first?.tenant, gone)).toBe(false);
  expect(await isThere(first?.tenant, left)).toBe(true);
});

it('each tenant gets its customers once, the second one after the first', async () => {
  const customerId = second?.crm.customers[0]?.customerId ?? '';
  expect(await isThere(second?.tenant, customerId)).toBe(false);
  await load(samples.tenants);
  expect(await isThere(second?.tenant, customerId)).toBe(true);
  expect(await isThere(first?.tenant, gone)).toBe(false);
});

it('an installation that was fed before this was kept counts as loaded', async () => {
  const other = {
    ...(first ?? { crm: { customers: [] } }),
    tenant: 'fed-before',
  } as (typeof samples.tenants)[0];
  await markSamplesFed(createInstallationRecords({ database }));
  await load([other]);
  expect(await isThere('fed-before', left)).toBe(false);
  expect(await crm().callSlots({ tenant: 'fed-before', from: 0, limit: 1 })).toHaveLength(1);
});
