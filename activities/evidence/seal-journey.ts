// The seal: stores the chain, has its head signed into the tenant's ledger, and closes the row of the list. The
// ledger recomputes the chain first, so that nothing broken is ever signed.
import type { DocumentReference, RefusalExplanation } from '../../contracts/control-facts.ts';
import type { EvidenceEntry } from '../../contracts/evidence-entry.ts';
import type { SealJourneyInput, SealJourneyResult } from '../../contracts/stage-messages.ts';
import type { JourneyPatch, JourneyReadModel, Ledger } from '../../contracts/ports/store.ts';
import { codesOf } from '../policy/refusal.ts';

export function createSealJourney({ store }: { store: { ledger: Ledger; journeys: JourneyReadModel } }) {
  /** @throws ContractBroken when the chain does not verify, or another head was sealed for this workflow. */
  return async function sealJourney(input: SealJourneyInput): Promise<SealJourneyResult> {
    const { tenant, workflowId, outcome, head, entries } = input;
    const record = await store.ledger.seal({
      statement: { format: 'wayproof-seal/1', tenant, workflowId, outcome, head, entries: entries.length },
      entries,
    });
    await store.journeys.record({
      tenant,
      workflowId,
      patch: { ...patchFrom(entries), stage: 'ended', outcome, head },
    });
    return { signature: record.signature, keyId: record.keyId, ledgerIndex: record.index };
  };
}

/** What the list shows of the ending, read from the evidence itself. */
function patchFrom(entries: readonly EvidenceEntry[]): JourneyPatch {
  const patch: JourneyPatch = {};
  for (const { type, facts, at } of entries) {
    if (type === 'decision.accepted') {
      const reasonCode = text(facts['reasonCode']) ?? null;
      patch.decision = {
        proposal: facts['proposal'] as DocumentReference,
        kind: text(facts['decision']) ?? '',
        actor: text(facts['actor']) ?? '',
        role: text(facts['role']) ?? '',
        at,
        reasonCode,
      };
      patch.reasons = reasonCode ? [reasonCode] : [];
    }
    if (type === 'policy.denied' || type === 'act.denied')
      patch.reasons = codesOf(facts['explanation'] as RefusalExplanation);
    if (type === 'intent.not_confirmed') patch.reasons = ['below_threshold'];
    if (type === 'checkpoint.expired') patch.reasons = ['deadline_passed'];
  }
  return patch;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
