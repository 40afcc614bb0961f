// Reads what an activity call throws: the failure's type, and whether it means that policy says no.
import { ActivityFailure, ApplicationFailure } from '@temporalio/workflow';
import type { RefusalExplanation } from '../contracts/control-facts.ts';
import { failureTypes } from '../contracts/failures.ts';
import type { FailureDetails, FailureType } from '../contracts/failures.ts';

/** @returns the failure's type when `error` is one of the closed list, wrapped by an activity call or not. */
export function failureTypeOf(error: unknown): FailureType | undefined {
  const failure = applicationFailure(error);
  return failureTypes.find((type) => type === failure?.type);
}

// Failures that mean no: the journey ends `denied`. An unreadable policy is one, since it allows nothing.
const denials: Partial<Record<FailureType, string>> = {
  PolicyDenied: 'denied_by_rule',
  PolicyUnreadable: 'policy_unreadable',
  ResidencyViolation: 'region_mismatch',
};

/** @returns why policy says no when `error` means that, undefined otherwise. */
export function denialOf(error: unknown): RefusalExplanation | undefined {
  const type = failureTypeOf(error);
  const code = type && denials[type];
  if (!code) return undefined;
  const [details] = (applicationFailure(error)?.details ?? []) as FailureDetails[];
  return details?.explanation ?? { code, rule: null, missing: [] };
}

function applicationFailure(error: unknown): ApplicationFailure | undefined {
  const failure = error instanceof ActivityFailure ? error.cause : error;
  return failure instanceof ApplicationFailure ? failure : undefined;
}
