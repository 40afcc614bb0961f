// The tenant's policy, for a route that is about to process something for it. Fails closed: without a readable policy,
// a tenant in it, or an acknowledged residency, nothing is stored.
import type { TenantId } from '../contracts/ids.ts';
import type { TenantPolicy } from '../contracts/policy.ts';
import type { GatewayDeps } from './ports.ts';
import { Problem } from './problems.ts';

/** @throws Problem `unknown_tenant` or `residency_unacknowledged`; PolicyUnreadable. */
export async function servedTenant(
  { policies }: Pick<GatewayDeps, 'policies'>,
  tenant: TenantId,
): Promise<TenantPolicy> {
  const { tenants } = await policies.current();
  const policy = Object.hasOwn(tenants, tenant) ? tenants[tenant] : undefined;
  if (!policy) throw new Problem('unknown_tenant');
  if (!policy.residency) throw new Problem('residency_unacknowledged');
  return policy;
}
