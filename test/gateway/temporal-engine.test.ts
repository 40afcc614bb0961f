// The Temporal engine against a real server and the shipped workflows: what the gateway hears of each ending.
import { randomUUID } from 'node:crypto';
import { Client, Connection, WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AgentCarriedState } from '../../contracts/agent-messages.ts';
import type { CheckpointAction, CheckpointActionInput, DecisionRefusal } from '../../contracts/decision.ts';
import { verifyChain } from '../../contracts/evidence.ts';
import type { JourneyState } from '../../contracts/stage-messages.ts';
import { agentWorkflowId, erasureWorkflowId, journeyWorkflowId } from '../../contracts/ids.ts';
import {
  queryNames,
  regionQueue,
  searchAttributeNames,
  signalNames,
  workflowNames,
} from '../../contracts/wire-names.ts';
import type { JourneyEngine } from '../../gateway/journey-engine.ts';
import { clientDataConverter } from '../../connectors/temporal/payload-codec.ts';
import { createTemporalEngine } from '../../gateway/temporal-engine.ts';
import { testPayloadKeys } from '../support/payload-keys.ts';
import {
  approver,
  decisionInput,
  eventSignal,
  journeyInput,
  proposal,
  scriptedActivities,
  tenant,
} from '../support/scripted-activities.ts';
import { startTemporal, startWorker, temporalPath } from '../support/temporal.ts';

