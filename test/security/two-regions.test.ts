// Two regions as two machines: a process of `eu` and one of `in`, each with a master key of its own that lies with it alone, on one
// PostgreSQL and one Temporal server. What is of one region runs there and nowhere else, also while that machine is away.
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Client } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import type proto from '@temporalio/proto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHashEmbedding } from '../../connectors/model/hash-embedding.ts';
import { clientDataConverter } from '../../connectors/temporal/payload-codec.ts';
import { decodeHistoryJson } from '../../connectors/temporal/payload-codec-reading.ts';
import { episodeOf, journeyWorkflowId } from '../../contracts/ids.ts';
import type { PersonaName } from '../../samples/expected-cases.ts';
import type { JourneyRow } from '../../contracts/ports/store.ts';
import type { JourneyInput } from '../../contracts/stage-messages.ts';
import { regionQueue, signalNames, workflowNames } from '../../contracts/wire-names.ts';
import { generateSamples } from '../../samples/generate.ts';
import { createStore } from '../../store/create-store.ts';
import { openPayloadKeys } from '../../store/payload-keys.ts';
import type { TenantDatabase } from '../../store/database.ts';
import { composeKnowledge } from '../../workers/compose-knowledge.ts';
import { composeStore, openStackDatabase } from '../../workers/compose-store.ts';
import { readConfig } from '../../workers/config.ts';
import { createGatewayClient } from '../../workers/demo/gateway-client.ts';
import type { GatewayClient } from '../../workers/demo/gateway-client.ts';
import { givenMasterKey } from '../../workers/open-master-key.ts';
import { loadSamples } from '../../workers/sample-feed.ts';
import { loadPolicySet } from '../../activities/policy/load-policy-set.ts';
import { createScratchPostgres, testPostgresUrl } from '../contracts/scratch-postgres.ts';
import type { ScratchPostgres } from '../contracts/scratch-postgres.ts';
import { policiesDirectory } from '../policy/policy-fakes.ts';
import { says, spawnStack } from '../support/stack-process.ts';
import type { StackProcess } from '../support/stack-process.ts';
import { steadyPort } from '../support/steady-port.ts';
import { startLocalTemporal, temporalPath } from '../support/temporal.ts';
import { untilFound } from '../support/until-found.ts';

const [wealth, retail] = ['aldermoor-wealth', 'lumen-retail'] as const;
const { path, cacheDirectory } = readConfig().machine;
const shared = randomBytes(32).toString('hex');
const samples = generateSamples({ seed: 7, now: Date.now() });

type Region = 'eu' | 'in';
type Waiting = JourneyRow & { checkpoint: { requestId: string; proposalHash: string } };
/** Where each region's machine is, whose tenant it serves, and who approves there. */
interface Machine {
  region: Region;
  folder: string;
  masterKey: string;
  port: number;
  gateway: GatewayClient;
  process: StackProcess;
  tenant: string;
  approver: PersonaName;
  case: string;
}

let folder: string;
let temporal: TestWorkflowEnvironment;
let scratch: ScratchPostgres;
let database: TenantDatabase;
/** Without our codec: it shows payloads as they lie, and hands them on so. */
let raw: Client;
let eu: Machine;
let india: Machine;
const started: StackProcess[] = [];

/** A folder with the region's key, and the file that both machines have: the other's key is named there and lies elsewhere. */
async function machineOf(region: Region): Promise<Machine> {
  const own = join(folder, region);
  const masterKey = randomBytes(32).toString('hex');
  const keyOf = (one: Region) => join(own, `master-key-${one}`);
  await mkdir(own);
  await writeFile(keyOf(region), masterKey);
  const lines = (['eu', 'in'] as const).map((one) => `  ${one}: { masterKeyFile: ${keyOf(one)} }\n`);
  await writeFile(join(own, 'regions.yaml'), `regions:\n${lines.join('')}`);
  const port = await steadyPort();
  const place = { region, folder: own, masterKey, port, gateway: createGatewayClient(`http://127.0.0.1:${port}`) };
  const people =
    region === 'eu'
      ? ({ tenant: wealth, approver: 'adviser', case: 'advisory-approved' } as const)
      : ({ tenant: retail, approver: 'retention-lead', case: 'churn-approved' } as const);
  return { ...place, ...people, process: start(place) };
} // prettier-ignore

