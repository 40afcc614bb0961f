// What the sweeper is told, asks and carries. Histories hold these: fields are added, never renamed.
import type { EpochMilliseconds, JourneyId, TenantId } from './ids.ts';

export interface SweeperInput {
  region: string;
  /** Carried over continue-as-new; absent on the first run, which begins with the oldest run that Temporal has. */
  carried?: SweeperState;
}

/** Where the sweeper stands. */
export interface SweepPosition {
  /** Runs that closed earlier are done. */
  since: EpochMilliseconds;
  /** End of the window that is being walked; null between two windows. */
  until: EpochMilliseconds | null;
  /** Page of the window that is next; null: its first. */
  page: string | null;
  /** After which open row the next look begins; null: with the first tenant's first. */
  rows: { tenant: TenantId; after: JourneyId | null } | null;
  /** The walk through open runs that stand still; absent in positions from before 2026-11-21. */
  open?: {
    /** Next page; null: the first. */
    page: string | null;
    /** How many stand still: in this walk so far, and in the last one that was whole; null: none was. */
    found: number;
    last: number | null;
  };
  /** The last round of anchoring; absent in positions from before 2026-11-21, and where none was made yet. */
  anchoring?: AnchoringState;
}

/** What a round of anchoring came to: tenants by name, which is no person's. */
export interface AnchoringState {
  at: EpochMilliseconds;
  /** Records that are anchored, by tenant: they never become fewer. */
  sizes: Record<TenantId, number>;
  /** Ledger and anchor do not fit: each has an incident. */
  inconsistent: TenantId[];
  /** Anchor or store did not answer, or another writer was quicker. */
  unreachable: TenantId[];
}

export interface SweeperState {
  position: SweepPosition;
  /** End of the last sweep that succeeded; null: none has. */
  lastSweepAt: EpochMilliseconds | null;
  /** Type of the failure that ended the last sweep; null when it succeeded. */
  failing: string | null;
  /** Since the sweeper began: runs found without a seal, rows mended, histories archived. */
  unsealed: number;
  healed: number;
  archived: number;
}

export interface SweepRunsInput {
  region: string;
  position: SweepPosition;
}

export interface SweepRunsResult {
  position: SweepPosition;
  at: EpochMilliseconds;
  unsealed: number;
  healed: number;
  archived: number;
  /** How long to wait before the next sweep, in milliseconds. */
  waitMs: number;
}
