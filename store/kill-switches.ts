// Kill switches: rows that stay in force until a person resets them, each trip and each reset with its signed record in the ledger.
// Nothing here resets one by itself, and no row is ever removed.
import { and, countDistinct, desc, eq, gt, isNull, lt, max } from 'drizzle-orm';
import { sql } from 'drizzle-orm';
import { randomBytes } from 'node:crypto';
import type { TenantId } from '../contracts/ids.ts';
import type { KillSwitch, KillSwitches, SwitchCheck, SwitchScope } from '../contracts/ports/limits.ts';
import { anyOf } from './any-of.ts';
import type { TenantDatabase, Transaction } from './database.ts';
import { groupCommit } from './group-commit.ts';
import { createKeyring } from './keyring.ts';
import type { TenantKeys } from './keyring.ts';
import { appendAll } from './ledger-append.ts';
import { withTree } from './ledger-tree.ts';
import type { MasterKey } from './master-key.ts';
import { draftFindings, killSwitches } from './schema/limits.ts';

type Trip = Pick<KillSwitch, 'scope' | 'value' | 'reasonCode' | 'trippedBy'>;

// No check looks back further (activities/policy/check-limits.ts holds it to less).
const findingsKeptMs = 8 * 24 * 3_600_000;

/** `database` was opened with `storeMigrations`. */
export function createKillSwitches(input: { database: TenantDatabase; masterKey: MasterKey }): KillSwitches {
  const { database } = input;
  const keyring = createKeyring(input);

  // Asked before each AI step and each write: those that come at once share one reading, which begins after the last of them came.
  const reading = groupCommit({
    run: async (tenant, calls: { tenant: TenantId }[]) => {
      const found = await database.inTenant(tenant, (transaction) =>
        transaction.select().from(killSwitches).where(inForceOf(tenant)),
      );
      const switches = found.map(toSwitch);
      return calls.map(() => switches);
    },
    weigh: () => ({ rows: 0, bytes: 0 }),
    limit: { rows: 1, bytes: 0 },
  });

  return {
    inForce: ({ tenant }) => reading({ tenant }),

    async list({ tenant, limit }) {
      const rows = await database.inTenant(tenant, (transaction) =>
        transaction
          .select()
          .from(killSwitches)
          .where(eq(killSwitches.tenant, tenant))
          .orderBy(desc(killSwitches.trippedAt), desc(killSwitches.id))
          .limit(limit),
      );
      return rows.map(toSwitch);
    },

    async trip({ tenant, by, ...what }) {
      const keys = await keyring.of(tenant);
      return withTree(database, tenant, (transaction) => trip(transaction, keys, { ...what, trippedBy: by }));
    },

    async reset({ tenant, id, by, reasonCode }) {
      const keys = await keyring.of(tenant);
      return withTree(database, tenant, async (transaction) => {
        const own = and(eq(killSwitches.tenant, tenant), eq(killSwitches.id, id));
        const [row] = await transaction
          .update(killSwitches)
          .set({ resetAt: Date.now(), resetBy: by, resetReason: reasonCode })
          .where(and(own, isNull(killSwitches.resetAt)))
          .returning();
        if (!row) {
          const [known] = await transaction.select({ id: killSwitches.id }).from(killSwitches).where(own);
          return known ? { verdict: 'already_reset' } : { verdict: 'unknown' };
        }
        const { scope, value } = row;
        await appendAll(transaction, keys, [
          {
            ...{ key: `switch.reset/${id}`, kind: 'switch.reset', journeyId: null },
            facts: { switch: id, scope, value, by, reasonCode },
          },
        ]);
        return { verdict: 'reset', killSwitch: toSwitch(row) };
      });
    },

    async noteFindings({ tenant, draft, journeyType, model, codes, checks }) {
      if (codes.length === 0) return [];
      const keys = await keyring.of(tenant);
      return withTree(database, tenant, async (transaction) => {
        // One at a time: of two who count at the same moment each would miss the other's.
        await transaction.execute(sql`select pg_advisory_xact_lock(hashtext(${`draft_findings/${tenant}`}))`);
        const now = Date.now();
        const created = await transaction
          .insert(draftFindings)
          .values(codes.map((code) => ({ tenant, draft, code, journeyType, model, at: now })))
          .onConflictDoNothing()
          .returning({ code: draftFindings.code });
        // A repeated activity brings nothing new.
        if (created.length === 0) return [];
        await transaction
          .delete(draftFindings)
          .where(and(eq(draftFindings.tenant, tenant), lt(draftFindings.at, now - findingsKeptMs)));
        const tripped: KillSwitch[] = [];
        for (const check of checks) {
          const value = check.scope === 'model' ? model : journeyType;
          if (value === null || !(await isReached(transaction, { tenant, check, value, now }))) continue;
          const one = { scope: check.scope, value, reasonCode: check.id, trippedBy: { check: check.id } };
          const { killSwitch, created: isNew } = await trip(transaction, keys, one);
          if (isNew) tripped.push(killSwitch);
        }
        return tripped;
      });
    },
  };
}

