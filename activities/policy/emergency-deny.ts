// The emergency list of the current policy set: it holds also for journeys that pinned an older one. It only forbids.
import type { TenantId } from '../../contracts/ids.ts';
import type { PolicySet } from '../../contracts/policy.ts';
import type { CrmOperation } from '../../contracts/ports/crm.ts';

/** @param verbs what is to be written; empty when the question is the journey itself, which only entries for every verb stop. */
export function emergencyDenial(
  current: PolicySet,
  about: { tenant: TenantId; journeyType: string; verbs: readonly CrmOperation['verb'][] },
): PolicySet['emergencyDeny'][number] | undefined {
  return current.emergencyDeny.find(
    ({ tenant, journey, verb }) =>
      (tenant === '*' || tenant === about.tenant) &&
      (journey === '*' || journey === about.journeyType) &&
      (verb === '*' || about.verbs.includes(verb)),
  );
}
