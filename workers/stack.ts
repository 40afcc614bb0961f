// The local stack: one Node process (gateway, workers, store) beside the Temporal server. It starts the parts in an order
// in which each finds what it needs, and registers each for shutdown as soon as it runs.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkCatalog } from '../activities/policy/check-catalog.ts';
import { createPolicyRegistry } from '../activities/policy/policy-registry.ts';
import type { PolicySet } from '../contracts/policy.ts';
import { createTemporalEngine } from '../gateway/temporal-engine.ts';
import { composeActivities } from './compose-activities.ts';
import { composeGateway } from './compose-gateway.ts';
import { composeIdentity } from './compose-identity.ts';
import { composeKnowledge } from './compose-knowledge.ts';
import type { ComposedKnowledge } from './compose-knowledge.ts';
import { chooseModel, composeEmbedding, modelsIn } from './compose-models.ts';
import { composeStore } from './compose-store.ts';
import type { ComposedStore } from './compose-store.ts';
import type { Config } from './config.ts';
import { loadJourneyCatalog } from './journey-catalog.ts';
import { partStatus } from './part-status.ts';
import { portIsFree, portTakenSentence } from './port-user.ts';
import { runWorker } from './run-worker.ts';
import type { RunningWorker } from './run-worker.ts';
import { SentenceError } from './sentence-error.ts';
import type { Shutdown } from './shutdown.ts';
import { installTemporalRuntime, openStackLog } from './stack-log.ts';
import { openStateFolder } from './state-folder.ts';
import { openStateKeys } from './state-keys.ts';
import { connectTemporal, temporalTarget } from './temporal/connect-temporal.ts';
import { ensureSearchAttributes } from './temporal/ensure-search-attributes.ts';
import { findTemporal } from './temporal/find-temporal.ts';
import { startTemporal } from './temporal/start-temporal.ts';
import type { RunningTemporal } from './temporal/start-temporal.ts';
import { workflowBundle } from './workflow-bundle.ts';

const root = join(import.meta.dirname, '..');

export interface StartStackInput {
  config: Config;
  offline: boolean;
  say: (line: string) => void;
  shutdown: Shutdown;
}

export interface RunningStack {
  gatewayUrl: string;
  /** Null when somebody else runs the server. */
  temporalUiUrl: string | null;
  stores: ComposedStore;
  knowledge: ComposedKnowledge;
  tenants: PolicySet['tenants'];
  personas: string[];
  /** What drafts, in words. */
  model: string;
  logFolder: string;
  /** Settles with a sentence when a part is lost while the stack should run. */
  lost: Promise<string>;
}

/** @throws SentenceError or StoreStartError for what a person can put right. Nothing is stopped here: `shutdown` does. */
export async function startStack(input: StartStackInput): Promise<RunningStack> {
  const { config, say, shutdown } = input;
  await openStateFolder(config.stateDirectory);
  const log = openStackLog(config);
  installTemporalRuntime(log.logger);
  await claimGatewayPort(config);

  const keys = await openStateKeys(config);
  const [embedding, chosen] = await Promise.all([
    composeEmbedding(config.ollama),
    chooseModel(config.ollama),
  ]);
  const stores = await composeStore({ config, master: keys.master, embedding });
  await shutdown.add('database', () => stores.database.close());

  const policies = createPolicyRegistry({
    directory: join(root, 'policies'),
    snapshots: stores.store.policySnapshots,
  });
  const set = await policies.current();
  const catalog = await loadJourneyCatalog(join(root, 'workflows', 'journeys'));
  const faults = await checkCatalog(set, catalog);
  if (faults.length > 0)
    throw new SentenceError(`Journeys and policy do not fit together:\n  - ${faults.join('\n  - ')}`);
  const { tenants } = set;

  const [server, bundle] = await Promise.all([
    startOwnTemporal(input),
    workflowBundle({ directory: join(config.stateDirectory, 'dist'), say }),
  ]);
  const temporal = await connectTemporal(
    temporalTarget({ ownAddress: server?.address, environment: config.temporal.environment }),
  );
  await shutdown.add('temporal connection', () => temporal.close());
  if (server === null) await ensureSearchAttributes(temporal.connection, temporal.namespace);

  const identity = await composeIdentity({ config, keys, tenants });
  const regions = [...new Set(Object.values(tenants).map(({ region }) => region))];
  const workers: RunningWorker[] = [];
  for (const region of regions) {
    const activities = composeActivities({
      ...{ config, region, stores, policies, catalog, embedding },
      assertions: identity.verifying,
      models: modelsIn(region, chosen),
    });
    const worker = await runWorker({
      ...{ connection: temporal.native, namespace: temporal.namespace, region, bundle, activities },
    });
    workers.push(worker);
    await shutdown.add(`worker ${region}`, () => worker.stop());
  }

  const knowledge = composeKnowledge({ stores, embedding, tenants });
  const engine = createTemporalEngine(temporal.client);
  const gateway = composeGateway({
    ...{ config, stores, identity, policies, tenants, engine, knowledge },
    parts: partStatus({ config, stores, policies, engine, regions, chosen, embedding, server }),
    version: await productVersion(),
    logFile: log.gatewayFile,
  });
  await gateway.listen({ host: config.gateway.host, port: config.gateway.port });
  await shutdown.add('gateway', () => gateway.close());

  return {
    gatewayUrl: `http://${config.gateway.host}:${config.gateway.port}`,
    temporalUiUrl: server?.uiUrl ?? null,
    stores,
    knowledge,
    tenants,
    personas: [...new Set(identity.embedded?.personas.map(({ persona }) => persona) ?? [])],
    model: chosen === null ? 'extractive composer (no Ollama model found)' : `Ollama ${chosen.model}`,
    logFolder: log.folder,
    lost: Promise.race([
      server?.lost ?? new Promise<string>(() => undefined),
      ...workers.map(async (worker) => workerLost(worker, shutdown, log.folder)),
    ]),
  };
}

async function claimGatewayPort({ gateway }: Config): Promise<void> {
  const { host, port } = gateway;
  if (await portIsFree(port, host)) return;
  throw new SentenceError(
    await portTakenSentence({ port, purpose: 'the gateway', variable: 'WAYPROOF_PORT' }),
  );
}

/** @returns null when TEMPORAL_ADDRESS names a server that somebody else runs. */
async function startOwnTemporal(input: StartStackInput): Promise<RunningTemporal | null> {
  const { config, offline, say, shutdown } = input;
  if (config.temporal.address !== undefined) return null;
  const { executable } = await findTemporal({ ...config.machine, offline, say });
  const { port, uiPort } = config.temporal;
  const server = await startTemporal({ executable, stateDirectory: config.stateDirectory, port, uiPort });
  await shutdown.add('temporal', () => server.stop());
  return server;
}

/** A worker that ends while nobody asked it to is a lost part; one that was stopped is not. */
async function workerLost(worker: RunningWorker, shutdown: Shutdown, logFolder: string): Promise<string> {
  await Promise.allSettled([worker.ended]);
  if (shutdown.begun) return new Promise<string>(() => undefined);
  return `The worker of region ${worker.region} ended unexpectedly; see ${logFolder}.`;
}

async function productVersion(): Promise<string> {
  const text = await readFile(join(root, 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
