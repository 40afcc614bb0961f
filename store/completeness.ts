// Counts ended journeys by what they left as evidence; what each ending requires is contracts/required-evidence.ts's to say. One query,
// whose rows are few: journeys that ended alike have left the same types of entries.
import { sql } from 'drizzle-orm';
import { journeyOutcomes } from '../contracts/control-facts.ts';
import type { EvidenceType } from '../contracts/evidence-entry.ts';
import type { CompletenessGroup, EvidenceCompleteness } from '../contracts/ports/completeness.ts';
import { evidenceShare, mostRequired } from '../contracts/required-evidence.ts';
import { queryRows, type TenantDatabase } from './database.ts';

const dayMs = 86_400_000;

/** Journeys of one type and day that ended alike. */
interface Alike extends Record<string, unknown> {
  type: string;
  day: string | number | null;
  outcome: string | null;
  /** JSON: types of the sealed entries; null: not sealed. */
  types: string | null;
  journeys: string | number;
}

export function createCompleteness({ database }: { database: TenantDatabase }): EvidenceCompleteness {
  return {
    async groups({ tenant, from, to, by }) {
      const day = by === 'day' ? sql`(j.created_at / ${dayMs}::bigint)` : sql`null::bigint`;
      const rows = await database.inTenant(tenant, (transaction) =>
        queryRows<Alike>(
          transaction,
          sql`select j.type, ${day} as day, coalesce(s.outcome, j.outcome) as outcome, s.entry_types as types, count(*) as journeys
            from journeys j left join sealed_journeys s on s.tenant = j.tenant and s.journey_id = j.id
            where j.tenant = ${tenant} and j.created_at >= ${from}::bigint and j.created_at < ${to}::bigint
              and (j.outcome is not null or j.stage = 'ended' or s.journey_id is not null)
            group by 1, 2, 3, 4`,
        ),
      );
      const groups = new Map<string, CompletenessGroup>();
      for (const row of rows) {
        const began = row.day === null ? null : isoDay(Number(row.day));
        const name = `${row.type} ${began ?? ''}`;
        groups.set(name, added(groups.get(name) ?? empty(row.type, began), row));
      }
      return [...groups].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, group]) => group);
    },
  };
}

function added(group: CompletenessGroup, { types, outcome, journeys }: Alike): CompletenessGroup {
  const number = Number(journeys);
  const { present, required } = shareOf(outcome, types);
  const sum = {
    journeys: group.journeys + number,
    sealed: group.sealed + (types === null ? 0 : number),
    unsealed: group.unsealed + (types === null ? number : 0),
    entriesPresent: group.entriesPresent + present * number,
    entriesRequired: group.entriesRequired + required * number,
  };
  return { ...group, ...sum, completeness: sum.entriesPresent / sum.entriesRequired };
}

/** A journey of which nobody knows how it ended could have been any: it lacks as many as the longest way requires. */
function shareOf(outcome: string | null, types: string | null): { present: number; required: number } {
  const known = journeyOutcomes.find((one) => one === outcome);
  if (!known) return { present: 0, required: mostRequired };
  return evidenceShare(known, types === null ? [] : (JSON.parse(types) as EvidenceType[]));
}

function empty(type: string, day: string | null): CompletenessGroup {
  const none = { journeys: 0, sealed: 0, unsealed: 0, entriesPresent: 0, entriesRequired: 0 };
  return { type, day, ...none, completeness: 1 };
}

function isoDay(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}