async function trip(
  transaction: Transaction,
  keys: TenantKeys,
  { scope, value, reasonCode, trippedBy }: Trip,
): Promise<{ killSwitch: KillSwitch; created: boolean }> {
  const { tenant } = keys;
  const id = `ksw_${randomBytes(16).toString('hex')}`;
  const principal = 'principal' in trippedBy ? trippedBy.principal : null;
  const check = 'check' in trippedBy ? trippedBy.check : null;
  const [row] = await transaction
    .insert(killSwitches)
    .values({
      ...{ tenant, id, scope, value, reasonCode, trippedAt: Date.now() },
      ...{ trippedBy: principal, trippedByCheck: check },
    })
    .onConflictDoNothing()
    .returning();
  if (row) {
    await appendAll(transaction, keys, [
      {
        ...{ key: `switch.tripped/${id}`, kind: 'switch.tripped', journeyId: null },
        facts: { switch: id, scope, value, reasonCode, by: principal, check },
      },
    ]);
    return { killSwitch: toSwitch(row), created: true };
  }
  const [there] = await transaction
    .select()
    .from(killSwitches)
    .where(and(inForceOf(tenant), eq(killSwitches.scope, scope), eq(killSwitches.value, value)));
  // Reset between the two statements: once more.
  if (!there) return trip(transaction, keys, { scope, value, reasonCode, trippedBy });
  return { killSwitch: toSwitch(there), created: false };
}

async function isReached(
  transaction: Transaction,
  { tenant, check, value, now }: { tenant: TenantId; check: SwitchCheck; value: string; now: number },
): Promise<boolean> {
  const [last] = await transaction
    .select({ at: max(killSwitches.resetAt) })
    .from(killSwitches)
    .where(
      and(
        eq(killSwitches.tenant, tenant),
        eq(killSwitches.scope, check.scope),
        eq(killSwitches.value, value),
      ),
    );
  const since = Math.max(now - check.windowMs, Number(last?.at ?? 0));
  const [found] = await transaction
    .select({ drafts: countDistinct(draftFindings.draft) })
    .from(draftFindings)
    .where(
      and(
        eq(draftFindings.tenant, tenant),
        gt(draftFindings.at, since),
        eq(check.scope === 'model' ? draftFindings.model : draftFindings.journeyType, value),
        anyOf(draftFindings.code, check.findings),
      ),
    );
  return Number(found?.drafts ?? 0) >= check.count;
}

function inForceOf(tenant: TenantId) {
  return and(eq(killSwitches.tenant, tenant), isNull(killSwitches.resetAt));
}

function toSwitch(row: typeof killSwitches.$inferSelect): KillSwitch {
  const { id, tenant, value, trippedAt, reasonCode, trippedBy, trippedByCheck } = row;
  const { resetAt, resetBy, resetReason } = row;
  const isReset = resetAt !== null && resetBy !== null && resetReason !== null;
  return {
    ...{ id, tenant, value, trippedAt, reasonCode },
    scope: row.scope as SwitchScope,
    trippedBy: trippedBy === null ? { check: trippedByCheck ?? '' } : { principal: trippedBy },
    reset: isReset ? { at: resetAt, by: resetBy, reasonCode: resetReason } : null,
  };
}
