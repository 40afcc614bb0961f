// Records one history for each ending of a journey and of an erasure, and one of an agent, on a real Temporal server, for the replay
// gate. Run it (`npm run record -- NAME`) only to add a history; recorded ones are never recorded again, since open journeys
// in the world are like them.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { WorkflowContinuedAsNewError, WorkflowUpdateFailedError } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import type { JourneyState } from '../../contracts/stage-messages.ts';
import { hashText } from '../../contracts/canonical-json.ts';
import type { ErasureWorkflowResult } from '../../contracts/erasure.ts';
import { erasureWorkflowId, journeyWorkflowId, sweeperWorkflowId } from '../../contracts/ids.ts';
import {
  queryNames,
  regionQueue,
  signalNames,
  updateNames,
  workflowNames,
} from '../../contracts/wire-names.ts';
import { decodeHistoryJson } from '../../connectors/temporal/payload-codec-reading.ts';
import { testPayloadKeys } from '../support/payload-keys.ts';
import { eventSignal, journeyInput, scriptedActivities } from '../support/scripted-activities.ts';
import { startTemporal, startWorker } from '../support/temporal.ts';
import type { JourneyActivities } from '../../workflows/stages.ts';
import { erasureActivities, erasureInput, erasures } from './erasures.ts';
import type { RecordedErasure } from './erasures.ts';
import { scenarios, sweeps } from './scenarios.ts';
import type { Manifest } from './manifest.ts';

const folder = new URL('./histories/', import.meta.url);
const manifestFile = new URL('manifest.json', folder);
mkdirSync(folder, { recursive: true });
const manifest: Manifest = existsSync(manifestFile)
  ? (JSON.parse(readFileSync(manifestFile, 'utf8')) as Manifest)
  : { histories: {} };

const wanted = process.argv.slice(2);
const environment = await startTemporal();

async function save(
  name: string,
  workflowId: string,
  workflowType: string,
  outcome: string | null,
  runId?: string,
) {
  const history = await environment.client.workflow.getHandle(workflowId, runId).fetchHistory();
  // In the clear, so that it replays without keys.
  const json = await decodeHistoryJson({
    keys: [testPayloadKeys('eu')],
    workflowId,
    json: historyToJSON(history),
  });
  const text = `${json}\n`;
  writeFileSync(new URL(`${name}.json`, folder), text);
  manifest.histories[name] = { workflowId, workflowType, outcome, sha256: hashText(text) };
  writeFileSync(manifestFile, `${JSON.stringify(manifest, null, 2)}\n`);
  console.log(`recorded ${name}: ${history.events?.length ?? 0} events`);
}

for (const scenario of scenarios) {
  if (manifest.histories[scenario.name] || (wanted.length > 0 && !wanted.includes(scenario.name))) continue;
  const input = scenario.input;
  const agent = { workflowId: input.agent, taskQueue: regionQueue('eu') };
  const activities: JourneyActivities = {
    ...scenario.activities(),
    assessIntent: async ({ window, contacts, openJourney }) => {
      const trigger = window.at(-1);
      if (!trigger || contacts.length > 0 || openJourney) return { at: Date.now(), verdict: 'none' };
      const scorer = { id: input.intent, hash: hashText('scorer') };
      const score = {
        intent: input.intent,
        journeyType: input.type,
        score: 0.9,
        threshold: 0.7,
        reasons: [],
        scorer,
      };
      return { at: Date.now(), verdict: 'start', trigger: trigger.event, score };
    },
  };
  const { stop } = await startWorker(environment, activities);
  const [trigger] = input.window;
  if (!trigger) throw new Error('a scenario needs a window');
  await environment.client.workflow.signalWithStart(workflowNames.customerAgent, {
    ...agent,
    args: [{ tenant: input.tenant, region: input.region, subject: input.subject }],
    signal: signalNames.events,
    signalArgs: [{ events: [trigger, eventSignal(`${scenario.name} earlier`, trigger.at - 1000)] }],
  });
  const workflowId = journeyWorkflowId(input);
  const handle = environment.client.workflow.getHandle(workflowId);
  const untilOpen = async (requestId = 'cp_1') => {
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      try {
        const state = await handle.query<JourneyState>(queryNames.journeyState);
        if (state.checkpoint?.requestId === requestId) return;
      } catch (error) {
        if (!(error instanceof Error) || error.name !== 'WorkflowNotFoundError') throw error;
      }
    }
  };
  await scenario.drive({
    untilOpen,
    decide: async (decision) => {
      await handle.executeUpdate(updateNames.decide, { args: [decision] });
    },
    act: async (action) => {
      await handle.executeUpdate(updateNames[action.action], { args: [action] });
    },
    signalDecision: (decision) => handle.signal(signalNames.decision, decision),
    end: (end) => handle.signal(signalNames.end, end),
    cancel: async () => {
      await handle.cancel();
    },
  });
  // The journey may still be starting; its agent hears of the end.
  for (;;) {
    const state = await environment.client.workflow
      .getHandle(input.agent)
      .query<{ contacts: unknown[] }>(queryNames.agentState);
    if (state.contacts.length > 0) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  let outcome: string | null = null;
  if (scenario.name !== 'cancelled') outcome = ((await handle.result()) as { outcome: string }).outcome;
  await stop();
  await save(scenario.name, workflowId, workflowNames.journey, outcome);
  if (scenario.name === 'acted') await save('agent', input.agent, workflowNames.customerAgent, null);
}

