// The workers of one process: one for each region's queue, with that region's connectors.
import { createJourneyRuns } from '../connectors/temporal/journey-runs.ts';
import { createDecisionAssertions } from '../connectors/identity/decision-assertions.ts';
import { regionQueue } from '../contracts/wire-names.ts';
import type { ErasureActivities } from '../workflows/governance/erasure.ts';
import type { GovernanceActivities } from '../workflows/governance/sweeper.ts';
import type { JourneyActivities } from '../workflows/stages.ts';
import type { WorkerCodecInput } from '../connectors/temporal/payload-codec.ts';
import { anchorIn } from './compose-anchor.ts';
import { composeActivities } from './compose-activities.ts';
import { composeErasure } from './compose-erasure.ts';
import { composeGovernance, startSweeper } from './compose-governance.ts';
import { modelsIn } from './compose-models.ts';
import { openGround } from './open-ground.ts';
import type { Ground, StartStackInput } from './open-ground.ts';
import { runWorker } from './run-worker.ts';
import type { RunningWorker } from './run-worker.ts';
import type { Shutdown } from './shutdown.ts';
import { deployedVersion, joinDeployment } from './temporal/join-deployment.ts';
import type { DeployedVersion } from './temporal/join-deployment.ts';

export interface RunningWorkers {
  regions: readonly string[];
  /** Null: without worker versions. */
  version: (DeployedVersion & { state: 'current' | 'waiting' }) | null;
  logFolder: string;
  /** Settles with a sentence when a worker ends though nobody asked it to. */
  lost: Promise<string>;
}

/** A process with workers alone (WAYPROOF_RUN=worker). @throws as `openGround` does. */
export async function startWorkerProcess(input: StartStackInput): Promise<RunningWorkers> {
  return startWorkers(input, await openGround(input));
}

export async function startWorkers(input: StartStackInput, ground: Ground): Promise<RunningWorkers> {
  const { config, shutdown, wrap = {} } = input;
  const { regions, served, stores, policies, catalog, embedding, chosen, temporal, log, bundle } = ground;
  if (bundle === null) throw new TypeError('a worker needs the workflow bundle');
  // Public keys only: a worker believes what a gateway signed, and can sign nothing itself.
  const assertions = createDecisionAssertions(await ground.keys.decisionVerifier());
  const version = config.deployment === undefined ? null : deployedVersion(config.deployment, bundle);
  const workers: RunningWorker[] = [];
  for (const region of regions) {
    const { client } = temporal;
    const codec = codecOf(region, ground);
    const runs = createJourneyRuns(client, [codec.keys]);
    const models = (tenant?: string) => {
      const own = modelsIn(region, served.modelOf(region, tenant) ?? chosen, config.ollama?.judgeModel);
      return wrap.models?.(own) ?? own;
    };
    const composed = composeActivities({
      ...{ config, region, stores, policies, catalog, embedding, assertions, runs },
      models: models(),
      dedicated: new Map(served.dedicated(region).map((tenant) => [tenant, models(tenant)])),
    });
    const activities = guardAll((activity) => ground.trueClock.guard(ground.border.guard(region, activity)), {
      ...(wrap.activities?.(composed) ?? composed),
      ...composeGovernance({ region, stores, policies, client, runs, anchor: anchorIn(config, region) }),
      ...composeErasure({ region, stores, policies, assertions, client }),
    });
    const worker = await runWorker({
      ...{ connection: temporal.native, namespace: temporal.namespace, region, bundle, activities },
      ...{ version, codec },
    });
    workers.push(worker);
    await shutdown.add(`worker ${region}`, () => {
      // All at once, or each would have to wait for the one before.
      for (const one of workers) one.drain();
      return worker.stop();
    });
    await startSweeper({ client, region });
  }
  return {
    regions,
    version: version && {
      ...version,
      state: await joinDeployment(temporal, version, { queues: regions.map(regionQueue) }),
    },
    logFolder: log.folder,
    lost: Promise.race(workers.map(async (worker) => workerLost(worker, shutdown, log.folder))),
  };
}

/** With the keys of that region alone. */
export function codecOf(region: string, { payloadKeys, log, border }: Ground): WorkerCodecInput {
  const keys = payloadKeys.get(region);
  if (!keys) throw new TypeError(`no payload keys of region ${region}`);
  return {
    keys,
    onRefused(refusal) {
      if (refusal.code === 'payload_of_another_region')
        return border.payload({ region, workflowId: refusal.workflowId });
      log.logger.warn({ ...refusal }, 'a message was read as nothing');
    },
  };
}

/** A worker that ends while nobody asked it to is a lost part; one that was stopped is not. */
async function workerLost(worker: RunningWorker, shutdown: Shutdown, logFolder: string): Promise<string> {
  await Promise.allSettled([worker.ended]);
  if (shutdown.begun) return new Promise<string>(() => undefined);
  return `The worker of region ${worker.region} ended unexpectedly; see ${logFolder}.`;
}

type Activities = JourneyActivities & GovernanceActivities & ErasureActivities;
type Guard = (activity: (input: unknown) => Promise<unknown>) => (input: unknown) => Promise<unknown>;

/**
 * Every activity judges by the clock, or gives the journey its time: with a wrong one all wait, or go to another worker. And each
 * may be reached for another region's data, which is told.
 */
function guardAll(guard: Guard, activities: Activities): Activities {
  const guarded = Object.entries(activities).map(([name, activity]) => [
    name,
    guard(activity as (input: unknown) => Promise<unknown>),
  ]);
  return Object.fromEntries(guarded) as Activities;
}
