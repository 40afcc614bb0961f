// The first step of an approved erasure: the vault knows the customer no more. It destroys nothing, and goes by the ledger's record of
// the approval, which was written where the decision was verified: what a workflow says is no approval.
import { erasureKey } from '../../../contracts/erasure-records.ts';
import type { DetachSubjectInput, DetachSubjectResult } from '../../../contracts/erasure.ts';
import { failures } from '../../../contracts/failures.ts';
import type { EpochMilliseconds } from '../../../contracts/ids.ts';
import type { ErasureRegister } from '../../../contracts/ports/erasure.ts';
import type { Ledger } from '../../../contracts/ports/store.ts';
import { approvalIn, readErasure } from './read-erasure.ts';

/** PolicyDenied unless the ledger holds that approval; ContractBroken when the register tells of another erasure. */
export function createDetachSubject({
  store,
  clock,
}: {
  store: { ledger: Pick<Ledger, 'find'>; erasures: Pick<ErasureRegister, 'get' | 'detach'> };
  clock: () => EpochMilliseconds;
}) {
  return async function detachSubject(input: DetachSubjectInput): Promise<DetachSubjectResult> {
    const { tenant, erasure, approvedBy } = input;
    const row = await readErasure(store, input);
    const record = await store.ledger.find({ tenant, key: erasureKey('decided', erasure) });
    const approval = approvalIn(record, erasure);
    if (!record || approval?.by !== approvedBy || approvedBy === row.requestedBy) {
      throw failures.policyDenied('the ledger holds no such approval of the erasure', {
        code: 'erasure_not_approved',
        rule: null,
        missing: ['approval'],
      });
    }
    await store.erasures.detach({ tenant, id: erasure, approvedBy, now: clock() });
    return { at: record.at };
  };
}
