// The one query of the store. `visible` is the only place where passages are read, and it holds the tenant, audience and
// subject filter; everything after it, BM25's statistics included, must read from `visible` alone, so that not even a score tells
// of a passage that the reader may not see.
import { sql, type SQL } from 'drizzle-orm';
import type { KnowledgeSearch } from '../../../contracts/ports/knowledge.ts';
import type { Ranking } from '../ranking.ts';

export interface SearchRow extends Record<string, unknown> {
  id: string;
  document_id: string;
  title: string;
  source: string;
  language: string;
  audience: string[];
  text: string;
  content_hash: string;
  document_hash: string;
  version: number;
  updated: string;
  subject: string | null;
  score: number;
  dense_rank: number | null;
  bm25_rank: number | null;
}

/** A list of bound parameters as `text[]`; an empty one is an empty array, which overlaps with nothing. */
function textArray(values: readonly string[]): SQL {
  return sql`array[${sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  )}]::text[]`;
}

function visiblePassages({ scope, sources }: Pick<KnowledgeSearch, 'scope' | 'sources'>): SQL {
  return sql`
    select * from knowledge_passages
    where tenant = ${scope.tenant}
      and audience && ${textArray(scope.roles)}
      and (subject is null or subject = ${scope.subject ?? null}::text)
      and source = any(${textArray(sources)})`;
}

/** One list's share of the score; ranking.ts has the formula. */
function fusedScore(rank: SQL, weight: number, k: number): SQL {
  return sql`coalesce(1 / (${rank} / ${weight}::float8 + ${k}::float8 - 1), 0)`;
}

/**
 * Exact cosine and exact BM25, each ranked from 1, fused by weighted reciprocal rank. Exact on purpose: an approximate
 * index filters after it has searched, so a small tenant beside a large one would find too little. Milliseconds up to some
 * ten thousand passages a tenant; beyond that, Qdrant.
 */
export function searchQuery(input: {
  search: KnowledgeSearch;
  space: string;
  terms: readonly string[];
  ranking: Ranking;
}): SQL {
  const { search, space, terms, ranking } = input;
  const { k1, b, fusionK, denseWeight, bm25Weight, depth, minimumSimilarity } = ranking;
  const vector = `[${search.vector.join(',')}]`;
  return sql`
    with visible as materialized (${visiblePassages(search)}),
    corpus as (select count(*)::float8 as total, avg(words)::float8 as average from visible),
    hits as (
      select visible.id, visible.words, term.term, term.frequency
      from knowledge_terms term join visible on visible.tenant = term.tenant and visible.id = term.passage_id
      where term.tenant = ${search.scope.tenant} and term.term = any(${textArray(terms)})
    ),
    spread as (select term, count(*)::float8 as passages from hits group by term),
    bm25 as (
      select hits.id, sum(
        ln(1 + (corpus.total - spread.passages + 0.5) / (spread.passages + 0.5))
        * hits.frequency * (${k1}::float8 + 1)
        / (hits.frequency + ${k1}::float8 * (1 - ${b}::float8 + ${b}::float8 * hits.words / corpus.average))
      ) as score
      from hits join spread on spread.term = hits.term cross join corpus
      group by hits.id
    ),
    bm25_list as (
      select id, row_number() over (order by score desc, id) as rank from bm25 order by rank limit ${bm25Weight > 0 ? depth : 0}::int
    ),
    near as (
      select id, 1 - (embedding <=> ${vector}::vector) as similarity from visible where space = ${space}
    ),
    dense_list as (
      select id, row_number() over (order by similarity desc, id) as rank
      from near where similarity >= ${minimumSimilarity}::float8 and similarity <> 'NaN'::float8
      order by rank limit ${denseWeight > 0 ? depth : 0}::int
    ),
    fused as (
      select coalesce(dense_list.id, bm25_list.id) as id, dense_list.rank as dense_rank, bm25_list.rank as bm25_rank,
        ${fusedScore(sql`dense_list.rank`, denseWeight, fusionK)}
        + ${fusedScore(sql`bm25_list.rank`, bm25Weight, fusionK)} as score
      from dense_list full outer join bm25_list on bm25_list.id = dense_list.id
    )
    select visible.id, document_id, title, source, language, audience, text, content_hash,
      document_hash, version, updated, subject,
      fused.score::float8 as score, fused.dense_rank::int as dense_rank, fused.bm25_rank::int as bm25_rank
    from fused join visible on visible.id = fused.id
    order by fused.score desc, visible.id
    limit ${search.limit}::int`;
}
