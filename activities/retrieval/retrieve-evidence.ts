// Finds the passages that a recommendation may rest on: of this tenant, for the role that will decide, about this customer or nobody, in
// the journey's own sources. Their texts, with tokens in the place of personal values, become one document; the workflow gets ids, scores and hashes.
import type { JsonValue } from '../../contracts/canonical-json.ts';
import type { RetrieveEvidenceInput, RetrieveEvidenceResult } from '../../contracts/stage-messages.ts';
import { failures } from '../../contracts/failures.ts';
import type { JourneyCatalog } from '../../contracts/journey.ts';
import type { PolicyRegistry } from '../../contracts/policy.ts';
import type { CrmConnector } from '../../contracts/ports/crm.ts';
import type { KnowledgeStore } from '../../contracts/ports/knowledge.ts';
import type { EmbeddingConnector, PassageText } from '../../contracts/ports/model.ts';
import type { Store } from '../../contracts/ports/store.ts';
import { grantDemand, requireGrant } from '../policy/require-grant.ts';
import { customerErased } from '../privacy/customer-erased.ts';
import { protectForCustomer, tokensInside } from '../privacy/protect-for-customer.ts';
import { createProtectTexts } from '../privacy/tokens/protect-texts.ts';
import { buildQuery } from './build-query.ts';

/** Eight passages of some 170 words are about 2,000 tokens: half of a small model's context. */
const mostPassages = 8;
/** The audience that everybody belongs to. */
const everybody = 'all';

/** A passage of the set; the date is for whoever decides, who must see how old it is. */
interface DatedPassage extends PassageText {
  /** ISO date of the source's version. */
  updated: string;
}

export interface RetrieveDependencies {
  policies: PolicyRegistry;
  store: Pick<Store, 'documents' | 'vault' | 'values' | 'journeys' | 'grants'>;
  crm: Pick<CrmConnector, 'readIdentity' | 'products' | 'offers'>;
  catalog: JourneyCatalog;
  knowledge: KnowledgeStore;
  embedding: EmbeddingConnector;
  /** The worker's own region. */
  region: string;
  /** Milliseconds since the epoch. */
  clock: () => number;
}

export function createRetrieveEvidence(dependencies: RetrieveDependencies) {
  const { policies, store, crm, catalog, knowledge, embedding, clock } = dependencies;
  const protectTexts = createProtectTexts();

  /**
   * @returns no passages and no set when nothing fits; what that means is the workflow's to say.
   * @throws GrantExpired, PolicyDenied (grant or erasure), PolicyUnreadable, ResidencyViolation, InvalidRequest,
   *   ContractBroken (vector size), DependencyUnavailable.
   */
  return async function retrieveEvidence(input: RetrieveEvidenceInput): Promise<RetrieveEvidenceResult> {
    const { tenant, subject, workflowId } = input;
    if (input.region !== dependencies.region || knowledge.region !== input.region) {
      throw failures.residencyViolation(
        'worker or knowledge store stands in another region than the journey',
        {
          part: 'knowledge',
          code: 'knowledge_region',
        },
      );
    }
    const declaration = catalog.get(input.type)?.declaration;
    if (!declaration) throw failures.invalidRequest('unknown journey type', { code: 'journey_type' });
    const { purpose } = declaration;
    const asked = { purpose, actions: ['knowledge.search', 'crm.read'], now: clock() } as const;
    await requireGrant({ store }, grantDemand(input, asked));
    const set = await policies.byHash(input.policySnapshot);
    const intent = set.intents[declaration.intent]?.policy;
    const approverRole = set.checkpoints[declaration.checkpoint]?.approverRole;
    const tenantPolicy = set.tenants[tenant];
    if (!intent || !approverRole || !tenantPolicy) {
      throw failures.policyUnreadable(
        'the pinned policy lacks the tenant, the intent or the checkpoint of this journey',
        {
          part: 'policy',
          ids: { snapshot: input.policySnapshot },
        },
      );
    }
    const customerId = await store.vault.customerOf({ tenant, subject });
    if (customerId === null) throw customerErased();

    const query = buildQuery(intent, input.reasons);
    const [vector = []] = await embedding.embed([query]);
    const found = await knowledge.search({
      // Whoever decides must be able to read all that the draft rests on, so the search sees with the approver's eyes.
      scope: { tenant, roles: [everybody, approverRole], subject },
      query,
      vector,
      sources: declaration.knowledge,
      limit: mostPassages,
    });

    const keepTexts = async () => {
      const [tokenKey, identity, products, offers] = await Promise.all([
        store.values.tokenKey({ tenant, subject }),
        crm.readIdentity({ tenant, customerId }),
        crm.products({ tenant }),
        crm.offers({ tenant }),
      ]);
      const about = { tenant, subject, tenantPolicy, set, purpose, tokenKey, identity, products, offers };
      const hide = protectForCustomer({ protectTexts, ...about });
      const passages = found.map(({ id, source, title, text, updated }): DatedPassage => {
        return { id, source, title: hide.text(title), text: hide.text(text), updated };
      });
      const body = { protection: tokensInside, passages } as unknown as JsonValue;
      // The values first: a passage whose token stands for nothing could never be quoted.
      await store.values.keep({ tenant, subject, values: hide.tokens });
      return store.documents.put({ tenant, subject, kind: 'evidence-set', body });
    };
    const reference = found.length > 0 ? await keepTexts() : null;
    await store.journeys.record({
      tenant,
      workflowId,
      patch: { stage: 'infer', retrieval: { store: knowledge.name, passages: found.length } },
    });
    return {
      passages: found.map(({ id, source, contentHash, version, score }) => ({
        id,
        source,
        contentHash,
        version,
        score,
      })),
      set: reference,
      store: knowledge.name,
      region: knowledge.region,
    };
  };
}
