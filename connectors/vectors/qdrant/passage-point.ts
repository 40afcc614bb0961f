// A passage as a point of Qdrant and back. The point's id is a hash of tenant, document and passage, so that no tenant can
// write over another's point, whatever passage id it claims.
import { z } from 'zod';
import { hashJson } from '../../../contracts/canonical-json.ts';
import type { KnowledgePassage } from '../../../contracts/ports/knowledge.ts';
import type { Ranking } from '../ranking.ts';
import { tokenise } from '../tokenise.ts';
import { passageVector } from './sparse-terms.ts';

const fields = z.object({
  passageId: z.string(),
  documentId: z.string(),
  title: z.string(),
  source: z.string(),
  language: z.string(),
  audience: z.array(z.string()),
  text: z.string(),
  contentHash: z.string(),
  documentHash: z.string(),
  version: z.int(),
  updated: z.string(),
  subject: z.string().optional(),
});
/** For `with_payload`: all that a KnowledgePassage needs, without the terms. */
export const passageFieldNames = Object.keys(fields.shape);
/** A payload as the passage that it was. */
export const passagePayload = fields.transform(({ passageId, subject, ...passage }): KnowledgePassage => ({
  id: passageId,
  ...passage,
  ...(subject === undefined ? {} : { subject }),
}));

export interface PassagePoint {
  id: string;
  vector: { dense: number[]; bm25: { indices: number[]; values: number[] } };
  payload: Record<string, unknown>;
}

export function pointId(tenant: string, documentId: string, passageId: string): string {
  const hash = hashJson([tenant, documentId, passageId]);
  return [8, 12, 16, 20, 32].map((end, at) => hash.slice([0, 8, 12, 16, 20][at], end)).join('-');
}

/** Hash of all that is written of a passage, its space included: the same hash, nothing to do. */
export function rowHashOf(passage: KnowledgePassage, space: string): string {
  return hashJson({ passage, space });
}

/** @param ofDocument how many passages the document has, so that a reader can tell a torn write from a whole one. */
export function toPoint(input: {
  tenant: string;
  space: string;
  passage: KnowledgePassage;
  vector: number[];
  ofDocument: number;
  ranking: Ranking;
}): PassagePoint {
  const { tenant, space, passage, vector, ofDocument, ranking } = input;
  const { id, ...rest } = passage;
  const bm25 = passageVector(tokenise(`${passage.title}\n${passage.text}`), ranking);
  return {
    id: pointId(tenant, passage.documentId, id),
    vector: { dense: vector, bm25 },
    payload: {
      tenant,
      passageId: id,
      ...rest,
      ofDocument,
      rowHash: rowHashOf(passage, space),
      // For counting how many visible passages hold a term.
      terms: bm25.indices,
    },
  };
}
