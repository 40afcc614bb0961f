import { expect, it } from 'vitest';
import { draftingModel } from './ollama-models.ts';

it('drafts with the first model that writes, never with one that only embeds', () => {
  expect(draftingModel(['nomic-embed-text:latest', 'all-minilm:22m', 'llama3.2:3b', 'qwen3:4b'])).toBe(
    'llama3.2:3b',
  );
  expect(draftingModel(['bge-m3:latest'])).toBeUndefined();
  expect(draftingModel([])).toBeUndefined();
});
