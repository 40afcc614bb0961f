// The erasure of one subject: two people, then four steps, each of which may be repeated. Once it is approved it is carried through,
// whatever is away meanwhile. It sees tokens and numbers only, and decides order; what may be destroyed is the activities' work.
import {
  ActivityFailure,
  ApplicationFailure,
  allHandlersFinished,
  condition,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  sleep,
} from '@temporalio/workflow';
import type {
  CertifyErasureInput,
  CertifyErasureResult,
  CloseErasureInput,
  DecideErasureResult,
  DetachSubjectInput,
  DetachSubjectResult,
  EndSubjectRunsResult,
  EraseSubjectResult,
  ErasureContext,
  ErasureDecisionInput,
  ErasureInput,
  ErasureRefusal,
  ErasureWorkflowResult,
  VerifyErasureDecisionInput,
  VerifyErasureDecisionResult,
} from '../../contracts/erasure.ts';
import { failures } from '../../contracts/failures.ts';
import { decideErasureUpdate } from '../messages.ts';
import { createTurns } from '../turns.ts';
import { membersOf } from '../well-formed.ts';

/** By their wire names; the worker's registration is typed by it. */
export interface ErasureActivities {
  verifyErasureDecision(input: VerifyErasureDecisionInput): Promise<VerifyErasureDecisionResult>;
  detachSubject(input: DetachSubjectInput): Promise<DetachSubjectResult>;
  endSubjectRuns(input: ErasureContext): Promise<EndSubjectRunsResult>;
  eraseSubject(input: ErasureContext): Promise<EraseSubjectResult>;
  certifyErasure(input: CertifyErasureInput): Promise<CertifyErasureResult>;
  closeErasure(input: CloseErasureInput): Promise<void>;
}

// A part that is away is waited for without end, at most a minute apart.
const patient = { initialInterval: '500ms', backoffCoefficient: 2, maximumInterval: '1 minute' } as const;
// What a person must mend (a credential, a policy) is tried again as well: 96 times a day with 9 events each are 26,000 events in the
// law's 30 days, half of Temporal's limit.
const AFTER_FAILURE_MS = 15 * 60_000;

function step(summary: string, startToCloseTimeout: '30s' | '5m' | '15m') {
  return proxyActivities<ErasureActivities>({
    summary,
    startToCloseTimeout,
    // A killed worker is noticed after this; its heartbeat is workers/beating.ts.
    heartbeatTimeout: '10s',
    retry: patient,
  });
}

// Transactions of milliseconds.
const { verifyErasureDecision } = step('Verify who decides', '30s');
const { detachSubject } = step('Take the subject out of the vault', '30s');
// It waits ten minutes for journeys to end.
const { endSubjectRuns } = step('End open journeys', '15m');
// Connectors may be slow with much data.
const { eraseSubject } = step('Destroy what is kept', '5m');
const { certifyErasure } = step('Certify', '30s');
const { closeErasure } = step('Close without erasing', '30s');

type Accepted = Extract<VerifyErasureDecisionResult, { verdict: 'accepted' }> & {
  decision: ErasureDecisionInput['decision'];
};

export async function erasure(input: ErasureInput): Promise<ErasureWorkflowResult> {
  const { tenant, region, subject, erasure: id, ground, requestedBy, deadlineAt } = input;
  const context: ErasureContext = { tenant, region, subject, erasure: id };
  const turns = createTurns();
  let accepted: Accepted | null = null;
  let late = false;

  function refusalOf(decision: unknown, now: number): ErasureRefusal | null {
    if (!isWellFormed(decision)) return 'malformed';
    if (accepted) return 'already_decided';
    return late || now >= deadlineAt ? 'deadline_passed' : null;
  }

  async function decide(asked: ErasureDecisionInput): Promise<DecideErasureResult> {
    while (turns.taken) await turns.freed();
    const code = refusalOf(asked, Date.now());
    if (code) return { verdict: 'refused', code };
    return turns.hold(async (): Promise<DecideErasureResult> => {
      const { decision, assertion } = asked;
      const verified = await verifyErasureDecision({
        ...context,
        requestedBy,
        decision: { decision, assertion },
      });
      if (verified.verdict === 'refused') return { verdict: 'refused', code: verified.code };
      accepted = { ...verified, decision };
      return { verdict: 'accepted', decision };
    });
  }

  /** Repeats a step for as long as it fails. A cancellation passes: it is how an operator ends an erasure by force. */
  async function insist<Result>(doing: string, call: () => Promise<Result>): Promise<Result> {
    for (;;) {
      setCurrentDetails(doing);
      try {
        return await call();
      } catch (error) {
        if (!(error instanceof ActivityFailure) || !(error.cause instanceof ApplicationFailure)) throw error;
        setCurrentDetails(`${doing} · failing: ${error.cause.type ?? 'Error'}`);
        await sleep(input.afterFailureMs ?? AFTER_FAILURE_MS, { summary: 'Before the next try' });
      }
    }
  }

  setHandler(decideErasureUpdate, decide, {
    validator: (asked: ErasureDecisionInput) => {
      // Never replayed, so the plain time will do.
      const code = refusalOf(asked, Date.now());
      if (code) throw failures.decisionRefused(`decision refused: ${code}`, { code });
    },
  });

  setCurrentDetails('waits for the decision of a second person');
  const left = Math.max(1, deadlineAt - Date.now());
  await condition(() => accepted !== null, left, { summary: 'Decision deadline' });
  // One that came in time and is still being verified is not late.
  while (turns.taken) await turns.freed();
  late = true;
  const decided = accepted as Accepted | null;

  if (decided?.decision !== 'approve') {
    const state = decided ? 'rejected' : 'expired';
    await insist('closing', () => closeErasure({ ...context, state, by: decided?.actor ?? null }));
    setCurrentDetails(state);
    await condition(allHandlersFinished);
    return { state, ledgerIndex: null };
  }

  const approvedBy = decided.actor;
  await insist('detaching', () => detachSubject({ ...context, approvedBy, role: decided.role }));
  const runs = await insist('ending journeys', () => endSubjectRuns(context));
  const erased = await insist('destroying', () => eraseSubject(context));
  const certifying = { ...context, ground, requestedBy, approvedBy, runs, erased };
  const { ledgerIndex } = await insist('certifying', () => certifyErasure(certifying));
  setCurrentDetails(`erased · certificate: record ${ledgerIndex} of the ledger`);
  await condition(allHandlersFinished);
  return { state: 'erased', ledgerIndex };
}

function isWellFormed(asked: unknown): asked is ErasureDecisionInput {
  const { decision, assertion } = membersOf<ErasureDecisionInput>(asked);
  return (decision === 'approve' || decision === 'reject') && typeof assertion === 'string';
}
