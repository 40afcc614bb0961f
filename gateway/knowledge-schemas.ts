// The shapes of the knowledge routes. Only a search gives texts; what lists, deletes or measures gives ids and numbers.
import { z } from 'zod';
import { roles } from '../contracts/ports/identity.ts';
import { customerId, label, queryInteger } from './schema-parts.ts';

const documentId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_./:-]{0,120}$/);
export const knowledgeDocuments = z.strictObject({
  documents: z
    .array(
      z.strictObject({
        documentId,
        title: z.string().min(1).max(300),
        source: label,
        language: z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/),
        audience: z
          .array(z.enum([...roles, 'all']))
          .min(1)
          .describe('roles that may read it, or `all`'),
        text: z.string().min(1).max(400_000).describe('Markdown'),
        updated: z.iso.date(),
        customerId: customerId
          .optional()
          .describe('whom it is about: found in his journeys alone, and erased with him'),
      }),
    )
    .min(1)
    .max(50),
});
export const knowledgeLoaded = z.object({
  documents: z.number().int().describe('looked at'),
  changed: z.number().int().describe('documents of which something was written'),
  written: z.number().int().describe('passages'),
  unchanged: z.number().int().describe('passages'),
  hidden: z
    .record(z.string(), z.number().int())
    .describe('payment and national numbers that were taken out for good, by type'),
  screened: z
    .array(z.object({ documentId: z.string(), codes: z.array(z.string()) }))
    .describe('documents that speak to a model, with what the screens found'),
});
export const knowledgeListQuery = z.strictObject({
  prefix: z.string().max(121).default('').describe('only ids that start with it'),
});
export const knowledgeList = z.object({
  documents: z.array(
    z.object({ documentId: z.string(), documentHash: z.string(), version: z.number().int(), passages: z.number().int() }),
  ),
}); // prettier-ignore
export const knowledgeDeletion = z.strictObject({ documentId });
export const knowledgeDeleted = z.object({ documentId: z.string(), passages: z.number().int() });
const listScore = z.object({
  recallAt5: z.number().nullable().describe('null where nothing is relevant'),
  ndcgAt10: z.number().nullable(),
  found: z.number().int().describe('documents'),
});
export const knowledgeQuestions = z.strictObject({
  questions: z
    .array(
      z.strictObject({
        id: label,
        role: z.enum(roles).nullable().default(null).describe('whose eyes it is asked with, besides `all`'),
        query: z.string().min(1).max(1000),
        relevant: z.array(documentId).max(50).describe('documents that answer it; none: to find nothing is right'),
      }),
    )
    .min(1)
    .max(200),
}); // prettier-ignore
export const knowledgeEvaluation = z.object({
  store: z.string(),
  space: z.string(),
  questions: z.array(
    z.object({ id: z.string(), bm25: listScore, dense: listScore, fused: listScore }),
  ),
  unknownDocuments: z.array(z.string()),
}); // prettier-ignore
export const knowledgeQuery = z.strictObject({
  q: z.string().min(1).max(1000),
  source: label.optional(),
  limit: queryInteger(1, 50).default(8),
});
export const knowledgePassages = z.object({
  passages: z.array(
    z.object({
      id: z.string(),
      documentId: z.string(),
      title: z.string(),
      source: z.string(),
      language: z.string(),
      audience: z.array(z.string()),
      text: z.string(),
      contentHash: z.string(),
      version: z.number().int().describe("the document's"),
      updated: z.string(),
      score: z.number(),
      ranks: z.object({ dense: z.number().nullable(), bm25: z.number().nullable() }),
    }),
  ),
});
