// What erasure asks of the store and of Temporal. Each call of the register is one short transaction under the tenant's row-level
// security. Every method may throw the failure DependencyUnavailable.
import type { EraseSubjectResult, ErasureGround, ErasureState } from '../erasure.ts';
import type { EpochMilliseconds, ErasureId, PrincipalToken, SubjectToken, TenantId } from '../ids.ts';

export interface ErasureRow {
  id: ErasureId;
  tenant: TenantId;
  subject: SubjectToken;
  ground: ErasureGround;
  state: ErasureState;
  requestedBy: PrincipalToken;
  requestedAt: EpochMilliseconds;
  deadlineAt: EpochMilliseconds;
  /** Who approved or rejected; null: nobody yet. */
  decidedBy: PrincipalToken | null;
  decidedAt: EpochMilliseconds | null;
  /** What was destroyed; null before. */
  erased: Pick<EraseSubjectResult, 'documents' | 'personalValues' | 'passages'> | null;
  /** Position of the certificate in the ledger; null before. */
  ledgerIndex: number | null;
  updatedAt: EpochMilliseconds;
}

export interface ErasureRegister {
  /**
   * Opens a request about the subject, or answers with the one that is open already: at most one is.
   * @throws RecordMissing: the subject is unknown or erased.
   */
  request(input: {
    tenant: TenantId;
    subject: SubjectToken;
    ground: ErasureGround;
    requestedBy: PrincipalToken;
    deadlineAt: EpochMilliseconds;
    now: EpochMilliseconds;
  }): Promise<{ row: ErasureRow; fresh: boolean }>;
  get(input: { tenant: TenantId; id: ErasureId }): Promise<ErasureRow | null>;
  /** Newest first; `cursor` is opaque. */
  list(input: {
    tenant: TenantId;
    state?: ErasureState;
    limit: number;
    cursor: string | null;
  }): Promise<{ rows: ErasureRow[]; next: string | null }>;
  /** Ends a request that erased nothing. Idempotent. */
  close(input: {
    tenant: TenantId;
    id: ErasureId;
    state: 'rejected' | 'expired';
    by: PrincipalToken | null;
    now: EpochMilliseconds;
  }): Promise<void>;
  /**
   * Takes the subject out of the vault: `find` and `customerOf` know him no more, and `subjectOf` makes another. The customer's id
   * is kept, sealed by a tenant key, on the row alone, for connectors. Idempotent.
   */
  detach(input: {
    tenant: TenantId;
    id: ErasureId;
    approvedBy: PrincipalToken;
    now: EpochMilliseconds;
  }): Promise<void>;
  /** The customer's id between `detach` and `finish`; null before, after, and when it is unknown. */
  customerOf(input: { tenant: TenantId; id: ErasureId }): Promise<string | null>;
  /**
   * Destroys the subject's key, values and sealed texts; references and commitments stay, so that chains hold. One transaction.
   * Idempotent: a repeated call answers with the first numbers. @throws InvalidRequest before `detach`.
   */
  destroy(input: {
    tenant: TenantId;
    id: ErasureId;
    passages: number;
    now: EpochMilliseconds;
  }): Promise<NonNullable<ErasureRow['erased']>>;
  /** Forgets the customer's id, and says where the certificate stands. Idempotent. */
  finish(input: {
    tenant: TenantId;
    id: ErasureId;
    ledgerIndex: number;
    now: EpochMilliseconds;
  }): Promise<void>;
  /** The finished erasure of the subject, if there is one: why his documents are gone. */
  erasureOf(input: { tenant: TenantId; subject: SubjectToken }): Promise<ErasureRow | null>;
}

/** Runs that belong to one subject, in Temporal. */
export interface SubjectRuns {
  /** Workflow ids of his open journeys; from an index that may lag, and from the list of journeys. */
  openJourneys(input: { tenant: TenantId; region: string; subject: SubjectToken }): Promise<string[]>;
  /** Asks a journey to end without acting; one that is closed or unknown is left alone. */
  endJourney(input: { workflowId: string }): Promise<void>;
  /** True when the run is closed or unknown. */
  isClosed(input: { workflowId: string }): Promise<boolean>;
  /** Ends the customer's agent for good, with what it holds; one that is gone is left alone. */
  endAgent(input: { tenant: TenantId; subject: SubjectToken }): Promise<void>;
}
