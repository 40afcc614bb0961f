// The embedded knowledge store: dense vectors and BM25 side by side in one database. Reads go through search-query.ts
// alone, where the tenant, audience and subject filter stands; row-level security is the second wall.
import { and, asc, eq, sql } from 'drizzle-orm';
import type {
  KnowledgeDocumentState,
  KnowledgeStore,
  ScoredPassage,
} from '../../../contracts/ports/knowledge.ts';
import { failures } from '../../../contracts/failures.ts';
import { queryRows, type TenantDatabase } from '../../../store/database.ts';
import { checkScope, checkSubject, checkTenant, checkVector } from '../check-search.ts';
import { rankingFor, type Ranking } from '../ranking.ts';
import { tokenise } from '../tokenise.ts';
import { probeDatabase } from './probe-database.ts';
import { knowledgePassages } from './schema.ts';
import { searchQuery, type SearchRow } from './search-query.ts';
import { writePassages } from './write-passages.ts';

/** This room's migrations, for openDatabase (with `vector: true`). */
export const knowledgeMigrations = {
  folder: new URL('migrations', import.meta.url).pathname,
  table: 'vectors',
};

/** More than any prompt holds; a larger wish is a mistake. */
const mostPassages = 100;

export interface PgvectorKnowledgeStoreOptions {
  database: TenantDatabase;
  /** Where the database stands. */
  region: string;
  /** The space that its vectors are of; a vector of another size is refused. */
  embedding: { space: string; dimensions: number };
  /** Default: the space's own (connectors/vectors/ranking.ts). */
  ranking?: Ranking;
}

/** Failures: InvalidRequest (a scope that is none), ContractBroken (vector size, both named), DependencyUnavailable. */
export function createPgvectorKnowledgeStore({
  database,
  region,
  embedding,
  ranking = rankingFor(embedding.space),
}: PgvectorKnowledgeStoreOptions): KnowledgeStore {
  const { space, dimensions } = embedding;
  return {
    name: 'pgvector',
    region,

    async upsert({ scope, documentId, passages }) {
      const tenant = checkTenant(scope);
      for (const { passage, vector } of passages) {
        checkVector(vector, space, dimensions);
        if (passage.documentId !== documentId) {
          throw failures.invalidRequest('a passage of another document', {
            part: 'knowledge',
            code: 'document',
          });
        }
      }
      return database.inTenant(tenant, (transaction) =>
        writePassages(transaction, { tenant, documentId, space, passages }),
      );
    },

    async search(search) {
      checkScope(search.scope, search.sources);
      checkVector(search.vector, space, dimensions);
      if (search.scope.roles.length === 0 || search.sources.length === 0) return [];
      const limit = Math.min(Math.max(0, Math.trunc(search.limit)), mostPassages);
      const terms = [...new Set(tokenise(search.query))];
      const query = searchQuery({ search: { ...search, limit }, space, terms, ranking });
      const rows = await database.inTenant(search.scope.tenant, (transaction) =>
        queryRows<SearchRow>(transaction, query),
      );
      return rows.map(toPassage);
    },

    async deleteDocument({ scope, documentId }) {
      const tenant = checkTenant(scope);
      const deleted = await database.inTenant(tenant, (transaction) =>
        transaction
          .delete(knowledgePassages)
          .where(and(eq(knowledgePassages.tenant, tenant), eq(knowledgePassages.documentId, documentId)))
          .returning({ id: knowledgePassages.id }),
      );
      return deleted.length;
    },

    async deleteSubject({ scope, subject }) {
      const tenant = checkTenant(scope);
      checkSubject(subject);
      const deleted = await database.inTenant(tenant, (transaction) =>
        transaction
          .delete(knowledgePassages)
          .where(and(eq(knowledgePassages.tenant, tenant), eq(knowledgePassages.subject, subject)))
          .returning({ id: knowledgePassages.id }),
      );
      return deleted.length;
    },

    async aboutSubject({ scope, subject }) {
      const tenant = checkTenant(scope);
      checkSubject(subject);
      const rows = await database.inTenant(tenant, (transaction) =>
        transaction
          .select()
          .from(knowledgePassages)
          .where(and(eq(knowledgePassages.tenant, tenant), eq(knowledgePassages.subject, subject)))
          .orderBy(asc(knowledgePassages.documentId), asc(knowledgePassages.id)),
      );
      return rows.map(({ id, documentId, title, source, language, audience, text, ...row }) => ({
        ...{ id, documentId, title, source, language, audience, text, subject },
        ...{ contentHash: row.contentHash, documentHash: row.documentHash },
        ...{ version: row.version, updated: row.updated },
      }));
    },

    async documents({ scope }) {
      const tenant = checkTenant(scope);
      // Passages that disagree belong to no version: the empty hash says so, and the loader writes them anew.
      return database.inTenant(tenant, (transaction) =>
        queryRows<KnowledgeDocumentState & Record<string, unknown>>(
          transaction,
          sql`select document_id as "documentId", max(version)::int as version, count(*)::int as passages,
                case when min(document_hash) = max(document_hash) then min(document_hash) else '' end as "documentHash"
              from knowledge_passages where tenant = ${tenant} group by document_id order by document_id`,
        ),
      );
    },

    probe: () => probeDatabase(database),

    async stats({ scope }) {
      const tenant = checkTenant(scope);
      const rows = await database.inTenant(tenant, (transaction) =>
        queryRows<{ documents: number; passages: number }>(
          transaction,
          sql`select count(distinct document_id)::int as documents, count(*)::int as passages
              from knowledge_passages where tenant = ${tenant}`,
        ),
      );
      return rows[0] ?? { documents: 0, passages: 0 };
    },
  };
}

function toPassage(row: SearchRow): ScoredPassage {
  return {
    id: row.id,
    documentId: row.document_id,
    title: row.title,
    source: row.source,
    language: row.language,
    audience: row.audience,
    text: row.text,
    contentHash: row.content_hash,
    documentHash: row.document_hash,
    version: row.version,
    updated: row.updated,
    ...(row.subject === null ? {} : { subject: row.subject }),
    score: row.score,
    ranks: { dense: row.dense_rank, bm25: row.bm25_rank },
  };
}
