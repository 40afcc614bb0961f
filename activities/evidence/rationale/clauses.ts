// Words for codes that stand within a sentence: endings, verbs, who drafted and why, what policy saw. Data; typed by the closed lists,
// so that a new code asks for its words here.
import type { JourneyOutcome, ModelFacts } from '../../../contracts/control-facts.ts';
import type { DecisionKind } from '../../../contracts/decision.ts';
import type { FailureType } from '../../../contracts/failures.ts';
import type { CrmOperation } from '../../../contracts/ports/crm.ts';

const outcome: Record<JourneyOutcome, string> = {
  no_intent: 'the intent did not hold, so nothing was proposed',
  denied: 'policy denied it, so nothing was done',
  no_evidence: 'no passage was found that a proposal could rest on, so nothing was proposed',
  withdrawn: 'it was withdrawn before anything was done',
  superseded: 'something newer took its place before anything was done',
  rejected: 'a person rejected the proposal, so nothing was done',
  expired: 'nobody decided in time, so nothing was done',
  acted: 'what a person had approved was written to the CRM, once',
  failed_compensated: 'the act failed, and nothing of it was left standing',
};

const verb: Record<CrmOperation['verb'], string> = {
  schedule_call: 'schedule a call',
  post_inbox_briefing: 'post a briefing to the secure inbox',
  propose_portfolio: 'propose products',
  grant_offer: 'grant an offer',
  grant_points: 'grant loyalty points',
  open_case: 'open a case',
  send_message: 'send the customer a message',
  create_task: 'create a task',
  add_note: 'add a note',
};

const fallback: Record<NonNullable<ModelFacts['fallback']>, string> = {
  no_model_configured: 'no model is configured',
  model_unavailable: 'the configured model did not answer',
  model_overloaded: 'the configured model was overloaded',
  output_unusable: 'what the configured model had written could not be used',
  model_budget: 'the budget for the model was used up, or nobody could say how much of it was left',
  model_switched_off: 'a person or a check had switched the model off',
};

const failure: Record<FailureType, string> = {
  DependencyUnavailable: 'a system that it needs did not answer',
  DependencyRateLimited: 'a system that it needs took no more requests',
  ModelOverloaded: 'the model was overloaded',
  ModelOutputUnusable: 'what the model had written could not be used',
  InvalidRequest: 'the request was not one that the system takes',
  ContractBroken: 'a system answered in a way that it never should',
  CredentialRejected: 'a system refused our credentials',
  PolicyDenied: 'policy denied it',
  ResidencyViolation: 'data would have left its region',
  GrantExpired: 'the grant had expired',
  PolicyUnreadable: 'the policy could not be read',
  RecordMissing: 'the record was gone',
  RecordChanged: 'the record had changed',
  CrmActionRefused: 'the CRM refused it',
  CrmOutcomeUnknown: 'nobody could say whether the CRM had taken the change',
  DecisionRefused: 'the decision was refused',
};

const decision: Record<DecisionKind, string> = {
  approve: 'approved the proposal as it was shown',
  edit_and_approve: 'changed the proposal and approved the changed one',
  reject: 'rejected the proposal',
};

const attempt: Record<string, string> = {
  approve: 'An approval',
  edit_and_approve: 'An approval with changes',
  reject: 'A rejection',
  claim: 'Claiming the decision',
  release: 'Giving the decision back',
  delegate: 'Delegating the decision',
};

/** What policy saw of a customer, by fact and value. */
const fact: Record<string, string> = {
  'optedOut=false': 'the customer had not opted out of AI-assisted outreach',
  'optedOut=true': 'the customer had opted out of AI-assisted outreach',
  'purposeConsent=true': 'the customer consented to this purpose',
  'purposeConsent=false': 'there was no consent to this purpose',
  'channelConsent=true': 'there was a channel that the customer agreed to',
  'channelConsent=false': 'there was no channel that the customer agreed to',
  'capReached=false': 'the caps on contacts left room',
  'capReached=true': 'the caps on contacts were reached',
  'riskClassRecorded=true': 'a risk class was on record',
  'riskClassRecorded=false': 'no risk class was on record',
};

const tier: Record<string, string> = {
  standard: 'the usual tier',
  high: 'the high tier',
};

export const clauses = { outcome, verb, fallback, failure, decision, attempt, fact, tier } as const;
export type ClauseKind = keyof typeof clauses;
