// One Temporal worker for one region's queue: a run lives where its tenant's data lives. It wires and runs; it must
// never hold a rule of its own.
import { Worker } from '@temporalio/worker';
import type { InjectedSinks, NativeConnection } from '@temporalio/worker';
import { workerDataConverter } from '../connectors/temporal/payload-codec.ts';
import type { WorkerCodecInput } from '../connectors/temporal/payload-codec.ts';
import { regionQueue, sinkNames } from '../contracts/wire-names.ts';
import type { EvidenceSinks } from '../workflows/evidence.ts';
import type { ErasureActivities } from '../workflows/governance/erasure.ts';
import type { GovernanceActivities } from '../workflows/governance/sweeper.ts';
import type { JourneyActivities } from '../workflows/stages.ts';
import { deploymentOptions } from './temporal/join-deployment.ts';
import type { DeployedVersion } from './temporal/join-deployment.ts';
import type { WorkflowBundle } from './workflow-bundle.ts';

// A journey and its agent hold about 1.3 MB in memory (measured, 2026-11), so 400 MB. The SDK's own default grows with the heap
// that Node allows, to 3 GB on a large machine. What was dropped is replayed in milliseconds when somebody decides.
const mostCachedWorkflows = 600;

export interface RunWorkerInput {
  connection: NativeConnection;
  namespace: string;
  region: string;
  bundle: WorkflowBundle;
  activities: JourneyActivities & GovernanceActivities & Partial<ErasureActivities>;
  /** What encrypts this region's payloads, and reads them. */
  codec: WorkerCodecInput;
  /** Null or absent: without worker versions. */
  version?: DeployedVersion | null;
  /** Workflows kept in memory; absent: as many as the SDK finds room for. The others are replayed when something comes. */
  cachedWorkflows?: number;
}

export interface RunningWorker {
  region: string;
  /** Settles when the worker ended; rejects when it failed. */
  ended: Promise<void>;
  /** Takes nothing new from now on. */
  drain(): void;
  /** Drains, and settles when what ran is finished or handed back. */
  stop(): Promise<void>;
}

/** The chain is sealed by an activity; only a verifier that replays listens to the sink. */
const sinks: InjectedSinks<EvidenceSinks> = {
  [sinkNames.evidence]: { emit: { fn: () => undefined, callDuringReplay: false } },
};

export async function runWorker(input: RunWorkerInput): Promise<RunningWorker> {
  const worker = await Worker.create({
    connection: input.connection,
    namespace: input.namespace,
    taskQueue: regionQueue(input.region),
    identity: `wayproof-${input.region}-${process.pid}`,
    workflowBundle: { codePath: input.bundle.codePath },
    activities: { ...input.activities },
    dataConverter: workerDataConverter(input.codec),
    sinks,
    ...(input.version && { workerDeploymentOptions: deploymentOptions(input.version) }),
    maxCachedWorkflows: input.cachedWorkflows ?? mostCachedWorkflows,
    // Activities still running then are cancelled and handed back to the queue; a model call is the longest of them.
    shutdownGraceTime: '5s',
    // What does not listen is left to its timeout, before the process's own limit (shutdown.ts).
    shutdownForceTime: '9s',
  });
  const ended = worker.run();
  const drain = () => {
    if (worker.getState() === 'RUNNING') worker.shutdown();
  };
  return {
    region: input.region,
    ended,
    drain,
    stop: async () => {
      drain();
      await ended;
    },
  };
}
