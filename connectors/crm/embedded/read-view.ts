// What a person sees of one customer's record: newest first, at most 50 lines of each list unless more are asked for.
import { and, desc, eq } from 'drizzle-orm';
import type { EpochMilliseconds } from '../../../contracts/ids.ts';
import type { CrmRecordView } from '../../../contracts/ports/crm.ts';
import type { Transaction } from '../../../store/database.ts';
import { identityOf, readFacts } from './read-facts.ts';
import { calls, cases, grantedOffers, outbox, tasks, timeline, writes } from './schema.ts';
import type { CustomerRow } from './write-scope.ts';

const longestList = 50;

type EntryTable =
  | typeof timeline
  | typeof tasks
  | typeof cases
  | typeof grantedOffers
  | typeof calls
  | typeof outbox
  | typeof writes;

export async function readView(
  transaction: Transaction,
  customer: CustomerRow,
  now: EpochMilliseconds,
  most = longestList,
): Promise<CrmRecordView> {
  const own = (table: EntryTable) =>
    and(eq(table.tenant, customer.tenant), eq(table.customerId, customer.customerId));
  const newest = (table: EntryTable) => [desc(table.at), desc(table.sequence)];

  return {
    facts: await readFacts(transaction, customer, now),
    identity: identityOf(customer),
    timeline: await transaction
      .select({
        id: timeline.id,
        at: timeline.at,
        kind: timeline.kind,
        text: timeline.text,
        journeyId: timeline.journeyId,
      })
      .from(timeline)
      .where(and(own(timeline), eq(timeline.state, 'shown')))
      .orderBy(...newest(timeline))
      .limit(most),
    tasks: await transaction
      .select({ id: tasks.id, forRole: tasks.forRole, title: tasks.title, state: tasks.state })
      .from(tasks)
      .where(own(tasks))
      .orderBy(...newest(tasks))
      .limit(most),
    cases: await transaction
      .select({ id: cases.id, topic: cases.topic, priority: cases.priority, state: cases.state })
      .from(cases)
      .where(own(cases))
      .orderBy(...newest(cases))
      .limit(most),
    offers: await transaction
      .select({ id: grantedOffers.id, offerId: grantedOffers.offerId, state: grantedOffers.state })
      .from(grantedOffers)
      .where(own(grantedOffers))
      .orderBy(...newest(grantedOffers))
      .limit(most),
    calls: await transaction
      .select({ id: calls.id, slotId: calls.slotId, state: calls.state })
      .from(calls)
      .where(own(calls))
      .orderBy(...newest(calls))
      .limit(most),
    outbox: await transaction
      .select({
        id: outbox.id,
        channel: outbox.channel,
        at: outbox.at,
        state: outbox.state,
        text: outbox.text,
      })
      .from(outbox)
      .where(own(outbox))
      .orderBy(...newest(outbox))
      .limit(most),
    writes: await transaction
      .select({
        id: writes.id,
        idempotencyKey: writes.idempotencyKey,
        state: writes.state,
        diff: writes.diff,
      })
      .from(writes)
      .where(own(writes))
      .orderBy(...newest(writes))
      .limit(most),
  };
}
