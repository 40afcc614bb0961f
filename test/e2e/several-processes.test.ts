// Gateways and workers as processes of their own on one PostgreSQL and one Temporal server, with nothing in common but those
// two and the master key.
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JourneyRow } from '../../contracts/ports/store.ts';
import { generateSamples } from '../../samples/generate.ts';
import { readConfig } from '../../workers/config.ts';
import { createGatewayClient } from '../../workers/demo/gateway-client.ts';
import type { GatewayAnswer, GatewayClient } from '../../workers/demo/gateway-client.ts';
import { freePort } from '../../workers/port-user.ts';
import { createScratchPostgres, testPostgresUrl } from '../contracts/scratch-postgres.ts';
import type { ScratchPostgres } from '../contracts/scratch-postgres.ts';
import { says, spawnStack } from '../support/stack-process.ts';
import type { StackProcess } from '../support/stack-process.ts';
import { startLocalTemporal, temporalPath } from '../support/temporal.ts';
import { untilFound } from '../support/until-found.ts';

const tenant = 'lumen-retail';
const role = 'retention-lead';
const { path, cacheDirectory } = readConfig().machine;
const masterKey = randomBytes(32).toString('hex');

type Waiting = JourneyRow & { checkpoint: { requestId: string; proposalHash: string } };

let folder: string;
let temporal: TestWorkflowEnvironment;
let scratch: ScratchPostgres;
/** Gateway and workers in one process. */
let whole: StackProcess;
/** Gateway alone. */
let front: StackProcess;
let urls: string[];
let a: GatewayClient;
let b: GatewayClient;
const started: StackProcess[] = [];

function start(name: string, settings: Record<string, string>): StackProcess {
  const run = spawnStack({
    PATH: path,
    XDG_CACHE_HOME: dirname(cacheDirectory),
    WAYPROOF_STATE_DIR: join(folder, name),
    WAYPROOF_DATABASE_URL: scratch.url,
    WAYPROOF_MASTER_KEY: masterKey,
    TEMPORAL_ADDRESS: temporal.address,
    WAYPROOF_OLLAMA_URL: 'off',
    WAYPROOF_QDRANT_URL: 'off',
    WAYPROOF_CONTACT_HOURS: 'always',
    ...settings,
  });
  started.push(run);
  return run;
}

const journeysOf = async (gateway: GatewayClient, filter: string): Promise<Waiting[]> => {
  const answer = await gateway.get(role, tenant, `/v1/journeys?${filter}`);
  return (answer.body as { journeys: Waiting[] }).journeys;
};

const approve = (gateway: GatewayClient, { id, checkpoint }: Waiting): Promise<GatewayAnswer> =>
  gateway.post(role, tenant, `/v1/journeys/${id}/decision`, {
    requestId: checkpoint.requestId,
    proposalHash: checkpoint.proposalHash,
    decision: 'approve',
  });

const ending = (gateway: GatewayClient, { id }: Waiting, seconds?: number): Promise<Waiting> =>
  untilFound(async () => (await journeysOf(gateway, 'stage=ended')).find((row) => row.id === id), seconds);

/** Writes that the CRM keeps for one journey, past row-level security. */
async function crmWrites(journeyId: string): Promise<number> {
  const client = new pg.Client({ connectionString: scratch.ownerUrl });
  await client.connect();
  const { rows } = await client.query<{ count: number }>(
    'select count(*)::int as count from crm_writes where journey_id = $1',
    [journeyId],
  );
  await client.end();
  return rows[0]?.count ?? -1;
}

