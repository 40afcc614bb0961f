// What an activity of an erasure goes by: the register's row and the ledger's record of the approval, never what a workflow says of
// them. Whoever may start workflows and activities could say anything.
import { erasureKinds } from '../../../contracts/erasure-records.ts';
import type { ErasureContext } from '../../../contracts/erasure.ts';
import { failures } from '../../../contracts/failures.ts';
import type { ErasureId, PrincipalToken } from '../../../contracts/ids.ts';
import type { ErasureRegister, ErasureRow } from '../../../contracts/ports/erasure.ts';
import type { LedgerRecord } from '../../../contracts/ports/store.ts';
import { factsOf } from '../../evidence/read-facts.ts';

export interface ReadErasureDeps {
  erasures: Pick<ErasureRegister, 'get'>;
}

type Told = Pick<ErasureContext, 'tenant' | 'erasure' | 'subject'> &
  Partial<Pick<ErasureRow, 'requestedBy' | 'ground'>>;

/** @throws ContractBroken: there is no such erasure, or it is not the one that the workflow tells of. */
export async function readErasure({ erasures }: ReadErasureDeps, told: Told): Promise<ErasureRow> {
  const { tenant, erasure } = told;
  const row = await erasures.get({ tenant, id: erasure });
  if (!row) throw notAsTold('erasure_missing', erasure);
  const { subject, requestedBy = row.requestedBy, ground = row.ground } = told;
  if (row.subject !== subject) throw notAsTold('subject_differs', erasure);
  if (row.requestedBy !== requestedBy) throw notAsTold('requester_differs', erasure);
  if (row.ground !== ground) throw notAsTold('ground_differs', erasure);
  return row;
}

/** The row of one that was approved. @throws ContractBroken: it was not, or it is not the one that the workflow tells of. */
export async function readApproved(deps: ReadErasureDeps, told: Told): Promise<ErasureRow> {
  const row = await readErasure(deps, told);
  if (row.state !== 'erasing' && row.state !== 'erased') throw notAsTold(`erasure_${row.state}`, row.id);
  return row;
}

function notAsTold(code: string, id: ErasureId) {
  return failures.contractBroken('the register of erasures says otherwise', {
    part: 'store',
    code,
    ids: { id },
  });
}

/** Who approved the erasure, and in which role, as the record says; null: it says no such thing. */
export function approvalIn(
  record: LedgerRecord | null,
  erasure: ErasureId,
): { by: PrincipalToken; role: string | null } | null {
  const facts = factsOf(record?.facts);
  const { decision, by, role } = facts;
  const fits =
    record?.kind === erasureKinds.decided && facts['erasure'] === erasure && decision === 'approved';
  if (!fits || typeof by !== 'string') return null;
  return { by, role: typeof role === 'string' ? role : null };
}
