// The spine that every journey runs: detect, authorise, retrieve, infer, guard, checkpoint, act, seal.
// It decides order and nothing else; it sees control facts only, and each stage leaves evidence.
import {
  ApplicationFailure,
  CancellationScope,
  TemporalFailure,
  allHandlersFinished,
  condition,
  getExternalWorkflowHandle,
  isCancellation,
  log,
  setHandler,
} from '@temporalio/workflow';
import type { JourneyEndedSignal } from '../contracts/agent-messages.ts';
import type { IntentReason, JourneyOutcome } from '../contracts/control-facts.ts';
import type { JourneyInput, JourneyResult } from '../contracts/stage-messages.ts';
import { hashJson } from '../contracts/canonical-json.ts';
import { createAuthority } from './authority.ts';
import { checkpointActivities, stateOf } from './checkpoint-activities.ts';
import { installCheckpoint } from './checkpoint.ts';
import { createDrafting } from './drafting.ts';
import { denialOf } from './failure-type.ts';
import { journeyEndedSignal, journeyEvidenceQuery, journeyStateQuery } from './messages.ts';
import { proposeAndAct } from './proposing.ts';
import { Ending, beginRun } from './run.ts';
import { detectIntent, sealJourney } from './stages.ts';

export async function journey(input: JourneyInput): Promise<JourneyResult> {
  const run = beginRun(input);
  const { context, chain, progress, clock } = run;
  const authority = createAuthority(run);
  const drafting = createDrafting(run, authority);
  const checkpoint = installCheckpoint(run, checkpointActivities(run, authority, drafting));
  setHandler(journeyStateQuery, () => ({
    stage: progress.stage,
    outcome: progress.outcome,
    checkpoint: checkpoint.open && stateOf(checkpoint.open),
    head: chain.head,
    entries: chain.entries.length,
  }));
  setHandler(journeyEvidenceQuery, () => [...chain.entries]);

  async function detect(): Promise<IntentReason[]> {
    progress.enter('detect');
    const { type, intent, trigger, initiatedBy, region, window } = input;
    // The events themselves stand in the run's input and, as rows, in the store: their tokens and a hash are enough here.
    const seen = { events: window.map(({ event }) => event), hash: hashJson(window) };
    chain.record('journey.started', 'detect', { type, intent, trigger, initiatedBy, region, window: seen });
    const detected = await run.local(detectIntent({ ...context, intent, window, trigger, now: clock.now() }));
    const confirmed = detected.verdict === 'confirmed';
    chain.record(confirmed ? 'intent.confirmed' : 'intent.not_confirmed', 'detect', detected.score);
    if (!confirmed) throw new Ending('no_intent');
    return detected.score.reasons;
  }

  async function walk(): Promise<JourneyOutcome> {
    const reasons = await detect();
    run.endIfAsked();
    progress.enter('authorise');
    await authority.authorise();
    run.endIfAsked();
    await drafting.retrieve(reasons);
    run.endIfAsked();
    const drafted = await drafting.infer(null);
    run.endIfAsked();
    return proposeAndAct({ run, authority, drafting, checkpoint }, drafted.draft);
  }

  async function seal(outcome: JourneyOutcome): Promise<JourneyResult> {
    progress.enter('seal');
    checkpoint.close();
    await condition(allHandlersFinished);
    chain.record('journey.ended', 'seal', { outcome, reasonCode: run.asked?.reasonCode ?? null });
    chain.close();
    progress.end(outcome);
    const { head, entries } = chain;
    const sealing = { ...context, outcome, head, entries: [...entries] };
    if (run.fewerTasks) await sealJourney({ ...sealing, tell: { agent: input.agent, at: clock.now() } });
    else await Promise.all([sealJourney(sealing), report(outcome)]);
    return { outcome, head, entries: entries.length };
  }

  /** Tells the agent. One that is gone must cost neither the seal nor the ending. */
  async function report(ended: JourneyEndedSignal['outcome']): Promise<void> {
    const { workflowId } = context;
    try {
      const agent = getExternalWorkflowHandle(input.agent);
      await agent.signal(journeyEndedSignal, { workflowId, outcome: ended, at: clock.now() });
    } catch (error) {
      if (!(error instanceof ApplicationFailure)) throw error;
      log.warn('the agent could not be told of the end', { code: error.type });
    }
  }

  let outcome: JourneyOutcome;
  try {
    outcome = await walk();
  } catch (error) {
    const denial = denialOf(error);
    if (error instanceof Ending) {
      outcome = error.outcome;
    } else if (denial) {
      chain.record('policy.denied', progress.stage, { verdict: 'denied', explanation: denial });
      outcome = 'denied';
    } else {
      // A cancelled journey is sealed too, and then ends cancelled; anything else is a failure of ours and stays one, of
      // which the agent hears, so that its customer is not held for ever. A plain Error is a bug: its task is repeated.
      if (isCancellation(error)) await finish(() => seal('withdrawn'));
      else if (error instanceof TemporalFailure) await finish(() => report('failed'));
      throw error;
    }
  }
  return finish(() => seal(outcome));
}

/** What a cancellation must not stop, even one that came before. */
function finish<Result>(last: () => Promise<Result>): Promise<Result> {
  return CancellationScope.nonCancellable(last);
}
