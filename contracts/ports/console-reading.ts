// What pages read besides single journeys: how much waits, what changed, and one page of numbers. Codes, tokens and counts only; each
// call is one short transaction under the tenant's row-level security, and may throw the failure DependencyUnavailable.
import type { JourneyOutcome, JourneyStage } from '../control-facts.ts';
import type { EpochMilliseconds, JourneyId, PrincipalToken, TenantId } from '../ids.ts';

/** Open checkpoints of the tenant. */
export interface WaitingJourneys {
  open: number;
  high: number;
  /** Within the hour after `now`. */
  dueSoon: number;
  /** Claimed by the person, or delegated to him. */
  mine: number;
  /** Asking for one of his roles, and in nobody else's hands. */
  forMe: number;
}

export interface JourneyChange {
  id: JourneyId;
  stage: JourneyStage;
  outcome: JourneyOutcome | null;
  tier: string | null;
  updatedAt: EpochMilliseconds;
}

export interface CodeCount<Code extends string = string> {
  code: Code;
  count: number;
}

/** Of journeys that began in the time that was asked about. */
export interface OverviewNumbers {
  started: number;
  ended: number;
  outcomes: CodeCount<JourneyOutcome>[];
  /** Reasons of journeys that ended without an act. */
  reasons: CodeCount[];
  tiers: CodeCount[];
  /** What drafted, and why not the configured model: null, it was. */
  models: { provider: string; model: string; fallback: string | null; count: number }[];
  approvals: {
    decided: number;
    approved: number;
    edited: number;
    rejected: number;
    /** From the opening of the checkpoint to the decision; null: nobody has decided. */
    medianMs: number | null;
    p90Ms: number | null;
    /** People with at least `fromDecisions` decisions and no rejection among them. */
    neverRejects: { principal: PrincipalToken; decisions: number }[];
    fromDecisions: number;
  };
  /** By day, or by hour for two days and less; times are their beginnings in UTC. Empty ones are left out. */
  throughput: { unit: 'day' | 'hour'; points: { at: EpochMilliseconds; started: number; acted: number }[] };
  /** Of the newest sealed journeys of the time, at most `of`: from one evidence entry to the next. */
  evidence: {
    sampled: number;
    of: number;
    stages: { stage: JourneyStage; journeys: number; p50Ms: number; p95Ms: number }[];
    regions: CodeCount[];
  };
}

export interface ConsoleReading {
  waiting(input: {
    tenant: TenantId;
    principal: PrincipalToken;
    roles: readonly string[];
    now: EpochMilliseconds;
  }): Promise<WaitingJourneys>;
  /** Rows that changed at or after then, oldest change first. */
  changedSince(input: {
    tenant: TenantId;
    since: EpochMilliseconds;
    limit: number;
  }): Promise<JourneyChange[]>;
  overview(input: {
    tenant: TenantId;
    from: EpochMilliseconds;
    to: EpochMilliseconds;
  }): Promise<OverviewNumbers>;
}
