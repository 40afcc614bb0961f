// The codes that people choose among in filters, in the order in which they read them.

export const journeyTypes = ['advisory-outreach', 'churn-rescue'] as const;
export const tiers = ['high', 'standard'] as const;
export const stages = ['detect', 'authorise', 'retrieve', 'infer', 'guard', 'checkpoint', 'act', 'seal', 'ended'] as const; // prettier-ignore
export const outcomes = ['acted', 'rejected', 'expired', 'denied', 'no_intent', 'no_evidence', 'withdrawn', 'superseded', 'failed_compensated'] as const; // prettier-ignore

/** Roles of those who decide at checkpoints. */
export const decidingRoles = ['adviser', 'retention-lead', 'supervisor'] as const;

/** @returns the code itself when the list has it. */
export function inList<Code extends string>(list: readonly Code[], code: string | null): Code | null {
  return list.find((one) => one === code) ?? null;
}
