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
import type { DocumentReference, IntentReason, JourneyOutcome } from '../contracts/control-facts.ts';
import type { InferProposalResult, JourneyInput, JourneyResult } from '../contracts/stage-messages.ts';
import { hashJson } from '../contracts/canonical-json.ts';
import { act } from './act.ts';
import type { Approved } from './act.ts';
import { createAuthority } from './authority.ts';
import { installCheckpoint } from './checkpoint.ts';
import { createDrafting } from './drafting.ts';
import { denialOf } from './failure-type.ts';
import { journeyEndedSignal, journeyStateQuery } from './messages.ts';
import { Ending, beginRun } from './run.ts';
import { detectIntent, sealJourney, verifyDecision } from './stages.ts';

// A record that keeps changing under the proposals must not ask people for ever; after so many nothing is done.
const MAX_PROPOSALS = 3;

/** What is to be guarded and decided about, and whose words it is. */
interface Work {
  draft: DocumentReference;
  author: 'model' | 'person';
}

export async function journey(input: JourneyInput): Promise<JourneyResult> {
  const run = beginRun(input);
  const { context, chain, progress, clock } = run;
  const authority = createAuthority(run);
  const drafting = createDrafting(run, authority);
  const checkpoint = installCheckpoint(run, {
    verify: (decision, terms) =>
      run.local(
        verifyDecision({
          ...context,
          policySnapshot: authority.current.policySnapshot,
          initiatedBy: input.initiatedBy,
          checkpoint: terms,
          decision,
          now: clock.now(),
        }),
      ),
    guardEdit: (edit) => drafting.guard(edit, 'person', null),
  });
  setHandler(journeyStateQuery, () => ({
    stage: progress.stage,
    outcome: progress.outcome,
    checkpoint: checkpoint.open && {
      requestId: checkpoint.open.requestId,
      proposalHash: checkpoint.open.guarded.proposal.commitment,
      deadlineAt: checkpoint.open.deadlineAt,
      approvable: checkpoint.open.guarded.verdict === 'pass',
    },
    head: chain.head,
    entries: chain.entries.length,
  }));

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

  /** Guards the draft and asks a person about the exact result. */
  async function decideAbout(work: Work, requestId: string, mayRepair: boolean): Promise<Approved> {
    progress.enter('guard');
    const opensAt = clock.now();
    const terms = authority.current.checkpoint;
    const opening = { requestId, opensAt, deadlineAt: opensAt + terms.deadlineMs };
    const guarded = await drafting.guard(work.draft, work.author, opening);
    if (guarded.verdict === 'fail' && mayRepair) {
      // One repair turn: the model is told the findings' codes. After that a person sees why.
      const repaired = await drafting.infer(guarded);
      return decideAbout({ draft: repaired.draft, author: 'model' }, requestId, false);
    }
    run.endIfAsked();
    progress.enter('checkpoint');
    const { proposal, tier } = guarded;
    const blocked = guarded.verdict === 'fail';
    chain.record('checkpoint.opened', 'checkpoint', {
      ...opening,
      proposal,
      blocked,
      rule: terms.rule,
      tier,
    });
    const { deadlineAt } = opening;
    const request = { requestId, guarded, terms: { ...terms, tier }, deadlineAt };
    const decision = await checkpoint.ask(request, () => run.asked !== null);
    if (decision) return { requestId, deadlineAt, decision };
    run.endIfAsked();
    chain.record('checkpoint.expired', 'checkpoint', { requestId, deadlineAt });
    throw new Ending('expired');
  }

  async function decideAndAct(drafted: InferProposalResult): Promise<JourneyOutcome> {
    let work: Work = { draft: drafted.draft, author: 'model' };
    for (let asked = 1; asked <= MAX_PROPOSALS; asked += 1) {
      const approved = await decideAbout(work, `cp_${asked}`, asked === 1);
      if (approved.decision.decision === 'reject') return 'rejected';
      const done = await act(run, authority, approved);
      if (done !== 'ask_again') return done;
      // What was proposed does not fit any more. A person's edit is guarded again as it is; a model drafts anew from
      // what may be chosen now. Either way a person decides about the new proposal.
      const { edit } = approved.decision;
      if (edit) work = { draft: edit, author: 'person' };
      else if (asked < MAX_PROPOSALS) work = { draft: (await drafting.infer(null)).draft, author: 'model' };
    }
    chain.record('checkpoint.expired', 'act', {
      requestId: `cp_${MAX_PROPOSALS}`,
      reason: 'too_many_proposals',
    });
    return 'expired';
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
    return decideAndAct(drafted);
  }

  async function seal(outcome: JourneyOutcome): Promise<JourneyResult> {
    progress.enter('seal');
    await condition(allHandlersFinished);
    chain.record('journey.ended', 'seal', { outcome, reasonCode: run.asked?.reasonCode ?? null });
    chain.close();
    progress.end(outcome);
    const { head, entries } = chain;
    await Promise.all([sealJourney({ ...context, outcome, head, entries: [...entries] }), report(outcome)]);
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
