// The closed list of failures. Expected endings are values (JourneyOutcome); everything else is one of these.
// Retryability is decided here and nowhere else; messages and details hold ids and codes, never a customer's text.
import { ApplicationFailure } from '@temporalio/common';
import type { RefusalExplanation } from './control-facts.ts';

export const failureTypes = [
  'DependencyUnavailable',
  'DependencyRateLimited',
  'ModelOverloaded',
  'ModelOutputUnusable',
  'InvalidRequest',
  'ContractBroken',
  'CredentialRejected',
  'PolicyDenied',
  'ResidencyViolation',
  'GrantExpired',
  'PolicyUnreadable',
  'RecordMissing',
  'RecordChanged',
  'CrmActionRefused',
  'CrmOutcomeUnknown',
  'DecisionRefused',
] as const;
export type FailureType = (typeof failureTypes)[number];

export interface FailureDetails {
  /** Which outside part, where one is meant: `qdrant`, `ollama`, `crm`, `store`, `policy`, … */
  part?: string;
  code?: string;
  explanation?: RefusalExplanation;
  ids?: Record<string, string>;
}

function failure(
  type: FailureType,
  nonRetryable: boolean,
  message: string,
  details: FailureDetails,
  extra: { nextRetryDelay?: number; category?: 'BENIGN' } = {},
): ApplicationFailure {
  const made = ApplicationFailure.create({ type, nonRetryable, message, details: [details], ...extra });
  // Histories are for ever and go to auditors: they hold no paths of the machine on which something failed.
  made.stack = `${type}: ${message}`;
  return made;
}

type Make = (message: string, details?: FailureDetails) => ApplicationFailure;
const retryable =
  (type: FailureType): Make =>
  (message, details = {}) =>
    failure(type, false, message, details);
const final =
  (type: FailureType): Make =>
  (message, details = {}) =>
    failure(type, true, message, details);

/** One constructor for each failure type. `message` is for operators: ids and codes only. */
export const failures = {
  /** Refused, reset, 5xx, or a timeout before the send. Retried with backoff. */
  dependencyUnavailable: retryable('DependencyUnavailable'),
  /** 429. Retried when the other side says; `retryAfterMs` in milliseconds. */
  dependencyRateLimited: (message: string, retryAfterMs: number, details: FailureDetails = {}) =>
    failure('DependencyRateLimited', false, message, details, {
      nextRetryDelay: retryAfterMs,
      category: 'BENIGN',
    }),
  /** Queue full or load timeout; at most 3 tries (the activity's options), then a checkpoint without a draft. */
  modelOverloaded: retryable('ModelOverloaded'),
  /** The output fails its schema; one repair turn in the workflow, then a human. */
  modelOutputUnusable: final('ModelOutputUnusable'),
  /** Our own input was wrong. */
  invalidRequest: final('InvalidRequest'),
  /** Their answer was not what they promise. */
  contractBroken: final('ContractBroken'),
  /** 401 or 403 from an outside part. */
  credentialRejected: final('CredentialRejected'),
  /** With the explanation; the journey ends `denied`. */
  policyDenied: (message: string, explanation: RefusalExplanation) =>
    failure('PolicyDenied', true, message, { explanation }),
  /** A region that is not the tenant's; the journey ends `denied` and an incident is raised. */
  residencyViolation: final('ResidencyViolation'),
  /** The workflow authorises again and repeats the call; never an ending. */
  grantExpired: final('GrantExpired'),
  /** Missing, unparseable, or evaluates to nothing: fails closed. */
  policyUnreadable: final('PolicyUnreadable'),
  recordMissing: final('RecordMissing'),
  recordChanged: final('RecordChanged'),
  /** The CRM's own rule; back to the human with the reason. */
  crmActionRefused: final('CrmActionRefused'),
  /** Timeout after the send: repeated only with the same key, after reading back. */
  crmOutcomeUnknown: retryable('CrmOutcomeUnknown'),
  /** A decision that was refused after its update had been accepted. */
  decisionRefused: final('DecisionRefused'),
} as const;
