// What holds against somebody inside: a room's own SQL, a reader of the files, an editor of rows. Run beside store.contract.ts.
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { queryRows } from '../../store/database.ts';
import { createKillSwitches } from '../../store/kill-switches.ts';
import { createLineageIndex } from '../../store/lineage-index.ts';
import { createLimitCounters } from '../../store/limits.ts';
import { openPayloadKeys } from '../../store/payload-keys.ts';
import { createRunArchive } from '../../store/run-archive.ts';
import { createSessionStore } from '../../store/sessions.ts';
import {
  newTenant,
  newWorkflowId,
  somePrincipal,
  someChain,
  someEvent,
  someRun,
  someWrite,
  type StoreUnderTest,
} from './store-under-test.ts';

const failure = (type: string) => expect.objectContaining({ type }) as unknown;
const refused = (code: string) => expect.objectContaining({ name: 'DatabaseError', code }) as unknown;

/** Every table with this tenant's rows in it gets at least one. */
export async function fillTenant(
  { store, database, masterKey }: StoreUnderTest,
  tenant: string,
  secret = 'text',
): Promise<string> {
  await openPayloadKeys({ database, masterKey, region: 'eu', tenants: [tenant], onError: () => undefined });
  const event = someEvent(tenant, {
    customerId: secret,
    sessionId: secret,
    id: secret,
    event: { note: secret },
  });
  const [accepted] = await store.inbox.accept({ tenant, events: [event] });
  if (accepted?.verdict !== 'accepted') throw new Error('the event was not accepted');
  const { subject } = accepted;
  await store.documents.put({ tenant, subject, kind: 'comment', body: secret });
  const kept = { token: '[[PERSON_0000000000000000]]', type: 'PERSON', value: secret } as const;
  await store.values.keep({ tenant, subject, values: [kept] });
  const later = Date.now() + 60_000;
  // Under way: of a second customer, whose id it holds.
  const leaving = await store.vault.subjectOf({ tenant, customerId: `${secret}-leaving` });
  const asked = { ground: 'subject_request', requestedBy: somePrincipal, deadlineAt: later, now: 1 } as const;
  const { row } = await store.erasures.request({ tenant, subject: leaving, ...asked });
  await store.erasures.detach({ tenant, id: row.id, approvedBy: `prn_${'0b'.repeat(16)}`, now: 2 });
  await store.inbox.undelivered({ tenant, holder: 'one', acceptedBefore: later, limit: 1, cursor: null });
  await store.principals.principalOf({
    tenant,
    issuer: 'i',
    subject: secret,
    displayName: secret,
    roles: ['adviser'],
  });
  const workflowId = newWorkflowId(tenant, subject);
  await store.journeys.record({ tenant, workflowId, patch: { score: 1 } });
  await store.ledger.seal(someChain(tenant));
  const changed = [{ object: 'loyalty', id: secret, field: 'points', before: 1, after: 2 }];
  const diff = await store.documents.put({ tenant, subject, kind: 'crm-diff', body: changed });
  await store.ledger.seal(someWrite(tenant, subject, diff));
  const named = { tenant, kind: 'document', id: diff.ref, limit: 1 } as const;
  await createLineageIndex({ database, masterKey }).journeysNaming(named);
  await store.ledger.signHead({ tenant });
  await store.policyDecisions.record({
    tenant, journeyId: `jrn_${'6'.repeat(24)}`, question: 'act', key: '1', policySnapshot: null, request: {}, answer: {},
  }); // prettier-ignore
  await store.grants.issue({
    tenant, workflowId, journeyType: 'churn-rescue', purpose: 'p', actions: [], dataClasses: [], region: 'eu',
    policySnapshot: '', expiresAt: 1,
  }); // prettier-ignore
  await createLimitCounters({ database }).add({
    tenant,
    amounts: [{ counter: 'model.requests', windowMs: 60_000, amount: 1 }],
  });
  const switches = createKillSwitches({ database, masterKey });
  await switches.trip({ tenant, scope: 'tenant', value: tenant, reasonCode: 'drill', by: { check: 'test' } });
  await switches.noteFindings({
    ...{ tenant, draft: 'doc_1', journeyType: 'churn-rescue', model: null, codes: ['blocked'], checks: [] },
  });
  await createRunArchive({ database }).keep({
    tenant,
    run: someRun(workflowId),
    history: { json: '{}', events: 0 },
  });
  await createSessionStore({ database, masterKey }).open({
    caller: {
      tenant,
      issuer: 'i',
      subject: secret,
      displayName: secret,
      roles: ['adviser'],
      expiresAt: later,
    },
    principal: somePrincipal,
    now: Date.now(),
  });
  return subject;
}

