// What a workflow may see: enums, scores, ids, tokens, hashes and times, never a customer's text.
// Types and closed lists only, so that workflows carry no validation library. Fields are added, never renamed.
import type { DocumentRef, EpochMilliseconds, Sha256Hex } from './ids.ts';

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
  // What follows is absent in histories from before 2026-11-21 and in policies that do not ask for it.
  /** How many different people must approve, by tier, and a role that one of them must have. Absent: one person. */
  quorum?: Record<'standard' | 'high', Quorum>;
  /** When to remind, in milliseconds from the opening, ascending. */
  remindAfterMs?: number[];
  /** Whom to ask as well, and when, in milliseconds from the opening, ascending. */
  escalation?: { afterMs: number; role: string }[];
  /** How long a claim holds, in milliseconds. Absent: until it is released. */
  claimMs?: number;
}

export interface Quorum {
  approvals: number;
  /** Role of which at least one approver must be; null: any that may decide. */
  including: string | null;
}

export interface Finding {
  code: string;
  severity: 'block' | 'warn';
  /** What it is about: a product id, an operation's index, a statement's index; never a text. */
  about: string | null;
}

/** What a model was told, in facts: the text itself is a document. */
export interface PromptFacts {
  document: DocumentReference;
  /** Fields of the customer that went in, sorted. */
  fields: string[];
  /** Values that went in as tokens, by type. */
  hidden: Record<string, number>;
  /** UTF-16 units of the prompt, and of the answer as JSON. */
  characters: { prompt: number; answer: number };
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
  /** Milliseconds of it for loading the model, and for reading the prompt; absent where the model does not say. */
  loadMs?: number;
  promptMs?: number;
  /** Why the extractive composer answered, null when the first choice did. */
  fallback:
    | 'no_model_configured'
    | 'model_unavailable'
    | 'model_overloaded'
    | 'output_unusable'
    /** The tenant's budget is used up, or nobody can say how much of it is left. */
    | 'model_budget'
    /** A kill switch of this model is in force. */
    | 'model_switched_off'
    | null;
}
