// The CRM port: what a journey reads of a customer and the verbs by which it may change the CRM.
// A connector maps verbs to its vendor; every write carries an idempotency key, an expected version, and leaves a diff.
import type { EpochMilliseconds, TenantId } from '../ids.ts';
import type { JsonValue } from '../canonical-json.ts';

export const channels = ['whatsapp', 'push', 'email', 'phone', 'secure_inbox'] as const;
export type Channel = (typeof channels)[number];

/** Facts that policy, prompts and hard rules may read. Nothing that identifies: names and addresses are in CustomerIdentity. */
export interface CustomerFacts {
  /** Grows by one at each change of the record. */
  version: number;
  segment: string;
  /** Recorded investment risk class, 1 (lowest) to 7 (highest), as in PRIIPs' summary risk indicator; null where none applies. */
  riskClass: number | null;
  loyalty: { tier: string; points: number } | null;
  /** Set when the customer opted out of AI-assisted outreach altogether. */
  optedOut: boolean;
  /** Consent by purpose, and by channel. Absent means not given. */
  consents: { purposes: Record<string, boolean>; channels: Partial<Record<Channel, boolean>> };
  /** IANA zone of the customer, for contact hours; null: the tenant's. */
  timeZone: string | null;
  language: string;
  openCases: number;
  /** Product ids held. */
  holdings: string[];
  /** Outreach of the last 90 days, for frequency caps; newest first. */
  recentContacts: { channel: Channel; at: EpochMilliseconds }[];
}

/** What identifies the customer; only masking (to know what to hide) and the act (to write) may ask for it. */
export interface CustomerIdentity {
  name: string;
  email: string | null;
  phone: string | null;
}

/** Every field that a prompt could be asked for; true: it identifies the customer, and no prompt may hold it. */
export const customerFields = {
  version: false,
  segment: false,
  riskClass: false,
  loyalty: false,
  optedOut: false,
  consents: false,
  timeZone: false,
  language: false,
  openCases: false,
  holdings: false,
  recentContacts: false,
  name: true,
  email: true,
  phone: true,
} as const satisfies Record<keyof CustomerFacts, false> & Record<keyof CustomerIdentity, true>;

/** The verbs. `Money` amounts in minor units. */
export type CrmOperation =
  | { verb: 'schedule_call'; slotId: string; withRole: string; subject: string }
  | { verb: 'post_inbox_briefing'; toRole: string; title: string; text: string }
  | { verb: 'propose_portfolio'; productIds: string[]; riskClass: number }
  | { verb: 'grant_offer'; offerId: string; valueMinor: number; currency: string }
  | { verb: 'grant_points'; points: number; reason: string }
  | { verb: 'open_case'; topic: string; priority: 'normal' | 'high'; text: string }
  | { verb: 'send_message'; channel: Channel; text: string }
  | { verb: 'create_task'; forRole: string; title: string; text: string; dueInDays: number }
  | { verb: 'add_note'; text: string };

export const crmVerbs = [
  'schedule_call', 'post_inbox_briefing', 'propose_portfolio', 'grant_offer', 'grant_points', 'open_case',
  'send_message', 'create_task', 'add_note',
] as const satisfies readonly CrmOperation['verb'][]; // prettier-ignore

export interface CallSlot {
  id: string;
  start: EpochMilliseconds;
  minutes: number;
  /** Business name of the desk, not a person's. */
  desk: string;
}
export interface CatalogueProduct {
  id: string;
  name: string;
  /** 1 to 7 for investment products, null for goods. */
  riskClass: number | null;
  category: string;
}
export interface CatalogueOffer {
  id: string;
  name: string;
  valueMinor: number;
  currency: string;
}

export interface CrmWrite {
  tenant: TenantId;
  customerId: string;
  /** Permanent: the same key with the same body answers with the first result; with another body it is a conflict. */
  idempotencyKey: string;
  operations: CrmOperation[];
  /** Version of the record that the proposal was made from. */
  expectedVersion: number;
  /** Journey id, for the CRM's timeline. */
  journeyId: string;
}

