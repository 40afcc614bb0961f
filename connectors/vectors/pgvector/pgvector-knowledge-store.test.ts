// The pgvector store: the port's contract, true BM25 against a plain computation, and row-level security behind the filter.
// On PGlite, and on PostgreSQL where WAYPROOF_TEST_POSTGRES_URL names a server that has the extension.
import { sql } from 'drizzle-orm';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createScratchPostgres, testPostgresUrl } from '../../../test/contracts/scratch-postgres.ts';
import type { ScratchPostgres } from '../../../test/contracts/scratch-postgres.ts';
import { knowledgeContract } from '../../../test/contracts/knowledge.contract.ts';
import { samplePassage } from '../../../test/contracts/knowledge-under-test.ts';
import { openDatabase } from '../../../store/open-database.ts';
import { queryRows, type TenantDatabase } from '../../../store/database.ts';
import { createHashEmbedding } from '../../model/hash-embedding.ts';
import { hashRanking } from '../ranking.ts';
import { termFrequencies, tokenise } from '../tokenise.ts';
import { createPgvectorKnowledgeStore, knowledgeMigrations } from './create-pgvector-knowledge-store.ts';

const embedding = createHashEmbedding();
let database: TenantDatabase;

beforeAll(async () => {
  const target = { kind: 'pglite', dataDir: 'memory' } as const;
  database = await openDatabase({ target, migrations: [knowledgeMigrations], vector: true });
});
afterAll(() => database.close());

knowledgeContract('pgvector on PGlite', async () => ({
  store: createPgvectorKnowledgeStore({ database, region: 'eu', embedding }),
  embedding,
}));

describe.skipIf(!testPostgresUrl)('pgvector on PostgreSQL [needs postgres]', async () => {
  let scratch: ScratchPostgres;
  let opened: TenantDatabase | undefined;
  const open = async () => {
    const target = { kind: 'postgres', url: scratch.url, ownerUrl: scratch.ownerUrl } as const;
    opened = await openDatabase({ target, migrations: [knowledgeMigrations], vector: true });
    return opened;
  };
  beforeAll(async () => {
    scratch = await createScratchPostgres(testPostgresUrl ?? '');
  });
  afterAll(async () => {
    await opened?.close();
    await scratch.drop();
  });

  // Debian 12 does not package the extension; there the promise is that a start says what is missing.
  if (testPostgresUrl && !(await offersVector(testPostgresUrl))) {
    it('refuses to start on a server without the extension, and names it', async () => {
      await expect(open()).rejects.toThrow(/vector/);
    });
    return;
  }
  knowledgeContract('pgvector on PostgreSQL', async () => ({
    store: createPgvectorKnowledgeStore({ database: await open(), region: 'eu', embedding }),
    embedding,
  }));
});

async function offersVector(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const { rowCount } = await client.query("select from pg_available_extensions where name = 'vector'");
    return rowCount === 1;
  } finally {
    await client.end();
  }
}

