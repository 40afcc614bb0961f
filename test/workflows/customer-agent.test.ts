// The customer agent: order of delivery does not matter, each event counts once, one journey at a time.
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { AgentCarriedState, AssessIntentInput } from '../../contracts/control-facts.ts';
import type { EventSignal } from '../../contracts/events.ts';
import { agentWorkflowId } from '../../contracts/ids.ts';
import { queryNames, regionQueue, signalNames, workflowNames } from '../../contracts/wire-names.ts';
import { eventSignal, hash, scriptedActivities, tenant } from '../support/scripted-activities.ts';
import { startTemporal, startWorker, stopWorkers, temporalPath } from '../support/temporal.ts';
import type { JourneyActivities } from '../../workflows/stages.ts';

describe.runIf(temporalPath())('[needs temporal] the customer agent', () => {
  let environment: TestWorkflowEnvironment;
  beforeAll(async () => {
    environment = await startTemporal();
  });
  afterEach(stopWorkers);
  afterAll(async () => {
    await environment?.teardown();
  });

  /** Starts an intent when the window holds three events, and none while one is open or was open. */
  function counting(assessed: AssessIntentInput[]): JourneyActivities {
    return scriptedActivities(
      {
        assessIntent: async (input) => {
          assessed.push(input);
          const trigger = input.window.at(-1);
          if (input.window.length < 3 || !trigger || input.contacts.length > 0)
            return { at: Date.now(), verdict: 'none' };
          if (input.openJourney)
            return {
              at: Date.now(),
              verdict: 'hold',
              intent: 'x',
              why: 'journey_open',
              rule: 'one-at-a-time',
            };
          const scorer = { id: 's', hash: hash('s') };
          const score = {
            intent: 'x',
            journeyType: 'advisory-outreach',
            score: 0.9,
            threshold: 0.5,
            reasons: [],
            scorer,
          };
          return { at: Date.now(), verdict: 'start', trigger: trigger.event, score };
        },
      },
      400,
    );
  }

  async function deliver(subject: string, batches: EventSignal[][]) {
    for (const events of batches) {
      await environment.client.workflow.signalWithStart(workflowNames.customerAgent, {
        workflowId: agentWorkflowId({ tenant, subject }),
        taskQueue: regionQueue('eu'),
        args: [{ tenant, region: 'eu', subject }],
        signal: signalNames.events,
        signalArgs: [{ events }],
      });
    }
  }

  async function stateWhen(
    subject: string,
    ready: (state: AgentCarriedState) => boolean,
  ): Promise<AgentCarriedState> {
    const handle = environment.client.workflow.getHandle(agentWorkflowId({ tenant, subject }));
    for (;;) {
      const state = await handle.query<AgentCarriedState>(queryNames.agentState);
      if (ready(state)) return state;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  const events = ['a', 'b', 'c'].map((name, at) => eventSignal(name, 1_700_000_000_000 + at * 1000));

  it('events delivered out of order and three times start one journey, and the window is in order', async () => {
    const subject = `sub_${hash(randomUUID()).slice(0, 32)}`;
    const { stop } = await startWorker(environment, counting([]));
    const [a, b, c] = events as [EventSignal, EventSignal, EventSignal];
    await deliver(subject, [[c], [a, a], [c], [b], [b, a, c]]);
    const state = await stateWhen(subject, ({ contacts }) => contacts.length > 0);
    expect(state.window.map(({ event }) => event)).toEqual(events.map(({ event }) => event));
    expect(state.contacts).toMatchObject([{ type: 'advisory-outreach', outcome: 'expired' }]);
    expect(state.openJourney).toBeNull();
    await stop();
    const journeys: string[] = [];
    for (let tries = 0; journeys.length === 0 && tries < 50; tries += 1) {
      const listed = environment.client.workflow.list({ query: `WayproofSubject = "${subject}"` });
      for await (const { workflowId } of listed) journeys.push(workflowId);
    }
    expect(journeys).toHaveLength(1);
  });

  it('at most one journey is open, and its end is asked about again', async () => {
    const subject = `sub_${hash(randomUUID()).slice(0, 32)}`;
    const assessed: AssessIntentInput[] = [];
    const { stop } = await startWorker(environment, counting(assessed));
    await deliver(subject, [events]);
    await stateWhen(subject, ({ openJourney }) => openJourney !== null);
    await deliver(subject, [[eventSignal('d', 1_700_000_009_000)]]);
    await stateWhen(subject, ({ contacts }) => contacts.length > 0);
    await stop();
    expect(assessed.some(({ openJourney }) => openJourney !== null)).toBe(true);
    expect(assessed.at(-1)?.contacts).toHaveLength(1);
  });
});
