// The guard: turns a draft into the exact proposal that a person will decide about, and says what is wrong with it. It
// trusts neither the model nor the editor; hard rules hold for both. It never writes to the CRM.
import type { JsonValue } from '../../contracts/canonical-json.ts';
import { claimFreeSentences } from '../../contracts/claim-free-sentences.ts';
import type { DocumentReference, Finding } from '../../contracts/control-facts.ts';
import type { GuardProposalInput, GuardProposalResult } from '../../contracts/stage-messages.ts';
import { failures } from '../../contracts/failures.ts';
import { switchChecks } from '../../contracts/limits-of.ts';
import { journeyIdOf } from '../../contracts/ids.ts';
import type { JourneyCatalog, Option, Options, Statement } from '../../contracts/journey.ts';
import type { PolicyRegistry, TenantPolicy } from '../../contracts/policy.ts';
import type {
  CatalogueProduct,
  CrmConnector,
  CrmOperation,
  CustomerFacts,
} from '../../contracts/ports/crm.ts';
import type { KillSwitches } from '../../contracts/ports/limits.ts';
import type { PassageText } from '../../contracts/ports/model.ts';
import type {
  DocumentStore,
  JourneyReadModel,
  SubjectVault,
  ValueVault,
} from '../../contracts/ports/store.ts';
import { checkpointSchedule } from '../policy/checkpoint-schedule.ts';
import { checkHardRules } from '../policy/hard-rules.ts';
import { readableOrNull } from '../policy/policy-registry.ts';
import { unsuitableProductsNamed } from '../policy/unsuitable-products.ts';
import { customerErased } from '../privacy/customer-erased.ts';
import { detokenise } from '../privacy/tokens/detokenise.ts';
import { mapStrings } from '../privacy/tokens/protect-texts.ts';
import { localeOf } from '../privacy/protect-for-customer.ts';
import { createPlantedInstructions } from '../privacy/planted-instructions.ts';
import { buildOptions } from './build-options.ts';
import { checkOutput } from './check-output.ts';
import { screenDraft, tokensOf } from '../privacy/output/screen-draft.ts';
import { groundStatements } from './ground-statements.ts';
import type { DraftBody } from './infer-proposal.ts';

export interface GuardDependencies {
  policies: PolicyRegistry;
  catalog: JourneyCatalog;
  crm: CrmConnector;
  store: {
    documents: DocumentStore;
    vault: SubjectVault;
    values: Pick<ValueVault, 'valuesOf'>;
    journeys: JourneyReadModel;
  };
  switches: Pick<KillSwitches, 'noteFindings'>;
  /** What was screened already is remembered there; absent: in this guard. */
  plantedIn?: ReturnType<typeof createPlantedInstructions>;
  /** Milliseconds since the epoch. */
  clock: () => number;
}

/** A person may link where he wants, and another one then looks. */
const linkCodes = new Set(['link_not_allowed', 'image_not_allowed']);

/** The document that a person approves by its hash, and that the act carries out to the letter. */
export interface ProposalBody {
  format: 'wayproof-proposal/1';
  journeyId: string;
  type: string;
  /** Version of the customer record that the proposal was made from. */
  recordVersion: number;
  /** The draft or edit that it was made from: it ties an edit's approval to this proposal. */
  draft: DocumentReference;
  operations: CrmOperation[];
}

