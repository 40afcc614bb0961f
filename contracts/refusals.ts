// Sentences for refusal codes. Codes live in histories and logs; sentences are made from them here, at the edge.
import type { DecisionRefusal } from './decision.ts';
import type { ErasureRefusal } from './erasure.ts';

/** Why policy refused. `facts_*` codes name the fact that was missing or wrong. */
export const policyRefusalSentences = {
  policy_unreadable: 'The policy could not be read, so nothing is allowed.',
  no_rule: 'No rule allows this.',
  denied_by_rule: 'A rule denies this.',
  customer_unknown: 'The CRM has no such customer.',
  customer_erased: 'The customer was erased.',
  opted_out: 'The customer opted out of AI-assisted outreach.',
  consent_missing: 'The customer gave no consent for this purpose.',
  channel_consent_missing: 'The customer gave no consent for this channel.',
  journey_not_enabled: 'The tenant does not run this journey.',
  residency_unacknowledged: "Nobody acknowledged the tenant's residency.",
  region_mismatch: "The worker's region is not the tenant's.",
  role_missing: 'The role that a rule asks for is missing.',
  purpose_not_allowed: 'The purpose is not allowed for this.',
  data_class_not_allowed: 'The data class is not allowed for this purpose.',
  jurisdiction_not_allowed: 'The rule does not hold in this jurisdiction.',
  risk_unclassified: 'The customer has no recorded risk class.',
  frequency_cap: 'The customer was contacted as often as the caps allow.',
  hard_rule: 'A hard rule forbids what is proposed.',
  emergency_deny: 'An emergency denial is in force.',
  switched_off: 'A kill switch is in force; a named person must reset it first.',
  customer_not_eligible: 'The customer does not meet a condition of the rule.',
  verb_not_declared: 'The journey did not declare this change of the CRM.',
  self_approval: 'Whoever started the journey may not decide about it.',
  device_not_trusted: 'The device is not one that a decision of this tier may come from.',
  sign_in_risky: 'The sign-in is held to be too risky for a decision of this tier.',
  approval_missing: 'No accepted decision stands behind the act.',
  quorum_missing: 'Fewer people approved than this tier asks for.',
  grant_invalid: 'The call carries no grant that fits it.',
  proposal_mismatch: 'The proposal is not the one that was approved.',
  token_unknown: 'A token of the proposal stands for nothing that is known of this customer.',
} as const;
export type PolicyRefusalCode = keyof typeof policyRefusalSentences;

export const decisionRefusalSentences: Record<DecisionRefusal, string> = {
  malformed: 'The decision is malformed.',
  checkpoint_not_open: 'No checkpoint is open in this journey.',
  stale_request: 'The decision names another checkpoint than the one that is open.',
  stale_proposal: 'The decision names another proposal than the one that is open; read it again and decide.',
  already_decided: 'Somebody has already decided.',
  deadline_passed: 'The deadline has passed; the journey ends without action.',
  assertion_invalid: 'The decision does not carry a valid assertion of who decides.',
  wrong_tenant: 'The decision comes from another tenant.',
  wrong_role: 'The role that this checkpoint asks for is missing.',
  self_approval: 'Whoever started or edited the proposal may not approve it.',
  device_not_trusted: 'A decision of this tier may not come from this device; use one that is managed.',
  sign_in_risky: 'Your sign-in is held to be too risky for a decision of this tier; sign in again.',
  reason_not_listed: 'A rejection needs one of the listed reasons.',
  proposal_blocked: 'The guard blocks this proposal; edit it or reject it.',
  edit_failed_guard: 'The edited proposal did not pass the guard.',
  edit_missing: 'An edit-and-approve needs the edited draft.',
  claimed_by_other:
    'Somebody else has claimed this checkpoint; wait until it is released or the claim lapses.',
  already_approved: 'You have approved this proposal already; the next approval must be another person’s.',
  quorum_needs_role:
    'One of the approvals must come from the role that this tier asks for, and none has yet.',
  delegated_away: 'You have delegated this decision; whoever received it decides.',
  assigned_to_other: 'This decision was delegated to somebody else.',
  not_claimed: 'You have not claimed this checkpoint.',
  delegate_not_eligible:
    'The delegate cannot decide here: unknown, without the role, away without a substitute, or part of the chain already.',
};

/** Why a decision about an erasure was refused. */
export const erasureRefusalSentences: Record<ErasureRefusal, string> = {
  malformed: 'The decision is malformed.',
  assertion_invalid: 'The decision does not carry a valid assertion of who decides.',
  wrong_tenant: 'The decision comes from another tenant.',
  wrong_role: 'The role that decides about erasures is missing.',
  self_approval: 'Whoever asked for the erasure may not decide about it; another person does.',
  already_decided: 'Somebody has already decided.',
  deadline_passed: 'The deadline has passed, and nothing was erased; ask again.',
};

/** Other codes that a journey's row may give as a reason: how it ended, what it waits for, why the CRM refused. */
export const journeyReasonSentences: Record<string, string> = {
  below_threshold: 'The intent did not hold when it was looked at again.',
  role_missing: 'An approver had lost the role before the write; somebody must decide again.',
  outside_contact_hours: 'It waits for the contact hours to open.',
  slot_taken: 'The CRM refused: the call slot was taken meanwhile.',
  slot_past: 'The CRM refused: the call slot has passed.',
  channel_unreachable: 'The CRM refused: it has no address for this channel.',
  risk_class_changed: 'The CRM refused: the recorded risk class is another now.',
  risk_class_exceeded: "The CRM refused: a product is above the customer's risk class.",
  unknown_offer: 'The CRM refused: it has no such offer.',
  offer_limit: 'The CRM refused: the offer is above the limit.',
  no_loyalty_account: 'The CRM refused: the customer has no loyalty account.',
  points_limit: 'The CRM refused: the points are above the limit.',
  run_completed: 'Its run completed, but the ledger holds no seal of it; an incident is open.',
  run_failed: 'A failure of ours ended it before it was sealed; an incident is open.',
  run_cancelled: 'It was cancelled and never sealed; an incident is open.',
  run_terminated: 'An operator terminated its run before it was sealed; an incident is open.',
  run_timed_out: 'Its run timed out before it was sealed; an incident is open.',
  run_lost: 'Temporal knows no run of it any more, and it was never sealed; an incident is open.',
};
