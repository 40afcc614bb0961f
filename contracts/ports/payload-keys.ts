// The keys by which payloads are encrypted before Temporal sees them, and who owns a payload. Whoever holds no key of an owner
// can neither write nor read that owner's payloads, whatever else fails.
import { isId, parseJourneyWorkflowId } from '../ids.ts';
import type { JourneyId, TenantId } from '../ids.ts';

/** A tenant's payloads, or those of a region's own workflows, which belong to no tenant. It stands in payloads for ever. */
export type PayloadOwner = `tenant/${TenantId}` | `region/${string}`;

const regionPattern = /^[a-z][a-z0-9-]{0,40}$/;

/** The owner of a workflow's payloads, a function of its id alone. @returns null for an id that is none of ours. */
export function payloadOwnerOf(workflowId: string): PayloadOwner | null {
  const journey = parseJourneyWorkflowId(workflowId);
  if (journey) return `tenant/${journey.tenant}`;
  const [room, name, subject, ...rest] = workflowId.split('/');
  if (rest.length > 0) return null;
  if (room === 'agent' && isId('tenant', name) && isId('subject', subject)) return `tenant/${name}`;
  if (room === 'erasure' && isId('tenant', name) && isId('erasure', subject)) return `tenant/${name}`;
  if (room === 'sweeper' && subject === undefined && name !== undefined && regionPattern.test(name))
    return `region/${name}`;
  return null;
}

/** @returns null for a text that names no owner. */
export function parsePayloadOwner(text: string): PayloadOwner | null {
  const [kind, name = '', ...rest] = text.split('/');
  if (rest.length > 0) return null;
  if (kind === 'tenant' && isId('tenant', name)) return `tenant/${name}`;
  if (kind === 'region' && regionPattern.test(name)) return `region/${name}`;
  return null;
}

/** A payload as JSON has it, in a codec server's body and in a history's file: bytes are base64. */
export interface JsonPayload {
  metadata?: Record<string, string> | null | undefined;
  data?: string | null | undefined;
}

/** Whose an encrypted payload says it is. It is proven before anything of it is shown. */
export interface PayloadClaim {
  owner: PayloadOwner;
  /** `jrn_` and 24 hex digits, where the workflow is a journey; of an agent or a sweeper a name of the same form. Null: no workflow. */
  journeyId: JourneyId | null;
}

export interface PayloadKey {
  /** `pay_` and 32 hex digits; made by the owner's keys, so that one that somebody invented is known as such. */
  id: string;
  /** 32 bytes, AES-256. */
  key: Uint8Array;
}

/** The payload keys of one region: of its tenants and of its own workflows. Each is read once and kept in memory. */
export interface PayloadKeys {
  readonly region: string;
  /** Whether the owner's keys are here. */
  holds(owner: PayloadOwner): boolean;
  /** The key for new payloads, without waiting. @throws ResidencyViolation for an owner whose keys are not here. */
  current(owner: PayloadOwner): PayloadKey;
  /** The key of this id where it is in memory. @throws ResidencyViolation */
  known(owner: PayloadOwner, keyId: string): PayloadKey | null;
  /**
   * Looks for the key of this id where keys are kept. `gone`: there was one and its row is deleted; `forged`: there never was.
   * @throws ResidencyViolation, DependencyUnavailable
   */
  find(owner: PayloadOwner, keyId: string): Promise<PayloadKey | 'gone' | 'forged'>;
  /**
   * A new key for new payloads, here at once and in other processes within a minute; the old ones are still read.
   * @returns its id. @throws ResidencyViolation, DependencyUnavailable
   */
  rotate(owner: PayloadOwner): Promise<string>;
}
