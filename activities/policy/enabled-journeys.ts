// Which journeys a tenant runs for an intent: those whose row in rules.csv names the tenant. The upper row comes first.
import type { TenantId } from '../../contracts/ids.ts';
import type { JourneyCatalog } from '../../contracts/journey.ts';
import type { PolicySet } from '../../contracts/policy.ts';
import { engineOf } from './policy-engine.ts';

/** Types of the journeys that serve the intent for the tenant, in the order of their rules. */
export async function enabledJourneys(
  set: PolicySet,
  catalog: JourneyCatalog,
  tenant: TenantId,
  intent: string,
): Promise<string[]> {
  const { rules } = await engineOf(set);
  return rules
    .filter(
      ({ effect, subject, domain, object, action }) =>
        effect === 'allow' &&
        subject.startsWith('journey:') &&
        object === 'customer' &&
        action === 'contact' &&
        (domain === tenant || domain === '*'),
    )
    .map(({ subject }) => subject.slice('journey:'.length))
    .filter((type) => catalog.get(type)?.declaration.intent === intent);
}
