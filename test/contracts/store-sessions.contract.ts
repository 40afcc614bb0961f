// What every store promises of browser sessions. Run beside store.contract.ts.
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../../contracts/ports/identity.ts';
import type { SessionStore } from '../../contracts/ports/sign-in.ts';
import { createSessionStore, sessionIdleMs, sessionLifeMs } from '../../store/sessions.ts';
import { newTenant, somePrincipal, type StoreUnderTest } from './store-under-test.ts';

const now = 1_760_000_000_000;
const minute = 60_000;

export function storeSessionsContract(open: () => Promise<StoreUnderTest>): void {
  let under: StoreUnderTest;
  let sessions: SessionStore;
  beforeAll(async () => {
    under = await open();
    sessions = createSessionStore(under);
  });
  afterAll(() => under?.close());

  const callerOf = (tenant: string, change: Partial<Caller> = {}): Caller => ({
    ...{
      issuer: 'https://id.example',
      subject: 'quentin',
      displayName: 'Quentin',
      tenant,
      roles: ['adviser'],
    },
    ...{ expiresAt: now + minute, posture: 'managed', risk: 'low' },
    ...change,
  });
  const openOne = (tenant: string, at = now) =>
    sessions.open({ caller: callerOf(tenant), principal: somePrincipal, now: at });

  describe('a session', () => {
    it('is found by its secret alone, as it was opened', async () => {
      const tenant = newTenant();
      const { secret, session } = await openOne(tenant);
      expect(secret).toMatch(new RegExp(`^${tenant}\\.[A-Za-z0-9_-]{43}$`));
      expect(session).toEqual({
        caller: callerOf(tenant, { expiresAt: now + sessionLifeMs }),
        ...{ principal: somePrincipal, openedAt: now, idleUntil: now + sessionIdleMs },
      });
      expect(await sessions.find({ secret, now })).toEqual(session);
      expect((await openOne(tenant)).secret).not.toBe(secret);
    });

    it('is not found by anything else, and what is no secret makes no row', async () => {
      const tenant = newTenant();
      const { secret } = await openOne(tenant);
      const [, random = ''] = secret.split('.');
      const strange = newTenant();
      const others = [
        '', '.', tenant, `${tenant}.`, `${tenant}.${random.slice(1)}`, `${tenant}.${random}A`, `${tenant}.${'A'.repeat(43)}`,
        `${strange}.${random}`, `${tenant.toUpperCase()}.${random}`, `a' or '1'='1.${random}`, `${secret}\n`, ` ${secret}`,
      ]; // prettier-ignore
      for (const other of others) expect(await sessions.find({ secret: other, now }), other).toBeNull();
      const keys = await under.asOwner(sql`select 1 from tenant_keys where tenant = ${strange}`);
      expect(keys).toEqual([]);
    });

    it('ends when nothing was asked for half an hour, and lives on by being used', async () => {
      const { secret } = await openOne(newTenant());
      const at = async (time: number) => (await sessions.find({ secret, now: time }))?.idleUntil ?? null;
      expect(await at(now + sessionIdleMs - 1)).toBe(now + 2 * sessionIdleMs - 1);
      expect(await at(now + 2 * sessionIdleMs - 1)).toBeNull();
      // It was over then; it does not come back.
      expect(await at(now + 2 * sessionIdleMs)).toBeNull();
    });

    it('is not kept alive by being looked at', async () => {
      const { secret } = await openOne(newTenant());
      const look = (time: number) => sessions.find({ secret, now: time, looking: true });
      expect((await look(now + sessionIdleMs - 1))?.idleUntil).toBe(now + sessionIdleMs);
      expect(await look(now + sessionIdleMs)).toBeNull();
    });

    it('ends after eight hours, however often it is used', async () => {
      const { secret } = await openOne(newTenant());
      let asked = now;
      for (; asked + 20 * minute <= now + sessionLifeMs; asked += 20 * minute) {
        expect(await sessions.find({ secret, now: asked })).not.toBeNull();
      }
      const last = await sessions.find({ secret, now: now + sessionLifeMs - 1 });
      expect(last?.idleUntil).toBe(now + sessionLifeMs);
      expect(await sessions.find({ secret, now: now + sessionLifeMs })).toBeNull();
    });

    it('is written of once a minute at most', async () => {
      const tenant = newTenant();
      const { secret } = await openOne(tenant);
      const seen = async () => (await under.asOwner(sql`select seen_at::text as seen from sessions where tenant = ${tenant}`))[0]?.seen;
      await sessions.find({ secret, now: now + minute - 1 });
      expect(await seen()).toBe(String(now));
      await sessions.find({ secret, now: now + minute });
      expect(await seen()).toBe(String(now + minute));
    }); // prettier-ignore

    it('can be closed, alone or with all of its person', async () => {
      const tenant = newTenant();
      const [one, two, three] = [await openOne(tenant), await openOne(tenant), await openOne(newTenant())];
      await sessions.close({ secret: one.secret });
      await sessions.close({ secret: 'none' });
      expect(await sessions.find({ secret: one.secret, now })).toBeNull();
      expect(await sessions.find({ secret: two.secret, now })).not.toBeNull();
      const other = await sessions.open({
        caller: callerOf(tenant),
        principal: `prn_${'1'.repeat(32)}`,
        now,
      });
      expect(await sessions.closeAllOf({ tenant, principal: somePrincipal })).toBe(1);
      expect(await sessions.find({ secret: two.secret, now })).toBeNull();
      for (const { secret } of [three, other]) expect(await sessions.find({ secret, now })).not.toBeNull();
    });

    it('leaves no row behind when it is over and somebody signs in', async () => {
      const tenant = newTenant();
      await openOne(tenant);
      await openOne(tenant, now + sessionIdleMs);
      const [{ rows } = { rows: 0 }] = await under.asOwner(
        sql`select count(*)::int as rows from sessions where tenant = ${tenant}`,
      );
      expect(rows).toBe(1);
    });

    it('tells a reader of the table neither its secret nor who it is, and an editor gets none out of it', async () => {
      const tenant = newTenant();
      const { secret } = await openOne(tenant);
      const [row] = await under.asOwner(sql`select t::text as row from sessions t where tenant = ${tenant}`);
      const [, random = ''] = secret.split('.');
      for (const readable of [
        random,
        'quentin',
        'Quentin',
        'id.example',
        Buffer.from('id.example').toString('hex'),
      ]) {
        expect(String(row?.row)).not.toContain(readable);
      }
      // What one session seals opens under no other hash: a thief's own row with somebody else's seal.
      const own = await openOne(tenant);
      await under.asOwner(sql`update sessions a set sealed_caller = b.sealed_caller from sessions b
        where a.tenant = ${tenant} and b.tenant = ${tenant} and a.secret_hash <> b.secret_hash`);
      await expect(sessions.find({ secret: own.secret, now })).rejects.toMatchObject({
        type: 'ContractBroken',
      });
    });
  });
}