describe.runIf(testPostgresUrl && temporalPath())('several processes [needs postgres]', () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'wayproof-several-'));
    scratch = await createScratchPostgres(testPostgresUrl ?? '');
    // Without our search attributes, as an operator's own server comes.
    temporal = await startLocalTemporal();
    const ports = [await freePort(), await freePort()] as const;
    const owner = { WAYPROOF_DATABASE_OWNER_URL: scratch.ownerUrl };
    // At once, on an empty database and a bare server.
    whole = start('whole', { ...owner, WAYPROOF_PORT: String(ports[0]) });
    front = start('front', { ...owner, WAYPROOF_PORT: String(ports[1]), WAYPROOF_RUN: 'gateway' });
    await Promise.all([says(front, 'Wayproof runs', 60), says(whole, 'Wayproof runs', 90)]);
    urls = ports.map((port) => `http://127.0.0.1:${port}`);
    [a, b] = urls.map(createGatewayClient) as [GatewayClient, GatewayClient];
  }, 120_000);
  afterAll(async () => {
    for (const run of started) run.child.kill('SIGKILL');
    await Promise.all(started.map((run) => run.exit));
    await temporal?.teardown();
    await scratch?.drop();
    await rm(folder, { recursive: true, force: true });
  });

  it('keep nothing in their folders that another would need', async () => {
    expect(await readdir(join(folder, 'front'))).toEqual(['logs']);
    expect((await readdir(join(folder, 'whole'))).sort()).toEqual(['dist', 'logs']);
  });

  it('believe the tokens of each other’s personas, and see the same person in them', async () => {
    const [first, second] = urls as [string, string];
    const issued = await fetch(`${first}/identity/personas/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ persona: role, tenant }),
    });
    const { access_token: token } = (await issued.json()) as { access_token: string };
    const people = await Promise.all(
      [first, second].map(async (url) => {
        const answer = await fetch(`${url}/v1/whoami`, { headers: { authorization: `Bearer ${token}` } });
        return ((await answer.json()) as { principal?: string }).principal;
      }),
    );
    expect(people[0]).toMatch(/^prn_/);
    expect(people[1]).toBe(people[0]);
    // Signed in at the other gateway it is the same person: nobody decides twice by another door.
    const other = await b.get(role, tenant, '/v1/whoami');
    expect(other.body).toMatchObject({ principal: people[0] });
  });

  it('decide at both gateways at once: one decision is taken, the other hears that it came late', async () => {
    const journey = await untilFound(async () => (await journeysOf(b, 'stage=checkpoint'))[0]);
    const answers = await Promise.all([approve(a, journey), approve(b, journey)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const refused = answers.find(({ status }) => status === 409)?.body;
    expect(refused).toMatchObject({ refusal: { code: 'already_decided' } });
    expect(await ending(a, journey)).toMatchObject({ outcome: 'acted' });
    expect(await crmWrites(journey.id)).toBe(1);
  });

  it('make one journey of events that arrive at both gateways at once', async () => {
    // Of the seed that was fed: its cases have their journeys, and another customer has none until these events.
    const sample = generateSamples({ seed: 7, now: Date.now() }).tenants.find((one) => one.tenant === tenant);
    const played = sample?.cases[0]?.customerId;
    const busy = new Set(sample?.cases.map(({ customerId }) => customerId));
    const customer = sample?.crm.customers.find(({ customerId }) => !busy.has(customerId))?.customerId ?? '';
    const theirs = `customer=${encodeURIComponent(customer)}`;
    expect(await journeysOf(b, theirs)).toEqual([]);
    const events = (sample?.events ?? [])
      .filter(({ subject }) => subject === played)
      .map((event) => ({ ...event, id: `again-${event.id}`, subject: customer }));
    expect(events.length).toBeGreaterThan(2);
    const receipts = await Promise.all([a, b].map((gateway) => gateway.sendEvents(tenant, 'batch', events)));
    for (const event of events) {
      const statuses = receipts
        .flat()
        .filter(({ id }) => id === event.id)
        .map(({ status }) => status);
      expect(statuses.sort()).toEqual(['accepted', 'duplicate']);
    }
    const found = await untilFound(async () => {
      const rows = await journeysOf(b, theirs);
      return rows.length > 0 && rows.every(({ stage }) => ['checkpoint', 'ended'].includes(stage))
        ? rows
        : undefined;
    });
    expect(found).toHaveLength(1);
    // A second one would come at once as well.
    await pause(2_000);
    expect(await journeysOf(a, theirs)).toHaveLength(1);
  });

  // The two that wait longest, together.
  it.concurrent(
    'finish a journey whose worker was killed after the decision, with one change in the CRM',
    async () => {
      const journey = await untilFound(async () => (await journeysOf(b, 'stage=checkpoint'))[0]);
      // Only `whole` has workers; the decision comes through the other process.
      expect(await approve(b, journey)).toMatchObject({ status: 200 });
      whole.child.kill('SIGKILL');
      await whole.exit;
      // No owner's login, and a folder that is as empty as on a new machine.
      const worker = start('worker', { WAYPROOF_RUN: 'worker' });
      await says(worker, "Wayproof's worker runs", 60);
      // A task that died with its worker is noticed after 10 s (workflow) or 30 s (activity).
      expect(await ending(b, journey, 90)).toMatchObject({ outcome: 'acted' });
      expect(await crmWrites(journey.id)).toBe(1);
    },
    180_000,
  );

  it.concurrent(
    'admit no process with another master key, or with a Temporal server of its own',
    async () => {
      const stranger = start('stranger', { WAYPROOF_RUN: 'worker', WAYPROOF_MASTER_KEY: '11'.repeat(32) });
      const apart = await startLocalTemporal();
      const lonely = start('lonely', { WAYPROOF_RUN: 'worker', TEMPORAL_ADDRESS: apart.address });
      expect(await Promise.all([stranger.exit, lonely.exit])).toEqual([1, 1]);
      await apart.teardown();
      expect(stranger.output()).toMatch(/^This database is sealed by the master key mk_/m);
      expect(lonely.output()).toMatch(/^The journeys of this database run in another Temporal namespace/m);
    },
  );
});
