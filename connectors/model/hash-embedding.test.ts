import { describe, expect, it } from 'vitest';
import { hashText } from '../../contracts/canonical-json.ts';
import { createHashEmbedding } from './hash-embedding.ts';

const embedding = createHashEmbedding();
const dot = (one: number[], other: number[]) =>
  one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0);

describe('hash embedding', () => {
  it('gives unit vectors of its space, also for texts without a word', async () => {
    const vectors = await embedding.embed(['structured notes', '', '…', 'नमस्ते दुनिया']);
    expect(embedding.space).toBe('wayproof-hash-384/1');
    for (const vector of vectors) {
      expect(vector).toHaveLength(384);
      expect(Math.hypot(...vector)).toBeCloseTo(1, 10);
    }
  });

  it('is the same in every process and release of version 1', async () => {
    const [vector = []] = await embedding.embed(['Structured notes return the amount invested.']);
    expect(hashText(vector.map((value) => value.toFixed(6)).join())).toBe(
      '653a6cd8759867f6ff5723a3c4a8b96e39c81fc0f7818aff5cb2392684c360e2',
    );
  });

  it('puts texts that share words or their parts nearer than strangers', async () => {
    const [query = [], same = [], parts = [], other = []] = await embedding.embed([
      'structured note returns', 'the return of structured notes', 'restructuring of noted items', 'courier delays for headphones',
    ]); // prettier-ignore
    expect(dot(query, same)).toBeGreaterThan(0.4);
    expect(dot(query, same)).toBeGreaterThan(dot(query, parts));
    expect(dot(query, parts)).toBeGreaterThan(dot(query, other));
  });
});