export function createGuardProposal(dependencies: GuardDependencies) {
  const { store, crm } = dependencies;
  const plantedIn = dependencies.plantedIn ?? createPlantedInstructions();

  /**
   * @returns the proposal with every finding; `fail` when one of them blocks.
   * @throws InvalidRequest when the draft, the journey or the tenant is unknown; PolicyDenied after an erasure.
   */
  return async function guardProposal(input: GuardProposalInput): Promise<GuardProposalResult> {
    const { tenant, subject, workflowId } = input;
    const catalogued = dependencies.catalog.get(input.type);
    const set = await dependencies.policies.byHash(input.policySnapshot);
    const tenantPolicy = set.tenants[tenant];
    if (!catalogued || !tenantPolicy)
      throw failures.invalidRequest('unknown journey type or tenant', { code: 'unknown' });
    const { declaration } = catalogued;

    const customerId = await store.vault.customerOf({ tenant, subject });
    if (!customerId) throw customerErased();
    const draft = await store.documents.get({ tenant, ref: input.draft.ref });
    if (!draft || draft.reference.commitment !== input.draft.commitment) {
      throw failures.invalidRequest('draft is not the one that was named', {
        ids: { draft: input.draft.ref },
      });
    }
    const [facts, identity, products, offers] = await Promise.all([
      crm.readFacts({ tenant, customerId }),
      crm.readIdentity({ tenant, customerId }),
      crm.products({ tenant }),
      crm.offers({ tenant }),
    ]);
    if (!facts) throw customerErased();
    const now = dependencies.clock();
    const options = await buildOptions({ crm, tenant, tenantPolicy, facts, lists: declaration.options, now });

    const retrieved = await passagesOf(input);
    // What the model was given, where the draft says it: its tokens are this customer's.
    const passages = passagesIn(draft.body) ?? retrieved;
    const { checked, findings } = checkOutput({ declaration, output: outputOf(draft.body), options });
    const planted = plantedIn(retrieved);
    const strange = (input.screened ?? []).flatMap(({ event, codes }) =>
      codes.map((code): Finding => ({ code, severity: 'warn', about: event })),
    );
    const judged = judgeFindings(draft.body);
    const inRecord = plantedIn(recordTexts(facts, options));
    findings.push(...planted, ...strange, ...inRecord, ...judged, ...discardedFindings(input.discarded));
    let operations: CrmOperation[] = [];
    if (checked) {
      findings.push(...wordFindings(input.author, checked.statements, passages, tenantPolicy));
      operations = declaration.propose(checked.output, { customer: facts, options, renderStatements });
      const parts = { statements: checked.statements, operations, options };
      const tokens = tokensOf(parts);
      const values = tokens.length === 0 ? [] : await store.values.valuesOf({ tenant, subject, tokens });
      // What the customer would read: a token must not hide from a rule what the act puts in its place.
      const clear = (text: string) => detokenise(text, values).text;
      const said = checked.statements.map(({ text }) => clear(text));
      findings.push(...suitabilityFindings(said, products, facts.riskClass));
      const locale = localeOf(tenantPolicy);
      if (input.author === 'model' && isMarked(draft.body, 'saysWho'))
        findings.push({ code: 'identity_in_draft', severity: 'block', about: null });
      const intent = set.intents[declaration.intent]?.policy;
      findings.push(
        ...screenDraft({
          ...{ ...parts, author: input.author, passages, planted, identity, values, locale },
          hosts: tenantPolicy.links?.hosts ?? [],
          oldMasks: input.author === 'person' || !isMarked(draft.body, 'protection'),
          template: set.prompts[declaration.prompt] ?? null,
          others: Object.values(set.tenants).filter((other) => other.tenant !== tenant),
          scoring: [declaration.intent, ...(intent?.features.map(({ code }) => code) ?? [])],
        }),
      );
      if (operations.length === 0)
        findings.push({ code: 'nothing_proposed', severity: 'block', about: null });
      for (const { verb } of operations) {
        if (!declaration.verbs.includes(verb))
          findings.push({ code: 'verb_not_declared', severity: 'block', about: verb });
      }
      const written = mapStrings(operations, clear);
      const ruled = { set, tenantPolicy, operations: written, facts, products, offers, now };
      findings.push(...checkHardRules(ruled));
    }

    const body: ProposalBody = {
      format: 'wayproof-proposal/1',
      journeyId: journeyIdOf(workflowId),
      type: input.type,
      recordVersion: facts.version,
      draft: input.draft,
      operations,
    };
    const proposal = await store.documents.put({
      tenant,
      subject,
      kind: 'proposal',
      body: body as unknown as JsonValue,
    });
    const blocked = findings.some(({ severity }) => severity === 'block');
    await noteForSwitches(input, findings);
    // A configured model that failed is a warning about everything it left behind, and so is a passage or an event that speaks to
    // it, and a link that somebody put in: a higher tier decides.
    const degraded = input.model.fallback !== null && input.model.fallback !== 'no_model_configured';
    const linked = findings.some(
      ({ code, severity, about }) => severity === 'warn' && linkCodes.has(code) && about !== earlierDraft,
    );
    const raised =
      degraded || planted.length + strange.length + inRecord.length + judged.length > 0 || linked;
    const tier = raised ? 'high' : input.checkpoint.tier;

    // People are not shown what does not open: a failed draft that is drafted again.
    if (input.opening && !(blocked && input.opening.unlessBlocked)) {
      const { checkpoint } = input;
      const { unlessBlocked: _how, ...opening } = input.opening;
      const rule = set.checkpoints[checkpoint.rule];
      await store.journeys.record({
        tenant,
        workflowId,
        patch: {
          stage: 'checkpoint',
          tier,
          // What was decided about an earlier proposal is over; its evidence stays.
          decision: null,
          model: { provider: input.model.provider, model: input.model.model, fallback: input.model.fallback },
          checkpoint: {
            ...opening,
            proposal,
            draft: input.draft,
            evidence: input.evidence,
            approverRole: tier === 'high' && rule ? rule.highTierRole : checkpoint.approverRole,
            blocked,
            findings: findings.map((finding) => ({ ...finding })),
            rejectReasons: checkpoint.rejectReasons,
            ...(checkpoint.quorum && { quorum: checkpoint.quorum[tier] }),
            schedule: checkpointSchedule(checkpoint, opening),
          },
        },
      });
    }
    return {
      verdict: blocked ? 'fail' : 'pass',
      findings,
      proposal,
      verbs: operations.map(({ verb }) => verb),
      tier,
    };
  };

  /** A draft that fails a compliance check counts against its model and its journey type; enough of them trip a switch. */
  async function noteForSwitches(input: GuardProposalInput, findings: readonly Finding[]): Promise<void> {
    const { tenant, type: journeyType, draft, author, model } = input;
    const blocking = findings.filter(({ severity }) => severity === 'block').map(({ code }) => code);
    if (author !== 'model' || blocking.length === 0) return;
    const current = await readableOrNull(dependencies.policies.current());
    await dependencies.switches.noteFindings({
      ...{ tenant, journeyType, draft: draft.ref },
      // The composer quotes; switching it off would leave nobody to draft.
      model: model.provider === 'extractive' ? null : model.model,
      codes: [...new Set([...blocking, 'blocked'])],
      // Counted all the same while today's policy cannot be read; the next draft is judged by it.
      checks: current ? switchChecks(current) : [],
    });
  }

  async function passagesOf({ tenant, evidence }: GuardProposalInput): Promise<PassageText[]> {
    const set = evidence && (await store.documents.get({ tenant, ref: evidence.ref }));
    return (set?.body as { passages?: PassageText[] } | undefined)?.passages ?? [];
  }
}

