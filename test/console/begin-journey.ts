// What a sample case's customer does, done once more by a customer who has done nothing yet: so a test has a journey of its own.
import { readExpectedCases } from '../../samples/expected-cases.ts';
import { fitsFacts } from '../../samples/fits-facts.ts';
import { generateSamples } from '../../samples/generate.ts';
import type { SampleEvent } from '../../samples/sample-types.ts';
import type { GatewayClient } from '../../workers/demo/gateway-client.ts';

export const cases = { 'aldermoor-wealth': 'advisory-approved', 'lumen-retail': 'churn-approved' } as const;
export type SampleTenantName = keyof typeof cases;

/** Sends the events; each call is another customer. @param input.said what he said to an agent, instead of the sample's words. */
export function createBeginner(client: GatewayClient) {
  const begun = new Set<string>();
  // Who is who comes from the seed, which is the default; only times hang on the moment.
  const samples = generateSamples({ seed: 7, now: Date.now() });

  return async function begin({
    tenant,
    said,
  }: {
    tenant: SampleTenantName;
    said?: string;
  }): Promise<string> {
    const own = samples.tenants.find((one) => one.tenant === tenant);
    const played = own?.cases.find((one) => one.case === cases[tenant])?.customerId;
    const needed = readExpectedCases().cases.find((one) => one.case === cases[tenant])?.facts ?? {};
    const busy = new Set(own?.events.map(({ subject }) => subject));
    const next = own?.crm.customers.find(
      ({ customerId, facts }) => !busy.has(customerId) && !begun.has(customerId) && fitsFacts(facts, needed),
    )?.customerId;
    if (!own || !played || !next) throw new Error(`nobody is left for ${cases[tenant]}`);
    begun.add(next);
    const events = own.events
      .filter(({ subject }) => subject === played)
      .map((event): SampleEvent => ({
        ...event,
        id: `${next}/${event.id}`,
        subject: next,
        data: said !== undefined && 'text' in event.data ? { ...event.data, text: said } : event.data,
      }));
    await client.sendEvents(tenant, 'batch', events);
    return next;
  };
}
