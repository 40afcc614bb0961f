// The erasure of a subject, by four eyes: what its workflow is asked and answers. Histories hold these: fields are added, never
// renamed. Nothing here tells who the customer was.
import type { EpochMilliseconds, ErasureId, PrincipalToken, SubjectToken, TenantId } from './ids.ts';

/** Why it is asked for: the data subject's request (GDPR Article 17), the end of a retention term, an order of an authority. */
export const erasureGrounds = ['subject_request', 'retention_ended', 'authority_order'] as const;
export type ErasureGround = (typeof erasureGrounds)[number];

export const erasureStates = ['requested', 'rejected', 'expired', 'erasing', 'erased'] as const;
export type ErasureState = (typeof erasureStates)[number];

export interface ErasureInput {
  tenant: TenantId;
  region: string;
  subject: SubjectToken;
  erasure: ErasureId;
  ground: ErasureGround;
  /** Never decides about it. */
  requestedBy: PrincipalToken;
  /** Nothing is erased when nobody approved until then. */
  deadlineAt: EpochMilliseconds;
  /** Between two tries of a step that failed for good, in milliseconds. Absent: a quarter of an hour. */
  afterFailureMs?: number;
}

/** What every activity of an erasure is told about it. */
export type ErasureContext = Pick<ErasureInput, 'tenant' | 'region' | 'subject' | 'erasure'>;

/** Argument of the update `decideErasure`. */
export interface ErasureDecisionInput {
  decision: 'approve' | 'reject';
  /** Compact JWS by the gateway over the above, who decides, in which roles, and when; bound to this erasure's workflow. */
  assertion: string;
}

/** Why a decision about an erasure was refused; closed. */
export const erasureRefusals = [
  'malformed',
  'assertion_invalid',
  'wrong_tenant',
  'wrong_role',
  'self_approval',
  'already_decided',
  'deadline_passed',
] as const;
export type ErasureRefusal = (typeof erasureRefusals)[number];

export type DecideErasureResult =
  { verdict: 'accepted'; decision: 'approve' | 'reject' } | { verdict: 'refused'; code: ErasureRefusal };

export interface VerifyErasureDecisionInput extends ErasureContext {
  requestedBy: PrincipalToken;
  decision: ErasureDecisionInput;
}
export type VerifyErasureDecisionResult =
  | { verdict: 'accepted'; actor: PrincipalToken; role: string; at: EpochMilliseconds }
  | { verdict: 'refused'; actor: PrincipalToken | null; code: ErasureRefusal };

/** From here on the customer's next event gets another token, and every activity finds the subject without a customer. */
export interface DetachSubjectInput extends ErasureContext {
  approvedBy: PrincipalToken;
  /** In which role. */
  role?: string;
}
export interface DetachSubjectResult {
  at: EpochMilliseconds;
}

export interface EndSubjectRunsResult {
  /** Journeys that were open and ended, and those that did not end in time; workflow ids hold tokens only. */
  ended: number;
  stillOpen: string[];
}

/** What was destroyed, in numbers: a repeated call says what the first one said. */
export interface EraseSubjectResult {
  documents: number;
  personalValues: number;
  /** Passages about this subject in the vector store. */
  passages: number;
  /** Each connector that was asked, and what it answered. */
  connectors: { name: string; region: string; verdict: 'erased' | 'missing' | 'refused'; objects: number }[];
}

export interface CertifyErasureInput extends ErasureContext {
  ground: ErasureGround;
  requestedBy: PrincipalToken;
  approvedBy: PrincipalToken;
  runs: EndSubjectRunsResult;
  erased: EraseSubjectResult;
}
export interface CertifyErasureResult {
  /** Position of the certificate in the tenant's ledger (kind `subject.erased`). */
  ledgerIndex: number;
  at: EpochMilliseconds;
}

/** Tells the register how an erasure ended that erased nothing. */
export interface CloseErasureInput extends ErasureContext {
  state: 'rejected' | 'expired';
  /** Null when nobody decided. */
  by: PrincipalToken | null;
}

export interface ErasureWorkflowResult {
  state: Exclude<ErasureState, 'requested' | 'erasing'>;
  ledgerIndex: number | null;
}