export function storeSecrecyContract(open: () => Promise<StoreUnderTest>): void {
  let under: StoreUnderTest;
  let tables: string[];
  const [tenant, other] = [newTenant(), newTenant()];
  beforeAll(async () => {
    under = await open();
    await fillTenant(under, tenant);
    await fillTenant(under, other);
    const rows = await under.asOwner(sql`select table_name as name from information_schema.columns
      where table_schema = 'public' and column_name = 'tenant' order by 1`);
    tables = rows.map(({ name }) => String(name));
  });
  afterAll(() => under?.close());

  describe('row-level security', () => {
    it('is forced on every table but the policy snapshots, which belong to no tenant', async () => {
      const open = await under.asOwner(sql`select relname as name from pg_class
        where relnamespace = 'public'::regnamespace and relkind = 'r' and not (relrowsecurity and relforcerowsecurity)`);
      expect(open).toEqual([{ name: 'policy_snapshots' }]);
      expect(tables).toHaveLength(26);
    });

    it("shows hand-written SQL the tenant's own rows only, in every table", async () => {
      for (const table of tables) {
        const query = sql`select tenant from ${sql.identifier(table)}`;
        const seen = await under.database.inTenant(tenant, (transaction) => queryRows(transaction, query));
        expect(new Set(seen.map((row) => row.tenant)), table).toEqual(new Set([tenant]));
        const without = await under.database.withoutTenant((transaction) => queryRows(transaction, query));
        expect(without, table).toEqual([]);
      }
    });

    it("admits no hand-written row of another tenant, in any table, and changes none of another's", async () => {
      for (const table of tables) {
        const name = sql.identifier(table);
        // A copy of the own row under the other's name; jsonb carries any table's columns, but what the database computes itself.
        const written = await under.asOwner(sql`select quote_ident(column_name) as name
          from information_schema.columns
          where table_schema = 'public' and table_name = ${table} and is_generated = 'NEVER'`);
        const columns = sql.raw(written.map((column) => String(column.name)).join(', '));
        const smuggle = sql`insert into ${name} (${columns}) select ${columns} from (
          select (jsonb_populate_record(t, jsonb_build_object('tenant', ${other}::text))).* from ${name} t) copy`;
        const insert = under.database.inTenant(tenant, (transaction) => transaction.execute(smuggle));
        await expect(insert, table).rejects.toEqual(refused('42501'));
        const nobody = under.database.withoutTenant((transaction) =>
          transaction.execute(sql`insert into ${name} (tenant) values ('')`),
        );
        await expect(nobody, table).rejects.toEqual(refused('42501'));
      }
      const move = sql`update journeys set tenant = ${other}`;
      const moved = under.database.inTenant(tenant, (transaction) => transaction.execute(move));
      await expect(moved).rejects.toEqual(refused('42501'));
      const changed = await under.database.inTenant(tenant, (transaction) =>
        queryRows(transaction, sql`update journeys set score = 0 where tenant = ${other} returning 1`),
      );
      expect(changed).toEqual([]);
      const deleted = await under.database.inTenant(tenant, (transaction) =>
        queryRows(transaction, sql`delete from documents where tenant = ${other} returning 1`),
      );
      expect(deleted).toEqual([]);
    });

    it('lets nobody change or remove the past', async () => {
      for (const table of [
        'ledger_records',
        'ledger_nodes',
        'tree_heads',
        'sealed_journeys',
        'policy_decisions',
        'policy_snapshots',
        'grants',
        'archived_runs',
      ]) {
        for (const change of [
          sql`delete from ${sql.identifier(table)}`,
          sql`truncate ${sql.identifier(table)}`,
        ]) {
          const attempt = under.database.inTenant(tenant, (transaction) => transaction.execute(change));
          await expect(attempt, table).rejects.toEqual(refused('42501'));
        }
      }
      const rewrite = sql`update ledger_records set facts = '{}'`;
      const rewritten = under.database.inTenant(tenant, (transaction) => transaction.execute(rewrite));
      await expect(rewritten).rejects.toEqual(refused('42501'));
      const forget = sql`update accepted_events set event = 'evt_other'`;
      const forgotten = under.database.inTenant(tenant, (transaction) => transaction.execute(forget));
      await expect(forgotten).rejects.toEqual(refused('42501'));
    });

    it('serves one tenant after another on the same connection', async () => {
      const who = sql`select current_user as role, current_setting('wayproof.tenant') as tenant`;
      for (const name of [tenant, other, tenant]) {
        const rows = await under.database.inTenant(name, (transaction) => queryRows(transaction, who));
        expect(rows).toEqual([{ role: 'wayproof_app', tenant: name }]);
      }
    });

    it('refuses a name that is no tenant, and a unit of work inside another', async () => {
      const inTenant = (name: string) => under.database.inTenant(name, async () => undefined);
      await expect(inTenant("a'; reset role; --")).rejects.toEqual(failure('InvalidRequest'));
      await expect(under.database.inTenant(tenant, () => inTenant(other))).rejects.toThrow(/inside another/);
    });
  });

  it('keeps nothing of a customer or a caller readable in any row', async () => {
    const canary = 'Canary-Ruth-Halloway';
    const marked = newTenant();
    await fillTenant(under, marked, canary);
    const needles = [canary, Buffer.from(canary).toString('hex'), Buffer.from(canary).toString('base64')];
    for (const table of [...tables, 'policy_snapshots']) {
      const rows = await under.asOwner(sql`select t::text as row from ${sql.identifier(table)} t`);
      for (const needle of needles) {
        const readable = rows.filter(({ row }) => String(row).includes(needle));
        expect(readable, table).toEqual([]);
      }
    }
  });

  it('quotes no value in an error', async () => {
    const canary = 'Canary-in-a-statement';
    const work = under.database.inTenant(tenant, (transaction) =>
      transaction.execute(sql`insert into journeys (tenant, id) values (${tenant}, ${canary})`),
    );
    const error: unknown = await work.then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(error).toEqual(refused('23502'));
    const { message, stack, cause } = error as Error;
    expect(JSON.stringify([message, stack, String(cause), error])).not.toContain(canary);
  });

  describe('documents', () => {
    const put = async () => {
      const owner = newTenant();
      const subject = await under.store.vault.subjectOf({ tenant: owner, customerId: 'c' });
      const { ref } = await under.store.documents.put({
        tenant: owner,
        subject,
        kind: 'draft',
        body: 'text',
      });
      return { owner, subject, ref, get: () => under.store.documents.get({ tenant: owner, ref }) };
    };

    const lastByteChanged = (column: string) => {
      const name = sql.identifier(column);
      return sql`${name} = set_byte(${name}, length(${name}) - 1, get_byte(${name}, length(${name}) - 1) # 1)`;
    };
    it.each([
      ['the ciphertext', lastByteChanged('sealed_body')],
      ['the salt', lastByteChanged('sealed_salt')],
      ['the kind', sql`kind = 'proposal'`],
      ['the commitment', sql`commitment = repeat('0', 64)`],
      ['the length', sql`sealed_body = substr(sealed_body, 1, 10)`],
    ])('are refused when %s was altered', async (_what, change) => {
      const { get, ref } = await put();
      expect(await get()).toMatchObject({ body: 'text' });
      await under.asOwner(sql`update documents set ${change} where ref = ${ref}`);
      await expect(get()).rejects.toEqual(failure('ContractBroken'));
    });

    it('are refused when one row took the content of another', async () => {
      const { get, ref, owner, subject } = await put();
      const second = await under.store.documents.put({
        tenant: owner,
        subject,
        kind: 'draft',
        body: 'other',
      });
      await under.asOwner(sql`update documents d set sealed_body = o.sealed_body, sealed_salt = o.sealed_salt,
        commitment = o.commitment from documents o where d.ref = ${ref} and o.ref = ${second.ref}`);
      await expect(get()).rejects.toEqual(failure('ContractBroken'));
    });

    it('are gone with the key of their subject, while seal and ledger stay whole', async () => {
      const { get, owner } = await put();
      const chain = someChain(owner);
      const record = await under.store.ledger.seal(chain);
      await under.database.inTenant(owner, (transaction) =>
        transaction.execute(sql`delete from subject_keys`),
      );
      expect(await get()).toBeNull();
      expect(await under.store.ledger.list({ tenant: owner, limit: 5, afterIndex: null })).toEqual([record]);
      expect(await under.store.ledger.seal(chain)).toEqual(record);
    });
  });

  it('walks an index for a page of journeys, without a sort', async () => {
    await under.asOwner(sql`insert into journeys
      (tenant, id, workflow_id, type, subject, episode, stage, reasons, created_at, updated_at)
      select ${tenant}, 'jrn_' || n, 'w' || n, 'churn-rescue', 'sub_' || n % 50, 'e', 'ended', '[]', n / 5, n
      from generate_series(1, 3000) n`);
    await under.asOwner(sql`analyze journeys`);
    const page = sql`explain select * from journeys
      where tenant = ${tenant} and (created_at, id) < (${300}::bigint, ${'jrn_'}) order by created_at desc, id desc limit 20`;
    const plan = await under.database.inTenant(tenant, (transaction) => queryRows(transaction, page));
    const text = plan.map((row) => String(row['QUERY PLAN'])).join('\n');
    expect(text).toContain('journeys_newest');
    expect(text).not.toContain('Sort');
  });
}
