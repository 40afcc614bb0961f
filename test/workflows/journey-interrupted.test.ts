// What comes in the way of a journey: cancellation, a request to end, a grant that runs out, an agent that is gone, a signal
// that nobody of ours sent. None of it may act, fail or leave the journey unsealed.
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { AgentCarriedState } from '../../contracts/agent-messages.ts';
import type { EvidenceEntry } from '../../contracts/evidence-entry.ts';
import type { JourneyResult } from '../../contracts/stage-messages.ts';
import { failures } from '../../contracts/failures.ts';
import { journeyWorkflowId } from '../../contracts/ids.ts';
import {
  queryNames,
  regionQueue,
  signalNames,
  updateNames,
  workflowNames,
} from '../../contracts/wire-names.ts';
import { untilOpen } from '../support/until-open.ts';
import { startTemporal, startWorker, stopWorkers, temporalPath } from '../support/temporal.ts';
import {
  decisionInput,
  journeyInput,
  reference,
  scriptedActivities,
} from '../support/scripted-activities.ts';
import type { JourneyActivities } from '../../workflows/stages.ts';

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe.runIf(temporalPath())('[needs temporal] the spine, interrupted', () => {
  let environment: TestWorkflowEnvironment;
  beforeAll(async () => {
    environment = await startTemporal();
  });
  afterEach(stopWorkers);
  afterAll(async () => {
    await environment?.teardown();
  });

  async function begin(overrides: Partial<JourneyActivities> = {}, withAgent = true, deadlineMs?: number) {
    const sealed: EvidenceEntry[] = [];
    const scripted = scriptedActivities(overrides, deadlineMs);
    const acts: string[] = [];
    await startWorker(environment, {
      ...scripted,
      actInCrm: async (input) => {
        acts.push(input.approvedHash);
        return scripted.actInCrm(input);
      },
      sealJourney: async (input) => {
        sealed.push(...input.entries);
        return scripted.sealJourney(input);
      },
    });
    const input = journeyInput(randomUUID());
    const { client } = environment;
    const taskQueue = regionQueue('eu');
    if (withAgent) {
      await client.workflow.start(workflowNames.customerAgent, {
        workflowId: input.agent,
        taskQueue,
        args: [
          {
            tenant: input.tenant,
            region: 'eu',
            subject: input.subject,
            carried: {
              window: [],
              seen: [],
              contacts: [],
              openJourney: { workflowId: journeyWorkflowId(input), type: input.type, intent: input.intent },
            },
          },
        ],
      });
    }
    const handle = await client.workflow.start(workflowNames.journey, {
      workflowId: journeyWorkflowId(input),
      taskQueue,
      args: [input],
    });
    return {
      handle,
      acts,
      types: () => sealed.map(({ type }) => type),
      last: () => sealed.at(-1),
      sealed,
      untilOpen: (requestId?: string) => untilOpen(handle, requestId),
      decide: (change: Parameters<typeof decisionInput>[0] = {}) =>
        handle.executeUpdate(updateNames.decide, { args: [decisionInput(change)] }),
      result: () => handle.result() as Promise<JourneyResult>,
      async agentWhen(ready: (state: AgentCarriedState) => boolean): Promise<AgentCarriedState> {
        const agent = client.workflow.getHandle(input.agent);
        for (;;) {
          const state = await agent.query<AgentCarriedState>(queryNames.agentState);
          if (ready(state)) return state;
          await pause(50);
        }
      },
    };
  }

  const acted = scriptedActivities().actInCrm;

  /** Answers at its second try, which is so late (beyond localRetryThreshold) that the workflow task ends in between. */
  function verifiedLater(begun: () => void): JourneyActivities['verifyDecision'] {
    const { verifyDecision } = scriptedActivities();
    let tries = 0;
    return async (input) => {
      begun();
      if (++tries === 1) throw failures.dependencyRateLimited('busy', 5500);
      return verifyDecision(input);
    };
  }

  it('cancelled while it writes, the journey finishes the write and is sealed with it', async () => {
    const journey = await begin({
      actInCrm: async (input) => {
        await pause(800);
        return acted(input);
      },
    });
    await journey.untilOpen();
    await journey.decide();
    while (journey.acts.length === 0) await pause(20);
    await journey.handle.cancel();
    expect((await journey.result()).outcome).toBe('acted');
    expect(journey.types()).toContain('crm.acted');
  });

  it('cancelled while it waits for contact hours, the journey never writes and is sealed withdrawn', async () => {
    let calls = 0;
    const journey = await begin({
      actInCrm: async (input) =>
        ++calls === 1 ? { verdict: 'wait', until: Date.now() + 1500 } : acted(input),
    });
    await journey.untilOpen();
    await journey.decide();
    while (calls === 0) await pause(20);
    await pause(300);
    await journey.handle.cancel();
    await expect(journey.result()).rejects.toThrow();
    expect(calls).toBe(1);
    expect(journey.last()).toMatchObject({ type: 'journey.ended', facts: { outcome: 'withdrawn' } });
  });

  it('cancelled while a signalled decision is verified, the journey is sealed withdrawn', async () => {
    let verifying = false;
    const verifyDecision = verifiedLater(() => (verifying = true));
    const journey = await begin({ verifyDecision });
    await journey.untilOpen();
    await journey.handle.signal(signalNames.decision, decisionInput());
    while (!verifying) await pause(20);
    await pause(200);
    await journey.handle.cancel();
    await expect(journey.result()).rejects.toThrow();
    expect(journey.acts).toEqual([]);
    expect(journey.last()).toMatchObject({ type: 'journey.ended', facts: { outcome: 'withdrawn' } });
  });

  it('asked to end while a decision is verified, the journey does not act', async () => {
    let verifying = false;
    const verifyDecision = verifiedLater(() => (verifying = true));
    const journey = await begin({ verifyDecision });
    await journey.untilOpen();
    const decided = journey.decide();
    while (!verifying) await pause(20);
    await pause(200);
    await journey.handle.signal(signalNames.end, { outcome: 'withdrawn', reasonCode: 'customer_asked' });
    await decided;
    expect((await journey.result()).outcome).toBe('withdrawn');
    expect(journey.acts).toEqual([]);
  });

  it('a request to end that is malformed, or names another ending, changes nothing', async () => {
    const journey = await begin();
    await journey.untilOpen();
    await journey.handle.signal(signalNames.end);
    await journey.handle.signal(signalNames.end, null);
    await journey.handle.signal(signalNames.end, { outcome: 'acted', reasonCode: 'customer_asked' });
    await journey.handle.signal(signalNames.end, { outcome: 'withdrawn', reasonCode: 'Ask for Jane Doe' });
    await journey.untilOpen();
    await journey.decide();
    expect((await journey.result()).outcome).toBe('acted');
  });

  it('a journey whose agent is gone is sealed all the same', async () => {
    const journey = await begin(
      {
        sealJourney: async () => {
          await pause(600);
          return { signature: 'sig', keyId: 'key', ledgerIndex: 0 };
        },
      },
      false,
    );
    await journey.untilOpen();
    await journey.decide();
    expect((await journey.result()).outcome).toBe('acted');
    expect(journey.types()).toContain('journey.ended');
  });

  it('a grant that runs out again and again is no ending', async () => {
    let calls = 0;
    const journey = await begin({
      actInCrm: async (input) => {
        if (++calls <= 3) throw failures.grantExpired('grant expired', { ids: { grant: input.grant } });
        return acted(input);
      },
    });
    await journey.untilOpen();
    await journey.decide();
    expect((await journey.result()).outcome).toBe('acted');
  });

  it('a part that is away while drafting is waited for', async () => {
    let calls = 0;
    const { inferProposal } = scriptedActivities();
    const journey = await begin({
      inferProposal: async (input) => {
        if (++calls <= 7) throw failures.dependencyRateLimited('busy', 10);
        return inferProposal(input);
      },
    });
    await journey.untilOpen();
    await journey.decide();
    expect((await journey.result()).outcome).toBe('acted');
  });

  it('a failure of ours frees the agent for another journey', async () => {
    const journey = await begin({
      retrieveEvidence: async () => {
        throw failures.contractBroken('vectors of another size');
      },
    });
    await expect(journey.result()).rejects.toThrow();
    const state = await journey.agentWhen(({ openJourney }) => openJourney === null);
    expect(state.contacts).toMatchObject([{ outcome: 'failed' }]);
  });

  it("an edit that is asked about again is guarded as a person's", async () => {
    const scripted = scriptedActivities();
    const authors: string[] = [];
    let acts = 0;
    const journey = await begin({
      guardProposal: async (input) => {
        authors.push(input.author);
        return scripted.guardProposal(input);
      },
      actInCrm: async (input) => (++acts === 1 ? { verdict: 'record_changed' } : acted(input)),
    });
    await journey.untilOpen();
    await journey.decide({ decision: 'edit_and_approve', edit: reference('edit') });
    const { checkpoint } = await journey.untilOpen('cp_2');
    await journey.decide({ requestId: 'cp_2', proposalHash: checkpoint?.proposalHash ?? '' });
    expect((await journey.result()).outcome).toBe('acted');
    expect(authors).toEqual(['model', 'person', 'person']);
  });

  it('an edit by signal that cannot be guarded is refused, and the checkpoint stays open', async () => {
    const scripted = scriptedActivities();
    const journey = await begin({
      guardProposal: async (input) => {
        if (input.author === 'person') throw failures.invalidRequest('draft is not the one that was named');
        return scripted.guardProposal(input);
      },
    });
    await journey.untilOpen();
    const edit = decisionInput({ decision: 'edit_and_approve', edit: reference('edit') });
    await journey.handle.signal(signalNames.decision, edit);
    await journey.decide();
    expect((await journey.result()).outcome).toBe('acted');
    expect(journey.sealed.find(({ type }) => type === 'decision.refused')?.facts).toMatchObject({
      code: 'edit_failed_guard',
      findings: [{ code: 'InvalidRequest', severity: 'block', about: null }],
    });
  });

  it('a worker whose clock is behind does not ask the CRM in a hot loop', async () => {
    let calls = 0;
    const journey = await begin({
      actInCrm: async () => {
        calls += 1;
        return { verdict: 'wait', until: Date.now() - 1000 };
      },
    });
    await journey.untilOpen();
    await journey.decide();
    await pause(3500);
    await journey.handle.signal(signalNames.end, { outcome: 'withdrawn', reasonCode: 'operator' });
    await journey.result();
    expect(calls).toBeLessThanOrEqual(2);
  });
});