function wordFindings(
  author: GuardProposalInput['author'],
  statements: Statement[],
  passages: PassageText[],
  { name: firm, language }: TenantPolicy,
): Finding[] {
  // A person answers for his own words; he is reminded that they are not from the passages.
  if (author === 'person') return [{ code: 'edited_by_person', severity: 'warn', about: null }];
  return groundStatements({ statements, passages, claimFree: claimFreeSentences, firm, language });
}

/** Holds for a person's words too: an edit must not name what a proposal may not hold. */
function suitabilityFindings(
  statements: readonly string[],
  products: readonly CatalogueProduct[],
  riskClass: number | null,
): Finding[] {
  return statements.flatMap((text, index): Finding[] => {
    const named = unsuitableProductsNamed({ text, products, riskClass });
    return named.length === 0
      ? []
      : [{ code: 'names_unsuitable_product', severity: 'block', about: String(index) }];
  });
}

/** What a prompt holds of the CRM besides passages: somebody may have written an order into a field, or into a product's name. */
function recordTexts({ segment, language, holdings }: CustomerFacts, options: Options): PassageText[] {
  const text = [segment, language, ...holdings].join('\n');
  const labels: Option[] = Object.values(options).flatMap((list) => list ?? []);
  return [{ id: 'customer_record', text }, ...labels.map(({ id, label }) => ({ id, text: label }))].map(
    (one) => ({ ...one, source: 'crm', title: '' }),
  );
}

/** What a finding is about that stands in no text which is shown. */
const earlierDraft = 'earlier_draft';

/** Why what a model wrote first was thrown away: whoever reads the composer's words should know. */
function discardedFindings(codes: readonly string[] = []): Finding[] {
  return codes.map((code) => ({ code, severity: 'warn', about: earlierDraft }));
}

function isMarked(body: unknown, member: 'saysWho' | 'protection'): boolean {
  return (body as Partial<DraftBody> | null)?.[member] !== undefined;
}

/** What a model said of the passages that it was asked about, where one is set for that. */
function judgeFindings(body: unknown): Finding[] {
  const { judged } = (body ?? {}) as Partial<DraftBody>;
  if (!judged) return [];
  const suspected = judged.suspected.map((about): Finding => ({
    code: 'planted_by_judge',
    severity: 'warn',
    about,
  }));
  return judged.notJudged === null
    ? suspected
    : [...suspected, { code: 'passages_not_judged', severity: 'warn', about: null }];
}

function renderStatements(statements: Statement[]): string {
  return statements.map(({ text }) => text.trim()).join(' ');
}

/** Undefined for an edit, which has none. */
function passagesIn(body: unknown): PassageText[] | undefined {
  return (body as { passages?: PassageText[] } | null)?.passages;
}

function outputOf(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'output' in body ? body.output : undefined;
}
