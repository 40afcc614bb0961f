// What no model and no person may propose, checked by the guard and again by the act. Pure; each finding blocks.
import type { Finding } from '../../contracts/control-facts.ts';
import type { EpochMilliseconds } from '../../contracts/ids.ts';
import type { PolicySet, TenantPolicy } from '../../contracts/policy.ts';
import type {
  CatalogueOffer,
  CatalogueProduct,
  CrmOperation,
  CustomerFacts,
} from '../../contracts/ports/crm.ts';
import { stringsOf } from '../privacy/output/outgoing-texts.ts';
import { capsReached, channelOf } from './contact-caps.ts';
import { forbiddenPromises } from './forbidden-promises.ts';

export interface HardRuleInput {
  set: Pick<PolicySet, 'hardRules' | 'forbiddenPromises'>;
  tenantPolicy: TenantPolicy;
  operations: readonly CrmOperation[];
  /** Fresh facts of the customer. */
  facts: CustomerFacts;
  /** The tenant's whole catalogue. */
  products: readonly CatalogueProduct[];
  offers: readonly CatalogueOffer[];
  now: EpochMilliseconds;
}

type RuleName = PolicySet['hardRules'][number]['rule'];
/** What the rule objects to: product ids, or the operation itself (null). Empty when it holds. */
type Check = (operation: CrmOperation, input: HardRuleInput) => (string | null)[];

const holds: (string | null)[] = [];
const broken: (string | null)[] = [null];

const checks: Record<RuleName, Check> = {
  product_within_risk_class(operation, { facts, products }) {
    if (operation.verb !== 'propose_portfolio') return holds;
    const limit = facts.riskClass;
    // The class stated in the proposal must be the recorded one: a higher one would mislead whoever reads it.
    if (limit === null || operation.riskClass > limit) return broken;
    return operation.productIds.filter((id) => {
      const riskClass = products.find((product) => product.id === id)?.riskClass ?? null;
      return riskClass === null || riskClass > limit;
    });
  },
  product_in_catalogue(operation, { products }) {
    if (operation.verb !== 'propose_portfolio') return holds;
    if (operation.productIds.length === 0) return broken;
    return operation.productIds.filter((id) => !products.some((product) => product.id === id));
  },
  offer_within_limit(operation, { tenantPolicy, offers }) {
    if (operation.verb !== 'grant_offer') return holds;
    const offer = offers.find(({ id }) => id === operation.offerId);
    const asListed = offer?.valueMinor === operation.valueMinor && offer.currency === operation.currency;
    const { currency, limits } = tenantPolicy;
    return asListed && operation.currency === currency && operation.valueMinor <= limits.offerMinor
      ? holds
      : broken;
  },
  points_within_limit(operation, { tenantPolicy }) {
    if (operation.verb !== 'grant_points') return holds;
    const { points } = operation;
    return Number.isInteger(points) && points > 0 && points <= tenantPolicy.limits.points ? holds : broken;
  },
  channel_consented(operation, { facts }) {
    const channel = channelOf(operation);
    return channel === null || facts.consents.channels[channel] === true ? holds : broken;
  },
  within_caps(operation, { facts, tenantPolicy, now }) {
    const channel = channelOf(operation);
    const reached =
      channel !== null && capsReached(tenantPolicy, facts.recentContacts, channel, now).length > 0;
    return reached ? broken : holds;
  },
  no_forbidden_promise(operation, { set }) {
    return textsOf(operation).some((text) => forbiddenPromises(set, text).length > 0) ? broken : holds;
  },
};

/**
 * Findings in the order of the rules, then of the operations. `code` is the rule's id; `about` is a product id, or
 * `operation:<index>`. An empty list means that everything may be proposed.
 */
export function checkHardRules(input: HardRuleInput): Finding[] {
  return input.set.hardRules.flatMap(({ id, rule, appliesTo }) =>
    input.operations.flatMap((operation, index) => {
      if (!appliesTo.includes(operation.verb)) return [];
      return checks[rule](operation, input).map((about): Finding => {
        return { code: id, severity: 'block', about: about ?? `operation:${index}` };
      });
    }),
  );
}

/** Every string of an operation: a member that a new verb brings is read as well. */
function textsOf({ verb: _verb, ...members }: CrmOperation): string[] {
  return stringsOf(members);
}
