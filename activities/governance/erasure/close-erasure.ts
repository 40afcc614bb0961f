// An erasure that erased nothing: rejected, or nobody decided in time. The ledger says so before the register does. It can never say
// that one was approved.
import { erasureKey, erasureKinds } from '../../../contracts/erasure-records.ts';
import type { CloseErasureInput } from '../../../contracts/erasure.ts';
import { failures } from '../../../contracts/failures.ts';
import type { EpochMilliseconds } from '../../../contracts/ids.ts';
import type { ErasureRegister } from '../../../contracts/ports/erasure.ts';
import type { Ledger } from '../../../contracts/ports/store.ts';
import { readErasure } from './read-erasure.ts';

export function createCloseErasure({
  store,
  clock,
}: {
  store: { ledger: Pick<Ledger, 'append'>; erasures: Pick<ErasureRegister, 'get' | 'close'> };
  clock: () => EpochMilliseconds;
}) {
  return async function closeErasure(input: CloseErasureInput): Promise<void> {
    const { tenant, erasure, subject, state, by } = input;
    const closing: string = state;
    if (closing !== 'rejected' && closing !== 'expired') {
      throw failures.invalidRequest('an erasure closes rejected or expired', {
        part: 'store',
        code: 'erasure_state',
      });
    }
    const row = await readErasure(store, input);
    // Closed already by another run; or approved before, by a run that was stopped by force, and not approved again: what is half
    // destroyed stays open.
    if (row.state !== 'requested') return;
    await store.ledger.append({
      tenant,
      key: erasureKey('decided', erasure),
      kind: erasureKinds.decided,
      journeyId: null,
      facts: { erasure, subject, decision: state, by },
    });
    await store.erasures.close({ tenant, id: erasure, state, by, now: clock() });
  };
}
