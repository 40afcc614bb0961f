// A journey is one file: whatever lies in the folder is found, hashed and described for the model.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadJourneyCatalog } from './journey-catalog.ts';

const journeys = join(import.meta.dirname, '..', 'workflows', 'journeys');
let folder: string;
beforeEach(async () => {
  // Inside the repository, so that a declaration's own imports resolve.
  folder = await mkdtemp(join(import.meta.dirname, '..', 'workflows', '.catalog-test-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const declaration = (type: string, extra = '') => `
import { z } from 'zod';
import { declareJourney, statements } from '../../contracts/journey.ts';
export const one = declareJourney({
  type: '${type}', title: 'One', purpose: 'retention', intent: 'flight_risk', knowledge: [], evidence: 'optional',
  prompt: 'one', output: z.strictObject({ message: statements({ min: 1, max: 2 }) }), options: [],
  checkpoint: 'retention-approval', verbs: ['add_note'], propose: () => [], success: { outcome: 'x', withinDays: 1 }, ${extra}
});`;

describe('loadJourneyCatalog', () => {
  it('finds the reference journeys and hashes each the same twice', async () => {
    const [first, second] = [await loadJourneyCatalog(journeys), await loadJourneyCatalog(journeys)];
    expect(first.types()).toEqual(expect.arrayContaining(['advisory-outreach', 'churn-rescue']));
    for (const type of first.types()) {
      expect(first.get(type)?.hash).toMatch(/^[0-9a-f]{64}$/);
      expect(first.get(type)?.hash).toBe(second.get(type)?.hash);
    }
    expect(new Set(first.types().map((type) => first.get(type)?.hash)).size).toBe(first.types().length);
  });
  it('keeps the marks that composer and guard read in the JSON schema', async () => {
    const schema = (await loadJourneyCatalog(journeys)).get('advisory-outreach')?.outputSchema;
    expect(schema).toMatchObject({
      type: 'object',
      additionalProperties: false,
      properties: {
        slot: { wayproof: 'option', list: 'callSlots' },
        products: { items: { wayproof: 'option', list: 'products' } },
        briefing: { wayproof: 'statements', type: 'array' },
      },
    });
  });
  it('takes a new journey from one new file', async () => {
    await writeFile(join(folder, 'one.ts'), declaration('one-more'));
    expect((await loadJourneyCatalog(folder)).types()).toEqual(['one-more']);
  });
  it('gives another hash when anything but the title of the file changes', async () => {
    await writeFile(join(folder, 'a.ts'), declaration('first'));
    await writeFile(join(folder, 'b.ts'), declaration('second', 'purpose: "service",'));
    const catalog = await loadJourneyCatalog(folder);
    expect(catalog.get('first')?.hash).not.toBe(catalog.get('second')?.hash);
  });
  it.each([
    [
      'two files declare one type',
      { 'a.ts': declaration('same'), 'b.ts': declaration('same') },
      /b\.ts declares the journey same/,
    ],
    ['the type is no name', { 'a.ts': declaration('Not Kebab') }, /a\.ts .* type/],
    [
      'a verb does not exist',
      { 'a.ts': declaration('one', "verbs: ['delete_customer'],") },
      /a\.ts .* verbs/,
    ],
    ['there is no declaration', { 'a.ts': 'export const nothing = 1;' }, /a\.ts declares no journey/],
  ])('refuses in one sentence when %s', async (_why, files, sentence) => {
    for (const [file, text] of Object.entries(files)) await writeFile(join(folder, file), text);
    await expect(loadJourneyCatalog(folder)).rejects.toThrow(sentence);
  });
});