function start({ region, folder: own, port }: Pick<Machine, 'region' | 'folder' | 'port'>): StackProcess {
  const run = spawnStack({
    PATH: path,
    XDG_CACHE_HOME: dirname(cacheDirectory),
    WAYPROOF_STATE_DIR: join(own, 'state'),
    WAYPROOF_PORT: String(port),
    WAYPROOF_REGIONS: region,
    WAYPROOF_REGIONS_FILE: join(own, 'regions.yaml'),
    WAYPROOF_DATABASE_URL: scratch.url,
    WAYPROOF_MASTER_KEY: shared,
    TEMPORAL_ADDRESS: temporal.address,
    WAYPROOF_OLLAMA_URL: 'off',
    WAYPROOF_QDRANT_URL: 'off',
    WAYPROOF_CONTACT_HOURS: 'always',
  });
  started.push(run);
  return run;
}

const ready = (machine: Machine) => says(machine.process, 'Wayproof runs', 120);

async function seed(): Promise<void> {
  const { tenants } = await loadPolicySet(policiesDirectory);
  const embedding = createHashEmbedding();
  const stores = composeStore({ database, master: givenMasterKey(shared), embedding, qdrant: null });
  const knowledge = composeKnowledge({ stores, embedding, tenants });
  await loadSamples({ samples, stores, knowledge, say: () => undefined });
}

/** Sends what the case's customer did, as the region's own machine hears it. @returns the journey at its checkpoint. */
async function toCheckpoint({ tenant, case: name, gateway }: Machine): Promise<Waiting> {
  const sample = samples.tenants.find((one) => one.tenant === tenant);
  const customer = sample?.cases.find((one) => one.case === name)?.customerId;
  await gateway.sendEvents(tenant, 'batch', sample?.events.filter(({ subject }) => subject === customer) ?? []); // prettier-ignore
  return untilFound(async () => (await journeysOf(india.tenant === tenant ? india : eu, 'checkpoint'))[0]);
}

async function journeysOf({ gateway, approver, tenant }: Machine, stage: string): Promise<Waiting[]> {
  const answer = await gateway.get(approver, tenant, `/v1/journeys?stage=${stage}`);
  return (answer.body as { journeys: Waiting[] }).journeys;
}

async function approve(machine: Machine, { id, checkpoint }: Waiting): Promise<Waiting> {
  const { gateway, approver, tenant } = machine;
  const { requestId, proposalHash } = checkpoint;
  const decision = { requestId, proposalHash, decision: 'approve' };
  const answer = await gateway.post(approver, tenant, `/v1/journeys/${id}/decision`, decision);
  expect(answer).toMatchObject({ status: 200 });
  return untilFound(async () => (await journeysOf(machine, 'ended')).find((row) => row.id === id), 90);
}

type Events = proto.temporal.api.history.v1.IHistoryEvent[];
const historyOf = async (workflowId: string): Promise<Events> =>
  (await raw.workflow.getHandle(workflowId).fetchHistory()).events ?? [];

/** The workers that took tasks of the run, without their process ids. */
async function takenBy(workflowId: string): Promise<string[]> {
  const names = (await historyOf(workflowId)).flatMap(
    ({ workflowTaskStartedEventAttributes: workflow, activityTaskStartedEventAttributes: activity }) =>
      (workflow ?? activity)?.identity ?? [],
  );
  return [...new Set(names.map((name) => name.replace(/-\d+$/, '')))];
}

const inputOf = async (workflowId: string) => {
  const [first] = await historyOf(workflowId);
  return first?.workflowExecutionStartedEventAttributes?.input?.payloads ?? [];
};

const incidentsAt = async ({ gateway, tenant }: Machine): Promise<{ code: string; facts: object }[]> => {
  const { body } = await gateway.get('auditor', tenant, '/v1/incidents');
  return (body as { incidents: { code: string; facts: object }[] }).incidents;
};

const attemptsAt = async ({ port }: Machine, code: string): Promise<number> => {
  const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const line = new RegExp(`^wayproof_residency_refusals_total\\{code="${code}",[^}]*\\} (\\d+)$`, 'm');
  return Number(line.exec(metrics)?.[1] ?? 0);
};

/** Asks at `here` with a token that the other machine gave to a person of its own tenant. @returns status and code. */
async function knock(here: Machine, home: Machine, persona: PersonaName, asked: { path: string; event?: object | undefined }) {
  const post = (port: number, path: string, body: object, headers: Record<string, string>) =>
    fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  const given = await post(home.port, '/identity/personas/token', { persona, tenant: home.tenant }, { 'content-type': 'application/json' });
  const { access_token: token } = (await given.json()) as { access_token: string };
  const authorization = `Bearer ${token}`;
  const { path, event } = asked;
  const answer =
    event === undefined
      ? await fetch(`http://127.0.0.1:${here.port}${path}`, { headers: { authorization } })
      : await post(here.port, path, event, { authorization, 'content-type': 'application/cloudevents+json' });
  return [answer.status, ((await answer.json()) as { code?: string }).code];
} // prettier-ignore

