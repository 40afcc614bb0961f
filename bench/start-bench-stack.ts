// The stack of `npm start` in this process, on a server and a database of its own, with a recorded model. It is put together
// from the same parts; nothing of it is switched off or replaced but the model.
import { fileURLToPath } from 'node:url';
import { createJourneyRuns } from '../connectors/temporal/journey-runs.ts';
import type { JourneyPatch, Store } from '../contracts/ports/store.ts';
import { createTemporalEngine } from '../gateway/temporal-engine.ts';
import type { GatewayDeps } from '../gateway/ports.ts';
import type { JourneyEngine } from '../gateway/journey-engine.ts';
import { composeGateway } from '../workers/compose-gateway.ts';
import { composeIdentity } from '../workers/compose-identity.ts';
import { composeKnowledge } from '../workers/compose-knowledge.ts';
import type { Config } from '../workers/config.ts';
import { openGround } from '../workers/open-ground.ts';
import type { Ground } from '../workers/open-ground.ts';
import type { Shutdown } from '../workers/shutdown.ts';
import { runWorker } from '../workers/run-worker.ts';
import type { RunningWorker } from '../workers/run-worker.ts';
import { anchorIn } from '../workers/compose-anchor.ts';
import { composeGovernance } from '../workers/compose-governance.ts';
import type { JourneyActivities } from '../workflows/stages.ts';
import { codecOf, startWorkers } from '../workers/start-workers.ts';
import { loadSamples, samplesOf } from '../workers/sample-feed.ts';
import { createRecordedModel } from './recorded-model.ts';
import type { RecordedModel } from './recorded-model.ts';
import { tenant } from './customers.ts';

/** Hears of each write to the list of journeys, after it was made. */
export type RecordWatcher = (workflowId: string, patch: JourneyPatch) => void;

export interface BenchStack {
  ground: Ground;
  engine: JourneyEngine;
  assertions: GatewayDeps['assertions'];
  gatewayUrl: string;
  region: string;
  model: RecordedModel;
  watch(watcher: RecordWatcher): void;
  /** Another worker with the same activities, for a queue of its own. */
  runWorkerFor(region: string): Promise<RunningWorker>;
}

/** @throws SentenceError or StoreStartError for what a person can put right. */
export async function startBenchStack(input: {
  config: Config;
  shutdown: Shutdown;
  say: (line: string) => void;
  offline: boolean;
}): Promise<BenchStack> {
  const { config, shutdown, say } = input;
  const watchers: RecordWatcher[] = [];
  const wrap = { store: watched(watchers) };
  const ground = await openGround({ ...input, wrap });
  const { stores, keys, tenants, policies, embedding, log, temporal } = ground;
  const region = tenants[tenant]?.region;
  if (region === undefined) throw new Error(`no tenant ${tenant}`);
  const model = createRecordedModel(region);
  let composed: JourneyActivities | undefined;
  const identity = await composeIdentity({ config, keys, tenants });
  await startWorkers(
    {
      ...{ config, shutdown, say, offline: input.offline },
      wrap: {
        models: (models) => ({
          ...models,
          primary: models.fallback.region === region ? model : models.primary,
        }),
        activities: (activities) => (composed = activities),
      },
    },
    ground,
  );
  const knowledge = composeKnowledge({ stores, embedding, tenants });
  const engine = createTemporalEngine(temporal.client);
  const gateway = composeGateway({
    ...{ config, stores, identity, policies, tenants, engine, knowledge },
    ...{ payloadKeys: ground.payloadKeys, temporalUiUrl: null },
    parts: async () => [],
    version: 'bench',
    logFile: log.gatewayFile,
  });
  await gateway.listen({ host: config.gateway.host, port: config.gateway.port });
  await shutdown.add('gateway', () => gateway.close());
  const samples = samplesOf({ seed: config.seed, now: Date.now() });
  await loadSamples({ samples, stores, knowledge, say });
  // Longer passages than the samples have: a model that quotes four of them answers with two kilobytes.
  await knowledge.loadFolder({ tenant, folder: fileURLToPath(new URL('knowledge', import.meta.url)) });
  const gatewayUrl = `http://${config.gateway.host}:${config.gateway.port}`;
  return {
    ...{ ground, engine, gatewayUrl, region, model },
    assertions: identity.assertions,
    watch: (watcher) => void watchers.push(watcher),
    runWorkerFor: (other) => {
      const { bundle } = ground;
      if (!bundle || !composed) throw new Error('no worker was started');
      const { client, native: connection, namespace } = temporal;
      const codec = codecOf(region, ground);
      const runs = createJourneyRuns(client, [codec.keys]);
      const governance = composeGovernance({
        region,
        stores,
        policies,
        client,
        runs,
        anchor: anchorIn(config, region),
      });
      const activities = { ...composed, ...governance };
      return runWorker({ connection, namespace, region: other, bundle, activities, codec });
    },
  };
}

/** The store as it is, and a look at what it was told. */
function watched(watchers: readonly RecordWatcher[]): (store: Store) => Store {
  return (store) => ({
    ...store,
    journeys: {
      ...store.journeys,
      async record(input) {
        await store.journeys.record(input);
        for (const watcher of watchers) watcher(input.workflowId, input.patch);
      },
    },
  });
}
