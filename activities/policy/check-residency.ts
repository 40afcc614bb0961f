// Residency fails closed: somebody acknowledged it, and every part that the tenant's data meets is in its region.
import type { RefusalExplanation } from '../../contracts/control-facts.ts';
import type { PolicySet, TenantPolicy } from '../../contracts/policy.ts';
import type { TenantId } from '../../contracts/ids.ts';
import { refusal } from './refusal.ts';

/** @param regions the regions of everything that takes part: worker, run, CRM, … */
export function checkResidency(
  set: PolicySet,
  tenant: TenantId,
  regions: readonly string[],
): { ok: true; tenantPolicy: TenantPolicy } | { ok: false; explanation: RefusalExplanation } {
  const tenantPolicy = Object.hasOwn(set.tenants, tenant) ? set.tenants[tenant] : undefined;
  // A tenant whom no file describes has no acknowledged residency either.
  if (!tenantPolicy?.residency) return { ok: false, explanation: refusal('residency_unacknowledged') };
  if (regions.some((region) => region !== tenantPolicy.region)) {
    return { ok: false, explanation: refusal('region_mismatch') };
  }
  return { ok: true, tenantPolicy };
}
