// One durable agent per customer and tenant: it orders and deduplicates events, keeps a bounded window, and starts at
// most one journey at a time. It sees control facts only; what counts as an intent is policy, asked by an activity.
import {
  ParentClosePolicy,
  allHandlersFinished,
  condition,
  continueAsNew,
  setCurrentDetails,
  setHandler,
  startChild,
  workflowInfo,
} from '@temporalio/workflow';
import {
  WorkflowExecutionAlreadyStartedError,
  WorkflowIdReusePolicy,
  defineSearchAttributeKey,
} from '@temporalio/common';
import type { AgentCarriedState, CustomerAgentInput, JourneyInput } from '../contracts/control-facts.ts';
import type { EventSignal } from '../contracts/events.ts';
import { episodeOf, journeyWorkflowId } from '../contracts/ids.ts';
import { searchAttributeNames, workflowNames } from '../contracts/wire-names.ts';
import { absorb, recordEnd } from './agent-window.ts';
import { agentStateQuery, eventsSignal, journeyEndedSignal } from './messages.ts';
import { stageAttribute } from './progress.ts';
import { assessIntent } from './stages.ts';

const tenantAttribute = defineSearchAttributeKey(searchAttributeNames.tenant, 'KEYWORD');
const typeAttribute = defineSearchAttributeKey(searchAttributeNames.journeyType, 'KEYWORD');
const subjectAttribute = defineSearchAttributeKey(searchAttributeNames.subject, 'KEYWORD');

// A journey's input holds the newest events only: 40 of about 350 bytes are 14 kB in one history event.
const JOURNEY_WINDOW = 40;

export async function customerAgent(input: CustomerAgentInput): Promise<void> {
  const { tenant, region, subject } = input;
  const { workflowId } = workflowInfo();
  const state: AgentCarriedState = input.carried ?? { window: [], seen: [], openJourney: null, contacts: [] };
  const arrived: EventSignal[] = [];
  let changed = false;

  setHandler(eventsSignal, ({ events }) => {
    arrived.push(...events);
  });
  setHandler(journeyEndedSignal, (ended) => {
    changed = recordEnd(state, ended) || changed;
  });
  setHandler(agentStateQuery, () => state);

  while (!workflowInfo().continueAsNewSuggested || arrived.length > 0) {
    await condition(() => arrived.length > 0 || changed || workflowInfo().continueAsNewSuggested);
    const fresh = absorb(state, arrived.splice(0));
    if (!fresh && !changed) continue;
    changed = false;
    await startWhatIsDue();
    setCurrentDetails(
      `window: ${state.window.length} · open: ${state.openJourney?.type ?? 'none'} · ended: ${state.contacts.length}`,
    );
  }
  await condition(allHandlersFinished);
  await continueAsNew<typeof customerAgent>({ tenant, region, subject, carried: state });

  async function startWhatIsDue(): Promise<void> {
    const { window, contacts, openJourney } = state;
    const open = openJourney && { type: openJourney.type, intent: openJourney.intent };
    const assessed = await assessIntent({
      tenant,
      subject,
      window,
      contacts,
      openJourney: open,
      now: Date.now(),
    });
    if (assessed.verdict !== 'start') return;
    const trigger = window.find(({ event }) => event === assessed.trigger);
    if (!trigger) throw new Error('the assessed trigger is not in the window');
    const type = assessed.score.journeyType;
    const episode = episodeOf(trigger.event);
    const journey: JourneyInput = {
      tenant,
      region,
      subject,
      type,
      intent: assessed.score.intent,
      episode,
      agent: workflowId,
      trigger: trigger.event,
      initiatedBy: trigger.by,
      window: window.slice(-JOURNEY_WINDOW),
    };
    const journeyId = journeyWorkflowId({ type, tenant, subject, episode });
    try {
      await startChild(workflowNames.journey, {
        workflowId: journeyId,
        args: [journey],
        // A journey outlives its agent's runs; it reports its end by signal.
        parentClosePolicy: ParentClosePolicy.ABANDON,
        workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
        staticSummary: `${type} · ${tenant}`,
        staticDetails: `Intent ${assessed.score.intent}, score ${assessed.score.score.toFixed(3)}`,
        typedSearchAttributes: [
          { key: tenantAttribute, value: tenant },
          { key: typeAttribute, value: type },
          { key: subjectAttribute, value: subject },
          { key: stageAttribute, value: 'detect' },
        ],
      });
      state.openJourney = { workflowId: journeyId, type, intent: assessed.score.intent };
    } catch (error) {
      // The same trigger is the same journey: it runs or has run already, and nothing is to be done.
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
  }
}
