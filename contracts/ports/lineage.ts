// Which sealed journeys name something: the way from an event, a passage, a document, a write or a field of the CRM to the journeys that
// lineage is made of. It knows sealed journeys only. Every method may throw the failure DependencyUnavailable.
import type { DocumentRef, JourneyId, TenantId } from '../ids.ts';
import type { LineageNameKind } from '../lineage.ts';
import type { SealedEvidence, StoredDocument } from './store.ts';

export interface LineageIndex {
  /**
   * Brings itself up to the ledger first, which takes some 2 ms for each journey that was sealed since it was last asked.
   * @throws DependencyUnavailable when it is not up to date after half a minute; what it has done stays, so ask again.
   */
  journeysNaming(input: {
    tenant: TenantId;
    kind: LineageNameKind;
    id: string;
    limit: number;
  }): Promise<FoundJourneys>;
  /** Those whose write changed the field, or, without `field`, the object. Of an erased subject it knows none. */
  journeysChanging(input: {
    tenant: TenantId;
    object: string;
    id: string;
    field: string | null;
    limit: number;
  }): Promise<FoundJourneys>;
  /** What the ledger says of many at once; one that is not sealed is absent. @throws ContractBroken as the ledger does. */
  evidenceOf(input: {
    tenant: TenantId;
    journeyIds: readonly JourneyId[];
  }): Promise<Map<JourneyId, SealedEvidence>>;
  /** Texts of many at once; an erased one is absent. @throws ContractBroken when one does not fit its commitment. */
  documents(input: {
    tenant: TenantId;
    refs: readonly DocumentRef[];
  }): Promise<Map<DocumentRef, StoredDocument>>;
}

export interface FoundJourneys {
  /** Newest seal first. */
  journeys: JourneyId[];
  /** There are others, older ones. */
  more: boolean;
}
