// What a workflow may see: enums, scores, ids, tokens, hashes and times, never a customer's text.
// Types only, so that workflows carry no validation library. Fields are added, never renamed: histories hold them.
import type { EventSignal } from './events.ts';
import type {
  DocumentRef,
  EpochMilliseconds,
  EventToken,
  PrincipalToken,
  Sha256Hex,
  SubjectToken,
  TenantId,
} from './ids.ts';

/** A local activity's result with the worker's time at which it answered: workflow time is not exact after one. */
export type Timed<Result> = Result & { at: EpochMilliseconds };

/** A text in the store: its random name, and an HMAC-SHA-256 over it whose per-document salt goes with the subject's key. */
export interface DocumentReference {
  ref: DocumentRef;
  commitment: Sha256Hex;
}

/** The endings that a journey expects, in the order in which they can happen. Anything else is a failure. */
export const journeyOutcomes = [
  'no_intent',
  'denied',
  'no_evidence',
  'withdrawn',
  'superseded',
  'rejected',
  'expired',
  'acted',
  'failed_compensated',
] as const;
export type JourneyOutcome = (typeof journeyOutcomes)[number];

/** Where a journey stands, in the order in which it happens. */
export const journeyStages = [
  'detect',
  'authorise',
  'retrieve',
  'infer',
  'guard',
  'checkpoint',
  'act',
  'seal',
  'ended',
] as const;
export type JourneyStage = (typeof journeyStages)[number];

export interface IntentReason {
  /** Reason code of the policy's feature, e.g. `RISK_SCENARIOS`. */
  code: string;
  /** Measured value of the feature, after its cap. */
  value: number;
  /** value × weight, in log-odds. */
  contribution: number;
}

export interface IntentScore {
  intent: string;
  journeyType: string;
  /** Probability-like score in [0, 1]. */
  score: number;
  threshold: number;
  reasons: IntentReason[];
  /** Scorer's definition: `policies/intents/<intent>`, by hash. */
  scorer: { id: string; hash: Sha256Hex };
}

/** Why something was refused, in codes; sentences are made from them at the edge (contracts/refusals.ts). */
export interface RefusalExplanation {
  code: string;
  /** Id of the nearest rule, null when none came near. */
  rule: string | null;
  /** Codes of the facts that were missing or wrong, nearest rule first. */
  missing: string[];
}

export interface GrantFacts {
  /** Random id; the token itself stays in the store. */
  id: string;
  claimsHash: Sha256Hex;
  expiresAt: EpochMilliseconds;
}

export interface CheckpointTerms {
  rule: string;
  approverRole: string;
  tier: 'standard' | 'high';
  /** How long a person has, in milliseconds from the opening. */
  deadlineMs: number;
  /** Reason codes that a rejection may give. */
  rejectReasons: string[];
}

export interface Finding {
  code: string;
  severity: 'block' | 'warn';
  /** What it is about: a product id, an operation's index, a statement's index; never a text. */
  about: string | null;
}

export interface ModelFacts {
  provider: 'ollama' | 'extractive';
  model: string;
  /** Digest or version of the model's weights or code. */
  version: string;
  prompt: { id: string; hash: Sha256Hex };
  region: string;
  promptTokens: number;
  outputTokens: number;
  durationMs: number;
  /** Why the extractive composer answered, null when the first choice did. */
  fallback: 'no_model_configured' | 'model_unavailable' | 'model_overloaded' | 'output_unusable' | null;
}

// --- customer agent ---------------------------------------------------------------------------------------------

export interface CustomerAgentInput {
  tenant: TenantId;
  region: string;
  subject: SubjectToken;
  /** Carried over continue-as-new; absent on the first run. */
  carried?: AgentCarriedState;
}

export interface AgentCarriedState {
  window: EventSignal[];
  /** Last event tokens seen, oldest first, for deduplication. */
  seen: EventToken[];
  openJourney: { workflowId: string; type: string; intent: string } | null;
  /** Ended journeys that reached (or tried to reach) the customer, newest last. */
  contacts: AgentContact[];
}

export interface AgentContact {
  type: string;
  intent: string;
  /** `failed`: the journey ended by a failure of ours, unsealed. */
  outcome: JourneyOutcome | 'failed';
  endedAt: EpochMilliseconds;
}

