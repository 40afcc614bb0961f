// The last step: one record of the ledger says what was destroyed, where, and by whom it was asked for and approved. It stands in the
// ledger before the register forgets the customer's id, and holds tokens and numbers only.
import type { JsonValue } from '../../../contracts/canonical-json.ts';
import type { CertifyErasureInput, CertifyErasureResult } from '../../../contracts/erasure.ts';
import type { EpochMilliseconds } from '../../../contracts/ids.ts';
import type { ErasureRegister } from '../../../contracts/ports/erasure.ts';
import type { Ledger } from '../../../contracts/ports/store.ts';

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
    const row = await store.erasures.get({ tenant, id: erasure });
    // Of one that was stopped by force and approved again, the first approval stands.
    const facts = { ...given, approvedBy: row?.decidedBy ?? input.approvedBy };
    const { index, at } = await store.ledger.append({
      tenant,
      key: `subject.erased/${erasure}`,
      kind: 'subject.erased',
      journeyId: null,
      facts: facts as unknown as JsonValue,
    });
    await store.erasures.finish({ tenant, id: erasure, ledgerIndex: index, now: clock() });
    return { ledgerIndex: index, at };
  };
}
