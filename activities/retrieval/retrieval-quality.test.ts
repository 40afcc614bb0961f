// The search's quality as a promise, on the sample knowledge and the labelled questions over it: the fusion is never worse
// than its better list by more than noise. docs/retrieval.md holds the figures.
import { randomUUID } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readQuestions, sampleQuestions } from '../../cli/knowledge/read-questions.ts';
import type { Question } from '../../cli/knowledge/read-questions.ts';
import { summariseScores } from '../../cli/knowledge/summarise-scores.ts';
import type { GroupedScore } from '../../cli/knowledge/summarise-scores.ts';
import { createHashEmbedding } from '../../connectors/model/hash-embedding.ts';
import { createOllamaEmbedding } from '../../connectors/model/ollama/create-ollama-embedding.ts';
import {
  createPgvectorKnowledgeStore,
  knowledgeMigrations,
} from '../../connectors/vectors/pgvector/create-pgvector-knowledge-store.ts';
import { createQdrantKnowledgeStore } from '../../connectors/vectors/qdrant/create-qdrant-knowledge-store.ts';
import { rankingFor } from '../../connectors/vectors/ranking.ts';
import type { Ranking } from '../../connectors/vectors/ranking.ts';
import type { KnowledgeStore } from '../../contracts/ports/knowledge.ts';
import type { EmbeddingConnector } from '../../contracts/ports/model.ts';
import type { TenantDatabase } from '../../store/database.ts';
import { openDatabase } from '../../store/open-database.ts';
import { readConfig } from '../../workers/config.ts';
import { evaluateRetrieval, scoreList } from './evaluate-retrieval.ts';
import { createKnowledgeLoader } from './load-knowledge.ts';
import { readKnowledgeFile } from './read-knowledge-file.ts';

const tenants = ['aldermoor-wealth', 'lumen-retail'];
let database: TenantDatabase;
let questions: Question[];

beforeAll(async () => {
  const target = { kind: 'pglite', dataDir: 'memory' } as const;
  database = await openDatabase({ target, migrations: [knowledgeMigrations], vector: true });
  questions = readQuestions(await readFile(sampleQuestions, 'utf8'), 'samples');
});
afterAll(() => database.close());

function inPgvector(embedding: EmbeddingConnector, over: Partial<Ranking> = {}) {
  const ranking = { ...rankingFor(embedding.space), ...over };
  return createPgvectorKnowledgeStore({ database, region: 'eu', embedding, ranking });
}

/** The samples are about nobody. */
const nobody = () => Promise.reject(new Error('the samples name no customer'));
const vault = { subjectOf: nobody, customerOf: nobody };

async function measure(embedding: EmbeddingConnector, knowledge: KnowledgeStore = inPgvector(embedding)) {
  const scored: GroupedScore[] = [];
  for (const tenant of tenants) {
    const folder = new URL(`../../samples/knowledge/${tenant}/`, import.meta.url);
    const names = (await readdir(folder)).filter((name) => name.endsWith('.md'));
    const files = await Promise.all(
      names.map(async (path) =>
        readKnowledgeFile({ path, text: await readFile(new URL(path, folder), 'utf8') }),
      ),
    );
    await createKnowledgeLoader({ knowledge, embedding, vault }).loadKnowledge({ tenant, files });
    const own = questions.filter((question) => question.tenant === tenant);
    const result = await evaluateRetrieval(
      { knowledge, embedding },
      { tenant, questions: own.map((question) => ({ ...question, role: question.role ?? null })) },
    );
    expect(result.unknownDocuments).toEqual([]);
    const half = new Map(own.map((question) => [question.id, question.half ?? 'tuning']));
    scored.push(...result.questions.map((score) => ({ score, groups: [half.get(score.id) ?? ''] })));
  }
  return { ...summariseScores(scored), scored };
}

/** Worse by more than noise, which is half the width of the 95 % interval. */
function isWorse({ difference, low, high }: { difference: number; low: number; high: number }): boolean {
  return difference < -(high - low) / 2;
}

describe('the question set', () => {
  it('is 40 to 60 questions of every kind for both tenants, half of them held out', () => {
    expect(questions.length).toBeGreaterThanOrEqual(40);
    expect(questions.length).toBeLessThanOrEqual(60);
    const kinds = ['exact', 'paraphrase', 'numbers', 'multi-document', 'unanswerable'];
    for (const tenant of tenants) {
      for (const kind of kinds) {
        const own = questions.filter((one) => one.tenant === tenant && one.kind === kind);
        const heldOut = own.filter(({ half }) => half === 'held-out').length;
        expect([tenant, kind, Math.abs(own.length - 2 * heldOut) <= 1]).toEqual([tenant, kind, true]);
      }
    }
  });
});

