// The register of erasures, and the destroying itself. What it takes from a subject is gone for good: his key, his values and his sealed
// texts. It must never make a key, nor take a reference or a commitment from what chains name.
import { and, desc, eq, inArray, sql, type SQL } from 'drizzle-orm';
import { randomBytes } from 'node:crypto';
import type { ErasureState } from '../contracts/erasure.ts';
import { failures } from '../contracts/failures.ts';
import type { ErasureId, SubjectToken, TenantId } from '../contracts/ids.ts';
import type { ErasureRegister, ErasureRow } from '../contracts/ports/erasure.ts';
import type { TenantDatabase, Transaction } from './database.ts';
import { destroySubject, detachSubject } from './erase-subject.ts';
import type { Keyring } from './keyring.ts';
import { pageOf, readCursor } from './page-cursor.ts';
import { erasures } from './schema/erasures.ts';
import { subjects } from './schema/people.ts';
import { deriveKey, open, seal } from './sealing.ts';

type StoredErasure = typeof erasures.$inferSelect;

const openStates: ErasureState[] = ['requested', 'erasing'];

export function createErasureRegister(deps: { database: TenantDatabase; keyring: Keyring }): ErasureRegister {
  const { database, keyring } = deps;

  /** Runs `work` on the row, which nobody else changes meanwhile. @throws RecordMissing when there is none. */
  const change = <T>(
    input: { tenant: TenantId; id: ErasureId },
    work: (
      row: StoredErasure,
      transaction: Transaction,
      set: (changed: Partial<StoredErasure>) => Promise<void>,
    ) => Promise<T>,
  ): Promise<T> =>
    database.inTenant(input.tenant, async (transaction) => {
      const [row] = await transaction.select().from(erasures).where(one(input)).for('update');
      if (!row) {
        throw failures.recordMissing('there is no such erasure', { part: 'store', ids: { id: input.id } });
      }
      const set = async (changed: Partial<StoredErasure>) => {
        await transaction.update(erasures).set(changed).where(one(input));
      };
      return work(row, transaction, set);
    });

  return {
    async request({ tenant, subject, ground, requestedBy, deadlineAt, now }) {
      return database.inTenant(tenant, async (transaction) => {
        const held = await findOpen(transaction, tenant, subject);
        if (held) return { row: toRow(held), fresh: false };
        // Held until the end, so that no other request detaches him in between.
        const [known] = await transaction
          .select({ subject: subjects.subject })
          .from(subjects)
          .where(and(eq(subjects.tenant, tenant), eq(subjects.subject, subject)))
          .for('key share');
        if (!known) {
          throw failures.recordMissing('the subject is unknown or erased', {
            part: 'store',
            ids: { subject },
          });
        }
        const id = `ers_${randomBytes(12).toString('hex')}`;
        const asked = { ground, requestedBy, requestedAt: now, deadlineAt, updatedAt: now };
        const [made] = await transaction
          .insert(erasures)
          .values({ tenant, id, subject, state: 'requested', ...asked })
          .onConflictDoNothing()
          .returning();
        if (made) return { row: toRow(made), fresh: true };
        const other = await findOpen(transaction, tenant, subject);
        if (other) return { row: toRow(other), fresh: false };
        // The one that stood in the way was closed this moment.
        throw failures.dependencyUnavailable('another request about the subject just ended', {
          part: 'store',
          code: 'erasure_closed',
        });
      });
    },

    async get(input) {
      const [row] = await database.inTenant(input.tenant, (transaction) =>
        transaction.select().from(erasures).where(one(input)),
      );
      return row ? toRow(row) : null;
    },

    /** @throws InvalidRequest when the cursor is not one that was given out. */
    async list({ tenant, state, limit, cursor }) {
      const conditions: SQL[] = [eq(erasures.tenant, tenant)];
      if (state !== undefined) conditions.push(eq(erasures.state, state));
      if (cursor !== null) {
        const [requestedAt, id] = readCursor(cursor, /^(\d{1,15})\/(ers_[0-9a-f]{24})$/);
        conditions.push(sql`(${erasures.requestedAt}, ${erasures.id}) < (${requestedAt}::bigint, ${id})`);
      }
      const found = await database.inTenant(tenant, (transaction) =>
        transaction
          .select()
          .from(erasures)
          .where(and(...conditions))
          .orderBy(desc(erasures.requestedAt), desc(erasures.id))
          // One more than asked tells whether there is another page.
          .limit(limit + 1),
      );
      const { rows, next } = pageOf(found, limit, (last) => `${last.requestedAt}/${last.id}`);
      return { rows: rows.map(toRow), next };
    },

    close: ({ state, by, now, ...input }) =>
      change(input, async (row, _transaction, set) => {
        if (row.state === state) return;
        if (row.state !== 'requested') throw notIn(row, 'closed');
        await set({ state, decidedBy: by, decidedAt: by === null ? null : now, updatedAt: now });
      }),

    async detach({ approvedBy, now, ...input }) {
      const keys = await keyring.of(input.tenant);
      await change(input, async (row, transaction, set) => {
        if (!isOpenOrDone(row.state)) throw notIn(row, 'approved');
        if (row.state !== 'requested') return;
        if (approvedBy === row.requestedBy) {
          throw failures.invalidRequest('who asked for an erasure does not approve it', {
            part: 'store',
            code: 'self_approval',
            ids: { id: row.id },
          });
        }
        const customer = await detachSubject(transaction, keys, row.subject);
        const sealed = customer && seal(keyOf(keys.subjects), sealedAs(row), customer);
        const decided = { decidedBy: approvedBy, decidedAt: now, updatedAt: now };
        await set({ ...decided, state: 'erasing', sealedCustomer: sealed });
      });
    },

    async customerOf(input) {
      const keys = await keyring.of(input.tenant);
      const [row] = await database.inTenant(input.tenant, (transaction) =>
        transaction.select().from(erasures).where(one(input)),
      );
      if (!row?.sealedCustomer) return null;
      const customer = open(keyOf(keys.subjects), sealedAs(row), row.sealedCustomer);
      if (!customer) {
        throw failures.contractBroken('a row of the register of erasures was altered', {
          part: 'store',
          ids: { id: row.id },
        });
      }
      return Buffer.from(customer).toString('utf8');
    },

    destroy: ({ passages, now, ...input }) =>
      change(input, async (row, transaction, set) => {
        const { erased } = toRow(row);
        if (erased !== null) return erased;
        if (row.state !== 'erasing') throw notIn(row, 'destroyed');
        const destroyed = { ...(await destroySubject(transaction, row)), passages };
        await set({ ...destroyed, updatedAt: now });
        return destroyed;
      }),

    finish: ({ ledgerIndex, now, ...input }) =>
      change(input, async (row, _transaction, set) => {
        if (row.state === 'erased') return;
        if (row.state !== 'erasing' || row.documents === null) throw notIn(row, 'finished');
        await set({ state: 'erased', sealedCustomer: null, ledgerIndex, updatedAt: now });
      }),

    async erasureOf({ tenant, subject }) {
      const [row] = await database.inTenant(tenant, (transaction) =>
        transaction
          .select()
          .from(erasures)
          .where(
            and(eq(erasures.tenant, tenant), eq(erasures.subject, subject), eq(erasures.state, 'erased')),
          ),
      );
      return row ? toRow(row) : null;
    },
  };
}

