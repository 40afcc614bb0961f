// The samples of a state folder: made once from a seed and a moment, so that a start after a crash feeds the very same
// events, which are then duplicates and not conflicts.
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { seedEmbeddedCrm } from '../connectors/crm/embedded/seed.ts';
import { generateSamples } from '../samples/generate.ts';
import type { Samples } from '../samples/sample-types.ts';
import type { ComposedKnowledge } from './compose-knowledge.ts';
import type { ComposedStore } from './compose-store.ts';
import { SentenceError } from './sentence-error.ts';

const markSchema = z.strictObject({
  seed: z.number().int(),
  now: z.number().int(),
  state: z.enum(['begun', 'loaded', 'fed']),
});
export type SampleMark = z.infer<typeof markSchema>;

export const knowledgeFolder = join(import.meta.dirname, '..', 'samples', 'knowledge');

const markFile = (stateDirectory: string) => join(stateDirectory, 'samples.json');

/** @returns the mark of an earlier start, or a new one. @throws SentenceError when the file is damaged. */
export async function readSampleMark(stateDirectory: string, seed: number): Promise<SampleMark> {
  const file = markFile(stateDirectory);
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return { seed, now: Date.now(), state: 'begun' };
  try {
    return markSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new SentenceError(
      `${file} is damaged: remove the file to feed the samples again, or remove ${stateDirectory} to begin anew.`,
      { cause: error },
    );
  }
}

export async function writeSampleMark(stateDirectory: string, mark: SampleMark): Promise<void> {
  const file = markFile(stateDirectory);
  await writeFile(`${file}.part`, JSON.stringify(mark));
  await rename(`${file}.part`, file);
}

export function samplesOf(mark: SampleMark): Samples {
  return generateSamples({ seed: mark.seed, now: mark.now });
}

/** Fills CRM and knowledge; again and again leaves both as they are. @returns one line of what was loaded. */
export async function loadSamples(input: {
  samples: Samples;
  stores: ComposedStore;
  knowledge: ComposedKnowledge;
  say: (line: string) => void;
}): Promise<void> {
  for (const { tenant, crm } of input.samples.tenants) {
    await seedEmbeddedCrm({ database: input.stores.database, tenant, seed: crm });
    const { documents } = await input.knowledge.loadFolder({ tenant, folder: join(knowledgeFolder, tenant) });
    input.say(`${tenant}: ${crm.customers.length} customers and ${documents} knowledge documents loaded`);
  }
}
