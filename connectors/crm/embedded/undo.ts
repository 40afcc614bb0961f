// Takes a write back by its kept undo, once. The write's row and its diff stay; the record's version grows, since the
// record changes.
import { and, eq, sql } from 'drizzle-orm';
import type { EpochMilliseconds, TenantId } from '../../../contracts/ids.ts';
import type { TenantDatabase, Transaction } from '../../../store/database.ts';
import { bumpVersion, lockCustomer } from './customer-row.ts';
import { isErased, lockWriteKey, selectWrite } from './lock-write-key.ts';
import {
  calls,
  callSlots,
  cases,
  grantedOffers,
  loyalty,
  outbox,
  portfolioProposals,
  tasks,
  timeline,
  writes,
} from './schema.ts';
import type { StatefulObject, UndoStep } from './undo-step.ts';
import { newId } from './write-scope.ts';

const statefulTables = {
  call: calls,
  call_slot: callSlots,
  briefing: tasks,
  task: tasks,
  portfolio_proposal: portfolioProposals,
  granted_offer: grantedOffers,
  case: cases,
  message: outbox,
  note: timeline,
} as const satisfies Record<StatefulObject, unknown>;

export async function undoInCrm(
  database: TenantDatabase,
  input: { tenant: TenantId; idempotencyKey: string },
  now: EpochMilliseconds,
): Promise<'undone' | 'nothing_written'> {
  const { tenant, idempotencyKey } = input;
  return database.inTenant(tenant, async (transaction) => {
    const found = await lockWriteKey(transaction, tenant, idempotencyKey);
    if (!found || isErased(found)) return 'nothing_written';
    if (found.state === 'undone') return 'undone';
    const customer = await lockCustomer(transaction, tenant, found.customerId);
    // An erasure may have held the customer until now: then there is no way back, and what was reserved may be another's.
    const write = customer ? found : await selectWrite(transaction, tenant, idempotencyKey);
    if (!write || isErased(write)) return 'nothing_written';

    // Backwards, as each operation may have built on the one before.
    for (const step of write.undo.toReversed()) {
      await runStep(transaction, { tenant, customerId: write.customerId, step });
    }
    await transaction
      .update(writes)
      .set({ state: 'undone' })
      .where(and(eq(writes.tenant, tenant), eq(writes.id, write.id)));
    // A customer who is gone from the CRM has no version and no timeline; what the write reserved is free again.
    if (!customer) return 'undone';
    await bumpVersion(transaction, customer);
    await transaction.insert(timeline).values({
      tenant,
      id: newId('line'),
      customerId: write.customerId,
      at: now,
      state: 'shown',
      kind: 'undone',
      text: `Taken back: ${write.diff.length} changed fields of an earlier write`,
      journeyId: write.journeyId,
    });
    return 'undone';
  });
}

async function runStep(
  transaction: Transaction,
  input: { tenant: TenantId; customerId: string; step: UndoStep },
): Promise<void> {
  const { tenant, customerId, step } = input;
  switch (step.kind) {
    case 'state': {
      const table = statefulTables[step.object];
      await transaction
        .update(table)
        .set({ state: step.to })
        .where(and(eq(table.tenant, tenant), eq(table.id, step.id), eq(table.state, step.from)));
      return;
    }
    case 'points':
      // Points that the customer has spent meanwhile cannot be taken: the balance never goes below zero.
      await transaction
        .update(loyalty)
        .set({ points: sql`greatest(${loyalty.points} - ${step.points}, 0)` })
        .where(and(eq(loyalty.tenant, tenant), eq(loyalty.customerId, customerId)));
  }
}
