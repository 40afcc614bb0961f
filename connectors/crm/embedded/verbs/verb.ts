// The shape of a verb: one kind of CRM operation, run inside a write.
import type { CrmOperation } from '../../../../contracts/ports/crm.ts';
import type { WriteScope } from '../write-scope.ts';

export type OperationOf<Name extends CrmOperation['verb']> = Extract<CrmOperation, { verb: Name }>;

/**
 * Changes the CRM within the scope's transaction and records every change in the scope.
 * @returns the sentence for the customer's timeline, null when the operation is itself a line of it.
 * @throws CrmRefusal when a rule of the CRM forbids it.
 */
export type Verb<Name extends CrmOperation['verb']> = (
  scope: WriteScope,
  operation: OperationOf<Name>,
) => Promise<string | null>;
