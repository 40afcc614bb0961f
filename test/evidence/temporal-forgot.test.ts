// Evidence outlives Temporal's retention: a journey on a real server, sealed and archived by the real activities; then the server
// forgets it, and its bundle is proved whole, with its history replayed, from the archive alone.
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSealJourney } from '../../activities/evidence/seal-journey.ts';
import { readAnchor } from '../../activities/evidence/verify/read-anchor.ts';
import { verifyBundle } from '../../activities/evidence/verify/verify-bundle.ts';
import { createSweepRuns } from '../../activities/governance/sweep-runs.ts';
import { sweepTerms } from '../../activities/governance/sweep-terms.ts';
import { createFailingRuns } from '../../connectors/temporal/failing-runs.ts';
import { createJourneyRuns } from '../../connectors/temporal/journey-runs.ts';
import { workerDataConverter } from '../../connectors/temporal/payload-codec.ts';
import type { Bundle } from '../../contracts/bundle.ts';
import { journeyIdOf, journeyWorkflowId, sweeperWorkflowId } from '../../contracts/ids.ts';
import { regionQueue, updateNames, workflowNames } from '../../contracts/wire-names.ts';
import { createOpenJourneys } from '../../store/open-journeys.ts';
import { startReplayer, type RunningReplayer } from '../../workers/replay/start-replayer.ts';
import { workflowBundle } from '../../workers/workflow-bundle.ts';
import { testPayloadKeys } from '../support/payload-keys.ts';
import { decisionInput, journeyInput, scriptedActivities, tenant } from '../support/scripted-activities.ts';
import { startTemporal, temporalPath } from '../support/temporal.ts';
import { untilFound } from '../support/until-found.ts';
import { untilOpen } from '../support/until-open.ts';
import { anchorText, openEvidenceGround, type EvidenceGround } from './evidence-ground.ts';

interface RunningWorker {
  stop(): Promise<void>;
}

describe.runIf(temporalPath())('[needs temporal] a journey that Temporal has forgotten', () => {
  let environment: TestWorkflowEnvironment;
  let ground: EvidenceGround;
  let replayer: RunningReplayer;
  let codeHash: string;
  let codePath: string;
  let worker: RunningWorker | undefined;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'wayproof-forgot-'));
    // The code of this very worker, as though it were released.
    ({ hash: codeHash, codePath } = await workflowBundle({ directory: folder }));
    replayer = startReplayer({ code: { folders: [folder], pathOf: async () => codePath } });
    [environment, ground] = await Promise.all([startTemporal(), openEvidenceGround(codeHash)]);
  }, 240_000);
  afterAll(async () => {
    replayer?.stop();
    await worker?.stop();
    await environment?.teardown();
    await ground?.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** As the product does: with the bundle whose hash the release list names. */
  async function work(activities: Record<string, unknown>): Promise<void> {
    const started = await Worker.create({
      connection: environment.nativeConnection,
      taskQueue: regionQueue('eu'),
      workflowBundle: { codePath },
      activities: activities,
      dataConverter: workerDataConverter({ keys: testPayloadKeys('eu'), onRefused: () => undefined }),
      sinks: { evidence: { emit: { fn: () => undefined } } },
    });
    const running = started.run();
    worker = {
      async stop() {
        started.shutdown();
        await running;
      },
    };
  }

  it('is proved whole from the archive', async () => {
    const { store, archive, database } = ground;
    const { client } = environment;
    const runs = createJourneyRuns(client, [testPayloadKeys('eu')]);
    await work({
      ...scriptedActivities(),
      sealJourney: createSealJourney({ store, runs }),
      sweepRuns: createSweepRuns({
        ...{ store, archive, runs, openJourneys: createOpenJourneys({ database }) },
        policies: { current: async () => ({ tenants: { [tenant]: { tenant, region: 'eu' } } }) as never },
        failingRuns: createFailingRuns(client),
        region: 'eu',
        terms: { ...sweepTerms, everyMs: 200, backlogMs: 100, settleMs: 0 },
        clock: Date.now,
        stopping: () => false,
      }),
    });
    const taskQueue = regionQueue('eu');
    const input = journeyInput(randomUUID());
    const { subject, type, intent } = input;
    const workflowId = journeyWorkflowId(input);
    const carried = { ...{ window: [], seen: [], contacts: [] }, openJourney: { workflowId, type, intent } };
    await client.workflow.start(workflowNames.customerAgent, {
      ...{ workflowId: input.agent, taskQueue, args: [{ tenant, region: 'eu', subject, carried }] },
    });
    const handle = await client.workflow.start(workflowNames.journey, {
      workflowId,
      taskQueue,
      args: [input],
    });
    await untilOpen(handle);
    await handle.executeUpdate(updateNames.decide, { args: [decisionInput()] });
    expect(await handle.result()).toMatchObject({ outcome: 'acted' });

    const journeyId = journeyIdOf(workflowId);
    await client.workflow.start(workflowNames.sweeper, {
      ...{ workflowId: sweeperWorkflowId('eu'), taskQueue, args: [{ region: 'eu' }] },
    });
    await untilFound(async () =>
      (await archive.runsOf({ tenant, journeyId })).length > 0 ? true : undefined,
    );
    await client.workflowService.deleteWorkflowExecution({
      namespace: client.options.namespace,
      workflowExecution: { workflowId },
    });
    await untilFound(async () => ((await runs.latest({ workflowId })) === null ? true : undefined));
    await expect(handle.fetchHistory()).rejects.toThrow(/not found/i);

    await ground.publish(tenant);
    ground.deps.runs = runs;
    const text = await ground.exportOf({ tenant, journeyId });
    expect((JSON.parse(text) as Bundle).runs).toMatchObject([{ ending: 'completed' }]);
    const verified = await verifyBundle(Buffer.from(text), {
      anchor: readAnchor(anchorText(ground.anchorLines)),
      releases: { releases: [{ ...{ codeHash, sources: codeHash, sdk: '1.24.0' }, ...{ version: '0.1.0', at: '2026-11-21' } }] },
      replayer,
    }); // prettier-ignore
    expect(verified.findings.filter(({ state }) => state !== 'proved')).toEqual([]);
    expect(verified.verdict).toBe('proved');
  }, 240_000);
});
