// The gateway on its real ground for bad input: store, CRM and knowledge on PGlite, the shipped policies and the embedded
// identity; the engine alone is a fake, which holds what it was told. Every problem is checked the same way here.
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { sql } from 'drizzle-orm';
import { createExplainJourney } from '../../../activities/evidence/rationale/explain-journey.ts';
import { createPolicyRegistry } from '../../../activities/policy/policy-registry.ts';
import { evaluate } from '../../../activities/policy/policy-engine.ts';
import { embeddedCrmMigrations } from '../../../connectors/crm/embedded/migrations.ts';
import { seedEmbeddedCrm } from '../../../connectors/crm/embedded/seed.ts';
import { createHashEmbedding } from '../../../connectors/model/hash-embedding.ts';
import { knowledgeMigrations } from '../../../connectors/vectors/pgvector/create-pgvector-knowledge-store.ts';
import type { TenantId } from '../../../contracts/ids.ts';
import { journeyIdOf, journeyWorkflowId } from '../../../contracts/ids.ts';
import type { Role } from '../../../contracts/ports/identity.ts';
import type { Store } from '../../../contracts/ports/store.ts';
import { createConsoleReading } from '../../../store/console-reading.ts';
import { queryRows } from '../../../store/database.ts';
import type { TenantDatabase } from '../../../store/database.ts';
import { openDatabase, storeMigrations } from '../../../store/open-database.ts';
import { createRunArchive } from '../../../store/run-archive.ts';
import { composeKnowledge } from '../../../workers/compose-knowledge.ts';
import { composeSubjectReading } from '../../../workers/compose-subject-reading.ts';
import { composeStore } from '../../../workers/compose-store.ts';
import { contractSeed } from '../../contracts/crm-contract-data.ts';
import { newMasterKey } from '../../contracts/store-on-postgres.ts';
import { createHarness, now, retail, wealth } from '../harness.ts';
import { checkProblem } from './check-problem.ts';
import type { CheckedProblem } from './check-problem.ts';

export type Call = Pick<InjectOptions, 'headers' | 'payload' | 'query'> & { method: string; url: string };

export type Ground = Awaited<ReturnType<typeof createGround>>;

