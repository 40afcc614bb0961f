// What the contract of knowledge stores needs of an implementation, and the passages that its tests share.
import { hashText } from '../../contracts/canonical-json.ts';
import type { EmbeddingConnector } from '../../contracts/ports/model.ts';
import type { KnowledgePassage, KnowledgeStore } from '../../contracts/ports/knowledge.ts';

export interface KnowledgeSubject {
  store: KnowledgeStore;
  embedding: EmbeddingConnector;
}

/** A passage as a loader would make it. */
export function samplePassage(
  tenant: string,
  [documentId, source, audience, text]: [string, string, string[], string],
  position = 0,
  version = 1,
): KnowledgePassage {
  return {
    id: `kp_${hashText(`${tenant}/${documentId}/${position}`).slice(0, 32)}`,
    documentId,
    title: documentId,
    source,
    language: 'en',
    audience,
    text,
    contentHash: hashText(text),
    documentHash: hashText(`${source}/${audience.join()}/${text}/${version}`),
    version,
    updated: '2026-05-01',
  };
}
