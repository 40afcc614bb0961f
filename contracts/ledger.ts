// What a ledger record signs, for the store that signs it and for an offline verifier. Pure.
import { hashJson, type JsonValue } from './canonical-json.ts';
import type { EpochMilliseconds, JourneyId, Sha256Hex, TenantId } from './ids.ts';

/** A record's content: its canonical JSON is signed, and the hash of that is the next record's `prev`. */
export interface LedgerContent {
  format: 'wayproof-ledger/1';
  tenant: TenantId;
  index: number;
  key: string;
  kind: string;
  journeyId: JourneyId | null;
  at: EpochMilliseconds;
  facts: JsonValue;
  prev: Sha256Hex;
}

/** The content of a record that was read from the ledger; a record without `key` and `prev` cannot be verified. */
export function ledgerContent(
  tenant: TenantId,
  record: Omit<LedgerContent, 'format' | 'tenant'>,
): LedgerContent {
  const { index, key, kind, journeyId, at, facts, prev } = record;
  return { format: 'wayproof-ledger/1', tenant, index, key, kind, journeyId, at, facts, prev };
}

/** What the record before the first is taken to be. */
export function ledgerGenesis(tenant: TenantId): Sha256Hex {
  return hashJson({ format: 'wayproof-ledger/1', tenant });
}

/** Every kind of record, with what it says. They stand for ever: the list is added to, and no word of it changes. */
export const ledgerKinds = {
  seal: 'A journey ended, and its chain of evidence is sealed.',
  incident: 'Something is wrong with a run or an event (contracts/incidents.ts).',
  'decision.refused': 'A decision was refused.',
  'checkpoint.action_refused': 'A claim, a release or a delegation was refused.',
  'event.conflict': 'An event came again with other content.',
  'content.revealed': 'A person read texts or names in the clear.',
  'roles.withdrawn': 'Roles were taken from a person, or given back.',
  'switch.tripped': 'A kill switch was tripped.',
  'switch.reset': 'A kill switch was reset.',
  'session.opened': 'A person signed in by a browser.',
  'session.closed': 'A browser session ended before its time.',
  'sign_in.refused': 'The provider let somebody of the tenant in, and the gateway did not.',
  'evidence.exported': 'A bundle of evidence was made, and this is what it holds, by hashes.',
  'evidence.archived_for_subject':
    'Everything about one subject was put into one archive, for an access request.',
  'erasure.requested': 'Somebody asked for a subject to be erased; another person must approve.',
  'erasure.decided': 'An erasure was approved, rejected, or ran out of time.',
  'erasure.refused': 'A decision about an erasure was refused.',
  'subject.erased': 'A subject was erased, and this certifies what was destroyed and where.',
  'payload_key.rotated': 'New payloads of histories are encrypted by a new key.',
  'signing_key.rotated': 'The records after this one are signed by a new key, which this one introduces.',
} as const satisfies Record<string, string>;
export type LedgerKind = keyof typeof ledgerKinds;
