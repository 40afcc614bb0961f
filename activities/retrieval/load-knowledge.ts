// Brings a folder of Markdown files into the knowledge store, and lets people search it. A load with a bad file changes
// nothing at all.
import { hashText } from '../../contracts/canonical-json.ts';
import { failures } from '../../contracts/failures.ts';
import type { TenantId } from '../../contracts/ids.ts';
import type { KnowledgePassage, KnowledgeStore, ScoredPassage } from '../../contracts/ports/knowledge.ts';
import type { EmbeddingConnector } from '../../contracts/ports/model.ts';
import { chunkDocument } from './chunk-document.ts';
import { knowledgeSources, readKnowledgeFile } from './read-knowledge-file.ts';
import type { KnowledgeFile } from './read-knowledge-file.ts';

/** Texts of one embedding call: a cold model answers in seconds, and an interruption loses little. */
const batchSize = 32;
/** Longer lists of problems help nobody. */
const mostProblems = 10;

export interface KnowledgeDependencies {
  knowledge: KnowledgeStore;
  embedding: EmbeddingConnector;
}

export interface LoadKnowledgeInput {
  tenant: TenantId;
  /** `path` names the document for ever: the same path replaces it. */
  files: { path: string; text: string }[];
  onProgress?: (progress: { documents: number; of: number }) => void;
}

export interface LoadKnowledgeResult {
  documents: number;
  passages: number;
  written: number;
  unchanged: number;
}

export interface SearchKnowledgeInput {
  tenant: TenantId;
  /** Of the reader, from his token; `all` is added. */
  roles: string[];
  query: string;
  /** Absent: every source. */
  sources?: string[];
  limit: number;
}

export function createKnowledgeLoader({ knowledge, embedding }: KnowledgeDependencies) {
  /** @throws InvalidRequest that lists the problems by path; DependencyUnavailable, ContractBroken of the store. */
  async function loadKnowledgeFolder({
    tenant,
    files,
    onProgress,
  }: LoadKnowledgeInput): Promise<LoadKnowledgeResult> {
    const documents = checked(files).map((file) => ({ file, passages: passagesOf(tenant, file) }));
    const result: LoadKnowledgeResult = { documents: 0, passages: 0, written: 0, unchanged: 0 };
    for (const { file, passages } of documents) {
      const vectors = await embedAll(passages.map(({ title, text }) => `${title}\n${text}`));
      const entries = passages.map((passage, index) => ({ passage, vector: vectors[index] ?? [] }));
      const { written, unchanged } = await knowledge.upsert({
        scope: { tenant },
        documentId: file.path,
        passages: entries,
      });
      result.documents += 1;
      result.passages += passages.length;
      result.written += written;
      result.unchanged += unchanged;
      onProgress?.({ documents: result.documents, of: documents.length });
    }
    return result;
  }

  /** @throws InvalidRequest for a role or source that is no name. */
  async function searchKnowledge({
    tenant,
    roles,
    query,
    sources,
    limit,
  }: SearchKnowledgeInput): Promise<ScoredPassage[]> {
    const [vector = []] = await embedding.embed([query]);
    const scope = { tenant, roles: [...new Set(['all', ...roles])] };
    return knowledge.search({ scope, query, vector, sources: sources ?? [...knowledgeSources], limit });
  }

  async function embedAll(texts: string[]): Promise<number[][]> {
    const vectors: number[][] = [];
    for (let start = 0; start < texts.length; start += batchSize) {
      vectors.push(...(await embedding.embed(texts.slice(start, start + batchSize))));
    }
    return vectors;
  }

  return { loadKnowledgeFolder, searchKnowledge };
}

function checked(files: LoadKnowledgeInput['files']): KnowledgeFile[] {
  const read = files.map(readKnowledgeFile);
  const problems = read.flatMap((file) => ('problem' in file ? [file.problem] : []));
  const twice = files.filter(({ path }, index) => files.findIndex((file) => file.path === path) !== index);
  problems.push(...twice.map(({ path }) => `${path}: is there twice`));
  if (problems.length > 0) {
    const shown = problems.slice(0, mostProblems).join('; ');
    const more = problems.length > mostProblems ? `; and ${problems.length - mostProblems} more` : '';
    throw failures.invalidRequest(`knowledge was not loaded: ${shown}${more}`, {
      part: 'knowledge',
      code: 'front_matter',
    });
  }
  return read.filter((file): file is KnowledgeFile => !('problem' in file));
}

function passagesOf(tenant: TenantId, file: KnowledgeFile): KnowledgePassage[] {
  return chunkDocument(file.body).map(({ heading, text }, position) => ({
    id: `kp_${hashText(JSON.stringify([tenant, file.path, position])).slice(0, 32)}`,
    documentId: file.path,
    title: heading === null || heading === file.title ? file.title : `${file.title}: ${heading}`,
    source: file.source,
    language: file.language,
    audience: file.audience,
    text,
    contentHash: hashText(text),
    updated: file.updated,
  }));
}