describe('the database behind it', () => {
  const tenant = 'ranked-bank';
  const texts = [
    'barrier barrier barrier coupon note',
    'coupon note of the desk with many other words about funds and pensions and bonds and equities',
    'barrier note',
    'nothing of the kind stands here',
  ];
  const passages = texts.map((text, index) =>
    samplePassage(tenant, [`d${index}`, 'products', ['all'], text]),
  );

  beforeAll(async () => {
    const store = createPgvectorKnowledgeStore({ database, region: 'eu', embedding });
    const vectors = await embedding.embed(texts);
    for (const [index, passage] of passages.entries()) {
      const entry = { passage, vector: vectors[index] ?? [] };
      await store.upsert({ scope: { tenant }, documentId: passage.documentId, passages: [entry] });
    }
    // A passage that the reader may not see must change no statistic.
    const hidden = samplePassage(tenant, [
      'hidden',
      'products',
      ['supervisor'],
      'barrier coupon barrier coupon',
    ]);
    await store.upsert({
      scope: { tenant },
      documentId: 'hidden',
      passages: [{ passage: hidden, vector: vectors[0] ?? [] }],
    });
  });

  it('ranks by BM25 as a plain computation over the visible passages does', async () => {
    const query = 'barrier coupon';
    const words = passages.map((passage) => tokenise(`${passage.title}\n${passage.text}`));
    const average = words.reduce((sum, list) => sum + list.length, 0) / words.length;
    const scores = words.map((list) => {
      const frequencies = termFrequencies(list);
      return tokenise(query).reduce((sum, term) => {
        const spread = words.filter((other) => other.includes(term)).length;
        const frequency = frequencies.get(term) ?? 0;
        const idf = Math.log(1 + (words.length - spread + 0.5) / (spread + 0.5));
        return sum + (idf * frequency * 2.2) / (frequency + 1.2 * (0.25 + (0.75 * list.length) / average));
      }, 0);
    });
    const expected = scores
      .map((score, index) => ({ score, id: passages[index]?.documentId }))
      .filter(({ score }) => score > 0)
      .sort((one, other) => other.score - one.score)
      .map(({ id }) => id);

    const ranking = { ...hashRanking, denseWeight: 0 };
    const store = createPgvectorKnowledgeStore({ database, region: 'eu', embedding, ranking });
    const [vector = []] = await embedding.embed([query]);
    const found = await store.search({
      scope: { tenant, roles: ['all'] },
      query,
      vector,
      sources: ['products'],
      limit: 10,
    });
    expect(found.map((passage) => passage.documentId)).toEqual(expected);
    expect(found.map((passage) => passage.ranks)).toEqual(
      expected.map((_, index) => ({ dense: null, bm25: index + 1 })),
    );
    expect(found[0]?.score).toBeCloseTo(1 / hashRanking.fusionK, 10);
  });

  it('fuses by the weights that the ranking gives', async () => {
    const query = 'barrier coupon';
    const [vector = []] = await embedding.embed([texts[3] ?? '']);
    const best = async (denseWeight: number, bm25Weight: number) => {
      const ranking = { ...hashRanking, fusionK: 2, denseWeight, bm25Weight };
      const store = createPgvectorKnowledgeStore({ database, region: 'eu', embedding, ranking });
      const found = await store.search({
        scope: { tenant, roles: ['all'] },
        query,
        vector,
        sources: ['products'],
        limit: 1,
      });
      return found[0]?.documentId;
    };
    expect(await best(1, 0.1)).toBe('d3');
    expect(await best(0.1, 1)).toBe('d0');
  });

  it('reads rows from before documents had versions, as of no version', async () => {
    await database.inTenant('old-bank', (transaction) =>
      transaction.execute(sql`insert into knowledge_passages
        (tenant, id, document_id, title, source, language, audience, text, content_hash, updated, space, embedding, words, row_hash)
        values ('old-bank', 'kp_0', 'old', 'old', 'faq', 'en', '{all}', 'old', '', '2026-01-01', 'x', '[1]', 1, '')`),
    );
    const store = createPgvectorKnowledgeStore({ database, region: 'eu', embedding });
    const state = { documentId: 'old', documentHash: '', version: 0, passages: 1 };
    expect(await store.documents({ scope: { tenant: 'old-bank' } })).toEqual([state]);
  });

  it('says that it is away when its database is closed', async () => {
    const target = { kind: 'pglite', dataDir: 'memory' } as const;
    const closed = await openDatabase({ target, migrations: [knowledgeMigrations], vector: true });
    await closed.close();
    const store = createPgvectorKnowledgeStore({ database: closed, region: 'eu', embedding });
    const answer = {
      ready: false,
      version: null,
      detail: expect.stringContaining('does not answer') as string,
    };
    expect(await store.probe()).toEqual(answer);
  });

  it('shows no row of another tenant even to SQL without a filter, and admits none', async () => {
    const count = (of: string) =>
      database.inTenant(of, (transaction) =>
        queryRows<{ passages: number; terms: number }>(
          transaction,
          sql`select (select count(*)::int from knowledge_passages) as passages, (select count(*)::int from knowledge_terms) as terms`,
        ),
      );
    expect((await count(tenant))[0]?.passages).toBe(5);
    expect(await count('stranger')).toEqual([{ passages: 0, terms: 0 }]);
    await expect(
      database.inTenant('stranger', (transaction) =>
        transaction.execute(
          sql`insert into knowledge_terms (tenant, term, passage_id, frequency) values (${tenant}, 'x', ${passages[0]?.id}, 1)`,
        ),
      ),
    ).rejects.toMatchObject({ code: '42501' });
  });
});
