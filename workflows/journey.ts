// The spine that every journey runs: detect, authorise, retrieve, infer, guard, checkpoint, act, seal.
// It decides order and nothing else; it sees control facts only, and each stage leaves evidence.
import {
  allHandlersFinished,
  condition,
  isCancellation,
  CancellationScope,
  getExternalWorkflowHandle,
} from '@temporalio/workflow';
import { setHandler, workflowInfo } from '@temporalio/workflow';
import type {
  AuthoriseJourneyResult,
  EndSignal,
  GuardProposalResult,
  InferProposalResult,
  JourneyInput,
  JourneyOutcome,
  JourneyResult,
  RetrieveEvidenceResult,
} from '../contracts/control-facts.ts';
import { installCheckpoint } from './checkpoint.ts';
import type { AcceptedDecision } from './checkpoint.ts';
import { openEvidenceChain } from './evidence.ts';
import { failureTypeOf } from './failure-type.ts';
import { endSignal, journeyEndedSignal, journeyStateQuery } from './messages.ts';
import { createProgress } from './progress.ts';
import {
  actInCrm,
  authoriseJourney,
  compensateCrm,
  detectIntent,
  guardProposal,
  inferProposal,
  retrieveEvidence,
  sealJourney,
  verifyDecision,
} from './stages.ts';

type Authority = Extract<AuthoriseJourneyResult, { verdict: 'allowed' }>;

// After so many proposals a person has seen enough; the journey ends without action.
const MAX_PROPOSALS = 3;
// A grant lives five minutes; one that ends within this time is renewed before the call instead of failing in it.
const GRANT_MARGIN_MS = 20_000;

/** Thrown inside the spine only: an expected ending, from wherever it was reached. */
class Ending extends Error {
  readonly outcome: JourneyOutcome;
  constructor(outcome: JourneyOutcome) {
    super(outcome);
    this.outcome = outcome;
  }
}

