// Drafts a recommendation: one structured answer to one prompt, from the options and passages of this moment. Texts go into
// documents; the workflow gets references and facts about the model. It must never decide whether the draft is any good.
import type { ModelFacts } from '../../contracts/control-facts.ts';
import type { InferProposalInput, InferProposalResult } from '../../contracts/stage-messages.ts';
import { failures } from '../../contracts/failures.ts';
import type { PersonalDataType } from '../../contracts/personal-data.ts';
import { tenantLimitsOf } from '../../contracts/limits-of.ts';
import type { CataloguedJourney, JourneyCatalog, Option, Options } from '../../contracts/journey.ts';
import type { PolicyRegistry, PolicySet } from '../../contracts/policy.ts';
import type { CrmConnector } from '../../contracts/ports/crm.ts';
import type { KillSwitches, LimitCounters } from '../../contracts/ports/limits.ts';
import type { PassageText } from '../../contracts/ports/model.ts';
import type { Store } from '../../contracts/ports/store.ts';
import type { JsonValue } from '../../contracts/canonical-json.ts';
import { switchInTheWay, switchedOff } from '../policy/kill-switch.ts';
import { readableOrNull } from '../policy/policy-registry.ts';
import { grantDemand, requireGrant } from '../policy/require-grant.ts';
import { unsuitableProductsNamed } from '../policy/unsuitable-products.ts';
import { customerErased } from '../privacy/customer-erased.ts';
import { allowedFields, neverShown } from '../policy/data-classes.ts';
import { protectForCustomer, tokensInside } from '../privacy/protect-for-customer.ts';
import { createProtectTexts } from '../privacy/tokens/protect-texts.ts';
import { buildPrompt, promptReasons } from './build-prompt.ts';
import { buildOptions } from './build-options.ts';
import { doubtedPassages } from './doubted-passages.ts';
import { enumerateSchema } from './enumerate-schema.ts';
import { createDraftGenerator } from './generate-draft.ts';
import type { DraftModels } from './generate-draft.ts';
import { createPassageJudge } from './judge-passages.ts';
import type { JudgedPassages } from './judge-passages.ts';
import { createModelGate } from './model-gate.ts';

export interface InferDependencies {
  policies: PolicyRegistry;
  store: Pick<Store, 'documents' | 'vault' | 'values' | 'journeys' | 'grants'>;
  crm: CrmConnector;
  switches: Pick<KillSwitches, 'inForce'>;
  counters: Pick<LimitCounters, 'take' | 'add'>;
  catalog: JourneyCatalog;
  models: DraftModels;
  /** The worker's own region. */
  region: string;
  /** Milliseconds since the epoch. */
  clock: () => number;
  /** Temporal's activity heartbeat; the details hold a count, never a text. */
  heartbeat?: (details: { outputTokens: number }) => void;
  /** Ends when the activity is cancelled. */
  signal: () => AbortSignal;
}

/** Body of a document of kind `draft`. */
export interface DraftBody {
  output: unknown;
  options: Options;
  /** What the model was given, masked. */
  passages: PassageText[];
  fallback: ModelFacts['fallback'];
  /** How its texts are protected; absent before 2026-11-21. */
  protection?: typeof tokensInside;
  /** The model wrote in the clear who the customer is, or how he is reached. */
  saysWho?: true;
  /** What the judge said of the passages; absent where none is set, and before 2026-11-21. */
  judged?: JudgedPassages;
}

/** policies/prompts/passage-judge.md */
const judgePrompt = 'passage-judge';

/** Body of a document of kind `evidence-set`. */
interface EvidenceSetBody {
  /** Absent in sets from before 2026-11-21. */
  protection: string | undefined;
  passages: PassageText[];
}

/** Words that a recogniser takes for a name or a place are a matter of style here; numbers and addresses never are. */
const hiddenInOutputs: ReadonlySet<PersonalDataType> = new Set([
  ...neverShown,
  ...(['EMAIL_ADDRESS', 'PHONE_NUMBER', 'IP_ADDRESS', 'MAC_ADDRESS'] as const),
]);