/** What the run was started with, opened by the keys of its own region. */
async function readInput(workflowId: string): Promise<JourneyInput> {
  const keys = await openPayloadKeys({
    ...{ database, region: 'eu', tenants: [wealth], masterKey: givenMasterKey(eu.masterKey) },
    onError: () => undefined,
  });
  const json = historyToJSON(await raw.workflow.getHandle(workflowId).fetchHistory());
  const read = JSON.parse(await decodeHistoryJson({ keys: [keys], workflowId, json })) as {
    events: [{ workflowExecutionStartedEventAttributes: { input: { payloads: [{ data: string }] } } }];
  };
  const [{ data }] = read.events[0].workflowExecutionStartedEventAttributes.input.payloads;
  return JSON.parse(Buffer.from(data, 'base64').toString()) as JourneyInput;
}

describe.runIf(testPostgresUrl && temporalPath())('two regions as two machines [needs postgres]', () => {
  let ours: Waiting;
  let theirs: Waiting;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'wayproof-two-regions-'));
    [scratch, temporal] = await Promise.all([
      createScratchPostgres(testPostgresUrl ?? ''),
      startLocalTemporal(),
    ]);
    raw = new Client({ connection: temporal.connection });
    const { url: databaseUrl, ownerUrl: databaseOwnerUrl } = scratch;
    database = await openStackDatabase({ databaseUrl, databaseOwnerUrl, stateDirectory: folder });
    [eu, india] = await Promise.all([machineOf('eu'), machineOf('in')]);
    await Promise.all([seed(), ready(eu), ready(india)]);
    [ours, theirs] = await Promise.all([toCheckpoint(eu), toCheckpoint(india)]);
  }, 240_000);
  afterAll(async () => {
    for (const run of started) run.child.kill('SIGKILL');
    await Promise.all(started.map((run) => run.exit));
    await database?.close();
    await temporal?.teardown();
    await scratch?.drop();
    await rm(folder, { recursive: true, force: true });
  });

  it('neither opens its door to the other’s tenant', async () => {
    const [event] = samples.tenants.find(({ tenant }) => tenant === wealth)?.events ?? [];
    for (const [here, home] of [[eu, india], [india, eu]] as const) {
      for (const path of ['/v1/journeys', '/v1/whoami', '/v1/ledger']) {
        expect(await knock(here, home, 'auditor', { path })).toEqual([421, 'region_not_served']);
      }
      expect(await knock(here, home, 'trigger', { path: '/v1/events', event })).toEqual([421, 'region_not_served']);
      // At least: fetch tries a 421 once more, as its standard says.
      expect(await attemptsAt(here, 'region_not_served')).toBeGreaterThanOrEqual(4);
    }
  }); // prettier-ignore

  it('the Indian machine reads no European payload that is handed to one of its runs: an incident', async () => {
    const agent = `agent/${retail}/${theirs.subject}`;
    await signal(agent, signalNames.events, await inputOf(ours.workflowId));
    const incident = await untilFound(async () => (await incidentsAt(india)).find(({ code }) => code === 'region_payload')); // prettier-ignore
    expect(incident.facts).toMatchObject({ workflowId: agent, region: 'in' });
    expect(await attemptsAt(india, 'region_payload')).toBeGreaterThan(0);
    expect(await incidentsAt(eu)).toEqual([]);
  });

  it('nor starts a European journey that lies on its queue', async () => {
    const before = await attemptsAt(india, 'region_payload');
    const workflowId = ours.workflowId.replace(/[^/]+$/, '0'.repeat(16));
    await raw.workflowService.startWorkflowExecution({
      ...{ namespace: 'default', workflowId, requestId: workflowId },
      workflowType: { name: workflowNames.journey },
      taskQueue: { name: regionQueue('in') },
      input: { payloads: await inputOf(ours.workflowId) },
    });
    await untilFound(async () => ((await attemptsAt(india, 'region_payload')) > before ? true : undefined));
    const handle = raw.workflow.getHandle(workflowId);
    expect((await historyOf(workflowId)).map(kindOf).slice(0, 2)).toEqual(['workflowExecutionStartedEventAttributes', 'workflowTaskScheduledEventAttributes']); // prettier-ignore
    expect(historyToJSON(await handle.fetchHistory())).not.toContain('workflowTaskCompletedEventAttributes');
    await handle.terminate();
  });

  it('nor does anything for a European customer in a run of its own, whose keys it has: an incident', async () => {
    const keys = await openPayloadKeys({
      ...{ database, region: 'in', tenants: [retail], masterKey: givenMasterKey(india.masterKey) },
      onError: () => undefined,
    });
    const insider = new Client({ connection: temporal.connection, dataConverter: clientDataConverter([keys]) });
    // As somebody would write it who runs code on the Indian machine: its own run, and another region's customer in it.
    const input: JourneyInput = { ...(await readInput(ours.workflowId)), region: 'in' };
    const key = { type: input.type, tenant: retail, subject: theirs.subject, episode: episodeOf(input.trigger) };
    const handle = await insider.workflow.start(workflowNames.journey, {
      ...{ workflowId: journeyWorkflowId(key), taskQueue: regionQueue('in'), args: [input] },
    });
    const incident = await untilFound(async () => (await incidentsAt(india)).find(({ code }) => code === 'region_key'));
    expect(incident.facts).toMatchObject({ workflowId: handle.workflowId, region: 'in' });
    await expect(handle.result()).rejects.toMatchObject({ cause: { cause: { type: 'ResidencyViolation' } } });
    expect(await journeysOf(india, 'ended')).toEqual([]);
  }); // prettier-ignore

  it('nor opens a European document by the key that it has', async () => {
    const { window } = await readInput(ours.workflowId);
    const [event] = window;
    if (!event) throw new RangeError('a journey without an event');
    const asked = { tenant: wealth, ref: event.body.ref };
    const by = (key: string) =>
      createStore({ database, masterKey: givenMasterKey(key) }).documents.get(asked);
    for (const key of [india.masterKey, shared])
      await expect(by(key)).rejects.toMatchObject({ details: [{ code: 'master_key_mismatch' }] });
    expect(await by(eu.masterKey)).toMatchObject({ kind: 'event' });
  });

  it('with its own machine away a journey waits, while the other region’s goes its whole way', async () => {
    eu.process.child.kill('SIGTERM');
    expect(await eu.process.exit).toBe(0);
    const before = (await historyOf(ours.workflowId)).length;
    // Something for a worker to do: a decision by somebody who is none, which a worker must look at and refuse.
    const stolen = await inputOf(ours.workflowId);
    await signal(ours.workflowId, signalNames.decision, stolen);

    expect(await approve(india, theirs)).toMatchObject({ outcome: 'acted' });
    expect(await takenBy(theirs.workflowId)).toEqual(['wayproof-in']);
    expect(await takenBy(`agent/${retail}/${theirs.subject}`)).toEqual(['wayproof-in']); // prettier-ignore

    const since = (await historyOf(ours.workflowId)).slice(before).map(kindOf);
    expect(since[0]).toBe('workflowExecutionSignaledEventAttributes');
    // A task that waited for the worker that knew the run is offered to every other one after a while.
    const waits = ['workflowTaskScheduledEventAttributes', 'workflowTaskTimedOutEventAttributes'];
    expect(since.slice(1).filter((kind) => !waits.includes(kind ?? ''))).toEqual([]);
    expect(since).toContain(waits[0]);
    await expect(fetch(`http://127.0.0.1:${eu.port}/healthz`)).rejects.toThrow();
  }, 120_000);

  it('and goes on when it is back, to its end', async () => {
    eu.process = start(eu);
    await ready(eu);
    expect(await approve(eu, ours)).toMatchObject({ outcome: 'acted' });
    expect(await takenBy(ours.workflowId)).toEqual(['wayproof-eu']);
    expect(await takenBy(`agent/${wealth}/${ours.subject}`)).toEqual(['wayproof-eu']);
    expect(await incidentsAt(eu)).toEqual([]);
    const evidence = await eu.gateway.get('auditor', wealth, `/v1/journeys/${ours.id}/evidence`);
    expect(evidence.body).toMatchObject({ regions: ['eu'] });
  }, 180_000);
});

async function signal(workflowId: string, name: string, payloads: proto.temporal.api.common.v1.IPayload[]) {
  await raw.workflowService.signalWorkflowExecution({
    ...{ namespace: 'default', workflowExecution: { workflowId }, signalName: name, input: { payloads } },
  });
}

/** The one member of an event that says what happened. */
function kindOf(event: Events[number]): string | undefined {
  return Object.keys(event).find((name) => name.endsWith('EventAttributes'));
}