export async function journey(input: JourneyInput): Promise<JourneyResult> {
  const { workflowId } = workflowInfo();
  const { tenant, region, subject, type } = input;
  const context = { tenant, region, subject, type, workflowId };
  const chain = openEvidenceChain();
  const progress = createProgress();

  let authority: Authority | null = null;
  let evidence: RetrieveEvidenceResult | null = null;
  let drafted: InferProposalResult | null = null;
  let asked: EndSignal | null = null;

  const checkpoint = installCheckpoint(chain, {
    verify: (decision, terms) =>
      verifyDecision({
        ...context,
        policySnapshot: pinned().policySnapshot,
        initiatedBy: input.initiatedBy,
        checkpoint: terms,
        decision,
        now: Date.now(),
      }),
    guardEdit: (edit) => guard(edit, 'person', null),
  });
  setHandler(endSignal, (end) => {
    asked ??= end;
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

  function pinned(): Authority {
    if (!authority) throw new Error('not authorised yet');
    return authority;
  }

  function endIfAsked(): void {
    if (asked) throw new Ending(asked.outcome);
  }

  async function detect(): Promise<void> {
    progress.enter('detect');
    chain.record('journey.started', 'detect', {
      type,
      intent: input.intent,
      trigger: input.trigger,
      initiatedBy: input.initiatedBy,
      region,
      window: input.window.map(({ event, kind, topic, at, body }) => ({ event, kind, topic, at, body })),
    });
    const { window, intent, trigger } = input;
    const detected = await detectIntent({ ...context, intent, window, trigger, now: Date.now() });
    chain.record(
      detected.verdict === 'confirmed' ? 'intent.confirmed' : 'intent.not_confirmed',
      'detect',
      detected.score,
    );
    if (detected.verdict === 'not_confirmed') throw new Ending('no_intent');
  }

  async function authorise(renewal: boolean): Promise<Authority> {
    const answer = await authoriseJourney({
      ...context,
      initiatedBy: input.initiatedBy,
      policySnapshot: authority?.policySnapshot ?? null,
    });
    if (answer.verdict === 'denied') {
      chain.record('policy.denied', 'authorise', answer);
      throw new Ending('denied');
    }
    chain.record(renewal ? 'grant.renewed' : 'policy.allowed', 'authorise', answer);
    authority = answer;
    return answer;
  }

  /** Calls with a grant that is valid; asks policy again when it has run out, which is never an ending by itself. */
  async function granted<Result>(call: (authority: Authority) => Promise<Result>): Promise<Result> {
    if (pinned().grant.expiresAt - Date.now() < GRANT_MARGIN_MS) await authorise(true);
    try {
      return await call(pinned());
    } catch (error) {
      if (failureTypeOf(error) !== 'GrantExpired') throw error;
      return call(await authorise(true));
    }
  }

  async function retrieve(): Promise<RetrieveEvidenceResult> {
    progress.enter('retrieve');
    const found = await granted(({ grant, policySnapshot }) =>
      retrieveEvidence({ ...context, grant: grant.id, policySnapshot, trigger: input.trigger }),
    );
    chain.record(found.passages.length > 0 ? 'evidence.retrieved' : 'evidence.none', 'retrieve', found);
    if (found.passages.length === 0 && pinned().evidence === 'required') throw new Ending('no_evidence');
    return found;
  }

  async function infer(
    repair: { guarded: GuardProposalResult; drafted: InferProposalResult } | null,
  ): Promise<InferProposalResult> {
    progress.enter('infer');
    const draft = await granted(({ grant, policySnapshot }) =>
      inferProposal({
        ...context,
        grant: grant.id,
        policySnapshot,
        evidence: evidence?.set ?? null,
        repair: repair && { draft: repair.drafted.draft, findings: repair.guarded.findings },
      }),
    );
    chain.record('draft.inferred', 'infer', { ...draft, repair: repair !== null });
    return draft;
  }

  let requests = 0;
  async function guard(
    draft: InferProposalResult['draft'],
    author: 'model' | 'person',
    opening: { requestId: string; opensAt: number; deadlineAt: number } | null,
  ): Promise<GuardProposalResult> {
    if (!drafted) throw new Error('nothing drafted yet');
    const guarded = await guardProposal({
      ...context,
      policySnapshot: pinned().policySnapshot,
      draft,
      author,
      evidence: evidence?.set ?? null,
      model: drafted.model,
      checkpoint: pinned().checkpoint,
      opening,
    });
    chain.record(guarded.verdict === 'pass' ? 'guard.passed' : 'guard.failed', 'guard', {
      ...guarded,
      draft,
      author,
    });
    return guarded;
  }

  /** Guards the draft and asks a person about the exact result. */
  async function decideAbout(
    draft: InferProposalResult['draft'],
    mayRepair: boolean,
  ): Promise<AcceptedDecision> {
    progress.enter('guard');
    requests += 1;
    const opensAt = Date.now();
    const terms = pinned().checkpoint;
    const opening = { requestId: `cp_${requests}`, opensAt, deadlineAt: opensAt + terms.deadlineMs };
    const guarded = await guard(draft, 'model', opening);
    if (guarded.verdict === 'fail' && mayRepair && drafted?.model.provider === 'ollama') {
      // One repair turn: the model is told the findings' codes; after that a person sees why.
      drafted = await infer({ guarded, drafted });
      return decideAbout(drafted.draft, false);
    }
    endIfAsked();
    progress.enter('checkpoint');
    chain.record('checkpoint.opened', 'checkpoint', {
      ...opening,
      proposal: guarded.proposal,
      blocked: guarded.verdict === 'fail',
      rule: terms.rule,
      tier: guarded.tier,
    });
    const decision = await checkpoint.ask(
      {
        requestId: opening.requestId,
        guarded,
        terms: { ...terms, tier: guarded.tier },
        deadlineAt: opening.deadlineAt,
      },
      () => asked !== null,
    );
    if (decision) return decision;
    endIfAsked();
    chain.record('checkpoint.expired', 'checkpoint', {
      requestId: opening.requestId,
      deadlineAt: opening.deadlineAt,
    });
    throw new Ending('expired');
  }

  /** @returns true when the CRM was changed; false when a person must look again. */
  async function act(decision: AcceptedDecision, deadlineAt: number): Promise<boolean> {
    progress.enter('act');
    const { proposal } = decision.guarded;
    for (;;) {
      const done = await granted(({ grant, policySnapshot }) =>
        actInCrm({
          ...context,
          grant: grant.id,
          policySnapshot,
          proposal,
          approvedHash: proposal.commitment,
          requestId: `cp_${requests}`,
          actor: decision.actor,
        }),
      );
      switch (done.verdict) {
        case 'acted':
          chain.record('crm.acted', 'act', done);
          return true;
        case 'denied':
          chain.record('act.denied', 'act', done);
          throw new Ending('denied');
        case 'record_changed':
          chain.record('act.record_changed', 'act', {});
          return false;
        case 'refused_by_crm':
          chain.record('act.refused_by_crm', 'act', { code: done.code });
          return false;
        case 'wait': {
          chain.record('act.waiting', 'act', { until: done.until, deadlineAt });
          const until = Math.min(done.until, deadlineAt);
          await condition(() => asked !== null, Math.max(0, until - Date.now()), {
            summary: 'Contact hours',
          });
          endIfAsked();
          if (until < done.until) {
            chain.record('checkpoint.expired', 'act', { requestId: `cp_${requests}`, deadlineAt });
            throw new Ending('expired');
          }
        }
      }
    }
  }

  async function decideAndAct(): Promise<JourneyOutcome> {
    if (!drafted) throw new Error('nothing drafted yet');
    let draft = drafted.draft;
    for (let proposals = 0; proposals < MAX_PROPOSALS; proposals += 1) {
      const opensAt = Date.now();
      const decision = await decideAbout(draft, proposals === 0);
      if (decision.decision === 'reject') return 'rejected';
      try {
        // Once begun, an act is finished whatever is cancelled: half an effect is worse than either.
        const acted = await CancellationScope.nonCancellable(() =>
          act(decision, opensAt + pinned().checkpoint.deadlineMs),
        );
        if (acted) return 'acted';
      } catch (error) {
        const failure = failureTypeOf(error);
        if (!failure || failure === 'PolicyDenied' || failure === 'ResidencyViolation') throw error;
        chain.record('act.failed', 'act', { failure });
        const undone = await CancellationScope.nonCancellable(() =>
          compensateCrm({ ...context, proposalHash: decision.guarded.proposal.commitment }),
        );
        chain.record('act.compensated', 'act', undone);
        return 'failed_compensated';
      }
      // The record or the CRM's answer changed: the same draft is guarded on fresh facts and a person decides anew.
      draft = decision.edit ?? draft;
    }
    return 'expired';
  }

  async function run(): Promise<JourneyOutcome> {
    await detect();
    endIfAsked();
    progress.enter('authorise');
    await authorise(false);
    endIfAsked();
    evidence = await retrieve();
    endIfAsked();
    drafted = await infer(null);
    endIfAsked();
    return decideAndAct();
  }

  async function seal(outcome: JourneyOutcome): Promise<JourneyResult> {
    progress.enter('seal');
    await condition(allHandlersFinished);
    chain.record('journey.ended', 'seal', { outcome, reasonCode: asked?.reasonCode ?? null });
    chain.close();
    progress.end(outcome);
    const { entries, head } = chain;
    await Promise.all([
      sealJourney({ ...context, outcome, head, entries: [...entries] }),
      getExternalWorkflowHandle(input.agent).signal(journeyEndedSignal, {
        workflowId,
        outcome,
        at: Date.now(),
      }),
    ]);
    return { outcome, head, entries: entries.length };
  }

  try {
    const outcome = await run();
    return await seal(outcome);
  } catch (error) {
    if (error instanceof Ending) return seal(error.outcome);
    const failure = failureTypeOf(error);
    if (failure === 'PolicyDenied' || failure === 'ResidencyViolation') {
      chain.record('policy.denied', progress.stage, { verdict: 'denied', failure });
      return seal('denied');
    }
    if (isCancellation(error)) {
      await CancellationScope.nonCancellable(() => seal('withdrawn'));
    }
    throw error;
  }
}