describe.runIf(temporalPath())('[needs temporal] the journey engine', () => {
  let environment: TestWorkflowEnvironment;
  let stop: () => Promise<void>;
  let engine: JourneyEngine;

  beforeAll(async () => {
    environment = await startTemporal();
    ({ stop } = await startWorker(environment, scriptedActivities()));
    engine = createTemporalEngine(environment.client);
  });
  afterAll(async () => {
    await stop?.();
    await environment?.teardown();
  });

  it('events reach their agent in order, whether it runs or not', async () => {
    const { subject } = journeyInput(randomUUID());
    const send = (name: string) =>
      engine.signalEvents({ tenant, region: 'eu', subject, events: [eventSignal(name, Date.now())] });
    await send('first');
    await send('second');
    await send('first');
    const handle = environment.client.workflow.getHandle(agentWorkflowId({ tenant, subject }));
    const names = async () => {
      const state = await handle.query<AgentCarriedState>(queryNames.agentState);
      return state.window.map(({ event }) => event);
    };
    await expect.poll(names).toEqual(['first', 'second'].map((name) => eventSignal(name, 0).event));
    const { typedSearchAttributes } = await handle.describe();
    expect(JSON.stringify(typedSearchAttributes)).toContain(searchAttributeNames.tenant);
    await handle.terminate();
  });

  it('a decision is accepted once; a stale, second or late one is refused with its code', async () => {
    const input = journeyInput(randomUUID());
    const { subject } = input;
    await engine.signalEvents({ tenant, region: 'eu', subject, events: [] });
    const workflowId = journeyWorkflowId(input);
    const start = { workflowId, taskQueue: regionQueue('eu'), args: [input] };
    const handle = await environment.client.workflow.start(workflowNames.journey, start);
    const open = async () =>
      (await handle.query<JourneyState>(queryNames.journeyState)).checkpoint?.requestId;
    await expect.poll(open, { timeout: 20_000 }).toBe('cp_1');

    const decide = (change = {}) => engine.decide({ workflowId, decision: decisionInput(change) });
    const stale = await decide({ proposalHash: 'f'.repeat(64) });
    expect(stale).toEqual({ verdict: 'refused', code: 'stale_proposal', findings: [] });
    expect(await decide({ assertion: 'forged' })).toMatchObject({ code: 'assertion_invalid' });
    expect(await decide()).toMatchObject({ verdict: 'accepted', decision: 'approve' });
    await handle.result();
    expect(await decide()).toMatchObject({ verdict: 'refused', code: 'checkpoint_not_open' });
    await environment.client.workflow.getHandle(input.agent).terminate();
  });

  it('an update that the worker passed over is sent again, and given up as unavailable', async () => {
    const input = journeyInput(randomUUID());
    const workflowId = journeyWorkflowId(input);
    const start = { workflowId, taskQueue: regionQueue('eu'), args: [input] };
    const handle = await environment.client.workflow.start(workflowNames.journey, start);
    await expect
      .poll(async () => (await engine.state({ workflowId }))?.checkpoint, { timeout: 20_000 })
      .not.toBeNull();

    let passedOver = 0;
    const passOver = (times: number) =>
      createTemporalEngine(
        new Client({
          connection: environment.connection,
          dataConverter: clientDataConverter([testPayloadKeys('eu')]),
          interceptors: {
            workflow: [
              {
                async startUpdate(update, next) {
                  if (passedOver++ < times) {
                    const cause = ApplicationFailure.nonRetryable('not processed', 'UnprocessedUpdate');
                    throw new WorkflowUpdateFailedError('Workflow Update failed', cause);
                  }
                  return next(update);
                },
              },
            ],
          },
        }),
      );
    const decide = (by: JourneyEngine) => by.decide({ workflowId, decision: decisionInput() });
    await expect(decide(passOver(9))).rejects.toMatchObject({ type: 'DependencyUnavailable' });
    passedOver = 0;
    expect(await decide(passOver(2))).toMatchObject({ verdict: 'accepted', decision: 'approve' });
    await handle.result();
  });

  it('a journey that Temporal does not know refuses the decision', async () => {
    const workflowId = journeyWorkflowId(journeyInput(randomUUID()));
    const answer = await engine.decide({ workflowId, decision: decisionInput() });
    expect(answer).toMatchObject({ verdict: 'refused', code: 'checkpoint_not_open' });
  });

  it('an erasure that Temporal does not know refuses its decision in the words of erasures', async () => {
    const workflowId = erasureWorkflowId({ tenant, erasure: `ers_${'0'.repeat(24)}` });
    const decision = { decision: 'approve', assertion: 'valid' } as const;
    const answer = await engine.decideErasure({ workflowId, decision });
    expect(answer).toEqual({ verdict: 'refused', code: 'already_decided' });
  });

  it('a claim, a release and a delegation are accepted or refused with their code, and the state tells of them', async () => {
    const input = journeyInput(randomUUID());
    const workflowId = journeyWorkflowId(input);
    const start = { workflowId, taskQueue: regionQueue('eu'), args: [input] };
    const handle = await environment.client.workflow.start(workflowNames.journey, start);
    const checkpoint = async () => (await engine.state({ workflowId }))?.checkpoint;
    await expect.poll(checkpoint, { timeout: 20_000 }).toMatchObject({
      requestId: 'cp_1',
      proposal,
      standing: { claim: null, assignee: null, approvals: [] },
      remaining: 1,
    });

    const act = (action: CheckpointAction, change: Partial<CheckpointActionInput> = {}) =>
      engine.actOnCheckpoint({
        workflowId,
        action: { requestId: 'cp_1', action, delegate: null, assertion: 'valid', ...change },
      });
    const refused = (code: DecisionRefusal) => ({ verdict: 'refused', code });
    expect(await act('claim', { requestId: 'cp_7' })).toEqual(refused('stale_request'));
    expect(await act('claim', { assertion: 'forged' })).toEqual(refused('assertion_invalid'));
    expect(await act('delegate')).toEqual(refused('malformed'));
    const claimed = await act('claim');
    expect(claimed).toMatchObject({ verdict: 'accepted', action: 'claim', assignee: null });
    expect(await checkpoint()).toMatchObject({ standing: { claim: { by: approver } } });
    expect(await act('release')).toMatchObject({ verdict: 'accepted', claimedUntil: null });
    const delegate = `prn_${'d'.repeat(32)}`;
    expect(await act('delegate', { delegate })).toMatchObject({ verdict: 'accepted', assignee: delegate });
    expect(await checkpoint()).toMatchObject({ standing: { assignee: delegate, delegators: [approver] } });

    await handle.signal(signalNames.end, { outcome: 'withdrawn', reasonCode: 'test' });
    const soFar = await engine.evidence({ workflowId });
    expect(soFar?.map(({ type }) => type)).toContain('checkpoint.delegated');
    expect(verifyChain(workflowId, soFar ?? [])).toMatchObject({ ok: true });
    await expect(handle.result()).resolves.toMatchObject({ outcome: 'withdrawn' });
    expect((await engine.evidence({ workflowId }))?.at(-1)?.type).toBe('journey.ended');
    expect(await act('claim')).toEqual(refused('checkpoint_not_open'));
    expect(await engine.state({ workflowId })).toMatchObject({ outcome: 'withdrawn', checkpoint: null });
  });

  it('a journey that Temporal does not know has no state and no checkpoint', async () => {
    const workflowId = journeyWorkflowId(journeyInput(randomUUID()));
    expect(await engine.state({ workflowId })).toBeNull();
    expect(await engine.evidence({ workflowId })).toBeNull();
    const action = { requestId: 'cp_1', action: 'claim', delegate: null, assertion: 'valid' } as const;
    const answer = await engine.actOnCheckpoint({ workflowId, action });
    expect(answer).toEqual({ verdict: 'refused', code: 'checkpoint_not_open' });
  });

  it('the agent of a tenant in another region is put on that region’s queue', async () => {
    const { subject } = journeyInput(randomUUID());
    await engine.signalEvents({ tenant: 'lumen-retail', region: 'in', subject, events: [] });
    const workflowId = agentWorkflowId({ tenant: 'lumen-retail', subject });
    const handle = environment.client.workflow.getHandle(workflowId);
    expect((await handle.describe()).taskQueue).toBe(regionQueue('in'));
    await handle.terminate();
  });

  it('answers the ping', async () => {
    await engine.ping();
  });
});

it('a server that is not there is DependencyUnavailable, within its deadline', async () => {
  // Port 9 (discard) of loopback: nothing listens, so every connection is refused.
  const client = new Client({ connection: Connection.lazy({ address: '127.0.0.1:9' }) });
  await expect(createTemporalEngine(client).ping()).rejects.toMatchObject({
    type: 'DependencyUnavailable',
  });
  await client.connection.close();
});
