// The samples of an installation: made once from a seed and a moment, so that a start after a crash feeds the very same
// events, which are then duplicates and not conflicts. Customers are put into the CRM once: who is gone was erased, and stays gone.
import { join } from 'node:path';
import { z } from 'zod';
import { seedEmbeddedCrm } from '../connectors/crm/embedded/seed.ts';
import { generateSamples } from '../samples/generate.ts';
import type { Samples } from '../samples/sample-types.ts';
import type { InstallationRecords } from '../store/installation/installation-records.ts';
import type { ComposedKnowledge } from './compose-knowledge.ts';
import type { ComposedStore } from './compose-store.ts';

const planSchema = z.strictObject({ seed: z.number().int(), now: z.number().int() });
export type SamplePlan = z.infer<typeof planSchema>;

export const knowledgeFolder = join(import.meta.dirname, '..', 'samples', 'knowledge');

/** @returns the plan of whichever start was first, on this database. */
export async function samplePlan(installation: InstallationRecords, seed: number): Promise<SamplePlan> {
  return planSchema.parse(await installation.keep('samples', { seed, now: Date.now() }));
}

export async function samplesAreFed(installation: InstallationRecords): Promise<boolean> {
  return (await installation.read('samples-fed')) !== null;
}

export async function markSamplesFed(installation: InstallationRecords): Promise<void> {
  await installation.keep('samples-fed', true);
}

export function samplesOf(plan: SamplePlan): Samples {
  return generateSamples(plan);
}

/**
 * Fills CRM and knowledge, and says a line for each tenant; again and again leaves both as they are.
 * @param input.installation absent: a place of the caller's own, from which nobody was erased.
 */
export async function loadSamples(input: {
  samples: Samples;
  stores: Pick<ComposedStore, 'database'>;
  knowledge: Pick<ComposedKnowledge, 'loadFolder'>;
  installation?: InstallationRecords;
  say: (line: string) => void;
}): Promise<void> {
  const { stores, knowledge, installation, say } = input;
  for (const { tenant, crm } of input.samples.tenants) {
    const mark = `samples-customers/${tenant}`;
    const isFirst =
      !installation || !((await installation.read(mark)) || (await samplesAreFed(installation)));
    const customers = isFirst ? crm.customers : [];
    await seedEmbeddedCrm({ database: stores.database, tenant, seed: { ...crm, customers } });
    // An erasure forgets the customer's id as well: nothing but this could tell that he is not to come back.
    await installation?.keep(mark, true);
    const { documents } = await knowledge.loadFolder({ tenant, folder: join(knowledgeFolder, tenant) });
    say(`${tenant}: ${crm.customers.length} customers and ${documents} knowledge documents loaded`);
  }
}
