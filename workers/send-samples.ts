// The sample events of one tenant, sent again through the gateway's own door whenever somebody asks: accepted once, duplicates after.
// Only where the embedded identity runs, whose personas send them.
import { readExpectedCases } from '../samples/expected-cases.ts';
import type { SendSamples } from '../gateway/ports.ts';
import type { InstallationRecords } from '../store/installation/installation-records.ts';
import type { ComposedKnowledge } from './compose-knowledge.ts';
import type { ComposedStore } from './compose-store.ts';
import { feedReferenceCases } from './demo.ts';
import { loadSamples, samplePlan, samplesOf } from './sample-feed.ts';

export function createSendSamples(input: {
  gatewayUrl: string;
  seed: number;
  installation: InstallationRecords;
  stores: ComposedStore;
  knowledge: ComposedKnowledge;
}): SendSamples {
  const { gatewayUrl, seed, installation, stores, knowledge } = input;
  // Whoever presses twice waits for the same sending.
  const underWay = new Map<string, ReturnType<SendSamples>>();

  async function send(tenant: string): ReturnType<SendSamples> {
    const all = samplesOf(await samplePlan(installation, seed));
    const samples = { ...all, tenants: all.tenants.filter((one) => one.tenant === tenant) };
    const [own] = samples.tenants;
    if (!own) return null;
    await loadSamples({ samples, stores, knowledge, installation, say: () => undefined });
    const statuses = await feedReferenceCases({ gatewayUrl, expectations: readExpectedCases(), samples });
    return {
      customers: own.crm.customers.length,
      events: own.events.length,
      accepted: statuses.accepted ?? 0,
      duplicates: statuses.duplicate ?? 0,
    };
  }

  return ({ tenant }) => {
    const sending = underWay.get(tenant) ?? send(tenant).finally(() => underWay.delete(tenant));
    underWay.set(tenant, sending);
    return sending;
  };
}
