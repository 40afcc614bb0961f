// The customer agent: order of delivery does not matter, each event counts once, one journey at a time.
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { AgentCarriedState, AssessIntentInput } from '../../contracts/agent-messages.ts';
import type { EventSignal } from '../../contracts/events.ts';
import { failures } from '../../contracts/failures.ts';
import { agentWorkflowId, episodeOf, journeyWorkflowId } from '../../contracts/ids.ts';
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

  it('a policy that cannot be read for a while costs the agent nothing', async () => {
    const subject = `sub_${hash(randomUUID()).slice(0, 32)}`;
    const activities = counting([]);
    let readable = false;
    await startWorker(environment, {
      ...activities,
      assessIntent: async (input) => {
        if (!readable) throw failures.policyUnreadable('policy unreadable');
        return activities.assessIntent(input);
      },
    });
    const [a, b, c] = events as [EventSignal, EventSignal, EventSignal];
    await deliver(subject, [[a, b]]);
    await stateWhen(subject, ({ window }) => window.length === 2);
    await new Promise((resolve) => setTimeout(resolve, 300));
    readable = true;
    await deliver(subject, [[c]]);
    const state = await stateWhen(subject, ({ contacts }) => contacts.length > 0);
    expect(state.window).toHaveLength(3);
    const { status } = await environment.client.workflow
      .getHandle(agentWorkflowId({ tenant, subject }))
      .describe();
    expect(status.name).toBe('RUNNING');
  });

  it('a journey that ends before its start was seen does not stay open', async () => {
    const subject = `sub_${hash(randomUUID()).slice(0, 32)}`;
    const [trigger] = events.slice(-1) as [EventSignal];
    const workflowId = journeyWorkflowId({
      ...{ tenant, subject, type: 'advisory-outreach' },
      episode: episodeOf(trigger.event),
    });
    const activities = counting([]);
    let reported = false;
    await startWorker(environment, {
      ...activities,
      assessIntent: async (input) => {
        const result = await activities.assessIntent(input);
        if (result.verdict === 'start' && !reported) {
          reported = true;
          // Arrives in the task after this one, where the child's start is seen as well.
          const ended = { workflowId, outcome: 'denied', at: Date.now() };
          await environment.client.workflow
            .getHandle(agentWorkflowId({ tenant, subject }))
            .signal(signalNames.journeyEnded, ended);
        }
        return result;
      },
    });
    await deliver(subject, [events]);
    // A query now would split the task, and the report would come before the journey was started at all.
    while (!reported) await new Promise((resolve) => setTimeout(resolve, 50));
    await new Promise((resolve) => setTimeout(resolve, 800));
    const state = await stateWhen(subject, ({ contacts }) => contacts.length > 0);
    expect(state).toMatchObject({ openJourney: null, contacts: [{ outcome: 'denied' }] });
  });

  it('signals that hold nonsense change nothing, and the next event counts', async () => {
    const subject = `sub_${hash(randomUUID()).slice(0, 32)}`;
    await startWorker(environment, counting([]));
    const [a, b, c] = events as [EventSignal, EventSignal, EventSignal];
    await deliver(subject, [[a]]);
    const agent = environment.client.workflow.getHandle(agentWorkflowId({ tenant, subject }));
    await agent.signal(signalNames.events);
    await agent.signal(signalNames.events, null);
    await agent.signal(signalNames.events, { events: 'all' });
    await agent.signal(signalNames.events, { events: [null, { event: 'Jane Doe' }, { ...b, at: 'soon' }] });
    await agent.signal(signalNames.journeyEnded, null);
    await deliver(subject, [[b, c]]);
    const state = await stateWhen(subject, ({ contacts }) => contacts.length > 0);
    expect(state.window).toEqual([a, b, c]);
  });

  it('what was not asked before the agent continued as new is asked then', async () => {
    const subject = `sub_${hash(randomUUID()).slice(0, 32)}`;
    await startWorker(environment, counting([]));
    const carried = {
      window: events,
      seen: events.map(({ event }) => event),
      contacts: [],
      openJourney: null,
    };
    await environment.client.workflow.start(workflowNames.customerAgent, {
      workflowId: agentWorkflowId({ tenant, subject }),
      taskQueue: regionQueue('eu'),
      args: [{ tenant, region: 'eu', subject, carried }],
    });
    const state = await stateWhen(subject, ({ contacts }) => contacts.length > 0);
    expect(state.contacts).toHaveLength(1);
  });

  it('a journey is given the whole window that its intent was found in', async () => {
    const subject = `sub_${hash(randomUUID()).slice(0, 32)}`;
    let given = 0;
    const activities = counting([]);
    await startWorker(environment, {
      ...activities,
      assessIntent: async (input) =>
        input.window.length < 60 ? { at: Date.now(), verdict: 'none' } : activities.assessIntent(input),
      detectIntent: async (input) => {
        given = input.window.length;
        return activities.detectIntent(input);
      },
    });
    const many = Array.from({ length: 60 }, (_, at) => eventSignal(`many ${at}`, 1_700_000_000_000 + at));
    await deliver(subject, [many]);
    await stateWhen(subject, ({ contacts }) => contacts.length > 0);
    expect(given).toBe(60);
  });
});
