// What one write is working on: its transaction, its customer, and the diff and undo that grow as verbs run. Every change
// a verb makes goes through here, so that nothing is written without its diff and its way back.
import { randomBytes } from 'node:crypto';
import type { JsonValue } from '../../../contracts/canonical-json.ts';
import type { EpochMilliseconds, TenantId } from '../../../contracts/ids.ts';
import type { FieldChange } from '../../../contracts/ports/crm.ts';
import type { Transaction } from '../../../store/database.ts';
import type { customers } from './schema.ts';
import type { StatefulObject, UndoStep } from './undo-step.ts';

export type CustomerRow = typeof customers.$inferSelect;

export interface WriteScope {
  transaction: Transaction;
  tenant: TenantId;
  journeyId: string;
  /** The locked row, as it was before the write. */
  customer: CustomerRow;
  now: EpochMilliseconds;
  diff: FieldChange[];
  undo: UndoStep[];
}

/** `<prefix>_` and 24 random hex digits. */
export function newId(prefix: string): string {
  return `${prefix}_${randomBytes(12).toString('hex')}`;
}

/** Columns that every created row shares. */
export function newEntry<State extends string>(scope: WriteScope, prefix: string, state: State) {
  return {
    tenant: scope.tenant,
    id: newId(prefix),
    customerId: scope.customer.customerId,
    at: scope.now,
    state,
  };
}

/**
 * Records a created object: one change a field, from null, and the step that moves it to `undoneState`.
 * `fields` are those that a person sees; `state` is among them.
 */
export function recordCreated(
  scope: WriteScope,
  object: StatefulObject,
  id: string,
  fields: Record<string, JsonValue> & { state: string },
  undoneState: string,
): void {
  for (const [field, after] of Object.entries(fields)) {
    scope.diff.push({ object, id, field, before: null, after });
  }
  scope.undo.push({ kind: 'state', object, id, from: fields.state, to: undoneState });
}
