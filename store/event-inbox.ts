// Accepted events: a permanent row, the whole event as a document, and its customer's token, in one transaction. An event that is
// not accepted (a duplicate, a conflict) leaves nothing behind.
import { and, eq, isNull, type SQL } from 'drizzle-orm';
import { failures } from '../contracts/failures.ts';
import type { EventToken, TenantId } from '../contracts/ids.ts';
import type { AcceptEventInput, AcceptEventResult, EventInbox } from '../contracts/ports/store.ts';
import { anyOf } from './any-of.ts';
import type { TenantDatabase, Transaction } from './database.ts';
import { bodyText, openUnlessAltered, sealDocument } from './document-sealing.ts';
import { groupCommit } from './group-commit.ts';
import { insertEvents } from './insert-events.ts';
import { findSubjectKeys, holdSubjectKeys, type Keyring, type TenantKeys } from './keyring.ts';
import { acceptedEvents, documents } from './schema/documents.ts';
import { resolveSubjects, subjectIn } from './subject-vault.ts';
import { mintToken } from './token-mint.ts';
import { readUndelivered } from './undelivered-events.ts';

type EventRow = typeof acceptedEvents.$inferSelect;
interface Arrival {
  token: EventToken;
  input: AcceptEventInput;
  /** Canonical JSON of the event. */
  text: string;
}
interface AcceptCall {
  tenant: TenantId;
  arrivals: Omit<Arrival, 'token'>[];
}

// What goes into one transaction: 500 small events take some 100 ms on two slow cores, and whoever comes meanwhile waits for
// them; 4 MiB of texts are four of the largest batches that the front door takes.
const groupLimit = { rows: 500, bytes: 4 * 1024 * 1024 };

export function createEventInbox(deps: { database: TenantDatabase; keyring: Keyring }): EventInbox {
  const { database, keyring } = deps;
  const accept = groupCommit({
    run: async (tenant, calls: AcceptCall[]) => {
      const keys = await keyring.of(tenant);
      return database.inTenant(tenant, (transaction) => acceptCalls(transaction, keys, calls));
    },
    weigh: ({ arrivals }) => ({
      rows: arrivals.length,
      bytes: arrivals.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0),
    }),
    limit: groupLimit,
  });
  const mark = groupCommit({
    run: async (tenant, calls: { tenant: TenantId; events: EventToken[] }[]) => {
      const events = calls.flatMap((call) => call.events);
      await database.inTenant(tenant, (transaction) =>
        markDelivered(transaction, tenant, anyOf(acceptedEvents.event, events)),
      );
      return calls.map(() => true);
    },
    weigh: ({ events }) => ({ rows: events.length, bytes: 0 }),
    limit: groupLimit,
  });
  return {
    async accept({ tenant, events }) {
      if (events.some((event) => event.tenant !== tenant)) {
        throw failures.invalidRequest('an event of another tenant in the batch', { part: 'store' });
      }
      if (events.length === 0) return [];
      // Nothing is awaited before the call stands in its lane: that is what keeps the order.
      const arrivals = events.map((input) => ({ input, text: bodyText(input.event) }));
      return accept({ tenant, arrivals });
    },

    async markDelivered({ tenant, events }) {
      if (events.length > 0) await mark({ tenant, events });
    },

    undelivered: (input) => readUndelivered(deps, input),
  };
}

/** As if each call came alone, one after the other. @returns the results of each call. */
async function acceptCalls(
  transaction: Transaction,
  keys: TenantKeys,
  calls: readonly AcceptCall[],
): Promise<AcceptEventResult[][]> {
  const arrivals = calls.flatMap((call) => call.arrivals);
  const results = await acceptAll(
    transaction,
    keys,
    arrivals.map((arrival) => ({ ...arrival, token: tokenOf(keys, arrival.input) })),
  );
  return calls.map(({ arrivals }) => results.splice(0, arrivals.length));
}

function tokenOf(keys: TenantKeys, { source, id }: AcceptEventInput): EventToken {
  return `evt_${mintToken(keys, 'event', JSON.stringify([source, id]))}`;
}

/** Of the tenant's events the undelivered ones `among` these. */
export async function markDelivered(transaction: Transaction, tenant: TenantId, among: SQL): Promise<void> {
  await transaction
    .update(acceptedEvents)
    .set({ deliveredAt: Date.now() })
    .where(and(eq(acceptedEvents.tenant, tenant), among, isNull(acceptedEvents.deliveredAt)));
}

