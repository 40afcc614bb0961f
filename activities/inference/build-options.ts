// What a journey may choose from for this customer right now. The guard builds the same lists again, so nothing may be
// offered here that policy or the CRM would refuse, and nothing here may depend on the model.
import type { EpochMilliseconds, TenantId } from '../../contracts/ids.ts';
import type { Option, OptionListName, Options } from '../../contracts/journey.ts';
import type { TenantPolicy } from '../../contracts/policy.ts';
import type { CrmConnector, CustomerFacts } from '../../contracts/ports/crm.ts';
import { capsReached } from '../policy/contact-caps.ts';

/** A prompt gains nothing from more, and the far ones are gone when the call is made. */
const mostCallSlots = 8;
/** Steps of goodwill in loyalty points, smallest first; the tenant's limit cuts them off. */
const pointSteps = [250, 500, 1000];
/** What the service desk helps with one to one. */
const supportTopics = ['shipping', 'warranty'];
/** Channels on which a journey may write to a customer by itself, after approval. */
const messageChannels = ['whatsapp', 'push'] as const;

export interface BuildOptionsInput {
  crm: CrmConnector;
  tenant: TenantId;
  tenantPolicy: TenantPolicy;
  facts: CustomerFacts;
  lists: readonly OptionListName[];
  now: EpochMilliseconds;
}

/** Builds the wanted lists, each in a stable order with the first choice first. An empty list means: nothing is allowed. */
export async function buildOptions(input: BuildOptionsInput): Promise<Options> {
  const options: Options = {};
  for (const list of input.lists) options[list] = await builders[list](input);
  return options;
}

const builders: Record<OptionListName, (input: BuildOptionsInput) => Promise<Option[]>> = {
  callSlots,
  products,
  offers,
  pointGrants: async (input) => pointGrants(input),
  channels: async (input) => channels(input),
  remedies: async (input) => [...(await offers(input)), ...pointGrants(input), ...support()],
};

async function callSlots({ crm, tenant, tenantPolicy, now }: BuildOptionsInput): Promise<Option[]> {
  const slots = await crm.callSlots({ tenant, from: now, limit: mostCallSlots });
  const time = new Intl.DateTimeFormat('en-GB', {
    timeZone: tenantPolicy.timeZone,
    dateStyle: 'full',
    timeStyle: 'short',
  });
  return slots.slice(0, mostCallSlots).map(({ id, start, minutes, desk }) => ({
    id,
    label: `${time.format(start)} (${tenantPolicy.timeZone}), ${minutes} minutes, ${desk}`,
    facts: { start, minutes },
  }));
}

/** Goods, and investment products up to the recorded class; the closest to the class first, what is held already last. */
async function products({ crm, tenant, facts }: BuildOptionsInput): Promise<Option[]> {
  const catalogue = await crm.products({ tenant });
  const held = new Set(facts.holdings);
  return catalogue
    .filter(
      ({ riskClass }) => riskClass === null || (facts.riskClass !== null && riskClass <= facts.riskClass),
    )
    .sort(
      (one, other) =>
        Number(held.has(one.id)) - Number(held.has(other.id)) ||
        (other.riskClass ?? 0) - (one.riskClass ?? 0) ||
        compare(one.id, other.id),
    )
    .map(({ id, name, riskClass, category }) => ({
      id,
      label:
        riskClass === null ? `${name} (${category})` : `${name} (${category}, risk class ${riskClass} of 7)`,
      facts: { category, held: held.has(id), ...(riskClass === null ? {} : { riskClass }) },
    }));
}

/** Within the tenant's limit and in its currency, cheapest first. */
async function offers({ crm, tenant, tenantPolicy }: BuildOptionsInput): Promise<Option[]> {
  const catalogue = await crm.offers({ tenant });
  return catalogue
    .filter(
      ({ valueMinor, currency }) =>
        valueMinor <= tenantPolicy.limits.offerMinor && currency === tenantPolicy.currency,
    )
    .sort((one, other) => one.valueMinor - other.valueMinor || compare(one.id, other.id))
    .map(({ id, name, valueMinor, currency }) => ({
      id,
      label: `${name}, worth ${(valueMinor / 100).toFixed(2)} ${currency}`,
      facts: { kind: 'offer', offerId: id, valueMinor, currency },
    }));
}

/** None for a customer without a loyalty account: there is nowhere to put them. */
function pointGrants({ tenantPolicy, facts }: BuildOptionsInput): Option[] {
  if (facts.loyalty === null) return [];
  return pointSteps
    .filter((points) => points <= tenantPolicy.limits.points)
    .map((points) => ({
      id: `points-${points}`,
      label: `${points} loyalty points`,
      facts: { kind: 'points', points },
    }));
}

function support(): Option[] {
  return supportTopics.map((topic) => ({
    id: `support-${topic}`,
    label: `One-to-one support about ${topic}`,
    facts: { kind: 'support', topic },
  }));
}

function channels({ tenantPolicy, facts, now }: BuildOptionsInput): Option[] {
  return messageChannels
    .filter((channel) => facts.consents.channels[channel] === true)
    .filter((channel) => capsReached(tenantPolicy, facts.recentContacts, channel, now).length === 0)
    .map((channel) => ({ id: channel, label: `Message by ${channel}`, facts: { channel } }));
}

/** By code unit, whatever the locale of the process. */
function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
