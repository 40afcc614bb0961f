// The contract of erasures on PGlite, and on PostgreSQL where WAYPROOF_TEST_POSTGRES_URL names a server; there also what happens
// in the middle of somebody else's transaction, of which PGlite has none.
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TenantId } from '../contracts/ids.ts';
import type { ErasureRow } from '../contracts/ports/erasure.ts';
import { testPostgresUrl } from '../test/contracts/scratch-postgres.ts';
import { storeErasuresContract } from '../test/contracts/store-erasures.contract.ts';
import { openStoreOnPglite } from '../test/contracts/store-on-pglite.ts';
import { openStoreOnPostgres, type StoreOnPostgres } from '../test/contracts/store-on-postgres.ts';
import { newTenant, somePrincipal } from '../test/contracts/store-under-test.ts';
import type { Transaction } from './database.ts';
import { sealDocument } from './document-sealing.ts';
import { createKeyring, holdSubjectKeys, type TenantKeys } from './keyring.ts';
import { documents } from './schema/documents.ts';
import { resolveSubjects } from './subject-vault.ts';

describe('erasures on PGlite', () => storeErasuresContract(openStoreOnPglite));
describe.runIf(testPostgresUrl)('erasures on PostgreSQL [needs postgres]', () => {
  storeErasuresContract(openStoreOnPostgres);
  describe('in the middle of another transaction', inTheMiddle);
});

function inTheMiddle(): void {
  let under: StoreOnPostgres;
  beforeAll(async () => {
    under = await openStoreOnPostgres();
  });
  afterAll(() => under?.close());

  const customerId = 'customer-1';
  const later = { approvedBy: `prn_${'0b'.repeat(16)}`, now: 2 };

  async function asked(): Promise<{ tenant: TenantId; row: ErasureRow; keys: TenantKeys }> {
    const tenant = newTenant();
    const subject = await under.store.vault.subjectOf({ tenant, customerId });
    const request = { ground: 'subject_request', requestedBy: somePrincipal, deadlineAt: 9, now: 1 } as const;
    const { row } = await under.store.erasures.request({ tenant, subject, ...request });
    return { tenant, row, keys: await createKeyring(under).of(tenant) };
  }

  /** Begins `second` while the work of the first transaction is done and not committed. @returns who ended first. */
  async function whoWaits(
    tenant: TenantId,
    first: (transaction: Transaction) => Promise<unknown>,
    second: () => Promise<unknown>,
  ): Promise<string[]> {
    const ended: string[] = [];
    let release: () => void = () => undefined;
    const released = new Promise<void>((settle) => (release = settle));
    let begun: () => void = () => undefined;
    const worked = new Promise<void>((settle) => (begun = settle));
    const holder = under.database
      .inTenant(tenant, async (transaction) => {
        await first(transaction);
        begun();
        await released;
      })
      .finally(() => begun())
      .then(() => ended.push('first'));
    await worked;
    const other = second().then(() => ended.push('second'));
    await untilWaiting(ended);
    release();
    await Promise.all([holder, other]);
    return ended;
  }

  /** Until somebody waits for a lock in this database, or ended without. */
  async function untilWaiting(ended: readonly string[]): Promise<void> {
    const waiting = sql`select 1 from pg_locks w where not granted and exists (select from pg_locks l
      where l.pid = w.pid and l.database = (select oid from pg_database where datname = current_database()))`;
    const until = Date.now() + 60_000;
    while (ended.length === 0 && (await under.asOwner(waiting)).length === 0 && Date.now() < until)
      await pause(10);
  }

  it('detaching waits for whoever has read the token as the customer’s', async () => {
    const { tenant, row, keys } = await asked();
    const order = await whoWaits(
      tenant,
      (transaction) => resolveSubjects(transaction, keys, [customerId]),
      () => under.elsewhere.erasures.detach({ tenant, id: row.id, ...later }),
    );
    expect(order).toEqual(['first', 'second']);
  });

  it('whoever asks for the token while it is detached gets the new one', async () => {
    const { tenant, row } = await asked();
    await under.asOwner(sql`begin`);
    await under.asOwner(sql`delete from subjects where tenant = ${tenant}`);
    const ended: string[] = [];
    const asking = under.store.vault.subjectOf({ tenant, customerId }).finally(() => ended.push('asked'));
    await untilWaiting(ended);
    expect(ended).toEqual([]);
    await under.asOwner(sql`commit`);
    expect(await asking).not.toBe(row.subject);
    expect(await asking).toBe(await under.elsewhere.vault.find({ tenant, customerId }));
  });

  it('destroying waits for a text that is being sealed, and empties it too', async () => {
    const { tenant, row, keys } = await asked();
    const { subject } = row;
    await under.store.erasures.detach({ tenant, id: row.id, ...later });
    const destroy = () => under.elsewhere.erasures.destroy({ tenant, id: row.id, passages: 0, now: 3 });
    const order = await whoWaits(
      tenant,
      async (transaction) => {
        const ownKeys = (await holdSubjectKeys(transaction, keys, [subject])).get(subject);
        if (!ownKeys) throw new Error('the key is gone already');
        const text = { tenant, subject, kind: 'comment', body: 'just now' } as const;
        await transaction.insert(documents).values(sealDocument(ownKeys, text));
      },
      destroy,
    );
    expect(order).toEqual(['first', 'second']);
    expect(await destroy()).toEqual({ documents: 1, personalValues: 0, passages: 0 });
  });

  it('is seen by another process as soon as it is committed', async () => {
    const { tenant, row } = await asked();
    const { subject } = row;
    const { ref } = await under.elsewhere.documents.put({
      tenant,
      subject,
      kind: 'draft',
      body: 'about him',
    });
    const read = () => under.elsewhere.documents.get({ tenant, ref });
    expect(await read()).toMatchObject({ body: 'about him' });
    await under.store.erasures.detach({ tenant, id: row.id, ...later });
    await under.store.erasures.destroy({ tenant, id: row.id, passages: 0, now: 3 });
    expect(await read()).toBeNull();
    expect(await under.elsewhere.values.tokenKey({ tenant, subject })).toBeNull();
    expect(await under.elsewhere.vault.customerOf({ tenant, subject })).toBeNull();
  });
}
