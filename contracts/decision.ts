// A decision at a checkpoint: what it names, how it may be refused, how it is verified. Histories hold these.
import type { CheckpointTerms, DocumentReference, Finding } from './control-facts.ts';
import type { EpochMilliseconds, PrincipalToken, Sha256Hex } from './ids.ts';
import type { JourneyContext } from './stage-messages.ts';

export const decisionKinds = ['approve', 'edit_and_approve', 'reject'] as const;

export type DecisionKind = (typeof decisionKinds)[number];

/** Argument of the `decide` update and of the `decision` signal. */
export interface DecisionInput {
  requestId: string;
  proposalHash: Sha256Hex;
  decision: DecisionKind;
  /** For `reject`: one of the checkpoint's reject reasons. */
  reasonCode: string | null;
  /** For `edit_and_approve`: the edited draft. */
  edit: DocumentReference | null;
  /** Free text of the approver, kept as a document. */
  comment: DocumentReference | null;
  /** Compact JWS by the gateway over all of the above, who decides, in which roles, and when; bound to this decision. */
  assertion: string;
}

/** Why a decision was refused; closed. */
export const decisionRefusals = [
  'malformed',
  'checkpoint_not_open',
  'stale_request',
  'stale_proposal',
  'already_decided',
  'deadline_passed',
  'assertion_invalid',
  'wrong_tenant',
  'wrong_role',
  'self_approval',
  'reason_not_listed',
  'proposal_blocked',
  'edit_failed_guard',
  'edit_missing',
] as const;

export type DecisionRefusal = (typeof decisionRefusals)[number];

export type DecideResult =
  | { verdict: 'accepted'; decision: DecisionKind; proposalHash: Sha256Hex }
  | { verdict: 'refused'; code: DecisionRefusal; findings: Finding[] };

export interface VerifyDecisionInput extends JourneyContext {
  policySnapshot: Sha256Hex;
  initiatedBy: PrincipalToken;
  checkpoint: CheckpointTerms;
  decision: DecisionInput;
  now: EpochMilliseconds;
}

export type VerifyDecisionResult =
  | { verdict: 'accepted'; actor: PrincipalToken; role: string }
  | { verdict: 'refused'; actor: PrincipalToken | null; code: DecisionRefusal };
