// What a decision would lead to, before anybody decides: the guard's word on an edit, and the fields of the CRM that would change. It
// decides, records and keeps nothing: the edit lives in memory alone, and tokens stay tokens, so that no personal value comes out.
import { hashJson } from '../../contracts/canonical-json.ts';
import type { JsonValue } from '../../contracts/canonical-json.ts';
import type { DocumentReference, Finding, ModelFacts } from '../../contracts/control-facts.ts';
import { failures } from '../../contracts/failures.ts';
import type { CrmConnector } from '../../contracts/ports/crm.ts';
import type { DocumentStore, JourneyRow, Store } from '../../contracts/ports/store.ts';
import type { PreviewProposal, ProposalPreview } from '../../contracts/proposal-preview.ts';
import { createPlantedInstructions } from '../privacy/planted-instructions.ts';
import { createGuardProposal } from './guard-proposal.ts';
import type { GuardDependencies, ProposalBody } from './guard-proposal.ts';

export interface PreviewDependencies extends Omit<GuardDependencies, 'store' | 'switches' | 'plantedIn'> {
  store: GuardDependencies['store'] & Pick<Store, 'policyDecisions'>;
}

/** Of a text that is nowhere kept. */
const inMemory = `doc_${'0'.repeat(32)}`;

export function createPreviewProposal(dependencies: PreviewDependencies): PreviewProposal {
  const { store, crm } = dependencies;
  // Each edit that a person looks at meets the same passages.
  const plantedIn = createPlantedInstructions();

  return async function previewProposal({ row, edit }) {
    const { tenant, subject, checkpoint } = row;
    if (!checkpoint) throw failures.invalidRequest('nothing was proposed', { code: 'checkpoint' });
    const judged = edit === null ? await openProposal(row) : await guarded(row, edit);
    const { body, ...said } = judged;
    const customerId = await store.vault.customerOf({ tenant, subject });
    return { ...said, operations: body?.operations ?? [], crm: await wouldWrite(crm, row, customerId, body) };
  };

  async function openProposal({ tenant, checkpoint, tier }: JourneyRow) {
    const document = checkpoint && (await store.documents.get({ tenant, ref: checkpoint.proposal.ref }));
    return {
      verdict: checkpoint?.blocked ? ('fail' as const) : ('pass' as const),
      tier: tier ?? 'standard',
      findings: (checkpoint?.findings ?? []) as unknown as Finding[],
      body: (document?.body ?? null) as unknown as ProposalBody | null,
    };
  }

  async function guarded(row: JourneyRow, edit: Record<string, JsonValue>) {
    const { tenant, subject, type, workflowId, id, checkpoint } = row;
    const draft: DocumentReference = { ref: inMemory, commitment: hashJson(edit) };
    let body: ProposalBody | null = null;
    const documents: DocumentStore = {
      get: (asked) =>
        asked.ref === inMemory
          ? Promise.resolve({ kind: 'edit', body: { output: edit }, reference: draft })
          : store.documents.get(asked),
      put: async (kept) => {
        body = kept.body as unknown as ProposalBody;
        return { ref: inMemory, commitment: hashJson(kept.body) };
      },
    };
    // A person's words count against no model.
    const switches = { noteFindings: async () => [] };
    const guard = createGuardProposal({
      ...dependencies,
      ...{ store: { ...store, documents }, switches, plantedIn },
    });
    const findings = (checkpoint?.findings ?? []) as unknown as Finding[];
    const tier = row.tier === 'high' ? ('high' as const) : ('standard' as const);
    const result = await guard({
      ...{ tenant, subject, type, workflowId, region: crm.region },
      policySnapshot: await snapshotOf(tenant, id),
      ...{ draft, author: 'person', evidence: checkpoint?.evidence ?? null, opening: null },
      model: modelOf(row),
      // Of the terms, the guard of an edit reads the tier alone.
      checkpoint: {
        rule: '',
        approverRole: checkpoint?.approverRole ?? '',
        tier,
        deadlineMs: 0,
        rejectReasons: [],
      },
      // What the screens and the drafts before said stands among the findings of what is open.
      screened: findings.flatMap(({ code, about }) =>
        about?.startsWith('evt_') ? [{ event: about, codes: [code] }] : [],
      ),
      discarded: findings.flatMap(({ code, about }) => (about === 'earlier_draft' ? [code] : [])),
    });
    return {
      verdict: result.verdict,
      tier: result.tier,
      findings: result.findings,
      body: body as ProposalBody | null,
    };
  }

  /** That the journey was authorised by; @throws InvalidRequest when it never was. */
  async function snapshotOf(tenant: string, journeyId: string): Promise<string> {
    const decisions = await store.policyDecisions.list({ tenant, journeyId });
    const snapshot = decisions.findLast((one) => one.question === 'authorise')?.policySnapshot;
    if (!snapshot) throw failures.invalidRequest('the journey was never authorised', { code: 'snapshot' });
    return snapshot;
  }
}

/** What the row still knows of the model; the guard of an edit reads who and why not another. */
function modelOf({ model }: JourneyRow): ModelFacts {
  return {
    provider: model?.provider === 'ollama' ? 'ollama' : 'extractive',
    model: model?.model ?? '',
    fallback: (model?.fallback ?? null) as ModelFacts['fallback'],
    ...{
      version: '',
      prompt: { id: '', hash: '' },
      region: '',
      promptTokens: 0,
      outputTokens: 0,
      durationMs: 0,
    },
  };
}

async function wouldWrite(
  crm: Pick<CrmConnector, 'preview'>,
  { tenant }: JourneyRow,
  customerId: string | null,
  body: ProposalBody | null,
): Promise<ProposalPreview['crm']> {
  if (!body || body.operations.length === 0) return { verdict: 'nothing_proposed' };
  if (customerId === null) return { verdict: 'missing' };
  if (!crm.preview) return { verdict: 'unknown' };
  const { operations, recordVersion: expectedVersion } = body;
  const answer = await crm.preview({ tenant, customerId, operations, expectedVersion });
  return answer.verdict === 'version_conflict' ? { verdict: 'version_conflict' } : answer;
}
