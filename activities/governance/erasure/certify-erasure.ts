// The last step: one record of the ledger says what was destroyed, where, and by whom it was asked for and approved. People and numbers
// are the register's, whatever the workflow says. It stands in the ledger before the register forgets the customer's id.
import type { JsonValue } from '../../../contracts/canonical-json.ts';
import { erasureKey, erasureKinds } from '../../../contracts/erasure-records.ts';
import type { CertifyErasureInput, CertifyErasureResult } from '../../../contracts/erasure.ts';
import { failures } from '../../../contracts/failures.ts';
import type { EpochMilliseconds } from '../../../contracts/ids.ts';
import type { ErasureRegister } from '../../../contracts/ports/erasure.ts';
import type { Ledger } from '../../../contracts/ports/store.ts';
import { readApproved } from './read-erasure.ts';

/** ContractBroken unless the register says that this very erasure was approved and its texts are destroyed. */
export function createCertifyErasure({
  store,
  clock,
}: {
  store: { ledger: Pick<Ledger, 'append'>; erasures: Pick<ErasureRegister, 'get' | 'finish'> };
  clock: () => EpochMilliseconds;
}) {
  return async function certifyErasure(input: CertifyErasureInput): Promise<CertifyErasureResult> {
    const { tenant, ...given } = input;
    const { erasure } = input;
    const { decidedBy, erased } = await readApproved(store, input);
    if (erased === null || decidedBy === null) {
      throw failures.contractBroken('nothing was erased yet that could be certified', {
        part: 'store',
        code: 'not_erased',
        ids: { id: erasure },
      });
    }
    // Of one that was stopped by force and approved again, the first approval stands.
    const facts = { ...given, approvedBy: decidedBy, erased: { ...given.erased, ...erased } };
    const { index, at } = await store.ledger.append({
      tenant,
      key: erasureKey('erased', erasure),
      kind: erasureKinds.erased,
      journeyId: null,
      facts: facts as unknown as JsonValue,
    });
    await store.erasures.finish({ tenant, id: erasure, ledgerIndex: index, now: clock() });
    return { ledgerIndex: index, at };
  };
}
