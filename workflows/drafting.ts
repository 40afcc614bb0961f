// From evidence to a guarded proposal: retrieve, infer, guard. Texts stay in the store; references travel.
import type { DocumentReference, IntentReason } from '../contracts/control-facts.ts';
import type {
  GuardProposalInput,
  GuardProposalResult,
  InferProposalInput,
  InferProposalResult,
  RetrieveEvidenceResult,
} from '../contracts/stage-messages.ts';
import type { Authority } from './authority.ts';
import { Ending } from './run.ts';
import type { JourneyRun } from './run.ts';
import { guardProposal, inferProposal, retrieveEvidence, retrieveEvidenceOnQueue } from './stages.ts';

export interface Drafting {
  /** @throws Ending `no_evidence` when the journey needs evidence and there is none. */
  retrieve(reasons: IntentReason[]): Promise<void>;
  /** Drafts; with the guard's findings on the last draft as the one repair turn. */
  infer(repair: GuardProposalResult | null): Promise<InferProposalResult>;
  /** What the model wrote cannot be used: the labelled composer drafts instead. */
  compose(): Promise<InferProposalResult>;
  /** Whether a model stands behind the last draft, rather than the composer. */
  readonly byModel: boolean;
  guard(
    draft: DocumentReference,
    author: GuardProposalInput['author'],
    opening: GuardProposalInput['opening'],
  ): Promise<GuardProposalResult>;
}

export function createDrafting(run: JourneyRun, authority: Authority): Drafting {
  const { input, context, chain, progress } = run;
  let reasons: IntentReason[] = [];
  let evidence: RetrieveEvidenceResult | null = null;
  let drafted: InferProposalResult | null = null;
  /** Codes that blocked drafts of this proposal which nobody is going to see. */
  let discarded: string[] = [];
  let blocking: string[] = [];

  /** @param how what is particular to this turn; nothing for the first. */
  async function draft(
    how: Pick<InferProposalInput, 'repair' | 'compose'>,
    noted: object,
  ): Promise<InferProposalResult> {
    progress.enter('infer');
    drafted = await authority.granted(({ grant, policySnapshot }) =>
      run.regular(
        inferProposal({
          ...context,
          grant: grant.id,
          policySnapshot,
          reasons,
          evidence: evidence?.set ?? null,
          ...how,
        }),
      ),
    );
    chain.record('draft.inferred', 'infer', { ...drafted, ...noted });
    return drafted;
  }

  return {
    get byModel() {
      return drafted?.model.provider === 'ollama';
    },

    async retrieve(confirmed) {
      reasons = confirmed;
      progress.enter('retrieve');
      const found = await authority.granted(({ grant, policySnapshot }) => {
        const wanted = { ...context, grant: grant.id, policySnapshot, trigger: input.trigger, reasons };
        return run.fewerTasks
          ? run.local(retrieveEvidence(wanted))
          : run.regular(retrieveEvidenceOnQueue(wanted));
      });
      evidence = found;
      chain.record(found.passages.length > 0 ? 'evidence.retrieved' : 'evidence.none', 'retrieve', found);
      if (found.passages.length === 0 && authority.current.evidence === 'required')
        throw new Ending('no_evidence');
    },

    infer(repair) {
      if (repair) discarded.push(...blocking);
      else discarded = [];
      const failed = repair && drafted && { draft: drafted.draft, findings: repair.findings };
      return draft({ repair: failed }, { repair: repair !== null });
    },

    compose() {
      discarded.push(...blocking);
      return draft({ repair: null, compose: true }, { repair: false, composed: true });
    },

    async guard(draft, author, opening) {
      if (!drafted) throw new Error('asked to guard before anything was drafted');
      const { policySnapshot, checkpoint } = authority.current;
      const set = evidence?.set ?? null;
      const { model } = drafted;
      const screened = input.window.flatMap(({ event, screened: codes }) =>
        codes ? [{ event, codes }] : [],
      );
      const guarded = await run.local(
        guardProposal({
          ...context,
          policySnapshot,
          draft,
          author,
          evidence: set,
          model,
          checkpoint,
          ...(screened.length > 0 && { screened }),
          ...(discarded.length > 0 && { discarded: [...new Set(discarded)] }),
          opening,
        }),
      );
      blocking = guarded.findings.filter(({ severity }) => severity === 'block').map(({ code }) => code);
      chain.record(guarded.verdict === 'pass' ? 'guard.passed' : 'guard.failed', 'guard', {
        ...guarded,
        draft,
        author,
      });
      return guarded;
    },
  };
}
