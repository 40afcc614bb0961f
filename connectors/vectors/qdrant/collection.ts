// The collection of one vector space, made on first use as Qdrant's multitenancy guide says: one collection for all
// tenants, its graph built per tenant. It must never change or drop a collection that is there.
import type { QdrantClient } from '@qdrant/js-client-rest';
import { z } from 'zod';
import { hashJson } from '../../../contracts/canonical-json.ts';
import { failures } from '../../../contracts/failures.ts';
import type { Ranking } from '../ranking.ts';
import { ask, done, statusOf } from './qdrant-failure.ts';
import { assumedWords } from './sparse-terms.ts';

/** The first minor version of 1.x whose fusion takes weights; older ones ignore them without a word. */
const oldestMinor = 17;

export interface Space {
  space: string;
  dimensions: number;
}

/** Everything that shapes a stored vector is in the name: a change of any of it is another collection, to be loaded anew. */
export function collectionName({ space, dimensions }: Space, { k1, b }: Ranking): string {
  const layout = hashJson({ space, dimensions, k1, b, assumedWords, layout: 1 }).slice(0, 8);
  const readable = space
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60);
  return `wayproof_knowledge_${readable}_${dimensions}_${layout}`;
}

const keyword = { type: 'keyword', enable_hnsw: false } as const;
const payloadIndexes = {
  // The one filter that each search has: only it gets links of its own in the graph.
  tenant: { type: 'keyword', is_tenant: true },
  documentId: keyword,
  source: keyword,
  audience: keyword,
  subject: keyword,
  terms: { type: 'integer', lookup: true, range: false, enable_hnsw: false },
} as const;

const collectionInfo = z.object({
  config: z.object({ params: z.object({ vectors: z.unknown() }) }),
  payload_schema: z.record(z.string(), z.unknown()),
});
const denseVector = z.object({ dense: z.object({ size: z.int() }) });

/** @throws ContractBroken (vector size, both named; a server that is too old), and what the server's state gives. */
export async function ensureCollection(client: QdrantClient, name: string, { space, dimensions }: Space) {
  const tooOld = versionProblem(await askVersion(client));
  if (tooOld !== null) throw failures.contractBroken(tooOld, { part: 'qdrant', code: 'version' });

  const found = (await lookUp(client, name)) ?? (await create(client, name, dimensions));
  const dense = denseVector.safeParse(found.config.params.vectors);
  const size = dense.success ? dense.data.dense.size : null;
  if (size !== dimensions) {
    throw failures.contractBroken(
      `Qdrant's collection ${name} has vectors of ${size ?? 'no'} dimensions where the space ${space} has ${dimensions}`,
      { part: 'qdrant', code: 'vector_size' },
    );
  }
  for (const [field_name, field_schema] of Object.entries(payloadIndexes)) {
    if (field_name in found.payload_schema) continue;
    await ask(client, 'index', done, (qdrant) =>
      qdrant.createPayloadIndex(name, { wait: true, field_name, field_schema }),
    );
  }
}

/** `1.18.0`; answered without a key. */
export async function askVersion(client: QdrantClient): Promise<string> {
  const { version } = await ask(client, 'version', z.object({ version: z.string() }), (qdrant) =>
    qdrant.versionInfo(),
  );
  return version;
}

/** What is wrong with a server of this version, or null. */
export function versionProblem(version: string): string | null {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major === 1 && minor < oldestMinor
    ? `Qdrant ${major}.${minor} does not weigh its fusion; 1.${oldestMinor} or newer is needed`
    : null;
}

async function lookUp(client: QdrantClient, name: string) {
  return ask(client, 'collection', collectionInfo.nullable(), (qdrant) =>
    qdrant.getCollection(name).catch((error: unknown) => {
      if (statusOf(error) === 404) return null;
      throw error;
    }),
  );
}

async function create(client: QdrantClient, name: string, dimensions: number) {
  await ask(client, 'create', done, (qdrant) =>
    qdrant
      .createCollection(name, {
        vectors: { dense: { size: dimensions, distance: 'Cosine' } },
        // No `idf` here: its statistics would be of all tenants.
        sparse_vectors: { bm25: {} },
        // No graph over all tenants (m 0); each tenant gets its own (payload_m). The numbers are the guide's.
        hnsw_config: { m: 0, payload_m: 16 },
      })
      .catch((error: unknown) => {
        // Another process made it in between; what it made is looked at below.
        if (statusOf(error) !== 409) throw error;
      }),
  );
  return ask(client, 'collection', collectionInfo, (qdrant) => qdrant.getCollection(name));
}
