// What policy is asked about a journey and its customer: codes and booleans, never a value that says who or how rich.
// Gathered here, judged by rules.csv.
import type { EpochMilliseconds } from '../../contracts/ids.ts';
import type { JourneyDeclaration } from '../../contracts/journey.ts';
import type { TenantPolicy } from '../../contracts/policy.ts';
import type { CrmOperation, CustomerFacts } from '../../contracts/ports/crm.ts';
import { hideWho } from '../privacy/hide-who.ts';
import { capsReached, channelOf, channelsOfVerb } from './contact-caps.ts';
import type { PolicyFacts } from './policy-facts.ts';

export interface JourneyFactSources {
  declaration: Pick<JourneyDeclaration, 'purpose' | 'verbs'>;
  tenantPolicy: TenantPolicy;
  customer: CustomerFacts;
  now: EpochMilliseconds;
}

/** Facts for the question whether the journey may be run for the customer at all (`customer`, `contact`). */
export function journeyFacts({ declaration, tenantPolicy, customer, now }: JourneyFactSources): PolicyFacts {
  const reach = declaration.verbs.flatMap((verb) => channelsOfVerb[verb] ?? []);
  const agreed = reach.filter((channel) => customer.consents.channels[channel] === true);
  const left = agreed.filter(
    (channel) => capsReached(tenantPolicy, customer.recentContacts, channel, now).length === 0,
  );
  const reachesNobody = reach.length === 0;
  return {
    purpose: declaration.purpose,
    jurisdiction: tenantPolicy.jurisdiction,
    region: tenantPolicy.region,
    optedOut: customer.optedOut,
    purposeConsent: customer.consents.purposes[declaration.purpose] === true,
    channelConsent: reachesNobody || agreed.length > 0,
    // Without an agreed channel the consent is what is missing, not room under the caps.
    capReached: agreed.length > 0 && left.length === 0,
    riskClassRecorded: customer.riskClass !== null,
    // A code of the CRM's; where somebody wrote a text into it, the record of the decision must not keep whom it is about.
    segment: hideWho(customer.segment),
    openCases: customer.openCases,
  };
}

/** Facts for one change of the CRM (`crm:<verb>`, `write`). */
export function operationFacts(sources: JourneyFactSources, operation: CrmOperation): PolicyFacts {
  const { declaration, tenantPolicy, customer, now } = sources;
  const channel = channelOf(operation);
  return {
    purpose: declaration.purpose,
    jurisdiction: tenantPolicy.jurisdiction,
    verbDeclared: declaration.verbs.includes(operation.verb),
    channelConsent: channel === null || customer.consents.channels[channel] === true,
    capReached:
      channel !== null && capsReached(tenantPolicy, customer.recentContacts, channel, now).length > 0,
  };
}
