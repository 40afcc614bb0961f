// An erasure that erased nothing: rejected, or nobody decided in time. The ledger says so before the register does.
import type { CloseErasureInput } from '../../../contracts/erasure.ts';
import type { EpochMilliseconds } from '../../../contracts/ids.ts';
import type { ErasureRegister } from '../../../contracts/ports/erasure.ts';
import type { Ledger } from '../../../contracts/ports/store.ts';

export function createCloseErasure({
  store,
  clock,
}: {
  store: { ledger: Pick<Ledger, 'append'>; erasures: Pick<ErasureRegister, 'get' | 'close'> };
  clock: () => EpochMilliseconds;
}) {
  return async function closeErasure(input: CloseErasureInput): Promise<void> {
    const { tenant, erasure, subject, state, by } = input;
    const row = await store.erasures.get({ tenant, id: erasure });
    // Approved before, by a run that was stopped by force, and not approved again: what is half destroyed stays open.
    if (row?.state === 'erasing') return;
    await store.ledger.append({
      tenant,
      key: `erasure.decided/${erasure}`,
      kind: 'erasure.decided',
      journeyId: null,
      facts: { erasure, subject, decision: state, by },
    });
    await store.erasures.close({ tenant, id: erasure, state, by, now: clock() });
  };
}
