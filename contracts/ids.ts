// Identifiers that histories keep for ever. Nothing here may be derivable from a person: subjects, principals and
// documents are random or keyed tokens, and the only free parts are closed names.

import { hashText } from './canonical-json.ts';

/** A tenant's name, `[a-z][a-z0-9-]{1,40}`; it stands in workflow ids, queues and row-level security. */
export type TenantId = string;
/** `sub_` and 32 hex digits, random: the customer as histories know him. Erasing the vault row unlinks it. */
export type SubjectToken = string;
/** `prn_` and 32 hex digits, keyed by the tenant: whoever calls or decides. */
export type PrincipalToken = string;
/** `evt_` and 32 hex digits, keyed by the tenant: one accepted event (CloudEvents source + id). */
export type EventToken = string;
/** `doc_` and 32 hex digits, random: one encrypted text in the store. */
export type DocumentRef = string;
/** SHA-256 as 64 lower-case hex digits. */
export type Sha256Hex = string;
/** `jrn_` and 24 hex digits: the short public name of a journey, a function of its workflow id. */
export type JourneyId = string;
/** `ers_` and 24 hex digits, random: a request to erase a subject. */
export type ErasureId = string;
/** Milliseconds since 1970-01-01T00:00:00Z. */
export type EpochMilliseconds = number;

const patterns = {
  tenant: /^[a-z][a-z0-9-]{1,40}$/,
  subject: /^sub_[0-9a-f]{32}$/,
  principal: /^prn_[0-9a-f]{32}$/,
  event: /^evt_[0-9a-f]{32}$/,
  document: /^doc_[0-9a-f]{32}$/,
  journey: /^jrn_[0-9a-f]{24}$/,
  journeyType: /^[a-z][a-z0-9-]{1,60}$/,
  erasure: /^ers_[0-9a-f]{24}$/,
  episode: /^[0-9a-f]{16}$/,
} as const;

export type IdKind = keyof typeof patterns;

/** True when `value` has the form of the named kind of identifier. */
export function isId(kind: IdKind, value: unknown): value is string {
  return typeof value === 'string' && patterns[kind].test(value);
}

export interface JourneyKey {
  type: string;
  tenant: TenantId;
  subject: SubjectToken;
  /** 16 hex digits of the token of the event that completed the intent: the same trigger is the same journey. */
  episode: string;
}

/** Workflow id of a journey: `journey/<type>/<tenant>/<subject>/<episode>`. */
export function journeyWorkflowId(key: JourneyKey): string {
  return `journey/${key.type}/${key.tenant}/${key.subject}/${key.episode}`;
}

/** Workflow id of a customer's durable agent: `agent/<tenant>/<subject>`. */
export function agentWorkflowId(key: { tenant: TenantId; subject: SubjectToken }): string {
  return `agent/${key.tenant}/${key.subject}`;
}

/** Workflow id of a region's sweeper: `sweeper/<region>`. */
export function sweeperWorkflowId(region: string): string {
  return `sweeper/${region}`;
}

/** Workflow id of an erasure: `erasure/<tenant>/<erasure>`. */
export function erasureWorkflowId(key: { tenant: TenantId; erasure: ErasureId }): string {
  return `erasure/${key.tenant}/${key.erasure}`;
}

/** Parses a journey's workflow id, or `undefined` when it is none. */
export function parseJourneyWorkflowId(workflowId: string): JourneyKey | undefined {
  const [room, type, tenant, subject, episode, ...rest] = workflowId.split('/');
  if (room !== 'journey' || rest.length > 0) return undefined;
  if (!isId('journeyType', type) || !isId('tenant', tenant)) return undefined;
  if (!isId('subject', subject) || !isId('episode', episode)) return undefined;
  return { type, tenant, subject, episode };
}

/** Parses an agent's workflow id, or `undefined` when it is none. */
export function parseAgentWorkflowId(
  workflowId: string,
): { tenant: TenantId; subject: SubjectToken } | undefined {
  const [room, tenant, subject, ...rest] = workflowId.split('/');
  if (room !== 'agent' || rest.length > 0) return undefined;
  return isId('tenant', tenant) && isId('subject', subject) ? { tenant, subject } : undefined;
}

/** Episode of the journey that the event with this token triggers. */
export function episodeOf(event: EventToken): string {
  return event.slice('evt_'.length, 'evt_'.length + 16);
}

/** Idempotency key of a journey's CRM write; a permanent row, and the same key with another body is a conflict. */
export function crmWriteKey(input: { workflowId: string; stage: string; proposalHash: Sha256Hex }): string {
  return `${input.workflowId}#${input.stage}#${input.proposalHash}`;
}

/** Public id of the journey with this workflow id. */
export function journeyIdOf(workflowId: string): JourneyId {
  return `jrn_${hashText(workflowId).slice(0, 24)}`;
}
