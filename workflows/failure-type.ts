// Reads the type of a failure out of what an activity call throws.
import { ActivityFailure, ApplicationFailure } from '@temporalio/workflow';
import { failureTypes } from '../contracts/failures.ts';
import type { FailureType } from '../contracts/failures.ts';

/** @returns the failure's type when `error` is one of the closed list, wrapped by an activity call or not. */
export function failureTypeOf(error: unknown): FailureType | undefined {
  const failure = error instanceof ActivityFailure ? error.cause : error;
  if (!(failure instanceof ApplicationFailure)) return undefined;
  return failureTypes.find((type) => type === failure.type);
}
