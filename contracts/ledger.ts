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
