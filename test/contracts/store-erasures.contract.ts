// What every store promises of erasures: who may, once, and that what is gone is gone for everybody. Run beside store.contract.ts.
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ErasureRow } from '../../contracts/ports/erasure.ts';
import { newSubject, newTenant, somePrincipal, someEvent, type StoreUnderTest } from './store-under-test.ts';

const failure = (type: string) => expect.objectContaining({ type }) as unknown;
const approver = `prn_${'0b'.repeat(16)}`;
const token = '[[EMAIL_ADDRESS_0123456789abcdef]]';
const value = { token, type: 'EMAIL_ADDRESS', value: 'zoe@example.test' } as const;

export function storeErasuresContract(open: () => Promise<StoreUnderTest>): void {
  let under: StoreUnderTest;
  beforeAll(async () => {
    under = await open();
  });
  afterAll(() => under?.close());

  /** A customer of whom the store holds one of each: an accepted event, a text, a value. */
  async function someone(tenant = newTenant(), customerId = 'customer-1') {
    const { inbox, documents, values } = under.store;
    const [accepted] = await inbox.accept({ tenant, events: [someEvent(tenant, { customerId })] });
    if (accepted?.verdict !== 'accepted') throw new Error('the event was not accepted');
    const { subject, event, body } = accepted;
    const draft = await documents.put({ tenant, subject, kind: 'draft', body: 'about him' });
    await values.keep({ tenant, subject, values: [value] });
    return { tenant, subject, event, refs: [body.ref, draft.ref], references: [body, draft] };
  }

  let moment = 1_790_000_000_000;
  const ask = (who: { tenant: string; subject: string }) => {
    const now = (moment += 1000);
    return under.store.erasures.request({
      ...{ tenant: who.tenant, subject: who.subject, ground: 'subject_request', requestedBy: somePrincipal },
      ...{ deadlineAt: now + 60_000, now },
    });
  };
  const { detach, destroy, finish } = {
    detach: (row: ErasureRow) =>
      under.store.erasures.detach({ ...idOf(row), approvedBy: approver, now: moment + 1 }),
    destroy: (row: ErasureRow, passages = 3) =>
      under.store.erasures.destroy({ ...idOf(row), passages, now: moment + 2 }),
    finish: (row: ErasureRow) =>
      under.store.erasures.finish({ ...idOf(row), ledgerIndex: 7, now: moment + 3 }),
  };
  const current = (row: ErasureRow) => under.store.erasures.get(idOf(row));
  async function erased(tenant?: string, customerId?: string) {
    const who = await someone(tenant, customerId);
    const { row } = await ask(who);
    await detach(row);
    await destroy(row);
    await finish(row);
    return { ...who, row };
  }

  describe('requests to erase', () => {
    it('are one at a time for a subject: whoever asks again is shown the open one', async () => {
      const who = await someone();
      const first = await ask(who);
      expect(first).toMatchObject({ fresh: true });
      const { row } = first;
      expect(row).toEqual({
        ...{ id: expect.stringMatching(/^ers_[0-9a-f]{24}$/) as string, tenant: who.tenant },
        ...{ subject: who.subject, ground: 'subject_request', state: 'requested' },
        ...{ requestedBy: somePrincipal, requestedAt: moment, deadlineAt: moment + 60_000 },
        ...{ decidedBy: null, decidedAt: null, erased: null, ledgerIndex: null, updatedAt: moment },
      });
      expect(await ask(who)).toEqual({ row, fresh: false });
      await detach(row);
      expect(await ask(who)).toEqual({ row: await current(row), fresh: false });
    });

    it('are one also when many ask at the same moment', async () => {
      const who = await someone();
      const answers = await Promise.all(Array.from({ length: 6 }, () => ask(who)));
      expect(answers.filter(({ fresh }) => fresh)).toHaveLength(1);
      expect(new Set(answers.map(({ row }) => row.id)).size).toBe(1);
      // Whatever the moment: the database itself takes no second one.
      const second = under.database.inTenant(who.tenant, (transaction) =>
        transaction.execute(sql`insert into erasures select (jsonb_populate_record(e,
          jsonb_build_object('id', 'ers_second'))).* from erasures e where subject = ${who.subject}`),
      );
      await expect(second).rejects.toMatchObject({ code: '23505' });
    });

    it('are refused for somebody unknown, erased, or another tenant’s', async () => {
      const who = await erased();
      const other = await someone();
      const nobody = [who, { ...who, subject: newSubject() }, { ...other, tenant: who.tenant }];
      for (const one of nobody) await expect(ask(one)).rejects.toEqual(failure('RecordMissing'));
    });

    it.each(['rejected', 'expired'] as const)(
      'end %s once, and leave the subject as he was',
      async (state) => {
        const who = await someone();
        const { row } = await ask(who);
        const by = state === 'rejected' ? approver : null;
        const close = () => under.store.erasures.close({ ...idOf(row), state, by, now: moment + 5 });
        await close();
        const closed = await current(row);
        expect(closed).toMatchObject({ state, decidedBy: by, decidedAt: by && moment + 5 });
        await close();
        expect(await current(row)).toEqual(closed);
        await expect(detach(row)).rejects.toEqual(failure('InvalidRequest'));
        await expect(destroy(row)).rejects.toEqual(failure('InvalidRequest'));

        expect(await under.store.vault.customerOf(who)).toBe('customer-1');
        expect(await ask(who)).toMatchObject({ fresh: true });
      },
    );

    it('cannot end without an erasure once it began', async () => {
      const { row } = await ask(await someone());
      await detach(row);
      const close = under.store.erasures.close({ ...idOf(row), state: 'expired', by: null, now: 1 });
      await expect(close).rejects.toEqual(failure('InvalidRequest'));
    });

    it('are listed newest first, page by page, by state, for their tenant alone', async () => {
      const tenant = newTenant();
      const rows: ErasureRow[] = [];
      for (const customerId of ['a', 'b', 'c']) {
        const subject = await under.store.vault.subjectOf({ tenant, customerId });
        rows.unshift((await ask({ tenant, subject })).row);
      }
      const list = (cursor: string | null, over = {}) =>
        under.store.erasures.list({ tenant, limit: 2, cursor, ...over });
      const first = await list(null);
      expect(first.rows).toEqual(rows.slice(0, 2));
      expect(await list(first.next)).toEqual({ rows: rows.slice(2), next: null });
      await detach(rows[1]!);
      const erasing = await list(null, { state: 'erasing' });
      expect(erasing.rows.map(({ id }) => id)).toEqual([rows[1]!.id]);
      expect(await list(null, { tenant: newTenant() })).toEqual({ rows: [], next: null });
      await expect(list('nonsense')).rejects.toEqual(failure('InvalidRequest'));
    });

    it('are unknown to another tenant, in every call', async () => {
      const { row } = await ask(await someone());
      const foreign = { ...row, tenant: newTenant() };
      expect(await current(foreign)).toBeNull();
      expect(await under.store.erasures.customerOf(idOf(foreign))).toBeNull();
      for (const call of [detach, destroy, finish])
        await expect(call(foreign)).rejects.toEqual(failure('RecordMissing'));
      expect(await current(row)).toEqual(row);
    });
  });

  describe('detaching', () => {
    it('unlinks token and customer, keeps the id for connectors alone, and gives the customer a new token', async () => {
      const { vault, erasures } = under.store;
      const who = await someone();
      const { row } = await ask(who);
      expect(await erasures.customerOf(idOf(row))).toBeNull();
      await detach(row);
      expect(await current(row)).toMatchObject({
        ...{ state: 'erasing', decidedBy: approver, decidedAt: moment + 1 },
      });
      const known = { tenant: who.tenant, customerId: 'customer-1' };
      expect(await vault.customerOf(who)).toBeNull();
      expect(await vault.find(known)).toBeNull();
      expect(await erasures.customerOf(idOf(row))).toBe('customer-1');
      const next = await vault.subjectOf(known);
      expect(next).not.toBe(who.subject);
      // Again: the one who came back meanwhile is not touched.
      await detach(row);
      expect(await vault.find(known)).toBe(next);
      expect(await erasures.customerOf(idOf(row))).toBe('customer-1');
    });

    it('needs another person than the one who asked', async () => {
      const { row } = await ask(await someone());
      const alone = under.store.erasures.detach({ ...idOf(row), approvedBy: somePrincipal, now: 1 });
      await expect(alone).rejects.toEqual(failure('InvalidRequest'));
      expect(await current(row)).toEqual(row);
      const forced = under.database.inTenant(row.tenant, (transaction) =>
        transaction.execute(
          sql`update erasures set state = 'erasing', decided_by = requested_by where id = ${row.id}`,
        ),
      );
      await expect(forced).rejects.toMatchObject({ code: '23514' });
    });

    it('tells a customer’s row that was altered, and erases nothing then', async () => {
      const who = await someone();
      const { row } = await ask(who);
      const other = await under.store.vault.subjectOf({ tenant: who.tenant, customerId: 'another' });
      await under.asOwner(sql`update subjects set sealed_customer = (select o.sealed_customer from subjects o
        where o.subject = ${other}) where subject = ${who.subject}`);
      await expect(detach(row)).rejects.toEqual(failure('ContractBroken'));
      expect(await current(row)).toEqual(row);
    });

    it('leaves no accepted event of his to be delivered', async () => {
      const who = await someone();
      const { row } = await ask(who);
      await detach(row);
      const page = { tenant: who.tenant, holder: 'one', acceptedBefore: Date.now() + 60_000 };
      expect(await under.store.inbox.undelivered({ ...page, limit: 9, cursor: null })).toEqual({
        ...{ events: [], next: null },
      });
    });

    it('gives calls at the same moment the one token or the other, and after it the new one only', async () => {
      const { vault, inbox, erasures } = under.store;
      for (let round = 0; round < 10; round += 1) {
        const who = await someone();
        const { row } = await ask(who);
        const { tenant } = who;
        let detached = false;
        const later: string[] = [];
        const note = (subject: string, startedAfter: boolean) => {
          if (startedAfter) later.push(subject);
        };
        const call = async () => {
          const startedAfter = detached;
          note(await vault.subjectOf({ tenant, customerId: 'customer-1' }), startedAfter);
        };
        const accept = async () => {
          const startedAfter = detached;
          const [result] = await inbox.accept({ tenant, events: [someEvent(tenant)] });
          if (result?.verdict === 'accepted') note(result.subject, startedAfter);
        };
        await Promise.all([
          call(),
          accept(),
          erasures.detach({ ...idOf(row), approvedBy: approver, now: 1 }).then(() => (detached = true)),
          call(),
          accept(),
        ]);
        await Promise.all([call(), accept()]);
        const [fresh, ...others] = new Set(later);
        expect(others).toEqual([]);
        expect(fresh).not.toBe(who.subject);
        // Nothing hangs on a token that was given out too late.
        const strays = await under.asOwner(sql`select 1 from accepted_events
          where subject = ${who.subject} and delivered_at is null`);
        expect(strays).toEqual([]);
      }
    });
  });

  describe('destroying', () => {
    it('takes the key, the values and every sealed byte, and leaves references and commitments', async () => {
      const who = await someone();
      const { row } = await ask(who);
      await expect(destroy(row)).rejects.toEqual(failure('InvalidRequest'));
      await detach(row);
      expect(await under.store.documents.get({ tenant: who.tenant, ref: who.refs[1]! })).not.toBeNull();
      expect(await destroy(row)).toEqual({ documents: 2, personalValues: 1, passages: 3 });

      for (const ref of who.refs) {
        expect(await under.store.documents.get({ tenant: who.tenant, ref })).toBeNull();
        expect(await under.store.documents.get({ tenant: who.tenant, ref, withSalt: true })).toBeNull();
      }
      const left = await under.asOwner(sql`select ref, kind, commitment, octet_length(sealed_body) as body,
        octet_length(sealed_salt) as salt from documents where subject = ${who.subject} order by kind`);
      const [event, draft] = who.references;
      expect(left).toEqual([
        { ...draft, kind: 'draft', body: 0, salt: 0 },
        { ...event, kind: 'event', body: 0, salt: 0 },
      ]);
      for (const table of ['subject_keys', 'subjects', 'personal_values']) {
        const name = sql.identifier(table);
        expect(await under.asOwner(sql`select 1 from ${name} where subject = ${who.subject}`)).toEqual([]);
      }
      expect(await under.store.values.tokenKey(who)).toBeNull();
      expect(await under.store.values.valuesOf({ ...who, tokens: [token] })).toEqual([]);
    });

    it('answers a repeated call with the first numbers', async () => {
      const who = await someone();
      const { row } = await ask(who);
      await detach(row);
      const first = await destroy(row, 5);
      expect(await destroy(row, 0)).toEqual(first);
      await finish(row);
      expect(await destroy(row, 0)).toEqual(first);
      expect((await current(row))?.erased).toEqual({ ...first, passages: 5 });
    });

    it('brings nobody back: late writes about him are refused and make no key', async () => {
      const who = await erased();
      const { documents, values } = under.store;
      const { tenant, subject } = who;
      const put = documents.put({ tenant, subject, kind: 'comment', body: 'late' });
      await expect(put).rejects.toEqual(failure('RecordMissing'));
      await expect(values.keep({ ...who, values: [value] })).rejects.toEqual(failure('RecordMissing'));
      expect(await under.asOwner(sql`select 1 from subject_keys where subject = ${who.subject}`)).toEqual([]);
    });

    it('leaves no text behind that is written at the same moment', async () => {
      const { documents, values } = under.store;
      for (let round = 0; round < 10; round += 1) {
        const { row, ...who } = await someone().then(async (one) => ({ ...one, row: (await ask(one)).row }));
        await detach(row);
        const { tenant, subject } = who;
        const write = () =>
          Promise.allSettled([
            documents.put({ tenant, subject, kind: 'comment', body: 'at the same moment' }),
            values.keep({ tenant, subject, values: [{ ...value, token: '[[PERSON_0000000000000000]]' }] }),
          ]);
        await Promise.all([write(), write(), destroy(row), write(), write()]);
        const left = await under.asOwner(sql`select 1 from documents
          where subject = ${subject} and octet_length(sealed_body) > 0`);
        expect(left).toEqual([]);
        expect(await under.asOwner(sql`select 1 from personal_values where subject = ${subject}`)).toEqual(
          [],
        );
      }
    });

    it('touches nobody else', async () => {
      const tenant = newTenant();
      const neighbour = await someone(tenant, 'neighbour');
      const namesake = await someone(newTenant(), 'customer-1');
      await erased(tenant, 'customer-1');
      for (const one of [neighbour, namesake]) {
        expect(await under.store.vault.customerOf(one)).not.toBeNull();
        expect(await under.store.values.valuesOf({ ...one, tokens: [token] })).toEqual([value]);
        for (const ref of one.refs)
          expect(await under.store.documents.get({ tenant: one.tenant, ref })).not.toBeNull();
      }
    });

    it('knows an event of his that comes again, and gives it to no agent', async () => {
      const tenant = newTenant();
      const event = someEvent(tenant);
      const [first] = await under.store.inbox.accept({ tenant, events: [event] });
      if (first?.verdict !== 'accepted') throw new Error('the event was not accepted');
      const { row } = await ask({ tenant, subject: first.subject });
      await detach(row);
      await destroy(row);
      const changed = { ...event, event: 'other' };
      expect(await under.store.inbox.accept({ tenant, events: [event, changed] })).toEqual([
        { ...first, verdict: 'duplicate', delivered: true },
        { ...first, verdict: 'duplicate', delivered: true },
      ]);
    });
  });

  describe('the end of an erasure', () => {
    it('comes after the destroying, forgets the customer’s id, and says where the certificate stands', async () => {
      const who = await someone();
      const { row } = await ask(who);
      await expect(finish(row)).rejects.toEqual(failure('InvalidRequest'));
      await detach(row);
      await expect(finish(row)).rejects.toEqual(failure('InvalidRequest'));
      await destroy(row);
      expect(await under.store.erasures.erasureOf(who)).toBeNull();
      await finish(row);
      const done = await current(row);
      expect(done).toMatchObject({ state: 'erased', ledgerIndex: 7, updatedAt: moment + 3 });
      expect(await under.store.erasures.customerOf(idOf(row))).toBeNull();
      expect(await under.store.erasures.erasureOf(who)).toEqual(done);
      const kept = await under.asOwner(sql`select sealed_customer from erasures where id = ${row.id}`);
      expect(kept).toEqual([{ sealed_customer: null }]);

      await under.store.erasures.finish({ ...idOf(row), ledgerIndex: 99, now: 1 });
      await detach(row);
      expect(await current(row)).toEqual(done);
      const foreign = { ...who, tenant: newTenant() };
      expect(await under.store.erasures.erasureOf(foreign)).toBeNull();
    });

    it('can come for a customer who returned, a second time', async () => {
      const tenant = newTenant();
      const first = await erased(tenant);
      const second = await erased(tenant);
      expect(second.subject).not.toBe(first.subject);
      expect((await under.store.erasures.erasureOf(first))?.id).toBe(first.row.id);
      expect((await under.store.erasures.erasureOf(second))?.id).toBe(second.row.id);
    });
  });
}

function idOf({ tenant, id }: ErasureRow): { tenant: string; id: string } {
  return { tenant, id };
}
