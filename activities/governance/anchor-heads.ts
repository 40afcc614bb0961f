// One round of anchoring: what stands in each tenant's anchor must be what the ledger still grows from, and what came since is
// published. Where the two do not fit, nothing is published: an incident is opened, and the round says so, every time until a person has
// looked. It must never mend either side.
import { ApplicationFailure } from '@temporalio/common';
import type { EpochMilliseconds, TenantId } from '../../contracts/ids.ts';
import type { PolicyRegistry } from '../../contracts/policy.ts';
import type { Anchor } from '../../contracts/ports/anchor.ts';
import type { Ledger } from '../../contracts/ports/store.ts';
import type { AnchoringState } from '../../contracts/sweep-messages.ts';
import { createAnchorTenant, inconsistencyIn, type Inconsistent } from './anchor-tenant.ts';

export interface AnchorHeadsDeps {
  policies: Pick<PolicyRegistry, 'current'>;
  store: { ledger: Pick<Ledger, 'append' | 'list' | 'signHead' | 'heads' | 'consistency' | 'publicKeys'> };
  anchor: Anchor;
  region: string;
  clock: () => EpochMilliseconds;
  /** What no part answers with: it is told, and the tenant counts as unreachable. */
  onError: (error: unknown, tenant: TenantId) => void;
  /** True when the worker drains: no further tenant is begun. */
  stopping: () => boolean;
}

/** @returns a round: it never throws for one tenant, and begins with what the round before knew. */
export function createAnchorHeads(deps: AnchorHeadsDeps) {
  const { policies, anchor, region, clock, onError, stopping } = deps;
  const { ledger } = deps.store;
  const anchorTenant = createAnchorTenant({ ledger, anchor });

  return async function anchorHeads(before: AnchoringState | undefined): Promise<AnchoringState> {
    // Anchors of another region would take a tenant's data out of its own.
    if (anchor.region !== region) throw new TypeError('an anchor of another region');
    const { tenants } = await policies.current();
    const own = Object.values(tenants).filter((tenant) => tenant.region === region);
    const sizes = { ...before?.sizes };
    const inconsistent: TenantId[] = [];
    const unreachable: TenantId[] = [];
    for (const { tenant } of own) {
      if (stopping()) break;
      try {
        const size = await anchorTenant(tenant, sizes[tenant] ?? 0);
        if (size > 0) sizes[tenant] = size;
      } catch (error) {
        const found = inconsistencyIn(error);
        if (found) {
          inconsistent.push(tenant);
          await alarm(tenant, sizes[tenant] ?? 0, found, unreachable);
        } else if (error instanceof ApplicationFailure) {
          unreachable.push(tenant);
        } else {
          // A bug, or a database that refuses: one tenant's must keep neither the others nor the sweep.
          onError(error, tenant);
          unreachable.push(tenant);
        }
      }
    }
    return { at: clock(), sizes, inconsistent, unreachable };
  };

  /** Once for each size and reason in the ledger; where even that cannot be written, the round still says it. */
  async function alarm(
    tenant: TenantId,
    size: number,
    { code, why }: Inconsistent,
    unreachable: TenantId[],
  ): Promise<void> {
    try {
      await ledger.append({
        ...{ tenant, journeyId: null, kind: 'incident', key: `incident/${code}/${why}/${size}` },
        facts: { code, why, anchored: size, anchor: anchor.name },
      });
    } catch (error) {
      if (!(error instanceof ApplicationFailure)) onError(error, tenant);
      unreachable.push(tenant);
    }
  }
}
