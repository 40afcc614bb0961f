// The first step of an approved erasure: the ledger says who approved it, and the vault knows the customer no more. It destroys nothing.
import type { DetachSubjectInput, DetachSubjectResult } from '../../../contracts/erasure.ts';
import type { EpochMilliseconds } from '../../../contracts/ids.ts';
import type { ErasureRegister } from '../../../contracts/ports/erasure.ts';
import type { Ledger } from '../../../contracts/ports/store.ts';

export function createDetachSubject({
  store,
  clock,
}: {
  store: { ledger: Pick<Ledger, 'append'>; erasures: Pick<ErasureRegister, 'detach'> };
  clock: () => EpochMilliseconds;
}) {
  return async function detachSubject(input: DetachSubjectInput): Promise<DetachSubjectResult> {
    const { tenant, erasure, subject, approvedBy, role } = input;
    const { at } = await store.ledger.append({
      tenant,
      key: `erasure.decided/${erasure}`,
      kind: 'erasure.decided',
      journeyId: null,
      facts: { erasure, subject, decision: 'approved', by: approvedBy, role: role ?? null },
    });
    await store.erasures.detach({ tenant, id: erasure, approvedBy, now: clock() });
    return { at };
  };
}