describe('the search with hashed vectors', () => {
  it('is fused no worse than its better list, and each figure is at least what was measured', async () => {
    const { groups, fusedAgainstBest, scored } = await measure(createHashEmbedding());
    expect(fusedAgainstBest).not.toBeNull();
    for (const comparison of Object.values(fusedAgainstBest!)) expect(isWorse(comparison)).toBe(false);
    for (const half of ['tuning', 'held-out']) {
      const own = scored.filter(({ groups: [name] }) => name === half);
      for (const comparison of Object.values(summariseScores(own).fusedAgainstBest!))
        expect([half, isWorse(comparison)]).toEqual([half, false]);
    }
    const all = groups.at(-1)!;
    expect(all).toMatchObject({ questions: 48, unanswerable: 10 });
    expect(all.recallAt5!.fused).toBeGreaterThan(0.7);
    expect(all.ndcgAt10!.fused).toBeGreaterThan(0.72);
    expect(groups.find(({ group }) => group === 'tuning')?.silent.dense).toBe(6);
  });

  it('would be found worse, if the weaker list led', async () => {
    const over = { fusionK: 1, denseWeight: 1, bm25Weight: 0.1 };
    const embedding = createHashEmbedding();
    const { fusedAgainstBest } = await measure(embedding, inPgvector(embedding, over));
    expect(isWorse(fusedAgainstBest!.ndcgAt10)).toBe(true);
  });
});

const { ollamaUrl, qdrantUrl } = readConfig().tests;
describe.skipIf(!qdrantUrl)('the search in Qdrant [needs qdrant]', () => {
  it('is fused no worse than its better list, and finds what pgvector finds', async () => {
    const embedding = createHashEmbedding();
    const collection = `quality-${randomUUID()}`;
    const url = qdrantUrl ?? '';
    const there = await measure(
      embedding,
      createQdrantKnowledgeStore({ url, region: 'eu', embedding, collection }),
    );
    for (const comparison of Object.values(there.fusedAgainstBest!)) expect(isWorse(comparison)).toBe(false);
    const here = await measure(embedding);
    expect(there.groups.at(-1)!.ndcgAt10!.fused).toBeCloseTo(here.groups.at(-1)!.ndcgAt10!.fused, 1);
  });
});

describe.skipIf(!ollamaUrl)('the search with MiniLM [needs ollama]', () => {
  it('is fused better than its better list', async () => {
    const embedding = await createOllamaEmbedding({ url: ollamaUrl ?? '', model: 'wayproof-minilm' });
    const { groups, fusedAgainstBest } = await measure(embedding);
    for (const comparison of Object.values(fusedAgainstBest!)) expect(isWorse(comparison)).toBe(false);
    const all = groups.at(-1)!;
    expect(all.recallAt5!.fused).toBeGreaterThan(0.85);
    expect(all.ndcgAt10!.fused).toBeGreaterThan(0.87);
    expect(all.ndcgAt10!.fused).toBeGreaterThan(all.ndcgAt10!.dense);
  });
});

describe('the measures', () => {
  const relevant = new Set(['a', 'b', 'c']);
  it('count what stands among the first five, and how early among the first ten', () => {
    expect(scoreList(['a', 'b', 'c', 'x'], relevant)).toEqual({ recallAt5: 1, ndcgAt10: 1, found: 4 });
    const late = scoreList(['x', 'a', 'x1', 'x2', 'x3', 'b'], relevant);
    expect(late.recallAt5).toBeCloseTo(1 / 3);
    const gain = 1 / Math.log2(3) + 1 / Math.log2(7);
    expect(late.ndcgAt10).toBeCloseTo(gain / (1 + 1 / Math.log2(3) + 0.5));
    expect(scoreList([], relevant)).toEqual({ recallAt5: 0, ndcgAt10: 0, found: 0 });
  });
  it('say nothing where nothing is relevant, but how much was found', () => {
    expect(scoreList(['x'], new Set())).toEqual({ recallAt5: null, ndcgAt10: null, found: 1 });
  });
});