export interface EventsSignal {
  events: EventSignal[];
}

export interface JourneyEndedSignal {
  workflowId: string;
  outcome: JourneyOutcome | 'failed';
  at: EpochMilliseconds;
}

export interface AssessIntentInput {
  tenant: TenantId;
  subject: SubjectToken;
  window: EventSignal[];
  contacts: AgentContact[];
  openJourney: { type: string; intent: string } | null;
  now: EpochMilliseconds;
}

export type AssessIntentResult =
  | { verdict: 'none' }
  | { verdict: 'hold'; intent: string; why: 'journey_open' | 'cooldown' | 'frequency_cap'; rule: string }
  | { verdict: 'start'; score: IntentScore; /** Event that completed the intent. */ trigger: EventToken };

// --- journey ----------------------------------------------------------------------------------------------------

export interface JourneyInput {
  tenant: TenantId;
  region: string;
  subject: SubjectToken;
  type: string;
  intent: string;
  episode: string;
  /** Workflow id of the agent that started it and hears of its end. */
  agent: string;
  trigger: EventToken;
  /** The principal whose event started it; may not decide about it. */
  initiatedBy: PrincipalToken;
  /** The agent's window at the start, at most 80 events. */
  window: EventSignal[];
}

export interface JourneyResult {
  outcome: JourneyOutcome;
  /** Head of the evidence chain. */
  head: Sha256Hex;
  entries: number;
}

/** What every activity of a journey is told about it. */
export interface JourneyContext {
  tenant: TenantId;
  region: string;
  subject: SubjectToken;
  type: string;
  workflowId: string;
}

export interface DetectIntentInput extends JourneyContext {
  intent: string;
  window: EventSignal[];
  now: EpochMilliseconds;
  trigger: EventToken;
}
export type DetectIntentResult = { verdict: 'confirmed' | 'not_confirmed'; score: IntentScore };

export interface AuthoriseJourneyInput extends JourneyContext {
  initiatedBy: PrincipalToken;
  /** Snapshot pinned earlier in this journey; null on the first call, which pins the current one. */
  policySnapshot: Sha256Hex | null;
}
export type AuthoriseJourneyResult =
  | {
      verdict: 'allowed';
      policySnapshot: Sha256Hex;
      /** Hash of the journey's declaration (workflows/journeys/<type>.ts as data). */
      declaration: Sha256Hex;
      /** Id of the stored policy decision: full request and facts, for later what-if replay. */
      policyDecision: string;
      purpose: string;
      jurisdiction: string;
      rule: string;
      grant: GrantFacts;
      checkpoint: CheckpointTerms;
      evidence: 'required' | 'optional';
    }
  | {
      verdict: 'denied';
      policySnapshot: Sha256Hex | null;
      policyDecision: string | null;
      explanation: RefusalExplanation;
    };

export interface RetrieveEvidenceInput extends JourneyContext {
  grant: string;
  policySnapshot: Sha256Hex;
  trigger: EventToken;
  /** Reasons of the confirmed intent: the query is built from them. Absent: from all reasons that the intent's policy has. */
  reasons?: IntentReason[];
}
export interface RetrievedPassage {
  /** Random id of the passage in the vector store. */
  id: string;
  source: string;
  /** Hash of the passage's source text. */
  contentHash: Sha256Hex;
  score: number;
}
export interface RetrieveEvidenceResult {
  passages: RetrievedPassage[];
  /** The passages' masked texts, as one document. Null when none was found. */
  set: DocumentReference | null;
  store: string;
  region: string;
}

export interface InferProposalInput extends JourneyContext {
  grant: string;
  policySnapshot: Sha256Hex;
  evidence: DocumentReference | null;
  /** Findings of the guard on the first draft, for the one repair turn. */
  repair: { draft: DocumentReference; findings: Finding[] } | null;
  /** Reasons of the confirmed intent, for the prompt. Absent: all reasons that the intent's policy has. */
  reasons?: IntentReason[];
}
export interface InferProposalResult {
  draft: DocumentReference;
  model: ModelFacts;
}

