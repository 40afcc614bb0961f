// The Qdrant store against Qdrant's own engine: the port's contract, and what the engine alone can show. Needs
// WAYPROOF_TEST_QDRANT_URL (.ci/parts/qdrant.sh, or any Qdrant that the tests may fill).
import { randomUUID } from 'node:crypto';
import { QdrantClient } from '@qdrant/js-client-rest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashText } from '../../../contracts/canonical-json.ts';
import { knowledgeContract } from '../../../test/contracts/knowledge.contract.ts';
import { samplePassage } from '../../../test/contracts/knowledge-under-test.ts';
import { startRecordingProxy, type Answer } from '../../../test/support/qdrant/recording-proxy.ts';
import type { SeenRequest } from '../../../test/support/qdrant/recording-proxy.ts';
import { readConfig } from '../../../workers/config.ts';
import { createHashEmbedding } from '../../model/hash-embedding.ts';
import { hashRanking, type Ranking } from '../ranking.ts';
import { termFrequencies, tokenise } from '../tokenise.ts';
import { collectionName } from './collection.ts';
import { createQdrantKnowledgeStore } from './create-qdrant-knowledge-store.ts';
import { assumedWords } from './sparse-terms.ts';

const url = readConfig().tests.qdrantUrl ?? '';

describe.skipIf(url === '')('Qdrant [needs qdrant]', () => {
  // A space of its own, so that two runs against one server never meet.
  const embedding = { ...createHashEmbedding(), space: `wayproof-hash-test-${randomUUID()}` };
  const client = new QdrantClient({ url: url || 'http://127.0.0.1', checkCompatibility: false });
  const collection = collectionName(embedding, hashRanking);
  const open = (ranking: Ranking = hashRanking, at = url) =>
    createQdrantKnowledgeStore({ url: at, region: 'eu', embedding, ranking });
  const entriesOf = async (tenant: string, documentId: string, texts: string[]) => {
    const vectors = await embedding.embed(texts);
    return texts.map((text, position) => ({
      passage: {
        ...samplePassage(tenant, [documentId, 'products', ['all'], text], position),
        documentHash: hashText(texts.join()),
      },
      vector: vectors[position] ?? [],
    }));
  };
  afterAll(() => client.deleteCollection(collection));

  knowledgeContract("Qdrant's engine", async () => ({ store: open(), embedding }));

  it('makes the collection once, however many begin at the same time, as the multitenancy guide says', async () => {
    const space = `wayproof-hash-test-${randomUUID()}`;
    const make = () => createQdrantKnowledgeStore({ url, region: 'eu', embedding: { ...embedding, space } });
    const scope = { tenant: 'north-bank' };
    const counts = await Promise.all([1, 2, 3, 4].map(() => make().stats({ scope })));
    expect(counts).toEqual(Array(4).fill({ documents: 0, passages: 0 }));
    const name = collectionName({ ...embedding, space }, hashRanking);
    const { config, payload_schema } = await client.getCollection(name);
    await client.deleteCollection(name);
    expect(config.hnsw_config).toMatchObject({ m: 0, payload_m: 16 });
    expect(config.params.sparse_vectors?.['bm25']?.modifier ?? 'none').toBe('none');
    expect(payload_schema['tenant']?.params).toMatchObject({ type: 'keyword', is_tenant: true });
    expect(Object.keys(payload_schema).sort()).toEqual([
      'audience',
      'documentId',
      'source',
      'subject',
      'tenant',
      'terms',
    ]);
  });

  it('refuses a collection of another vector size, and names both', async () => {
    const space = `wayproof-hash-test-${randomUUID()}`;
    const name = collectionName({ ...embedding, space }, hashRanking);
    await client.createCollection(name, { vectors: { dense: { size: 3, distance: 'Cosine' } } });
    const store = createQdrantKnowledgeStore({ url, region: 'eu', embedding: { ...embedding, space } });
    await expect(store.stats({ scope: { tenant: 'north-bank' } })).rejects.toMatchObject({
      type: 'ContractBroken',
      message: expect.stringMatching(/ 3 .*384/) as string,
    });
    await client.deleteCollection(name);
  });

  describe('ranking', () => {
    const tenant = 'ranked-bank';
    const texts = [
      'barrier barrier barrier coupon note',
      'coupon note of the desk with many other words about funds and pensions and bonds and equities',
      'barrier note',
      'nothing of the kind stands here',
    ];
    const search = { scope: { tenant, roles: ['all'] }, sources: ['products'], limit: 10 };
    beforeAll(async () => {
      for (const [index, text] of texts.entries()) {
        const passages = await entriesOf(tenant, `d${index}`, [text]);
        await open().upsert({ scope: { tenant }, documentId: `d${index}`, passages });
      }
    });

    it('ranks by BM25 as a plain computation with the assumed length does', async () => {
      const query = 'barrier coupon';
      const words = texts.map((text, index) => tokenise(`d${index}\n${text}`));
      const scores = words.map((list) => {
        const frequencies = termFrequencies(list);
        return tokenise(query).reduce((sum, term) => {
          const spread = words.filter((other) => other.includes(term)).length;
          const frequency = frequencies.get(term) ?? 0;
          const idf = Math.log(1 + (words.length - spread + 0.5) / (spread + 0.5));
          const norm = 1.2 * (0.25 + (0.75 * list.length) / assumedWords);
          return sum + (idf * frequency * 2.2) / (frequency + norm);
        }, 0);
      });
      const expected = scores
        .map((score, index) => ({ score, id: `d${index}` }))
        .filter(({ score }) => score > 0)
        .sort((one, other) => other.score - one.score)
        .map(({ id }) => id);
      const [vector = []] = await embedding.embed([query]);
      const found = await open({ ...hashRanking, denseWeight: 0 }).search({ ...search, query, vector });
      expect(found.map((passage) => passage.documentId)).toEqual(expected);
      expect(found.map((passage) => passage.ranks)).toEqual(
        expected.map((_, index) => ({ dense: null, bm25: index + 1 })),
      );
    });

    it.each([
      [1, 0.1, 2],
      [0.1, 1, 2],
      [1, 1, 60],
      [0.6, 1, 7],
    ])('fuses as ranking.ts says: dense %d, BM25 %d, k %d', async (denseWeight, bm25Weight, fusionK) => {
      const query = 'barrier coupon';
      const [vector = []] = await embedding.embed([texts[3] ?? '']);
      const store = open({ ...hashRanking, denseWeight, bm25Weight, fusionK });
      const found = await store.search({ ...search, query, vector });
      expect(found).toHaveLength(4);
      const share = (rank: number | null, weight: number) =>
        rank === null ? 0 : 1 / (rank / weight + fusionK - 1);
      for (const { score, ranks } of found) {
        expect(score).toBeCloseTo(share(ranks.dense, denseWeight) + share(ranks.bm25, bm25Weight), 6);
      }
      if (fusionK === 2) expect(found[0]?.documentId).toBe(denseWeight > bm25Weight ? 'd3' : 'd0');
    });

    it('drops what is not near: a dense hit under the minimum similarity', async () => {
      const [vector = []] = await embedding.embed([texts[2] ?? '']);
      const find = (minimumSimilarity: number) =>
        open({ ...hashRanking, bm25Weight: 0, minimumSimilarity }).search({ ...search, query: '', vector });
      expect((await find(0.99)).map(({ documentId }) => documentId)).toEqual(['d2']);
      expect((await find(0)).length).toBeGreaterThan(1);
    });
  });

  describe('loading', () => {
    const scope = { tenant: 'loaded-bank' };
    const texts = Array.from({ length: 150 }, (_, index) => `Paragraph ${index}.`);
    const isUpsert = ({ method, path }: SeenRequest) => method === 'PUT' && path.includes('/points');
    const behind = async (answer: (request: SeenRequest) => Answer) => {
      const proxy = await startRecordingProxy(answer, url);
      return { proxy, store: open(hashRanking, proxy.url) };
    };

    it('sends bounded batches, one after the other, each waited for', async () => {
      const { proxy, store } = await behind(() => null);
      const passages = await entriesOf(scope.tenant, 'long', texts);
      await store.upsert({ scope, documentId: 'long', passages });
      const upserts = proxy.seen.filter(isUpsert);
      const sizes = upserts.map(({ body }) => (JSON.parse(body) as { points: unknown[] }).points.length);
      expect(sizes).toEqual([64, 64, 22]);
      expect(upserts.every(({ path }) => path.includes('wait=true'))).toBe(true);
      expect(proxy.mostWritesAtOnce()).toBe(1);
      await proxy.close();
    });

    it('a load that was cut off is seen as one, and the next completes it', async () => {
      let upserts = 0;
      const { proxy, store } = await behind((request) =>
        isUpsert(request) && (upserts += 1) === 2 ? 'cut' : null,
      );
      const passages = await entriesOf(scope.tenant, 'torn', texts);
      const input = { scope, documentId: 'torn', passages };
      await expect(store.upsert(input)).rejects.toMatchObject({ type: 'DependencyUnavailable' });
      const state = { documentId: 'torn', version: 1 };
      expect(await store.documents({ scope })).toContainEqual({ ...state, passages: 64, documentHash: '' });
      expect(await store.upsert(input)).toEqual({ written: 86, unchanged: 64 });
      const documentHash = hashText(texts.join());
      expect(await store.documents({ scope })).toContainEqual({ ...state, passages: 150, documentHash });
      await proxy.close();
    });
  });

  it('each request names the tenant: nothing is asked of all', async () => {
    const proxy = await startRecordingProxy(() => null, url);
    const store = open(hashRanking, proxy.url);
    const scope = { tenant: 'north-bank', roles: ['all'] };
    const passages = await entriesOf('north-bank', 'named', ['A named passage.']);
    const input = { scope, documentId: 'named', passages };
    await store.upsert(input);
    const vector = passages[0]?.vector ?? [];
    await store.search({ scope, sources: ['products'], query: 'named passage', vector, limit: 3 });
    await store.documents({ scope });
    await store.upsert({ ...input, passages: [] });
    await store.deleteDocument(input);
    const filters = proxy.seen
      .filter(({ method }) => method === 'POST')
      .flatMap(({ body }) => filtersIn(JSON.parse(body)));
    expect(filters.length).toBeGreaterThan(8);
    for (const filter of filters) {
      expect(filter).toMatchObject({ must: [{ key: 'tenant', match: { value: 'north-bank' } }] });
    }
    await proxy.close();
  });
});

/** The filter of each request, and of each list in a batch; `undefined` for one that has none. */
function filtersIn(body: unknown): unknown[] {
  const request = body as { searches?: unknown[]; prefetch?: unknown[]; filter?: unknown };
  if (request.searches) return request.searches.flatMap(filtersIn);
  return request.prefetch ? request.prefetch.flatMap(filtersIn) : [trimmed(request.filter)];
}

function trimmed(filter: unknown): unknown {
  const { must = [] } = (filter ?? {}) as { must?: unknown[] };
  return { must: must.slice(0, 1) };
}
