// What the demo's report says of one case. Read from the list, the sealed evidence and the ledger; nothing is judged here.
import { checkSeal } from './check-seal.ts';
import type { ExportedBundle } from './export-bundles.ts';
import { completenessOf, decisionsOf, stagesOf } from './observation.ts';
import type { CaseObservation } from './observation.ts';

export interface DemoJourney {
  id: string | null;
  type: string | null;
  tenant: string;
  case: string;
  outcome: string | null;
  /** Stages that left evidence, in order. */
  stages: string[];
  /** Who decided last: role, and the principal's token. */
  approver: { role: string; principal: string; decision: string } | null;
  /** Every accepted decision of the sealed chain, in order. */
  approvers: { role: string; principal: string; decision: string }[];
  /** Codes of the refused decisions that the ledger keeps, in order. */
  refusals: string[];
  tier: string | null;
  model: { provider: string; model: string; fallback: string | null } | null;
  retrieval: { store: string; passages: number } | null;
  /** Evidence entries present over entries that the ending requires, 0 to 1. */
  auditCompleteness: number | null;
  /** Chain recomputed, seal checked, and nothing refuted in the exported bundle; null: not checkable. */
  verified: boolean | null;
  /** File of the exported bundle; null: none was made. */
  bundle: string | null;
}

/** @param exported bundles by journey id. */
export function reportJourney(
  seen: CaseObservation,
  exported: ReadonlyMap<string, ExportedBundle> = new Map(),
): DemoJourney {
  const journey = seen.journeys[0];
  const bundle = exported.get(journey?.id ?? '') ?? null;
  const sealed = seen.evidence && checkSeal(seen.evidence);
  const { decision = null, model = null, retrieval = null } = journey ?? {};
  return {
    id: journey?.id ?? null,
    type: journey?.type ?? null,
    tenant: seen.tenant,
    case: seen.case,
    outcome: journey?.outcome ?? null,
    stages: stagesOf(seen.evidence),
    approver: decision && { role: decision.role, principal: decision.actor, decision: decision.kind },
    approvers: decisionsOf(seen.evidence),
    refusals: seen.refusals,
    tier: journey?.tier ?? null,
    model: model && { provider: model.provider, model: model.model, fallback: model.fallback },
    retrieval: retrieval && { store: retrieval.store, passages: retrieval.passages },
    auditCompleteness: completenessOf(seen),
    verified: sealed === true && bundle !== null ? bundle.holds : sealed,
    bundle: bundle?.file ?? null,
  };
}
