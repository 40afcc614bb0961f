// What the console reads of the list of journeys: counts of what waits, and what changed. Codes and tokens only.
import { and, asc, eq, gte, sql } from 'drizzle-orm';
import type { ConsoleReading, JourneyChange, WaitingJourneys } from '../contracts/ports/console-reading.ts';
import { anyOf } from './any-of.ts';
import { queryRows, type TenantDatabase } from './database.ts';
import { held, inHand } from './journeys-read-model.ts';
import { createOverview } from './overview.ts';
import { journeys } from './schema/journeys.ts';

const dueSoonMs = 3_600_000;

export function createConsoleReading({ database }: { database: TenantDatabase }): ConsoleReading {
  return {
    ...createOverview({ database }),

    async waiting({ tenant, principal, roles, now }) {
      const mine = held({ principal, now });
      const others = inHand({ who: 'others', principal, now });
      const ofMyRole = anyOf(journeys.approverRole, roles);
      // The table's name stands in the conditions, so it is not shortened here.
      const [row] = await database.inTenant(tenant, (transaction) =>
        queryRows<{ [Key in keyof WaitingJourneys]: number }>(
          transaction,
          sql`select count(*)::int as "open",
                count(*) filter (where tier = 'high')::int as "high",
                count(*) filter (where due_at < ${now + dueSoonMs}::bigint)::int as "dueSoon",
                count(*) filter (where ${mine})::int as "mine",
                count(*) filter (where ${ofMyRole} and (${others}) is not true)::int as "forMe"
              from ${journeys}
              where ${eq(journeys.tenant, tenant)} and stage = 'checkpoint' and outcome is null`,
        ),
      );
      return row ?? { open: 0, high: 0, dueSoon: 0, mine: 0, forMe: 0 };
    },

    async changedSince({ tenant, since, limit }) {
      const { id, stage, outcome, tier, updatedAt } = journeys;
      const rows = await database.inTenant(tenant, (transaction) =>
        transaction
          .select({ id, stage, outcome, tier, updatedAt })
          .from(journeys)
          .where(and(eq(journeys.tenant, tenant), gte(updatedAt, since)))
          .orderBy(asc(updatedAt), asc(id))
          .limit(limit),
      );
      // The columns hold what `record` was given, under the same types.
      return rows as JourneyChange[];
    },
  };
}
