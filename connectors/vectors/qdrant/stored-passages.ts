// What is stored of a document or a tenant, page by page, without texts and vectors: enough to tell what is there, what
// changed, and whether a write was cut off.
import type { QdrantClient } from '@qdrant/js-client-rest';
import { z } from 'zod';
import type { KnowledgeDocumentState, KnowledgePassage } from '../../../contracts/ports/knowledge.ts';
import { passageFieldNames, passagePayload } from './passage-point.ts';
import { ask } from './qdrant-failure.ts';
import { ofTenant, type Filter } from './scope-filter.ts';

/** Points of one page; each is about 300 bytes here. */
const pageSize = 1_000;

/** A collection, and the client that asks it. */
export interface Place {
  client: QdrantClient;
  collection: string;
}

const stored = z.object({
  documentId: z.string(),
  documentHash: z.string(),
  version: z.int(),
  rowHash: z.string(),
  ofDocument: z.int(),
});
export type StoredPassage = z.infer<typeof stored> & { id: string };
const page = z.object({
  points: z.array(z.object({ id: z.string(), payload: stored })),
  next_page_offset: z.string().nullish(),
});

export async function readStored(place: Place, filter: Filter): Promise<StoredPassage[]> {
  const points = await readAll(place, filter, page, Object.keys(stored.shape));
  return points.map(({ id, payload }) => ({ ...payload, id }));
}

const textPage = z.object({
  points: z.array(z.object({ id: z.string(), payload: passagePayload })),
  next_page_offset: z.string().nullish(),
});

/** The passages whole, by document and id. */
export async function readPassages(place: Place, filter: Filter): Promise<KnowledgePassage[]> {
  const points = await readAll(place, filter, textPage, passageFieldNames);
  const placeOf = ({ documentId, id }: KnowledgePassage) => `${documentId}\n${id}`;
  return points.map(({ payload }) => payload).sort((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1));
}

async function readAll<Point>(
  { client, collection }: Place,
  filter: Filter,
  shape: z.ZodType<{ points: Point[]; next_page_offset?: string | null | undefined }>,
  fields: readonly string[],
): Promise<Point[]> {
  const rows: Point[] = [];
  const wanted = { filter, limit: pageSize, with_payload: [...fields], with_vector: false };
  let next: { offset: string } | null = null;
  do {
    const asked: typeof wanted & { offset?: string } = { ...wanted, ...next };
    const { points, next_page_offset } = await ask(client, 'scroll', shape, (qdrant) =>
      qdrant.scroll(collection, asked),
    );
    rows.push(...points);
    next = next_page_offset ? { offset: next_page_offset } : null;
  } while (next !== null);
  return rows;
}

/** Every document of the tenant, by id. The hash is empty where its passages disagree or some are missing. */
export async function readDocuments(
  place: Place,
  scope: { tenant: string },
): Promise<KnowledgeDocumentState[]> {
  const documents = new Map<string, StoredPassage[]>();
  for (const row of await readStored(place, ofTenant(scope))) {
    const rows = documents.get(row.documentId);
    if (rows) rows.push(row);
    else documents.set(row.documentId, [row]);
  }
  return [...documents]
    .map(([documentId, rows]) => {
      const hashes = new Set(rows.map((row) => row.documentHash));
      const whole = hashes.size === 1 && rows.every((row) => row.ofDocument === rows.length);
      const version = Math.max(...rows.map((row) => row.version));
      const documentHash = whole ? (rows[0]?.documentHash ?? '') : '';
      return { documentId, documentHash, version, passages: rows.length };
    })
    .sort((one, other) => (one.documentId < other.documentId ? -1 : 1));
}
