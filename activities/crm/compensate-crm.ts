// Takes back what an act may have written, by its permanent key. Idempotent; a failure is retried until it holds.
import type { CompensateCrmInput, CompensateCrmResult } from '../../contracts/stage-messages.ts';
import { crmWriteKey } from '../../contracts/ids.ts';
import type { CrmConnector } from '../../contracts/ports/crm.ts';

export function createCompensateCrm({ crm }: { crm: CrmConnector }) {
  return async function compensateCrm(input: CompensateCrmInput): Promise<CompensateCrmResult> {
    const { tenant, workflowId, proposalHash } = input;
    return {
      verdict: await crm.undo({
        tenant,
        idempotencyKey: crmWriteKey({ workflowId, stage: 'act', proposalHash }),
      }),
    };
  };
}
