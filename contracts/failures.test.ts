// The closed list of failures: each has one constructor, a fixed retryability, and details that survive the wire.
import { describe, expect, it } from 'vitest';
import { failureTypes, failures } from './failures.ts';
import type { FailureType } from './failures.ts';

const nonRetryable: Record<FailureType, boolean> = {
  DependencyUnavailable: false,
  DependencyRateLimited: false,
  ModelOverloaded: false,
  ModelOutputUnusable: true,
  InvalidRequest: true,
  ContractBroken: true,
  CredentialRejected: true,
  PolicyDenied: true,
  ResidencyViolation: true,
  GrantExpired: true,
  PolicyUnreadable: true,
  RecordMissing: true,
  RecordChanged: true,
  CrmActionRefused: true,
  CrmOutcomeUnknown: false,
  DecisionRefused: true,
};

const explanation = { code: 'no_rule', rule: null, missing: [] };
const made = Object.entries(failures).map(([name, make]) => {
  if (name === 'dependencyRateLimited') return failures.dependencyRateLimited('m', 1500, { part: 'p' });
  if (name === 'policyDenied') return failures.policyDenied('m', explanation);
  return (make as typeof failures.invalidRequest)('m', { part: 'p', code: 'c' });
});

describe('failures', () => {
  it('has one constructor for each type', () => {
    expect(made.map(({ type }) => type).sort()).toEqual([...failureTypes].sort());
  });

  it.each(made)('$type is retried as the list says', (failure) => {
    expect(failure.nonRetryable).toBe(nonRetryable[failure.type as FailureType]);
    expect(failure.details).toHaveLength(1);
    expect(failure.stack).not.toMatch(/\bat |[/\\]/);
  });

  it('a rate limit carries its delay and counts as benign', () => {
    const limited = failures.dependencyRateLimited('m', 1500);
    expect(limited.nextRetryDelay).toBe(1500);
    expect(limited.category).toBe('BENIGN');
  });
});