export function createInferProposal(dependencies: InferDependencies) {
  const { store, crm, policies, catalog, clock } = dependencies;
  const generateDraft = createDraftGenerator(dependencies.models);
  const protectTexts = createProtectTexts();
  const judgePassages = createPassageJudge(dependencies.models.judge ?? null);

  /**
   * @throws GrantExpired, PolicyDenied (grant, kill switch or erasure), PolicyUnreadable, ResidencyViolation, InvalidRequest,
   *   DependencyUnavailable (store or CRM; a model that is away is replaced), or the signal's reason.
   */
  return async function inferProposal(input: InferProposalInput): Promise<InferProposalResult> {
    const { tenant, subject, workflowId } = input;
    if (input.region !== dependencies.region) {
      throw failures.residencyViolation('the journey belongs to another region than this worker', {
        code: 'worker_region',
      });
    }
    const { declaration, outputSchema } = known(catalog.get(input.type));
    const { purpose } = declaration;
    const asked = { purpose, actions: ['model.infer', 'crm.read'], now: clock() } as const;
    const claims = await requireGrant({ store }, grantDemand(input, asked));
    const inForce = await dependencies.switches.inForce({ tenant });
    const off = switchInTheWay(inForce, { tenant, journeyType: input.type, model: null });
    if (off) throw failures.policyDenied('a kill switch is in force', switchedOff(off));
    const set = await policies.byHash(input.policySnapshot);
    const { tenantPolicy, template, intent } = rulesFor(set, input, declaration);

    const customerId = await store.vault.customerOf({ tenant, subject });
    if (customerId === null) throw customerErased();
    const [tokenKey, facts, identity, products, offers, evidence, first] = await Promise.all([
      store.values.tokenKey({ tenant, subject }),
      crm.readFacts({ tenant, customerId }),
      crm.readIdentity({ tenant, customerId }),
      crm.products({ tenant }),
      crm.offers({ tenant }),
      loadEvidence(input),
      loadFirstDraft(input),
    ]);
    if (!facts) throw customerErased();
    const about = { tenant, subject, tenantPolicy, set, purpose, tokenKey, identity, products, offers };
    const hide = protectForCustomer({ protectTexts, ...about });
    const retrieved =
      evidence.protection === tokensInside
        ? evidence.passages
        : evidence.passages.map((passage) => ({
            ...passage,
            title: hide.text(passage.title),
            text: hide.text(passage.text),
          }));
    // What the model never reads of a product above the risk class it cannot repeat; the guard looks for it all the same.
    const { riskClass } = facts;
    const passages = retrieved.filter(
      ({ text, title }) =>
        unsuitableProductsNamed({ text: `${title}\n${text}`, products, riskClass }).length === 0,
    );

    const options = await buildOptions({
      crm,
      tenant,
      tenantPolicy,
      facts,
      lists: declaration.options,
      now: clock(),
    });
    const prompt = buildPrompt({
      template,
      facts,
      fields: allowedFields(set.dataClasses, declaration.purpose, claims.dataClasses),
      reasons: promptReasons(intent, input.reasons),
      options,
      passages,
      repair: input.repair?.findings ?? [],
      mask: hide.text,
    });
    const compose = input.compose === true;
    // The record of what a model was told, kept before it is told; the composer is told nothing.
    const [told] = await Promise.all([
      compose || dependencies.models.primary === null
        ? null
        : store.documents.put({
            tenant,
            subject,
            kind: 'prompt',
            body: { ...prompt, template: { id: template.id, hash: template.hash } },
          }),
      store.values.keep({ tenant, subject, values: hide.tokens }),
    ]);
    const hidden = { ...hide.hidden };
    const kept = hide.tokens.length;

    const signal = dependencies.signal();
    const onProgress = (progress: { outputTokens: number }) => dependencies.heartbeat?.(progress);
    const request = (given: PassageText[]) => ({
      prompt: { system: prompt.system, user: prompt.user },
      schema: enumerateSchema({ schema: outputSchema, options, passages: given.map(({ id }) => id) }),
      passages: given,
      options,
      signal,
      onProgress,
    });
    const findings = input.repair?.findings ?? [];
    const doubted = doubtedPassages({ declaration, output: first?.output, findings, passages, set, compose });
    const gate = createModelGate({
      ...{ tenant, journeyType: input.type, inForce, counters: dependencies.counters },
      limits: async () => {
        const current = await readableOrNull(policies.current());
        return current?.limits ? tenantLimitsOf(current, tenant).model : null;
      },
    });
    const judged = await judgePassages({
      ...{ passages, gate, signal, onProgress },
      template: set.prompts[judgePrompt],
    });
    const { result, model, fallback } = await generateDraft({
      region: input.region,
      compose,
      input: request(passages),
      gate,
      fallbackInput: request(passages.filter(({ id }) => !doubted.has(id))),
      // The first time the guard names what does not fit and the model may repair it; the second time it has had its turn.
      usable: (output) => input.repair === null || declaration.output.safeParse(output).success,
    });

    // What a model made of the tokens is undone, and what it wrote in the clear is hidden: outputs are kept as tokens too.
    const { answer: output, saysWho } = hide.answer(result.output, hiddenInOutputs, idsOf(passages, options));
    await store.values.keep({ tenant, subject, values: hide.tokens.slice(kept) });
    const body: DraftBody = {
      ...{ output, options, passages, fallback, protection: tokensInside },
      ...(saysWho && { saysWho }),
      ...(judged && { judged }),
    };
    const draft = await store.documents.put({
      tenant,
      subject,
      kind: 'draft',
      body: body as unknown as JsonValue,
    });
    await store.journeys.record({
      tenant,
      workflowId,
      patch: { stage: 'guard', model: { provider: model.provider, model: result.model, fallback } },
    });
    return {
      draft,
      model: {
        provider: model.provider,
        model: result.model,
        version: result.version,
        prompt: { id: template.id, hash: template.hash },
        region: model.region,
        promptTokens: result.promptTokens,
        outputTokens: result.outputTokens,
        durationMs: result.durationMs,
        ...(result.loadMs === undefined ? {} : { loadMs: result.loadMs }),
        ...(result.promptMs === undefined ? {} : { promptMs: result.promptMs }),
        fallback,
      },
      ...(told && fallback !== 'model_budget' && fallback !== 'model_switched_off'
        ? {
            sent: {
              document: told,
              fields: prompt.fields,
              hidden,
              characters: {
                prompt: prompt.system.length + prompt.user.length,
                answer: JSON.stringify(output ?? null).length,
              },
            },
          }
        : {}),
    };
  };

  async function loadEvidence(input: InferProposalInput): Promise<EvidenceSetBody> {
    if (!input.evidence) return { protection: tokensInside, passages: [] };
    const body = (await loadDocument(input, input.evidence)) as Partial<EvidenceSetBody>;
    return { protection: body.protection, passages: body.passages ?? [] };
  }

  async function loadFirstDraft(input: InferProposalInput): Promise<DraftBody | null> {
    return input.repair ? ((await loadDocument(input, input.repair.draft)) as DraftBody) : null;
  }

  async function loadDocument(
    { tenant }: InferProposalInput,
    wanted: { ref: string; commitment: string },
  ): Promise<unknown> {
    const document = await store.documents.get({ tenant, ref: wanted.ref });
    if (!document) throw customerErased();
    if (document.reference.commitment !== wanted.commitment) {
      throw failures.contractBroken('a document is not the one that was named', {
        part: 'store',
        ids: { document: wanted.ref },
      });
    }
    return document.body;
  }
}

/** What an answer chooses and cites by. */
function idsOf(passages: readonly PassageText[], options: Options): Set<string> {
  const chosen = Object.values(options).flatMap((list: Option[] | undefined) => list ?? []);
  return new Set([...passages, ...chosen].map(({ id }) => id));
}

function known(journey: CataloguedJourney | undefined): CataloguedJourney {
  if (!journey) throw failures.invalidRequest('unknown journey type', { code: 'journey_type' });
  return journey;
}

function rulesFor(set: PolicySet, input: InferProposalInput, declaration: CataloguedJourney['declaration']) {
  const tenantPolicy = set.tenants[input.tenant];
  const template = set.prompts[declaration.prompt];
  const intent = set.intents[declaration.intent]?.policy;
  if (!tenantPolicy || !template || !intent) {
    throw failures.policyUnreadable(
      'the pinned policy lacks the tenant, the prompt or the intent of this journey',
      {
        part: 'policy',
        ids: { snapshot: input.policySnapshot },
      },
    );
  }
  return { tenantPolicy, template, intent };
}
