// A real Temporal server for one test file, and one worker with the shipped workflow code and the given activities.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { defineSearchAttributeKey } from '@temporalio/common';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import type { LocalTestWorkflowEnvironmentOptions } from '@temporalio/testing';
import { DefaultLogger, Runtime, Worker, bundleWorkflowCode } from '@temporalio/worker';
import type { WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { createJourneyRuns } from '../../connectors/temporal/journey-runs.ts';
import { clientDataConverter, failureConverterPath, workerDataConverter } from '../../connectors/temporal/payload-codec.ts'; // prettier-ignore
import { regionQueue, searchAttributeNames } from '../../contracts/wire-names.ts';
import type { ErasureActivities } from '../../workflows/governance/erasure.ts';
import type { GovernanceActivities } from '../../workflows/governance/sweeper.ts';
import type { JourneyActivities } from '../../workflows/stages.ts';
import { testPayloadKeys } from './payload-keys.ts';

let bundle: Promise<WorkflowBundleWithSourceMap> | undefined;
const quiet = new DefaultLogger('ERROR');

/** Path of the `temporal` command, or undefined: then the test is listed as not run. */
export function temporalPath(): string | undefined {
  try {
    return execFileSync('which', ['temporal'], { encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}

export function workflowBundle(): Promise<WorkflowBundleWithSourceMap> {
  bundle ??= bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL('../../workflows/index.ts', import.meta.url)),
    payloadConverterPath: fileURLToPath(new URL('../../workflows/payload-converter.ts', import.meta.url)),
    failureConverterPath,
    logger: quiet,
  });
  return bundle;
}

/**
 * A bare Temporal server on ports of its own. It picks further ports for itself and does not hold them until it listens:
 * when somebody comes between it ends at once, and is started anew, at most twice.
 */
export async function startLocalTemporal(
  { server, ...options }: LocalTestWorkflowEnvironmentOptions = {},
  path = temporalPath(),
): Promise<TestWorkflowEnvironment> {
  if (!path) throw new Error('no `temporal` command on the PATH');
  for (let attempt = 1; ; attempt++) {
    try {
      return await TestWorkflowEnvironment.createLocal({
        ...options,
        server: {
          log: { format: 'pretty', level: 'error' },
          ...server,
          executable: { type: 'existing-path', path },
        },
      });
    } catch (error) {
      if (attempt === 3) throw error;
      process.stderr.write(`Temporal did not start (${String(error)}); once more.\n`);
    }
  }
}

export async function startTemporal(extraArgs: string[] = []): Promise<TestWorkflowEnvironment> {
  try {
    Runtime.install({ logger: quiet });
  } catch (error) {
    // A second test file in this process: the runtime is there already.
    if (!(error instanceof Error) || !/already/i.test(error.message)) throw error;
  }
  return startLocalTemporal({
    client: { dataConverter: clientDataConverter([testPayloadKeys('eu')]) },
    server: {
      extraArgs,
      searchAttributes: Object.values(searchAttributeNames).map((name) =>
        defineSearchAttributeKey(name, 'KEYWORD'),
      ),
    },
  });
}

/** The end of a journey reaches its agent, as the shipped seal sees to it, whatever a test's own seal does. */
function tellingAgents(
  { client }: TestWorkflowEnvironment,
  { sealJourney }: Partial<JourneyActivities>,
): Partial<JourneyActivities> {
  if (!sealJourney) return {};
  const { reportEnd } = createJourneyRuns(client, []);
  return {
    async sealJourney(input) {
      const sealed = await sealJourney(input);
      const { workflowId, outcome, tell } = input;
      if (tell) await reportEnd({ agent: tell.agent, ended: { workflowId, outcome, at: tell.at } });
      return sealed;
    },
  };
}

const stopping = new Set<() => Promise<void>>();

/** For `afterEach`: a test that fails must not leave its worker to the next one. */
export async function stopWorkers(): Promise<void> {
  for (const stop of [...stopping]) await stop();
}

export async function startWorker(
  environment: TestWorkflowEnvironment,
  activities: Partial<JourneyActivities & GovernanceActivities & ErasureActivities>,
  region = 'eu',
): Promise<{ stop: () => Promise<void>; worker: Worker }> {
  const worker = await Worker.create({
    connection: environment.nativeConnection,
    taskQueue: regionQueue(region),
    workflowBundle: await workflowBundle(),
    activities: { ...activities, ...tellingAgents(environment, activities) },
    dataConverter: workerDataConverter({ keys: testPayloadKeys(region), onRefused: () => undefined }),
    sinks: { evidence: { emit: { fn: () => undefined } } },
  });
  const running = worker.run();
  const stop = async () => {
    if (!stopping.delete(stop)) return;
    worker.shutdown();
    await running;
  };
  stopping.add(stop);
  return { worker, stop };
}
