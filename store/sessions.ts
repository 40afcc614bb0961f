// Browser sessions, found by the hash of the secret that the browser holds. Tokens of the provider are not kept at all. A
// session that is over is never given out, whether or not its row is still there.
import { randomBytes } from 'node:crypto';
import { and, eq, lt, or } from 'drizzle-orm';
import { hashText } from '../contracts/canonical-json.ts';
import { failures } from '../contracts/failures.ts';
import { isId } from '../contracts/ids.ts';
import type { EpochMilliseconds, TenantId } from '../contracts/ids.ts';
import type { Caller } from '../contracts/ports/identity.ts';
import type { Session, SessionStore } from '../contracts/ports/sign-in.ts';
import type { TenantDatabase } from './database.ts';
import { createKeyring } from './keyring.ts';
import type { TenantKeys } from './keyring.ts';
import type { MasterKey } from './master-key.ts';
import { sessions } from './schema/sessions.ts';
import { deriveKey, open, seal } from './sealing.ts';

type SessionRow = typeof sessions.$inferSelect;

// NIST SP 800-63B, AAL2: sign in again after 30 minutes of nothing, and in any case within a working day.
export const sessionIdleMs = 30 * 60_000;
export const sessionLifeMs = 8 * 3_600_000;
// Every request reads its session; that it was seen is worth a write once a minute.
const seenAgainMs = 60_000;
const secretBytes = 32;
const secretForm = /^([a-z][a-z0-9-]{1,40})\.([A-Za-z0-9_-]{43})$/;

/** `database` was opened with `storeMigrations`; `masterKey` is the store's. */
export function createSessionStore(deps: { database: TenantDatabase; masterKey: MasterKey }): SessionStore {
  const { database } = deps;
  const keyring = createKeyring(deps);

  return {
    async open({ caller, principal, now }) {
      const { tenant } = caller;
      const keys = await keyring.of(tenant);
      const random = randomBytes(secretBytes).toString('base64url');
      const secretHash = hashText(random);
      const expiresAt = now + sessionLifeMs;
      const sealedCaller = sealCaller(keys, secretHash, { ...caller, expiresAt });
      const row = { tenant, secretHash, principal, sealedCaller, openedAt: now, seenAt: now, expiresAt };
      await database.inTenant(tenant, async (transaction) => {
        // Nobody asks for those any more; a sign-in is rare enough to sweep them out.
        await transaction.delete(sessions).where(and(eq(sessions.tenant, tenant), overBy(now)));
        await transaction.insert(sessions).values(row);
      });
      return { secret: `${tenant}.${random}`, session: sessionIn(keys, row) };
    },

    async find({ secret, now, looking }) {
      const named = nameOf(secret);
      if (!named) return null;
      const row = await database.inTenant(named.tenant, async (transaction) => {
        const [found] = await transaction.select().from(sessions).where(one(named));
        if (!found || isOver(found, now)) return undefined;
        if (looking || now - found.seenAt < seenAgainMs) return found;
        await transaction.update(sessions).set({ seenAt: now }).where(one(named));
        return { ...found, seenAt: now };
      });
      return row ? sessionIn(await keyring.of(named.tenant), row) : null;
    },

    async close({ secret }) {
      const named = nameOf(secret);
      if (!named) return;
      await database.inTenant(named.tenant, (transaction) => transaction.delete(sessions).where(one(named)));
    },

    async closeAllOf({ tenant, principal }) {
      const closed = await database.inTenant(tenant, (transaction) =>
        transaction
          .delete(sessions)
          .where(and(eq(sessions.tenant, tenant), eq(sessions.principal, principal)))
          .returning({ secretHash: sessions.secretHash }),
      );
      return closed.length;
    },
  };
}

/** The tenant of a secret is its bearer's word; it only says under whose row-level security to look. */
function nameOf(secret: string): { tenant: TenantId; secretHash: string } | null {
  const [, tenant, random] = secretForm.exec(secret) ?? [];
  return isId('tenant', tenant) && random !== undefined ? { tenant, secretHash: hashText(random) } : null;
}

function one({ tenant, secretHash }: { tenant: TenantId; secretHash: string }) {
  return and(eq(sessions.tenant, tenant), eq(sessions.secretHash, secretHash));
}

function overBy(now: EpochMilliseconds) {
  return or(lt(sessions.expiresAt, now + 1), lt(sessions.seenAt, now + 1 - sessionIdleMs));
}

function isOver({ seenAt, expiresAt }: SessionRow, now: EpochMilliseconds): boolean {
  return now >= expiresAt || now >= seenAt + sessionIdleMs;
}

/** @throws ContractBroken when somebody altered the row, or moved what it seals to another. */
function sessionIn(keys: TenantKeys, row: SessionRow): Session {
  const plain = open(keyOf(keys), sealedAs(row), row.sealedCaller);
  if (!plain) throw failures.contractBroken('a session was altered', { part: 'store' });
  const caller = JSON.parse(Buffer.from(plain).toString('utf8')) as Caller;
  const idleUntil = Math.min(row.seenAt + sessionIdleMs, row.expiresAt);
  return { caller, principal: row.principal, openedAt: row.openedAt, idleUntil };
}

function sealCaller(keys: TenantKeys, secretHash: string, caller: Caller): Uint8Array {
  return seal(
    keyOf(keys),
    sealedAs({ tenant: caller.tenant, secretHash }),
    Buffer.from(JSON.stringify(caller), 'utf8'),
  );
}

function keyOf(keys: TenantKeys): Uint8Array {
  return deriveKey(keys.principals, 'sessions');
}

function sealedAs({ tenant, secretHash }: { tenant: TenantId; secretHash: string }) {
  return ['session', tenant, secretHash] as const;
}