/** The first run of a sweeper, until it has continued as new. */
async function recordSweeper(): Promise<void> {
  const { stop } = await startWorker(environment, sweeps.activities());
  const workflowId = sweeperWorkflowId('eu');
  const handle = await environment.client.workflow.start(workflowNames.sweeper, {
    ...{ workflowId, taskQueue: regionQueue('eu'), args: [{ region: 'eu' }] },
  });
  const runId = handle.firstExecutionRunId;
  const ran = environment.client.workflow.getHandle(workflowId, runId, { followRuns: false }).result();
  await ran.catch((error: unknown) => {
    if (!(error instanceof WorkflowContinuedAsNewError)) throw error;
  });
  await stop();
  await save(sweeps.name, workflowId, workflowNames.sweeper, null, runId);
}

/** An agent that was sent an event of the far future: it is left out. */
async function recordUntimelyAgent(name: string): Promise<void> {
  const { stop } = await startWorker(environment, scriptedActivities());
  const { tenant, region, subject, agent } = journeyInput(name);
  const [good, far] = [eventSignal(name, 1_700_000_000_000), eventSignal(`${name} far`, 8.64e15)];
  const handle = await environment.client.workflow.signalWithStart(workflowNames.customerAgent, {
    ...{ workflowId: agent, taskQueue: regionQueue('eu'), args: [{ tenant, region, subject }] },
    ...{ signal: signalNames.events, signalArgs: [{ events: [good, far] }] },
  });
  for (;;) {
    const { window } = await handle.query<{ window: unknown[] }>(queryNames.agentState);
    if (window.length === 1) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await stop();
  await save(name, agent, workflowNames.customerAgent, null);
}

async function recordErasure({ name, deadlineMs, drive }: RecordedErasure): Promise<void> {
  const { stop } = await startWorker(environment, erasureActivities());
  const input = erasureInput(name, deadlineMs);
  const workflowId = erasureWorkflowId(input);
  const handle = await environment.client.workflow.start(workflowNames.erasure, {
    ...{ workflowId, taskQueue: regionQueue('eu'), args: [input] },
  });
  await drive(async (decision) => {
    try {
      return await handle.executeUpdate(updateNames.decideErasure, { args: [decision] });
    } catch (error) {
      // The validator's refusal; the histories are of those that were accepted.
      if (error instanceof WorkflowUpdateFailedError) return { verdict: 'refused', code: 'already_decided' };
      throw error;
    }
  });
  const { state } = (await handle.result()) as ErasureWorkflowResult;
  await stop();
  await save(name, workflowId, workflowNames.erasure, state);
}

for (const erasure of erasures) {
  const wanting = wanted.length === 0 || wanted.includes(erasure.name);
  if (wanting && !manifest.histories[erasure.name]) await recordErasure(erasure);
}

const untimely = 'agent-untimely';
const wantsUntimely = wanted.length === 0 || wanted.includes(untimely);
if (wantsUntimely && !manifest.histories[untimely]) await recordUntimelyAgent(untimely);
const wantsSweeper = wanted.length === 0 || wanted.includes(sweeps.name);
if (wantsSweeper && !manifest.histories[sweeps.name]) await recordSweeper();
await environment.teardown();
