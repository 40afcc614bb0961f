// What each stage of a journey is asked and answers. Histories hold these: fields are added, never renamed.
import type {
  CheckpointTerms,
  DocumentReference,
  Finding,
  GrantFacts,
  IntentReason,
  IntentScore,
  JourneyOutcome,
  JourneyStage,
  ModelFacts,
  PromptFacts,
  RefusalExplanation,
} from './control-facts.ts';
import type { Approval, CheckpointStanding, DecisionKind } from './decision.ts';
import type { EventSignal } from './events.ts';
import type { EvidenceEntry } from './evidence-entry.ts';
import type {
  EpochMilliseconds,
  EventToken,
  PrincipalToken,
  Sha256Hex,
  SubjectToken,
  TenantId,
} from './ids.ts';

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
      /** Where the tenant's data stay, and what authorised stands; all one. Absent in histories from before 2026-11-21. */
      regions?: { tenant: string; worker: string; crm: string };
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
  /** Version of the document that it is of. Absent in histories from before 2026-11-21. */
  version?: number;
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
  /** The model's drafts failed the guard twice: the labelled composer drafts, with fallback `output_unusable`. */
  compose?: true;
}

export interface InferProposalResult {
  draft: DocumentReference;
  model: ModelFacts;
  /** Absent when nothing was told to a model (the composer), and in histories from before 2026-11-21. */
  sent?: PromptFacts;
}

export interface GuardProposalInput extends JourneyContext {
  policySnapshot: Sha256Hex;
  /** What to guard: the model's draft, or a person's edit of it. */
  draft: DocumentReference;
  author: 'model' | 'person';
  evidence: DocumentReference | null;
  model: ModelFacts;
  checkpoint: CheckpointTerms;
  /** What the screens found in events of the window, by event. Absent: nothing. */
  screened?: { event: EventToken; codes: string[] }[];
  /** Codes that blocked earlier drafts of this proposal, which nobody is shown. Absent: there was none. */
  discarded?: string[];
  /** How the checkpoint will be named and timed if it opens now; the read model shows it. Null for an edit. */
  opening: {
    requestId: string;
    opensAt: EpochMilliseconds;
    deadlineAt: EpochMilliseconds;
    /** A draft that fails is drafted again: the read model shows nothing of it. */
    unlessBlocked?: boolean;
  } | null;
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
  /** Every approval that stands behind it, the last one included. Absent in histories from before 2026-11-21: one. */
  approvals?: Approval[];
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
  /** An approver lost the role since; nothing was written. */
  | { verdict: 'approval_lapsed'; actor: PrincipalToken; code: string }
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
  /** The customer's agent, which is told of the end. Absent in runs of before `2026-11-fewer-tasks`, which told it themselves. */
  tell?: { agent: string; at: EpochMilliseconds };
}

export interface SealJourneyResult {
  /** Base64url Ed25519 signature of the ledger record that holds the seal (contracts/ledger.ts says over what). */
  signature: string;
  keyId: string;
  /** Position in the tenant's ledger. */
  ledgerIndex: number;
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
    /** The open proposal itself and the draft behind it, so that a stale row of the list can be mended. */
    proposal: DocumentReference;
    draft: DocumentReference;
    standing: CheckpointStanding;
    remaining: number;
  } | null;
  head: Sha256Hex;
  entries: number;
}
