// The ledger's records about an erasure: their kinds, and the keys by which each is there once. Who writes, looks for or verifies one takes
// its name from here. They stand for ever.
import { hashText } from './canonical-json.ts';
import type { ErasureId } from './ids.ts';
import type { LedgerKind } from './ledger.ts';

export const erasureKinds = {
  requested: 'erasure.requested',
  /** One for each attempt. */
  refused: 'erasure.refused',
  decided: 'erasure.decided',
  /** The certificate. It names no journey: it is about all of the subject's. */
  erased: 'subject.erased',
} as const satisfies Record<string, LedgerKind>;

/** Of these an erasure has one record each. */
type Once = Exclude<keyof typeof erasureKinds, 'refused'>;

export function erasureKey(record: Once, erasure: ErasureId): string {
  return `${erasureKinds[record]}/${erasure}`;
}

/** Gateway and worker keep a refusal by the same key: each attempt has one record. */
export function erasureRefusalKey({ erasure, assertion }: { erasure: ErasureId; assertion: string }): string {
  return `${erasureKinds.refused}/${erasure}/${hashText(assertion)}`;
}
