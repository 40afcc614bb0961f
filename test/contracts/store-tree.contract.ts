// What every store promises of the tree over its ledger: heads, proofs, the change of keys, and that none of it depends on who
// writes at the same time. Run beside store.contract.ts.
import { createPublicKey, verify } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson } from '../../contracts/canonical-json.ts';
import { ledgerContent } from '../../contracts/ledger.ts';
import { leafHash, rootOf, verifyConsistency, verifyInclusion } from '../../contracts/merkle.ts';
import type { LedgerRecord } from '../../contracts/ports/store.ts';
import type { SignedTreeHead } from '../../contracts/tree-head.ts';
import { newTenant, someChain, type StoreUnderTest } from './store-under-test.ts';

const failure = (type: string) => expect.objectContaining({ type }) as unknown;

export function storeTreeContract(open: () => Promise<StoreUnderTest>): void {
  let under: StoreUnderTest;
  beforeAll(async () => {
    under = await open();
  });
  afterAll(() => under?.close());

  const append = (tenant: string, key: string, store = under.store) =>
    store.ledger.append({ tenant, key, kind: 'incident', journeyId: null, facts: { code: key } });
  const appendMany = (tenant: string, count: number, name = 'key') =>
    Promise.all(Array.from({ length: count }, (_, at) => append(tenant, `${name}-${at}`)));
  const all = (tenant: string) => under.store.ledger.list({ tenant, limit: 5_000, afterIndex: null });
  const leafOf = (tenant: string, { key = '', prev = '', ...record }: LedgerRecord) =>
    leafHash(canonicalJson(ledgerContent(tenant, { ...record, key, prev })));
  const rootOfRecords = async (tenant: string, size: number) =>
    rootOf((await all(tenant)).slice(0, size).map((record) => leafOf(tenant, record)));
  const signHead = async (tenant: string, store = under.store): Promise<SignedTreeHead> => {
    const head = await store.ledger.signHead({ tenant });
    if (!head) throw new Error('no head');
    return head;
  };
  const isSigned = async (tenant: string, signed: { keyId: string; signature: string }, content: unknown) => {
    const keys = await under.store.ledger.publicKeys({ tenant });
    const jwk = keys.find(({ keyId }) => keyId === signed.keyId)?.jwk as Record<string, string>;
    const key = createPublicKey({ key: jwk, format: 'jwk' });
    return verify(null, Buffer.from(canonicalJson(content)), key, Buffer.from(signed.signature, 'base64url'));
  };

  describe('signed heads', () => {
    it('cover every record, are signed by a published key, and stand until a record comes', async () => {
      const tenant = newTenant();
      expect(await under.store.ledger.signHead({ tenant })).toBeNull();
      await appendMany(tenant, 5);
      const head = await signHead(tenant);
      expect(head.head).toMatchObject({ format: 'wayproof-tree-head/1', tenant, size: 5 });
      expect(head.head.root).toBe(await rootOfRecords(tenant, 5));
      expect(await isSigned(tenant, head, head.head)).toBe(true);
      expect(await isSigned(tenant, head, { ...head.head, size: 6 })).toBe(false);
      expect(await signHead(tenant)).toEqual(head);
      await append(tenant, 'more');
      const next = await signHead(tenant);
      expect(next.head.size).toBe(6);
      expect(await under.store.ledger.heads({ tenant, limit: 5 })).toEqual([next, head]);
      expect(await under.store.ledger.heads({ tenant, limit: 1 })).toEqual([next]);
    });

    it('are one for each size, also when several sign at once', async () => {
      const tenant = newTenant();
      await appendMany(tenant, 3);
      const heads = await Promise.all([1, 2, 3, 4].map(() => signHead(tenant)));
      expect(new Set(heads.map((head) => canonicalJson(head))).size).toBe(1);
    });
  });

  describe('proofs', () => {
    it('show each record in each tree, and each tree in each later one', async () => {
      const { ledger } = under.store;
      const tenant = newTenant();
      const most = 21;
      await appendMany(tenant, most);
      const leaves = (await all(tenant)).map((record) => leafOf(tenant, record));
      for (let size = 1; size <= most; size += 1) {
        const root = rootOf(leaves.slice(0, size));
        const index = (size * 7) % size || size - 1;
        for (const at of new Set([0, index, size - 1])) {
          const proof = await ledger.inclusion({ tenant, index: at, size });
          expect(verifyInclusion({ ...proof, leaf: leaves[at] ?? '', root })).toBe(true);
        }
        for (const from of new Set([1, Math.ceil(size / 2), size])) {
          const proof = await ledger.consistency({ tenant, from, to: size });
          const fromRoot = rootOf(leaves.slice(0, from));
          expect(verifyConsistency({ ...proof, fromRoot, toRoot: root })).toBe(true);
        }
      }
    });

    it('are refused for a tree that never was, and a record that it has not', async () => {
      const { ledger } = under.store;
      const tenant = newTenant();
      const missing = failure('RecordMissing');
      await expect(ledger.inclusion({ tenant, index: 0, size: 1 })).rejects.toEqual(missing);
      await appendMany(tenant, 3);
      for (const [index, size] of [
        [3, 3],
        [0, 4],
        [-1, 3],
        [0, 0],
        [0.5, 3],
        [0, Number.NaN],
      ] as const) {
        await expect(ledger.inclusion({ tenant, index, size })).rejects.toEqual(missing);
      }
      for (const [from, to] of [
        [0, 3],
        [3, 2],
        [1, 4],
        [1.5, 3],
      ] as const) {
        await expect(ledger.consistency({ tenant, from, to })).rejects.toEqual(missing);
      }
    });

    it('find a row that was edited by hand: its leaf is no longer what the tree holds', async () => {
      const tenant = newTenant();
      await appendMany(tenant, 9);
      const { head } = await signHead(tenant);
      await under.asOwner(
        sql`update ledger_records set facts = '{"code":"other"}' where tenant = ${tenant} and index = 4`,
      );
      const proof = await under.store.ledger.inclusion({ tenant, index: 4, size: 9 });
      const edited = (await all(tenant)).at(4);
      if (!edited) throw new Error('no record');
      expect(verifyInclusion({ ...proof, leaf: leafOf(tenant, edited), root: head.root })).toBe(false);
    });

    it('do not come from a tree with a hole, which is told', async () => {
      const tenant = newTenant();
      await appendMany(tenant, 8);
      await under.asOwner(sql`delete from ledger_nodes where tenant = ${tenant} and level = 1 and index = 1`);
      const proof = under.store.ledger.inclusion({ tenant, index: 0, size: 8 });
      await expect(proof).rejects.toMatchObject({
        type: 'ContractBroken',
        details: [{ code: 'ledger_tree_broken' }],
      });
      expect((await append(tenant, 'goes on')).index).toBe(8);
    });
  });

  describe('records that come together', () => {
    it('share transactions, in the order of the calls, seals among them', async () => {
      const tenant = newTenant();
      await append(tenant, 'first');
      const chains = Array.from({ length: 5 }, () => someChain(tenant));
      const calls = [
        ...Array.from({ length: 30 }, (_, at) => append(tenant, `key-${at}`)),
        ...chains.map((chain) => under.store.ledger.seal(chain)),
        append(tenant, 'key-3'),
      ];
      const records = await Promise.all(calls);
      expect(records.map(({ index }) => index)).toEqual([
        ...Array.from({ length: 35 }, (_, at) => at + 1),
        4,
      ]);
      const rows = await under.asOwner(sql`select count(distinct xmin::text)::int as transactions
        from ledger_records where tenant = ${tenant}`);
      // The first alone, the first of the others, and the others together; one more where a call came in between.
      expect(rows[0]?.transactions).toBeLessThanOrEqual(4);
      expect((await signHead(tenant)).head.root).toBe(await rootOfRecords(tenant, 36));
    });

    it('do not fail for a neighbour that cannot be written, which leaves no number unused', async () => {
      const tenant = newTenant();
      const { statement, entries } = someChain(tenant);
      const refused = someChain(tenant);
      await under.store.ledger.seal({ statement, entries });
      const settled = await Promise.allSettled([
        append(tenant, 'a'),
        // Nobody can write a NUL into a text.
        append(tenant, 'nul \u0000'),
        under.store.ledger.seal({ statement: { ...statement, outcome: 'denied' }, entries }),
        under.store.ledger.seal(refused),
        append(tenant, 'b'),
      ]);
      const outcome = ['fulfilled', 'rejected', 'rejected', 'fulfilled', 'fulfilled'];
      expect(settled.map(({ status }) => status)).toEqual(outcome);
      expect((await all(tenant)).map(({ index }) => index)).toEqual([0, 1, 2, 3]);
      expect((await signHead(tenant)).head.root).toBe(await rootOfRecords(tenant, 4));
    });
  });

  describe('another key', () => {
    it('is introduced by a record that the old one signs, and signs what comes after', async () => {
      const { ledger } = under.store;
      const tenant = newTenant();
      await append(tenant, 'before');
      const [old] = await ledger.publicKeys({ tenant });
      const { keyId } = await ledger.rotateKey({ tenant });
      const after = await append(tenant, 'after');
      const [before, introduction] = await all(tenant);
      expect([before?.keyId, introduction?.keyId, after.keyId]).toEqual([old?.keyId, old?.keyId, keyId]);
      const keys = await ledger.publicKeys({ tenant });
      expect(keys.map((key) => key.keyId)).toEqual([old?.keyId, keyId]);
      expect(introduction).toMatchObject({
        kind: 'signing_key.rotated',
        facts: { keyId, jwk: keys[1]?.jwk },
      });
      for (const record of await all(tenant)) {
        const content = ledgerContent(tenant, { ...record, key: record.key ?? '', prev: record.prev ?? '' });
        expect(await isSigned(tenant, record, content)).toBe(true);
      }
      const head = await signHead(tenant);
      expect(head.keyId).toBe(keyId);
      expect(await isSigned(tenant, head, head.head)).toBe(true);
    });

    it('follows another at once, also while records come', async () => {
      const { ledger } = under.store;
      const tenant = newTenant();
      const [, first, , second] = await Promise.all([
        appendMany(tenant, 10, 'a'),
        ledger.rotateKey({ tenant }),
        appendMany(tenant, 10, 'b'),
        ledger.rotateKey({ tenant }),
      ]);
      const introduced = (
        await ledger.list({ tenant, kind: 'signing_key.rotated', limit: 5, afterIndex: null })
      ).map(({ facts, keyId }) => [keyId, (facts as { keyId: string }).keyId]);
      const keys = (await ledger.publicKeys({ tenant })).map(({ keyId }) => keyId);
      expect(keys).toHaveLength(3);
      expect(new Set([first.keyId, second.keyId])).toEqual(new Set(keys.slice(1)));
      expect(introduced).toEqual([keys.slice(0, 2), keys.slice(1)]);
      expect((await append(tenant, 'last')).keyId).toBe(keys[2]);
    });
  });

  it('a ledger from before the tree gets its nodes in pieces, whatever is asked first, and while others append', async () => {
    // More than a piece once; it takes seconds on a slow machine.
    const asks: [count: number, ask: (tenant: string) => Promise<unknown>][] = [
      [30, (tenant) => signHead(tenant)],
      [30, (tenant) => under.store.ledger.inclusion({ tenant, index: 7, size: 20 })],
      [1_003, (tenant) => Promise.all([append(tenant, 'one'), append(tenant, 'two'), signHead(tenant)])],
    ];
    for (const [count, ask] of asks) {
      const tenant = newTenant();
      await appendMany(tenant, count);
      const { head } = await signHead(tenant);
      for (const table of ['ledger_nodes', 'tree_heads']) {
        await under.asOwner(sql`delete from ${sql.identifier(table)} where tenant = ${tenant}`);
      }
      await ask(tenant);
      const { length } = await all(tenant);
      const again = await signHead(tenant);
      expect(again.head).toMatchObject({ size: length, root: await rootOfRecords(tenant, length) });
      const { path } = await under.store.ledger.consistency({ tenant, from: count, to: length });
      const roots = { fromRoot: head.root, toRoot: again.head.root };
      expect(verifyConsistency({ from: count, to: length, path, ...roots })).toBe(true);
    }
  }, 120_000);

  it('reads a proof by the table’s key, and not the table', async () => {
    const tenant = newTenant();
    await appendMany(tenant, 3);
    await under.asOwner(
      sql`insert into ledger_nodes select ${tenant}, 30, n, 'x' from generate_series(1, 5000) n`,
    );
    await under.asOwner(sql`analyze ledger_nodes`);
    const places = JSON.stringify([{ level: 0, index: 1 }]);
    const plan = await under.asOwner(sql`explain select wanted.level, node.hash
      from jsonb_to_recordset(${places}::jsonb) as wanted(level int, "index" bigint)
      cross join lateral (select hash from ledger_nodes n where n.tenant = ${tenant} and n.level = wanted.level
        and n."index" = wanted."index" limit 1) node`);
    const text = plan.map((row) => String(row['QUERY PLAN'])).join('\n');
    expect(text).toContain('ledger_nodes_tenant_level_index_pk');
    expect(text).not.toContain('Seq Scan on ledger_nodes');
  });
}
