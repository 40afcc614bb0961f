// Books a free slot for a call with the customer. A slot is booked once: the update takes it only while it is free, and
// a unique index stands behind it.
import { and, eq } from 'drizzle-orm';
import { CrmRefusal } from '../crm-refusal.ts';
import { calls, callSlots } from '../schema.ts';
import { newEntry, recordCreated } from '../write-scope.ts';
import { requireReachable } from './require-reachable.ts';
import type { Verb } from './verb.ts';

export const scheduleCall: Verb<'schedule_call'> = async (scope, { slotId, withRole, subject }) => {
  const { transaction, tenant, customer, now } = scope;
  requireReachable(customer, 'phone');
  const thisSlot = and(eq(callSlots.tenant, tenant), eq(callSlots.id, slotId));
  // Locked, so that of two bookings at once the second reads what the first left.
  const [slot] = await transaction.select().from(callSlots).where(thisSlot).for('update');
  if (!slot) throw new CrmRefusal('unknown_slot');
  if (slot.state !== 'free') throw new CrmRefusal('slot_taken');
  if (slot.start <= now) throw new CrmRefusal('slot_past');

  await transaction.update(callSlots).set({ state: 'taken' }).where(thisSlot);
  scope.diff.push({ object: 'call_slot', id: slotId, field: 'state', before: 'free', after: 'taken' });
  scope.undo.push({ kind: 'state', object: 'call_slot', id: slotId, from: 'taken', to: 'free' });

  const entry = newEntry(scope, 'call', 'booked');
  await transaction.insert(calls).values({ ...entry, slotId, withRole, subject });
  recordCreated(scope, 'call', entry.id, { slotId, withRole, subject, state: entry.state }, 'cancelled');
  return `Call with ${withRole} booked for ${new Date(slot.start).toISOString()}`;
};
