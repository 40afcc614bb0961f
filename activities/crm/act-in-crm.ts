// The act: the one place where a journey changes the CRM. It believes nothing that was said before: grant, approval,
// consent, caps, role and hard rules are checked again at the moment of writing, and the write carries a permanent key.
import type { ActInCrmInput, ActInCrmResult } from '../../contracts/stage-messages.ts';
import { failures } from '../../contracts/failures.ts';
import { crmWriteKey, journeyIdOf } from '../../contracts/ids.ts';
import type { JourneyCatalog } from '../../contracts/journey.ts';
import type { PolicyRegistry } from '../../contracts/policy.ts';
import type { KillSwitches } from '../../contracts/ports/limits.ts';
import type { CrmConnector, CrmOperation, CrmWriteResult } from '../../contracts/ports/crm.ts';
import type {
  DocumentStore,
  GrantStore,
  JourneyReadModel,
  JourneyRow,
  PolicyDecisionLog,
  PrincipalDirectory,
  SubjectVault,
  ValueVault,
} from '../../contracts/ports/store.ts';
import { authoriseAct } from '../policy/authorise-act.ts';
import { fittingGrant, grantDemand, grantExpired } from '../policy/require-grant.ts';
import { swapBack } from '../privacy/tokens/swap-back.ts';
import type { ProposalBody } from '../inference/guard-proposal.ts';

export interface ActDependencies {
  policies: PolicyRegistry;
  catalog: JourneyCatalog;
  crm: CrmConnector;
  store: {
    documents: DocumentStore;
    vault: SubjectVault;
    values: Pick<ValueVault, 'valuesOf'>;
    journeys: JourneyReadModel;
    grants: GrantStore;
    policyDecisions: PolicyDecisionLog;
    principals: Pick<PrincipalDirectory, 'personOf'>;
  };
  switches: Pick<KillSwitches, 'inForce'>;
  /** Region of this worker. */
  region: string;
  clock: () => number;
  /** `always` treats every hour as a contact hour; for demos and tests, and kept with the policy decision. */
  contactHoursOverride: 'always' | null;
}

type Written = Extract<CrmWriteResult, { verdict: 'written' }>;

export function createActInCrm(dependencies: ActDependencies) {
  const { store, crm } = dependencies;

  /**
   * @returns the ending of the attempt; business refusals are values.
   * @throws GrantExpired, DependencyUnavailable, CrmOutcomeUnknown; ContractBroken when the key was used for another change.
   */
  return async function actInCrm(input: ActInCrmInput): Promise<ActInCrmResult> {
    const { tenant, workflowId } = input;
    // A type that nobody declared has no purpose, and no grant has none.
    const purpose = dependencies.catalog.get(input.type)?.declaration.purpose ?? '';
    const asked = { purpose, actions: ['crm.write'], now: dependencies.clock() } as const;
    const { expired } = await fittingGrant({ store }, grantDemand(input, asked));
    const document = await store.documents.get({ tenant, ref: input.proposal.ref });
    if (!document) return denied('customer_erased');
    const proposal = document.body as unknown as ProposalBody;
    const isOurs = document.kind === 'proposal' && proposal.journeyId === journeyIdOf(workflowId);
    if (!isOurs || document.reference.commitment !== input.approvedHash) return denied('proposal_mismatch');
    const idempotencyKey = crmWriteKey({ workflowId, stage: 'act', proposalHash: input.approvedHash });

    // Read back first: an earlier attempt may have written and died before it could say so, and its own effect
    // (a contact that now counts against a cap) must not deny the answer. Nor may a grant that ran out since: to renew it is
    // to ask policy, which would count that contact, and the journey would be sealed as denied with its write in the CRM.
    const earlier = await crm.findWrite({ tenant, idempotencyKey });
    if (earlier?.verdict === 'written')
      return acted(input, proposal.operations, { ...earlier, replayed: true });
    if (expired) throw grantExpired(input);

    const { operations, draft } = proposal;
    const permission = await authoriseAct(dependencies, { ...input, operations, draft: draft.ref });
    if (permission.verdict === 'denied') return { verdict: 'denied', explanation: permission.explanation };
    if (permission.verdict === 'approval_lapsed') {
      const { actor, code } = permission;
      await store.journeys.record({ tenant, workflowId, patch: { stage: 'guard', reasons: [code] } });
      return { verdict: 'approval_lapsed', actor, code };
    }
    if (permission.verdict === 'wait') {
      await store.journeys.record({
        tenant,
        workflowId,
        patch: { stage: 'act', reasons: ['outside_contact_hours'], decision: decisionOf(input) },
      });
      return { verdict: 'wait', until: permission.until };
    }

    const { customerId } = permission;
    const identity = await crm.readIdentity({ tenant, customerId });
    if (!identity) return denied('customer_unknown');
    const { subject } = input;
    const valuesOf = (tokens: string[]) => store.values.valuesOf({ tenant, subject, tokens });
    const clear = await swapBack({ operations, identity, valuesOf });
    if (clear.verdict === 'unknown') return denied('token_unknown');
    const written = await crm.write({
      tenant,
      customerId,
      idempotencyKey,
      operations: clear.operations,
      expectedVersion: proposal.recordVersion,
      journeyId: journeyIdOf(workflowId),
    });
    switch (written.verdict) {
      case 'written':
        return acted(input, proposal.operations, written);
      case 'version_conflict':
        return { verdict: 'record_changed' };
      case 'refused':
        // The next approver sees why he is asked again.
        await store.journeys.record({
          tenant,
          workflowId,
          patch: { stage: 'guard', reasons: [written.code] },
        });
        return { verdict: 'refused_by_crm', code: written.code };
      case 'missing':
        return denied('customer_unknown');
      case 'key_conflict':
        throw failures.contractBroken('the write key was used for another change', {
          part: 'crm',
          code: 'key_conflict',
        });
    }
  };

  async function acted(
    input: ActInCrmInput,
    operations: CrmOperation[],
    written: Written,
  ): Promise<ActInCrmResult> {
    const { tenant, subject, workflowId } = input;
    const diff = await store.documents.put({
      tenant,
      subject,
      kind: 'crm-diff',
      body: written.diff as never,
    });
    await store.journeys.record({
      tenant,
      workflowId,
      patch: { stage: 'act', reasons: [], decision: decisionOf(input), write: { id: written.writeId, diff } },
    });
    return {
      verdict: 'acted',
      write: written.writeId,
      replayed: written.replayed,
      verbs: operations.map(({ verb }) => verb),
      recordVersion: written.version,
      diff,
      region: crm.region,
    };
  }
}

function decisionOf({ proposal, actor, approved, approvals }: ActInCrmInput): JourneyRow['decision'] {
  const { decision: kind, role, at } = approved;
  return { proposal, kind, actor, role, at, reasonCode: null, ...(approvals && { approvals }) };
}

function denied(code: string): ActInCrmResult {
  return { verdict: 'denied', explanation: { code, rule: null, missing: [code] } };
}