export interface GuardProposalInput extends JourneyContext {
  policySnapshot: Sha256Hex;
  /** What to guard: the model's draft, or a person's edit of it. */
  draft: DocumentReference;
  author: 'model' | 'person';
  evidence: DocumentReference | null;
  model: ModelFacts;
  checkpoint: CheckpointTerms;
  /** How the checkpoint will be named and timed if it opens now; the read model shows it. Null for an edit. */
  opening: { requestId: string; opensAt: EpochMilliseconds; deadlineAt: EpochMilliseconds } | null;
}
export interface GuardProposalResult {
  verdict: 'pass' | 'fail';
  findings: Finding[];
  /** The exact change that a person decides about; its commitment is the proposal's hash. */
  proposal: DocumentReference;
  /** Verbs of the CRM operations, in order. */
  verbs: string[];
  tier: 'standard' | 'high';
}

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

export interface ActInCrmInput extends JourneyContext {
  grant: string;
  policySnapshot: Sha256Hex;
  proposal: DocumentReference;
  /** Hash that the person approved; checked against the document again at the write. */
  approvedHash: Sha256Hex;
  requestId: string;
  actor: PrincipalToken;
  /** How it was approved, for the list of journeys. */
  approved: { decision: DecisionKind; role: string; at: EpochMilliseconds };
}
export type ActInCrmResult =
  | {
      verdict: 'acted';
      /** Id of the CRM's permanent write row. */
      write: string;
      /** True when an earlier attempt had already written. */
      replayed: boolean;
      verbs: string[];
      recordVersion: { before: number; after: number };
      diff: DocumentReference;
      region: string;
    }
  | { verdict: 'denied'; explanation: RefusalExplanation }
  | { verdict: 'wait'; until: EpochMilliseconds }
  | { verdict: 'record_changed' }
  | { verdict: 'refused_by_crm'; code: string };

export interface CompensateCrmInput extends JourneyContext {
  proposalHash: Sha256Hex;
}
export interface CompensateCrmResult {
  verdict: 'undone' | 'nothing_written';
}

export interface SealJourneyInput extends JourneyContext {
  outcome: JourneyOutcome;
  head: Sha256Hex;
  entries: EvidenceEntry[];
}
export interface SealJourneyResult {
  /** Base64url Ed25519 signature of the ledger record that holds the seal (contracts/ledger.ts says over what). */
  signature: string;
  keyId: string;
  /** Position in the tenant's ledger. */
  ledgerIndex: number;
}

// --- evidence ---------------------------------------------------------------------------------------------------

/** The closed vocabulary of evidence; contracts/evidence.ts has a sentence for each. */
export const evidenceTypes = [
  'journey.started',
  'intent.confirmed',
  'intent.not_confirmed',
  'policy.allowed',
  'policy.denied',
  'grant.renewed',
  'evidence.retrieved',
  'evidence.none',
  'draft.inferred',
  'guard.passed',
  'guard.failed',
  'checkpoint.opened',
  'decision.refused',
  'decision.accepted',
  'checkpoint.expired',
  'act.waiting',
  'act.denied',
  'act.refused_by_crm',
  'act.record_changed',
  'act.failed',
  'act.compensated',
  'crm.acted',
  'journey.ended',
] as const;
export type EvidenceType = (typeof evidenceTypes)[number];

export interface EvidenceEntry {
  /** Position, from 0. */
  seq: number;
  type: EvidenceType;
  stage: JourneyStage;
  at: EpochMilliseconds;
  /** Control facts of the stage. */
  facts: Record<string, unknown>;
  /** Hash of the entry before; of the first, the hash of the chain's genesis (contracts/evidence.ts). */
  prev: Sha256Hex;
  /** SHA-256 over the canonical JSON of the entry without this member. */
  hash: Sha256Hex;
}

/** Signal `end`: stop without acting. */
export interface EndSignal {
  outcome: 'withdrawn' | 'superseded';
  reasonCode: string;
}

/** Answer of the query `journeyState`. */
export interface JourneyState {
  stage: JourneyStage;
  outcome: JourneyOutcome | null;
  checkpoint: {
    requestId: string;
    proposalHash: Sha256Hex;
    deadlineAt: EpochMilliseconds;
    approvable: boolean;
  } | null;
  head: Sha256Hex;
  entries: number;
}
