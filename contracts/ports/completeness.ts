// Audit completeness over many journeys: evidence entries that are there, over those that each journey's ending requires
// (contracts/required-evidence.ts). Whoever reads it learns numbers only.
import type { EpochMilliseconds, TenantId } from '../ids.ts';

export const completenessGroupings = ['type', 'day'] as const;

/** Journeys that ended, of one type; by day: that began on one day. */
export interface CompletenessGroup {
  type: string;
  /** UTC, ISO date; null: of the whole time asked for. */
  day: string | null;
  journeys: number;
  sealed: number;
  /** Ended, and nothing of their evidence is kept: all that they required is missing. */
  unsealed: number;
  entriesPresent: number;
  entriesRequired: number;
  /** Present over required, in [0, 1]. */
  completeness: number;
}

export interface EvidenceCompleteness {
  /**
   * Of ended journeys that began in [from, to), by type, and by day where that is asked for, in that order.
   * @returns no group where no journey ended.
   */
  groups(input: {
    tenant: TenantId;
    from: EpochMilliseconds;
    to: EpochMilliseconds;
    by: (typeof completenessGroupings)[number];
  }): Promise<CompletenessGroup[]>;
}
