// Whether the gateway's assertion was made for this very act, here and now. It says nothing about who may act.
import type { EpochMilliseconds, Sha256Hex, TenantId } from '../../contracts/ids.ts';
import type { DecisionAssertionClaims } from '../../contracts/ports/identity.ts';

/** The gateway's clock and the workflow's may differ by this much, either way. */
const SKEW_MS = 2 * 60_000;

/** @returns null when it fits. */
export function misfitOf(
  claims: DecisionAssertionClaims,
  here: { tenant: TenantId; workflowId: string; bodyHash: Sha256Hex; now: EpochMilliseconds },
): 'wrong_tenant' | 'assertion_invalid' | null {
  if (claims.tenant !== here.tenant) return 'wrong_tenant';
  const bound = claims.workflowId === here.workflowId && claims.bodyHash === here.bodyHash;
  const timely = claims.issuedAt <= here.now + SKEW_MS && claims.expiresAt > here.now - SKEW_MS;
  return bound && timely ? null : 'assertion_invalid';
}
