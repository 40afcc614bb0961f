// What every ModelConnector promises, whatever answers behind it. Adapters call it from their own test file.
import { describe, expect, it } from 'vitest';
import type { ModelConnector } from '../../contracts/ports/model.ts';
import { declarations, generateInput, sampleOptions, samplePassages } from '../support/inference-samples.ts';

/** Registers the suite. `open` gives a model that can answer now. */
export function modelContract(name: string, open: () => ModelConnector): void {
  describe(`model: ${name}`, () => {
    it('says that it is ready', async () => {
      expect(await open().probe()).toMatchObject({ ready: true, detail: expect.any(String) as string });
    });

    it.each(declarations)(
      'answers $type by its schema, with the listed options and the given passages only',
      async (declaration) => {
        const result = await open().generate(generateInput(declaration));
        const output = declaration.output.parse(result.output);
        expect(JSON.stringify(output)).not.toContain('wayproof');
        const ids = new Set(Object.values(sampleOptions).flatMap((list) => list.map(({ id }) => id)));
        const cited = new Set(samplePassages.map(({ id }) => id));
        for (const value of Object.values(output).flat() as (string | { citations: string[] })[]) {
          if (typeof value === 'string') expect(ids).toContain(value);
          else for (const citation of value.citations) expect(cited).toContain(citation);
        }
      },
    );

    it('answers without a passage, and cites none', async () => {
      for (const declaration of declarations) {
        const result = await open().generate(generateInput(declaration, { passages: [] }));
        expect(declaration.output.safeParse(result.output).success).toBe(true);
        expect(JSON.stringify(result.output)).not.toMatch(/"citations":\["/);
      }
    });

    it('says which model and version answered, and what it took', async () => {
      const result = await open().generate(generateInput(declarations[0]!));
      expect(result.model).not.toBe('');
      expect(result.version).not.toBe('');
      for (const count of [result.promptTokens, result.outputTokens, result.durationMs])
        expect(count).toBeGreaterThanOrEqual(0);
    });

    it('ends with the reason of the signal', async () => {
      const reason = new Error('cancelled by the test');
      const input = generateInput(declarations[0]!, { signal: AbortSignal.abort(reason) });
      await expect(open().generate(input)).rejects.toBe(reason);
    });
  });
}