export async function createGround() {
  const database = await openDatabase({
    target: { kind: 'pglite', dataDir: 'memory' },
    migrations: [storeMigrations, embeddedCrmMigrations, knowledgeMigrations],
    vector: true,
  });
  const embedding = createHashEmbedding();
  const stores = composeStore({ database, master: newMasterKey(), embedding, qdrant: null });
  const { store } = stores;
  const policies = createPolicyRegistry({
    directory: fileURLToPath(new URL('../../../policies', import.meta.url)),
    snapshots: store.policySnapshots,
  });
  const { tenants } = await policies.current();
  await seedEmbeddedCrm({ database, tenant: wealth, seed: contractSeed });
  const harness = await createHarness({
    store,
    ...{ switches: stores.switches, counters: stores.counters, reading: createConsoleReading(stores) },
    policies,
    evaluatePolicy: evaluate,
    crm: stores.crmIn('eu'),
    ...composeSubjectReading({
      ...{ stores, crm: stores.crmIn('eu'), regionOf: () => 'eu' },
      ...{ archive: createRunArchive({ database }), explain: createExplainJourney(stores) },
      engine: { evidence: () => Promise.resolve(null) },
    }),
    knowledge: composeKnowledge({ stores, embedding, tenants }),
    // What is measured here is not how often somebody may ask.
    callsPerMinute: 1_000_000,
  });
  const tokens = new Map<string, string>();
  let calls = 0;

  const ground = {
    ...harness,
    database,
    /** The durable store; the harness's own is a fake. */
    kept: store,
    journey: await openJourneyIn(store, wealth),
    foreignJourney: await openJourneyIn(store, retail),
    /** A bearer header of the persona. */
    async as(role: Role | 'second-adviser', tenant: TenantId = wealth): Promise<{ authorization: string }> {
      const key = `${role}/${tenant}`;
      const token =
        tokens.get(key) ?? (await harness.identity.issue({ persona: role, tenant }))?.access_token;
      if (!token) throw new Error('no such persona');
      tokens.set(key, token);
      return { authorization: `Bearer ${token}` };
    },
    /** Each call comes from another loopback address, since wrong tokens of one are limited. */
    async call({ method, url, headers, payload, query }: Call): Promise<LightMyRequestResponse> {
      calls += 1;
      return harness.app.inject({
        method: method as 'GET',
        url,
        remoteAddress: `127.${(calls >> 16) & 255}.${(calls >> 8) & 255}.${calls & 255}`,
        ...(headers && { headers }),
        ...(payload !== undefined && { payload }),
        ...(query && { query }),
      });
    },
    /** Sends what must be refused, and holds that nothing of it was echoed or logged. */
    async refused(call: Call): Promise<CheckedProblem> {
      const answer = await ground.call(call);
      return checkProblem(answer, harness.lines.splice(0));
    },
    /** Rows of every table, with a digest of what they hold. */
    tables: () => digestOf(database),
    /** Grows with every transaction that writes, rolled back or not, and with everything that the engine is told. */
    changes,
    /** Resolves when the store remembers that agents hold their events, which it is told a little later. */
    async settled(): Promise<void> {
      for (;;) {
        const undelivered = await database.withoutTenant(async (transaction) => {
          await transaction.execute(sql`reset role`);
          return queryRows(transaction, sql`select from accepted_events where delivered_at is null`);
        });
        if (undelivered.length === 0) return;
        await setTimeout(25);
      }
    },
  };

  async function changes(): Promise<string> {
    const { signals, decisions, actions } = harness.engine;
    const [row] = await database.withoutTenant((transaction) =>
      queryRows<{ next: string }>(transaction, sql`select pg_snapshot_xmax(pg_current_snapshot())::text as next`),
    ); // prettier-ignore
    return [row?.next, signals.length, decisions.length, actions.length].join('/');
  }
  return ground;
}

async function openJourneyIn(
  store: Store,
  tenant: TenantId,
): Promise<{ id: string; subject: string; proposalHash: string }> {
  const subject = await store.vault.subjectOf({ tenant, customerId: 'anna' });
  const workflowId = journeyWorkflowId({
    type: 'advisory-outreach',
    tenant,
    subject,
    episode: 'ab'.repeat(8),
  });
  const put = (kind: 'proposal' | 'draft' | 'evidence-set') =>
    store.documents.put({ tenant, subject, kind, body: { text: kind } });
  const proposal = await put('proposal');
  await store.journeys.record({
    tenant,
    workflowId,
    patch: {
      stage: 'checkpoint',
      score: 0.8,
      tier: 'standard',
      checkpoint: {
        requestId: 'cp_1',
        proposal,
        draft: await put('draft'),
        evidence: await put('evidence-set'),
        approverRole: 'adviser',
        opensAt: now,
        deadlineAt: now + 3_600_000,
        blocked: false,
        findings: [],
        rejectReasons: ['not_suitable'],
      },
    },
  });
  return { id: journeyIdOf(workflowId), subject, proposalHash: proposal.commitment };
}

async function digestOf(database: TenantDatabase): Promise<Record<string, string>> {
  return database.withoutTenant(async (transaction) => {
    // The session's user owns everything, so that row-level security hides nothing.
    await transaction.execute(sql`reset role`);
    const tables = await queryRows<{ name: string }>(
      transaction,
      sql`select format('%I.%I', schemaname, tablename) as name from pg_tables
          where schemaname not in ('pg_catalog', 'information_schema') order by 1`,
    );
    const digests: Record<string, string> = {};
    for (const { name } of tables) {
      const [row] = await queryRows<{ digest: string }>(
        transaction,
        sql`select count(*) || ' rows, ' || coalesce(md5(string_agg(rows::text, '|' order by rows::text)), '') as digest
            from ${sql.raw(name)} as rows`,
      );
      digests[name] = row?.digest ?? '';
    }
    return digests;
  });
}