function one({ tenant, id }: { tenant: TenantId; id: ErasureId }) {
  return and(eq(erasures.tenant, tenant), eq(erasures.id, id));
}

async function findOpen(transaction: Transaction, tenant: TenantId, subject: SubjectToken) {
  const [row] = await transaction
    .select()
    .from(erasures)
    .where(
      and(eq(erasures.tenant, tenant), eq(erasures.subject, subject), inArray(erasures.state, openStates)),
    );
  return row;
}

function isOpenOrDone(state: ErasureState): boolean {
  return state === 'erased' || openStates.includes(state);
}

function notIn(row: StoredErasure, what: string) {
  return failures.invalidRequest(`an erasure that is ${row.state} cannot be ${what}`, {
    part: 'store',
    code: `erasure_${row.state}`,
    ids: { id: row.id },
  });
}

function keyOf(subjectKeysKey: Uint8Array): Uint8Array {
  return deriveKey(subjectKeysKey, 'erasures');
}

function sealedAs({ tenant, id, subject }: StoredErasure) {
  return ['erasure', tenant, id, subject] as const;
}

function toRow(row: StoredErasure): ErasureRow {
  const { sealedCustomer: _sealed, documents, personalValues, passages, ...shown } = row;
  const erased =
    documents === null || personalValues === null || passages === null
      ? null
      : { documents, personalValues, passages };
  return { ...shown, erased };
}
