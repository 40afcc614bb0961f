// What every store promises of its records: the list of journeys, the ledger, policy and grants. Run beside store.contract.ts.
import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson, hashJson, hashText, type JsonValue } from '../../contracts/canonical-json.ts';
import { journeyIdOf } from '../../contracts/ids.ts';
import { ledgerContent, ledgerGenesis } from '../../contracts/ledger.ts';
import type { LedgerRecord } from '../../contracts/ports/store.ts';
import { newSubject, newTenant, newWorkflowId, someChain, type StoreUnderTest } from './store-under-test.ts';

const failure = (type: string) => expect.objectContaining({ type }) as unknown;

export function storeRecordsContract(open: () => Promise<StoreUnderTest>): void {
  let under: StoreUnderTest;
  beforeAll(async () => {
    under = await open();
  });
  afterAll(() => under?.close());

  describe('journeys', () => {
    it('merges patches without losing members, also when they come together', async () => {
      const { journeys } = under.store;
      const tenant = newTenant();
      const workflowId = newWorkflowId(tenant);
      const id = journeyIdOf(workflowId);
      await Promise.all([
        journeys.record({ tenant, workflowId, patch: { score: 0.75 } }),
        journeys.record({ tenant, workflowId, patch: { stage: 'infer' } }),
        journeys.record({ tenant, workflowId, patch: { retrieval: { store: 'pgvector', passages: 3 } } }),
      ]);
      await journeys.record({ tenant, workflowId, patch: { outcome: 'denied', reasons: ['opted_out'] } });
      const [, type, , subject] = workflowId.split('/');
      expect(await journeys.get({ tenant, id })).toMatchObject({
        id, workflowId, tenant, type, subject, score: 0.75, stage: 'infer', outcome: 'denied', reasons: ['opted_out'],
        retrieval: { store: 'pgvector', passages: 3 }, checkpoint: null, decision: null,
      }); // prettier-ignore
      await journeys.record({ tenant, workflowId, patch: { outcome: null } });
      expect(await journeys.get({ tenant, id })).toMatchObject({ outcome: null, score: 0.75 });
    });

    it('refuses a workflow id that is no journey of the tenant', async () => {
      const { journeys } = under.store;
      const tenant = newTenant();
      for (const workflowId of ['agent/x/y', newWorkflowId(newTenant())]) {
        await expect(journeys.record({ tenant, workflowId, patch: {} })).rejects.toEqual(
          failure('InvalidRequest'),
        );
      }
    });

    it('pages newest first through every row once, with many in one millisecond, and filters', async () => {
      const { journeys } = under.store;
      const tenant = newTenant();
      const subject = newSubject();
      for (let count = 0; count < 7; count += 1) {
        const workflowId = newWorkflowId(tenant, count === 0 ? subject : undefined);
        await journeys.record({ tenant, workflowId, patch: { stage: count % 2 ? 'ended' : 'checkpoint' } });
      }
      await under.asOwner(
        sql`update journeys set created_at = 1000 where tenant = ${tenant} and stage = 'ended'`,
      );
      const seen: { id: string; createdAt: number }[] = [];
      let cursor: string | null = null;
      do {
        const page = await journeys.list({ tenant, filter: {}, limit: 2, cursor });
        expect(page.rows.length).toBeLessThanOrEqual(2);
        seen.push(...page.rows);
        cursor = page.next;
      } while (cursor !== null);
      expect(new Set(seen.map(({ id }) => id)).size).toBe(7);
      expect(seen.map(({ createdAt }) => createdAt)).toEqual(
        seen.map((row) => row.createdAt).sort((a, b) => b - a),
      );
      const list = async (filter: Parameters<typeof journeys.list>[0]['filter']) =>
        (await journeys.list({ tenant, filter, limit: 50, cursor: null })).rows.length;
      expect(await list({ stage: 'ended' })).toBe(3);
      expect(await list({ subject })).toBe(1);
      expect(await list({ type: 'advisory-outreach' })).toBe(0);
      expect(await list({ outcome: 'acted' })).toBe(0);
    });

    it('finds what waits for a role, and no longer once the checkpoint is gone', async () => {
      const { journeys } = under.store;
      const tenant = newTenant();
      const workflowId = newWorkflowId(tenant);
      const reference = { ref: `doc_${'1'.repeat(32)}`, commitment: '2'.repeat(64) };
      const checkpoint = {
        requestId: 'r', proposal: reference, draft: reference, evidence: null, approverRole: 'adviser', opensAt: 1,
        deadlineAt: 2, blocked: false, findings: [], rejectReasons: ['other'],
      }; // prettier-ignore
      await journeys.record({ tenant, workflowId, patch: { checkpoint } });
      const waiting = () =>
        journeys.list({ tenant, filter: { approverRole: 'adviser' }, limit: 5, cursor: null });
      expect((await waiting()).rows).toMatchObject([{ workflowId, checkpoint }]);
      await journeys.record({ tenant, workflowId, patch: { checkpoint: null } });
      expect((await waiting()).rows).toEqual([]);
    });

    it('refuses a cursor that it did not give out', async () => {
      const list = under.store.journeys.list({ tenant: newTenant(), filter: {}, limit: 5, cursor: 'abc' });
      await expect(list).rejects.toEqual(failure('InvalidRequest'));
    });
  });

  describe('ledger', () => {
    const append = (tenant: string, key: string, facts = { code: key }) =>
      under.store.ledger.append({ tenant, key, kind: 'incident', journeyId: null, facts });
    const all = (tenant: string) => under.store.ledger.list({ tenant, limit: 100, afterIndex: null });

    it('numbers concurrent records without a gap, each signed and tied to the one before', async () => {
      const tenant = newTenant();
      await Promise.all(Array.from({ length: 12 }, (_, index) => append(tenant, `key-${index}`)));
      const records = await all(tenant);
      expect(records.map(({ index }) => index)).toEqual(Array.from({ length: 12 }, (_, index) => index));
      expect(await brokenAt(tenant, records)).toBeNull();
      const [altered, ...others] = records;
      if (!altered) throw new Error('no record');
      expect(await brokenAt(tenant, [{ ...altered, facts: { code: 'other' } }, ...others])).toBe(0);
      expect(await brokenAt(tenant, records.toSpliced(5, 1))).toBe(5);
    });

    it('finds a record by its very key, in its tenant alone', async () => {
      const tenant = newTenant();
      const [record] = await Promise.all([append(tenant, 'one/a'), append(tenant, 'one')]);
      const find = (key: string, of = tenant) => under.store.ledger.find({ tenant: of, key });
      expect(await find('one/a')).toEqual(record);
      expect(await find('one/')).toBeNull();
      expect(await find('one/a', newTenant())).toBeNull();
    });

    /** Index in the list of the first record whose signature or place does not fit. */
    async function brokenAt(tenant: string, records: readonly LedgerRecord[]): Promise<number | null> {
      const keys = new Map(
        (await under.store.ledger.publicKeys({ tenant })).map((key) => [key.keyId, key.jwk]),
      );
      let prev = ledgerGenesis(tenant);
      for (const [at, record] of records.entries()) {
        const content = ledgerContent(tenant, { ...record, key: record.key ?? '', prev: record.prev ?? '' });
        const key = createPublicKey({ key: keys.get(record.keyId) as Record<string, string>, format: 'jwk' });
        const signature = Buffer.from(record.signature, 'base64url');
        const fits = verify(null, Buffer.from(canonicalJson(content)), key, signature);
        if (!fits || content.prev !== prev || content.index !== at) return at;
        prev = hashJson(content);
      }
      return null;
    }

    it('answers a key that it has with the first record', async () => {
      const tenant = newTenant();
      const calls = await Promise.all([
        append(tenant, 'same'),
        append(tenant, 'same'),
        append(tenant, 'same'),
      ]);
      const [first] = calls;
      expect(calls).toEqual([first, first, first]);
      expect(await append(tenant, 'same', { code: 'other' })).toEqual(first);
      expect(await all(tenant)).toHaveLength(1);
    });

    it('gives out a number again when its transaction was rolled back', async () => {
      const tenant = newTenant();
      await append(tenant, 'a');
      const { statement, entries } = someChain(tenant);
      // A row in the way of the chain's makes the seal fail after its record was written.
      const id = journeyIdOf(statement.workflowId);
      await under.asOwner(sql`insert into sealed_journeys values (${tenant}, ${id}, '{}', '[]', 0)`);
      await expect(under.store.ledger.seal({ statement, entries })).rejects.toThrow();
      expect((await append(tenant, 'b')).index).toBe(1);
    });

    it('seals a chain once, stores it, and gives it back', async () => {
      const { ledger } = under.store;
      const tenant = newTenant();
      const chain = someChain(tenant);
      const [record, again] = await Promise.all([ledger.seal(chain), ledger.seal(chain)]);
      expect(again).toEqual(record);
      const journeyId = journeyIdOf(chain.statement.workflowId);
      expect(record).toMatchObject({ kind: 'seal', journeyId, facts: chain.statement });
      expect(await ledger.evidenceOf({ tenant, journeyId })).toEqual({ ...chain, record });
      expect(await ledger.evidenceOf({ tenant: newTenant(), journeyId })).toBeNull();
      expect(await brokenAt(tenant, [record])).toBeNull();
    });

    it('signs no second head for a journey, and no head that the chain does not lead to', async () => {
      const { ledger } = under.store;
      const tenant = newTenant();
      const { statement, entries } = someChain(tenant);
      await ledger.seal({ statement, entries });
      const other = ledger.seal({ statement: { ...statement, outcome: 'denied' }, entries });
      await expect(other).rejects.toEqual(failure('ContractBroken'));
      const fresh = someChain(tenant);
      const cut = { statement: fresh.statement, entries: fresh.entries.slice(0, 2) };
      await expect(ledger.seal(cut)).rejects.toEqual(failure('ContractBroken'));
      const posing = ledger.append({ tenant, key: 'k', kind: 'seal', journeyId: null, facts: {} });
      await expect(posing).rejects.toEqual(failure('InvalidRequest'));
      expect(await all(tenant)).toHaveLength(1);
    });

    it('publishes no key that somebody else put among its own', async () => {
      const tenant = newTenant();
      await append(tenant, 'a');
      const [own] = await under.store.ledger.publicKeys({ tenant });
      expect(own).toBeDefined();
      const jwk = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }) as JsonValue;
      // What the application's role alone may write: it has no key to seal the private half with.
      await under.database.inTenant(tenant, (transaction) =>
        transaction.execute(
          sql`insert into signing_keys select tenant, ${`led_${hashJson(jwk).slice(0, 16)}`}, ${canonicalJson(jwk)},
              sealed_private_key, created_at + 1 from signing_keys`,
        ),
      );
      await expect(under.store.ledger.publicKeys({ tenant })).rejects.toEqual(failure('ContractBroken'));
      await expect(append(tenant, 'b')).rejects.toEqual(failure('ContractBroken'));
    });

    it('takes no other seal, and no other chain, for the evidence of a journey', async () => {
      const { ledger } = under.store;
      const tenant = newTenant();
      const chain = someChain(tenant);
      await ledger.seal(chain);
      const longer = someChain(tenant, 4);
      for (const [statement, entries] of [
        [chain.statement, chain.entries],
        [
          {
            ...chain.statement,
            workflowId: longer.statement.workflowId,
            head: longer.statement.head,
            entries: 4,
          },
          longer.entries,
        ],
      ] as const) {
        const journeyId = `jrn_${hashText(canonicalJson(statement)).slice(0, 24)}`;
        await under.database.inTenant(tenant, (transaction) =>
          transaction.execute(
            sql`insert into sealed_journeys values (${tenant}, ${journeyId}, ${canonicalJson(statement)}, ${canonicalJson(entries)}, 0)`,
          ),
        );
        await expect(ledger.evidenceOf({ tenant, journeyId })).rejects.toEqual(failure('ContractBroken'));
      }
      const journeyId = journeyIdOf(chain.statement.workflowId);
      await under.asOwner(
        sql`update sealed_journeys set entries = ${canonicalJson(longer.entries)} where tenant = ${tenant} and journey_id = ${journeyId}`,
      );
      await expect(ledger.evidenceOf({ tenant, journeyId })).rejects.toEqual(failure('ContractBroken'));
    });

    it('lists by kind, journey and place', async () => {
      const { ledger } = under.store;
      const tenant = newTenant();
      const journeyId = `jrn_${'3'.repeat(24)}`;
      await append(tenant, 'a');
      await ledger.append({ tenant, key: 'b', kind: 'decision.refused', journeyId, facts: {} });
      await append(tenant, 'c');
      const keysOf = async (filter: object) =>
        (await ledger.list({ tenant, limit: 10, afterIndex: null, ...filter })).map(({ key }) => key);
      expect(await keysOf({ kind: 'incident' })).toEqual(['a', 'c']);
      expect(await keysOf({ journeyId })).toEqual(['b']);
      expect(await keysOf({ afterIndex: 0, limit: 1 })).toEqual(['b']);
    });
  });

  describe('policy records and grants', () => {
    it('keeps a policy snapshot under its hash only', async () => {
      const { policySnapshots } = under.store;
      const canonical = canonicalJson({ 'policies/a.yaml': newTenant() });
      const hash = hashText(canonical);
      expect(await policySnapshots.get({ hash })).toBeNull();
      await policySnapshots.put({ hash, canonical });
      await policySnapshots.put({ hash, canonical });
      expect(await policySnapshots.get({ hash })).toBe(canonical);
      await expect(policySnapshots.put({ hash, canonical: '{}' })).rejects.toEqual(failure('InvalidRequest'));
      await under.asOwner(sql`update policy_snapshots set canonical = '{}' where hash = ${hash}`);
      await expect(policySnapshots.get({ hash })).rejects.toEqual(failure('PolicyUnreadable'));
    });

    it('records one policy decision for each attempt', async () => {
      const { policyDecisions } = under.store;
      const tenant = newTenant();
      const decision = {
        tenant, journeyId: `jrn_${'4'.repeat(24)}`, question: 'authorise', key: '1', policySnapshot: null,
        request: { subject: 'sub_x', age: 5 }, answer: '5',
      }; // prettier-ignore
      const ids = await Promise.all([policyDecisions.record(decision), policyDecisions.record(decision)]);
      expect(ids[0]).toBe(ids[1]);
      const second = await policyDecisions.record({ ...decision, key: '2', question: 'act' });
      const list = await policyDecisions.list({ tenant, journeyId: decision.journeyId });
      expect(list.map(({ id }) => id).sort()).toEqual([ids[0], second].sort());
      const { key: _key, ...stored } = decision;
      expect(list).toContainEqual(expect.objectContaining(stored));
    });

    const claims = (tenant: string, expiresAt: number) => ({
      tenant, workflowId: newWorkflowId(tenant), journeyType: 'churn-rescue', purpose: 'retention',
      actions: ['knowledge.search'], dataClasses: ['behaviour'], region: 'in', policySnapshot: '5'.repeat(64), expiresAt,
    }); // prettier-ignore

    it('finds a grant within its tenant, and says when it has expired', async () => {
      const { grants } = under.store;
      const tenant = newTenant();
      const issued = claims(tenant, 2_000);
      const facts = await grants.issue(issued);
      const full = { ...issued, id: facts.id };
      expect(facts).toEqual({ id: facts.id, claimsHash: hashJson(full), expiresAt: 2_000 });
      expect(await grants.find({ tenant, id: facts.id, now: 1_999 })).toEqual({
        claims: full,
        expired: false,
      });
      expect(await grants.find({ tenant, id: facts.id, now: 2_000 })).toEqual({
        claims: full,
        expired: true,
      });
      expect(await grants.find({ tenant: newTenant(), id: facts.id, now: 0 })).toBeNull();
      expect(await grants.find({ tenant, id: 'grt_unknown', now: 0 })).toBeNull();
    });

    it('takes an altered, copied or moved grant for none', async () => {
      const { grants } = under.store;
      const [tenant, other] = [newTenant(), newTenant()];
      await under.store.tokens.token({ tenant: other, space: 'event', value: 'makes its keys' });
      const find = async (id: string, of = tenant) => grants.find({ tenant: of, id, now: 0 });

      const widened = await grants.issue(claims(tenant, 9_000));
      await under.asOwner(sql`update grants set claims = replace(claims, 'knowledge.search', 'crm.write')
        where id = ${widened.id}`);
      expect(await find(widened.id)).toBeNull();
      await under.asOwner(sql`update grants set claims = 'not json' where id = ${widened.id}`);
      expect(await find(widened.id)).toBeNull();

      const { id } = await grants.issue(claims(tenant, 9_000));
      await under.asOwner(sql`insert into grants select tenant, 'grt_copy', claims, signature, expires_at
        from grants where id = ${id}`);
      expect(await find('grt_copy')).toBeNull();
      await under.asOwner(sql`update grants set tenant = ${other} where id = ${id}`);
      expect(await find(id, other)).toBeNull();
      expect(await find(id)).toBeNull();
    });
  });
}
