// The demo on a real PostgreSQL, Temporal, Qdrant and Ollama: it ends as on the embedded parts, and leaves nothing behind and
// nothing changed on servers that hold other people's data.
import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import proto from '@temporalio/proto';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readExpectedCases } from '../../samples/expected-cases.ts';
import { readConfig } from '../../workers/config.ts';
import type { DemoReport } from '../../workers/demo.ts';
import { createScratchPostgres, testPostgresUrl } from '../contracts/scratch-postgres.ts';
import type { ScratchPostgres } from '../contracts/scratch-postgres.ts';
import { embeddingModel, testOllamaUrl, tinyModel } from '../support/ollama/ollama-server.ts';
import { startRecordingProxy } from '../support/qdrant/recording-proxy.ts';
import type { RecordingProxy } from '../support/qdrant/recording-proxy.ts';
import { startLocalTemporal, temporalPath } from '../support/temporal.ts';

const registeredState = proto.temporal.api.enums.v1.NamespaceState.NAMESPACE_STATE_REGISTERED;
const run = promisify(execFile);
const root = join(import.meta.dirname, '..', '..');
const testQdrantUrl = process.env['WAYPROOF_TEST_QDRANT_URL'];
const all = testPostgresUrl && testQdrantUrl && testOllamaUrl && temporalPath();
/** Some 30 drafts by a model on one thread, while other tests use the other. */
const withinMs = 20 * 60_000;

describe.runIf(all)('the demo on all-real parts [needs postgres, qdrant, ollama, temporal]', () => {
  let scratch: ScratchPostgres;
  let temporal: TestWorkflowEnvironment;
  let qdrant: RecordingProxy;
  let report: DemoReport;
  /** Databases of demos, which others may have left. */
  let before: string[];

  const databases = `select datname as name from pg_database where datname like 'wayproof\\_demo\\_%' order by 1`;
  async function rows(query: string): Promise<string[]> {
    const client = new pg.Client({ connectionString: scratch.ownerUrl });
    await client.connect();
    const answer = await client.query<{ name: string }>(query);
    await client.end();
    return answer.rows.map(({ name }) => name);
  }

  beforeAll(async () => {
    // What the settings name stands for somebody's real data.
    scratch = await createScratchPostgres(testPostgresUrl ?? '');
    before = await rows(databases);
    temporal = await startLocalTemporal();
    qdrant = await startRecordingProxy(() => null, testQdrantUrl);
    const { path, cacheDirectory } = readConfig().machine;
    const env = {
      ...{ PATH: path, XDG_CACHE_HOME: dirname(cacheDirectory) },
      WAYPROOF_DATABASE_URL: scratch.url,
      WAYPROOF_DATABASE_OWNER_URL: scratch.ownerUrl,
      TEMPORAL_ADDRESS: temporal.address,
      WAYPROOF_QDRANT_URL: qdrant.url,
      WAYPROOF_OLLAMA_URL: testOllamaUrl,
      WAYPROOF_OLLAMA_MODEL: tinyModel,
      WAYPROOF_OLLAMA_EMBEDDING_MODEL: embeddingModel,
    };
    const command = ['--import', 'tsx', 'workers/demo-main.ts', '--json', '--offline'];
    // A demo that ended otherwise still prints its report, and exits 1.
    const { stdout } = await run(process.execPath, command, { cwd: root, env, maxBuffer: 1e8 }).catch(
      (error: unknown) => {
        if (error instanceof Error && 'stdout' in error && String(error.stdout).includes('{'))
          return { stdout: String(error.stdout) };
        throw error;
      },
    );
    report = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as DemoReport;
  }, withinMs);
  afterAll(async () => {
    await qdrant?.close();
    await temporal?.teardown();
    await scratch?.drop();
  });

  it('ends as on the embedded parts', () => {
    expect(report.failures).toEqual([]);
    expect(report.ok).toBe(true);
    expect(report.journeys.map((journey) => journey.case).toSorted()).toEqual(
      readExpectedCases()
        .cases.map((expected) => expected.case)
        .toSorted(),
    );
    const sealed = report.journeys.map(({ verified, auditCompleteness }) => [verified, auditCompleteness]);
    expect(new Set(sealed.map(String))).toEqual(new Set(['true,1']));
  });

  it('was played on the real parts, and people were asked in twos about what a model had failed at', () => {
    const asked = report.journeys.filter(({ model }) => model !== null);
    expect(new Set(asked.map(({ retrieval }) => retrieval?.store))).toEqual(new Set(['qdrant']));
    expect(new Set(asked.map(({ model }) => model?.fallback))).toEqual(
      new Set(['output_unusable', 'model_unavailable']),
    );
    expect(new Set(asked.map(({ tier }) => tier))).toEqual(new Set(['high']));
    for (const { outcome, approvers } of asked.filter((journey) => journey.outcome === 'acted')) {
      expect([outcome, new Set(approvers.map(({ principal }) => principal)).size]).toEqual(['acted', 2]);
    }
  });

  it('touches no database but its own, and drops that', async () => {
    expect(await rows(databases)).toEqual(before);
    const tables = `select tablename as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`;
    expect(await rows(tables)).toEqual([]);
  });

  it('touches no Temporal namespace but its own, and deletes that', async () => {
    const { workflowService } = temporal.connection;
    const { namespaces } = await workflowService.listNamespaces({ pageSize: 100 });
    const registered = namespaces.filter(({ namespaceInfo }) => namespaceInfo?.state === registeredState);
    expect(registered.map(({ namespaceInfo }) => namespaceInfo?.name)).not.toContainEqual(
      expect.stringMatching(/^wayproof-demo-[0-9a-f]+$/),
    );
    const { executions } = await workflowService.listWorkflowExecutions({ namespace: 'default' });
    expect(executions).toEqual([]);
  });

  it('touches no Qdrant collection but its own, and deletes that', async () => {
    const named = qdrant.seen.flatMap(({ path }) => /^\/collections\/([^/?]+)/.exec(path)?.[1] ?? []);
    const [own = '', ...others] = new Set(named);
    expect(own).toMatch(/^wayproof_demo_[0-9a-f]+$/);
    expect(others).toEqual([]);
    expect(qdrant.seen.at(-1)).toMatchObject({ method: 'DELETE', path: `/collections/${own}` });
    const exists = await fetch(`${testQdrantUrl}/collections/${own}/exists`);
    expect(await exists.json()).toMatchObject({ result: { exists: false } });
  });
});