/** One changed field of one CRM object. */
export interface FieldChange {
  object: string;
  id: string;
  field: string;
  before: JsonValue;
  after: JsonValue;
}

export type CrmWriteResult =
  | {
      verdict: 'written';
      writeId: string;
      replayed: boolean;
      version: { before: number; after: number };
      diff: FieldChange[];
    }
  | { verdict: 'version_conflict'; currentVersion: number }
  | { verdict: 'key_conflict'; writeId: string }
  /** The CRM's own rule, e.g. `slot_taken`, `points_limit`. */
  | { verdict: 'refused'; code: string }
  | { verdict: 'missing' };

/** One line of what the CRM shows for a customer. */
export interface CrmRecordView {
  facts: CustomerFacts;
  identity: CustomerIdentity;
  timeline: { id: string; at: EpochMilliseconds; kind: string; text: string; journeyId: string | null }[];
  tasks: { id: string; forRole: string; title: string; state: string }[];
  cases: { id: string; topic: string; priority: string; state: string }[];
  offers: { id: string; offerId: string; state: string }[];
  calls: { id: string; slotId: string; state: string }[];
  outbox: { id: string; channel: Channel; at: EpochMilliseconds; state: string; text: string }[];
  writes: { id: string; idempotencyKey: string; state: 'written' | 'undone'; diff: FieldChange[] }[];
}

/**
 * Every method may throw the failures DependencyUnavailable and DependencyRateLimited (contracts/failures.ts);
 * business refusals are values.
 */
export interface CrmConnector {
  readonly name: string;
  readonly region: string;
  /** @returns null when the CRM has no such customer. */
  readFacts(input: { tenant: TenantId; customerId: string }): Promise<CustomerFacts | null>;
  readIdentity(input: { tenant: TenantId; customerId: string }): Promise<CustomerIdentity | null>;
  /** Free slots from `from` on, soonest first. */
  callSlots(input: { tenant: TenantId; from: EpochMilliseconds; limit: number }): Promise<CallSlot[]>;
  products(input: { tenant: TenantId }): Promise<CatalogueProduct[]>;
  offers(input: { tenant: TenantId }): Promise<CatalogueOffer[]>;
  /** All operations or none, in one transaction where the CRM has them. */
  write(input: CrmWrite): Promise<CrmWriteResult>;
  /** Looks for an earlier write by its key: for a timeout after the send. */
  findWrite(input: { tenant: TenantId; idempotencyKey: string }): Promise<CrmWriteResult | null>;
  /** Takes a write back by its kept undo. Idempotent. */
  undo(input: { tenant: TenantId; idempotencyKey: string }): Promise<'undone' | 'nothing_written'>;
  /**
   * Deletes what the CRM holds of the customer, for an erasure. Idempotent: a repeated call answers `missing`. `refused`: the CRM
   * must keep the record (a duty of retention), by its own code; nothing was deleted then.
   */
  erase(input: {
    tenant: TenantId;
    customerId: string;
  }): Promise<
    { verdict: 'erased'; objects: number } | { verdict: 'missing' } | { verdict: 'refused'; code: string }
  >;
  /**
   * What `write` would change, without changing it; what it would refuse, it refuses. Absent: this CRM cannot tell beforehand.
   */
  preview?(
    input: Omit<CrmWrite, 'idempotencyKey' | 'journeyId'>,
  ): Promise<
    | { verdict: 'would_write'; diff: FieldChange[] }
    | { verdict: 'version_conflict'; currentVersion: number }
    | { verdict: 'refused'; code: string }
    | { verdict: 'missing' }
  >;
  /** What a person sees of the record; newest first, of each list at most 50 lines, or as many as `most` says. */
  view(input: { tenant: TenantId; customerId: string; most?: number }): Promise<CrmRecordView | null>;
}