async function acceptAll(
  transaction: Transaction,
  keys: TenantKeys,
  arrivals: readonly Arrival[],
): Promise<AcceptEventResult[]> {
  // The first of each id in the batch is the event; later ones are compared with it like any other repetition.
  const firsts = new Map<EventToken, Arrival>();
  for (const arrival of arrivals) if (!firsts.has(arrival.token)) firsts.set(arrival.token, arrival);
  const tokens = [...firsts.keys()];

  const known = await findRows(transaction, keys, tokens);
  const fresh = [...firsts.values()].filter(({ token }) => !known.has(token));
  const created = await insertAll(transaction, keys, fresh);
  const rows = new Map([...known, ...created]);
  // Lost to a concurrent call, which has committed by now: the insert waited for it.
  const lost = tokens.filter((token) => !rows.has(token));
  for (const [token, row] of await findRows(transaction, keys, lost)) rows.set(token, row);

  const storedTexts = await textsOf(
    transaction,
    keys,
    [...rows.values()].filter(({ event }) => !created.has(event)),
  );
  return arrivals.map((arrival) => {
    const row = rows.get(arrival.token);
    if (!row) throw new Error('an accepted event vanished');
    const stored = created.has(arrival.token)
      ? firsts.get(arrival.token)?.text
      : storedTexts.get(arrival.token);
    // Its document may have been erased; then nothing can be compared, and it is what was already known. One that was altered
    // is the event of nobody who sends it again.
    if (stored !== undefined && stored !== arrival.text) return { verdict: 'conflict', event: arrival.token };
    const isFirst = created.has(arrival.token) && firsts.get(arrival.token) === arrival;
    return {
      verdict: isFirst ? 'accepted' : 'duplicate',
      event: row.event,
      subject: row.subject,
      session: row.session,
      body: { ref: row.bodyRef, commitment: row.bodyCommitment },
      delivered: row.deliveredAt !== null,
    };
  });
}

/** @returns the rows that this call made; an event that somebody else made meanwhile is absent. */
async function insertAll(
  transaction: Transaction,
  keys: TenantKeys,
  fresh: readonly Arrival[],
): Promise<Map<EventToken, EventRow>> {
  if (fresh.length === 0) return new Map();
  const customers = fresh.map(({ input }) => input.customerId);
  const subjects = await resolveSubjects(transaction, keys, customers);
  const subjectKeys = await holdSubjectKeys(transaction, keys, [...new Set(subjects.values())]);
  const drafts = fresh.map((arrival) => {
    const subject = subjectIn(subjects, arrival.input.customerId);
    const ownKeys = subjectKeys.get(subject);
    if (!ownKeys) {
      throw failures.recordMissing('the subject of an event was erased', { part: 'store', ids: { subject } });
    }
    const { tenant } = keys;
    const document = sealDocument(ownKeys, { tenant, subject, kind: 'event', body: arrival.input.event });
    return { document, row: toRow(keys, arrival, document) };
  });
  const created = await insertEvents(transaction, drafts);
  return new Map(drafts.flatMap(({ row }) => (created.has(row.event) ? [[row.event, row] as const] : [])));
}

function toRow(
  keys: TenantKeys,
  { token, input }: Arrival,
  document: typeof documents.$inferSelect,
): EventRow {
  return {
    tenant: keys.tenant,
    event: token,
    type: input.type,
    subject: document.subject,
    // 16 digits, as EventSignal says.
    session: input.sessionId === null ? null : mintToken(keys, 'session', input.sessionId).slice(0, 16),
    bodyRef: document.ref,
    bodyCommitment: document.commitment,
    acceptedBy: input.by,
    occurredAt: input.at,
    acceptedAt: Date.now(),
    deliveredAt: null,
  };
}

async function findRows(
  transaction: Transaction,
  keys: TenantKeys,
  tokens: EventToken[],
): Promise<Map<EventToken, EventRow>> {
  if (tokens.length === 0) return new Map();
  const rows = await transaction
    .select()
    .from(acceptedEvents)
    .where(and(eq(acceptedEvents.tenant, keys.tenant), anyOf(acceptedEvents.event, tokens)));
  return new Map(rows.map((row) => [row.event, row]));
}

/** Canonical texts of stored events, by event; erased ones are absent, and altered ones null. */
async function textsOf(
  transaction: Transaction,
  keys: TenantKeys,
  rows: readonly EventRow[],
): Promise<Map<EventToken, string | null>> {
  if (rows.length === 0) return new Map();
  const refs = rows.map(({ bodyRef }) => bodyRef);
  const stored = await transaction
    .select()
    .from(documents)
    .where(and(eq(documents.tenant, keys.tenant), anyOf(documents.ref, refs)));
  const subjectKeys = await findSubjectKeys(transaction, keys, [
    ...new Set(stored.map((row) => row.subject)),
  ]);
  const texts = new Map<string, string | null>();
  for (const row of stored) {
    const ownKeys = subjectKeys.get(row.subject);
    if (!ownKeys) continue;
    const document = openUnlessAltered(ownKeys, row);
    texts.set(row.ref, document === 'altered' ? null : bodyText(document.body));
  }
  return new Map(
    rows.flatMap(({ event, bodyRef }) => {
      const text = texts.get(bodyRef);
      return text === undefined ? [] : [[event, text] as const];
    }),
  );
}
