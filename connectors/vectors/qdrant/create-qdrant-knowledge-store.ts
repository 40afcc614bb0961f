// The knowledge store on Qdrant: one collection for each vector space, all tenants in it, every call behind
// scope-filter.ts. It must never hold a passage of its own.
import type { QdrantClient } from '@qdrant/js-client-rest';
import { z } from 'zod';
import type { KnowledgeStore } from '../../../contracts/ports/knowledge.ts';
import { failures } from '../../../contracts/failures.ts';
import { checkScope, checkTenant, checkVector } from '../check-search.ts';
import { rankingFor, type Ranking } from '../ranking.ts';
import { askVersion, collectionName, ensureCollection, versionProblem } from './collection.ts';
import { connect } from './connect.ts';
import { ask, done } from './qdrant-failure.ts';
import { ofDocument, ofSubject, type Filter } from './scope-filter.ts';
import { countPassages, searchPassages } from './search-passages.ts';
import { readDocuments, readPassages, type Place } from './stored-passages.ts';
import { writePassages } from './write-passages.ts';

/** More than any prompt holds; a larger wish is a mistake. */
const mostPassages = 100;

export interface QdrantTimeouts {
  /** A search, in milliseconds: a person or a journey waits. */
  searchMs: number;
  /** One batch, which the server answers only when it is stored. */
  writeMs: number;
  /** A look whether it is there at all. */
  probeMs: number;
}
const usualTimeouts: QdrantTimeouts = { searchMs: 5_000, writeMs: 30_000, probeMs: 2_000 };

export interface QdrantKnowledgeStoreOptions {
  /** `http(s)://host[:port][/prefix]`; without a port Qdrant's own, 6333. */
  url: string;
  apiKey?: string | undefined;
  /** Certificates in PEM by which alone an https server is believed; undefined: those that Node knows. */
  authority?: string | undefined;
  /** Where the server stands. */
  region: string;
  embedding: { space: string; dimensions: number };
  /** Default: the space's own (connectors/vectors/ranking.ts). */
  ranking?: Ranking;
  /** Default: named for everything that shapes a stored vector, so that equal installations share it. */
  collection?: string | undefined;
  timeouts?: Partial<QdrantTimeouts>;
}

/**
 * Nothing is sent before the first call, which makes the collection where it is missing. Failures: InvalidRequest,
 * ContractBroken (vector size, both named; a server too old), CredentialRejected, DependencyRateLimited, DependencyUnavailable.
 */
export function createQdrantKnowledgeStore({
  url,
  apiKey,
  authority,
  region,
  embedding,
  ranking = rankingFor(embedding.space),
  collection = collectionName(embedding, ranking),
  timeouts,
}: QdrantKnowledgeStoreOptions): KnowledgeStore {
  const { space, dimensions } = embedding;
  const { searchMs, writeMs, probeMs } = { ...usualTimeouts, ...timeouts };
  // The client's timeout is the connection's, so each kind of call has a client of its own; none connects before it is used.
  const [searching, writing, probing] = [searchMs, writeMs, probeMs].map((timeout) =>
    connect({ url, apiKey, authority, timeout }),
  ) as [QdrantClient, QdrantClient, QdrantClient];

  let ensured: Promise<void> | null = null;
  /** Looks once that the collection is there, and again after any failure: the server may have been changed. */
  async function using<T>(client: QdrantClient, work: (place: Place) => Promise<T>): Promise<T> {
    try {
      ensured ??= ensureCollection(client, collection, embedding);
      await ensured;
      return await work({ client, collection });
    } catch (error) {
      ensured = null;
      throw error;
    }
  }

  /** @returns how many there were. */
  const deleteAll = (filter: Filter): Promise<number> =>
    using(writing, async (place) => {
      const count = await countPassages(place, filter);
      if (count > 0) {
        await ask(place.client, 'delete', done, (qdrant) =>
          qdrant.delete(collection, { wait: true, filter }),
        );
      }
      return count;
    });

  return {
    name: 'qdrant',
    region,

    async upsert({ scope, documentId, passages }) {
      checkTenant(scope);
      for (const { passage, vector } of passages) {
        checkVector(vector, space, dimensions);
        if (passage.documentId !== documentId) {
          throw failures.invalidRequest('a passage of another document', {
            part: 'knowledge',
            code: 'document',
          });
        }
      }
      return using(writing, (place) => writePassages(place, { scope, documentId, space, ranking, passages }));
    },

    async search(search) {
      checkScope(search.scope, search.sources);
      checkVector(search.vector, space, dimensions);
      const limit = Math.min(Math.max(0, Math.trunc(search.limit)), mostPassages);
      if (search.scope.roles.length === 0 || search.sources.length === 0 || limit === 0) return [];
      return using(searching, (place) => searchPassages(place, { search: { ...search, limit }, ranking }));
    },

    deleteDocument: async ({ scope, documentId }) => deleteAll(ofDocument(scope, documentId)),

    deleteSubject: async ({ scope, subject }) => deleteAll(ofSubject(scope, subject)),

    aboutSubject: ({ scope, subject }) =>
      using(writing, (place) => readPassages(place, ofSubject(scope, subject))),

    async documents({ scope }) {
      checkTenant(scope);
      return using(writing, (place) => readDocuments(place, scope));
    },

    async stats({ scope }) {
      checkTenant(scope);
      const documents = await using(writing, (place) => readDocuments(place, scope));
      return {
        documents: documents.length,
        passages: documents.reduce((sum, { passages }) => sum + passages, 0),
      };
    },

    async probe() {
      try {
        // The first says what it is and needs no key; the second needs one.
        const version = await askVersion(probing);
        const { exists } = await ask(probing, 'probe', z.object({ exists: z.boolean() }), (qdrant) =>
          qdrant.collectionExists(collection),
        );
        const problem = versionProblem(version);
        if (problem !== null) return { ready: false, detail: problem, version };
        const filled = exists ? '' : '; no knowledge of this vector space yet, load it';
        return { ready: true, detail: `Qdrant ${version}${filled}`, version };
      } catch (error) {
        const problem = error instanceof Error ? error.message : 'Qdrant does not answer';
        return { ready: false, detail: `${problem}; is it running where its URL says?`, version: null };
      }
    },
  };
}
