// Brings documents into the knowledge store and takes them out again; a load with a bad document changes nothing at all.
// What did not change is neither embedded nor written: a load that was cut short is finished by running it again. Of the customer that a
// document is about it keeps the token, never the id.
import { hashJson, hashText } from '../../contracts/canonical-json.ts';
import { failures } from '../../contracts/failures.ts';
import type { SubjectToken, TenantId } from '../../contracts/ids.ts';
import type {
  KnowledgeDocumentState,
  KnowledgePassage,
  KnowledgeStore,
  ScoredPassage,
} from '../../contracts/ports/knowledge.ts';
import type { EmbeddingConnector } from '../../contracts/ports/model.ts';
import type { SubjectVault } from '../../contracts/ports/store.ts';
import { hideForGood, hidingVersion } from '../privacy/hide-for-good.ts';
import { createPlantedInstructions } from '../privacy/planted-instructions.ts';
import { chunkDocument, chunkerVersion } from './chunk-document.ts';
import type { Chunk } from './chunk-document.ts';
import { knowledgeSources } from './read-knowledge-file.ts';
import type { CheckedFile, KnowledgeFile } from './read-knowledge-file.ts';

/** Texts of one embedding call: a cold model answers in seconds, and an interruption loses little. */
const batchSize = 32;
/** Longer lists of problems help nobody. */
const mostProblems = 10;

export interface KnowledgeDependencies {
  knowledge: KnowledgeStore;
  embedding: EmbeddingConnector;
  vault: Pick<SubjectVault, 'subjectOf' | 'customerOf'>;
}

export interface LoadKnowledgeInput {
  tenant: TenantId;
  files: CheckedFile[];
  onProgress?: (progress: { documents: number; of: number }) => void;
}

/** `documents` were looked at and `changed` of them written; the other counts are passages. */
export interface LoadKnowledgeResult {
  documents: number;
  changed: number;
  passages: number;
  written: number;
  unchanged: number;
  /** Payment and national numbers that were taken out of what was written, by type. */
  hidden: Record<string, number>;
  /** Documents that were written and speak to a model, with what the screens found. */
  screened: { documentId: string; codes: string[] }[];
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

type Content = Omit<KnowledgeFile, 'customerId'>;

interface Prepared {
  /** As it is kept: without payment and national numbers. */
  file: Content;
  customerId: string | undefined;
  chunks: Chunk[];
  hidden: Record<string, number>;
}

export function createKnowledgeLoader({ knowledge, embedding, vault }: KnowledgeDependencies) {
  const plantedIn = createPlantedInstructions();

  /** @throws InvalidRequest that lists the problems by path; DependencyUnavailable, ContractBroken of the store. */
  async function loadKnowledge(input: LoadKnowledgeInput): Promise<LoadKnowledgeResult> {
    const { tenant, files, onProgress } = input;
    const prepared = prepare(files);
    const states = await knowledge.documents({ scope: { tenant } });
    const known = new Map(states.map((state) => [state.documentId, state]));
    const counts = { documents: 0, changed: 0, passages: 0, written: 0, unchanged: 0 };
    const result: LoadKnowledgeResult = { ...counts, hidden: {}, screened: [] };
    for (const document of prepared) {
      const { written, unchanged } = await write(tenant, document, known.get(document.file.path));
      result.documents += 1;
      if (written > 0) tellOf(document, result);
      result.passages += document.chunks.length;
      result.written += written;
      result.unchanged += unchanged;
      onProgress?.({ documents: result.documents, of: prepared.length });
    }
    return result;
  }

  function tellOf({ file, chunks, hidden }: Prepared, result: LoadKnowledgeResult): void {
    result.changed += 1;
    for (const [type, count] of Object.entries(hidden))
      result.hidden[type] = (result.hidden[type] ?? 0) + count;
    const passages = chunks.map(({ text }) => ({ id: '', source: file.source, title: file.title, text }));
    const codes = [...new Set(plantedIn(passages).map(({ code }) => code))];
    if (codes.length > 0) result.screened.push({ documentId: file.path, codes });
  }

  async function write(tenant: TenantId, document: Prepared, state?: KnowledgeDocumentState) {
    const { file, chunks, customerId } = document;
    const about = customerId === undefined ? {} : { subject: await vault.subjectOf({ tenant, customerId }) };
    const documentHash = hashDocument({ ...file, ...about }, embedding.space);
    // The count is compared too: a store without transactions may hold a part of an interrupted document.
    if (state?.documentHash === documentHash && state.passages === chunks.length) {
      return { written: 0, unchanged: chunks.length };
    }
    // The rest of a document that was cut short is the same content, hence the same version.
    const version = state?.documentHash === documentHash ? state.version : (state?.version ?? 0) + 1;
    const passages = passagesOf(tenant, { file, chunks }, { documentHash, version, ...about });
    const vectors = await embedAll(passages.map(({ title, text }) => `${title}\n${text}`));
    const counts = await knowledge.upsert({
      scope: { tenant },
      documentId: file.path,
      passages: passages.map((passage, index) => ({ passage, vector: vectors[index] ?? [] })),
    });
    if (about.subject !== undefined) await removeIfErased(tenant, about.subject);
    return counts;
  }

  /** An erasure that began after his token was read may have looked for passages before these were there. */
  async function removeIfErased(tenant: TenantId, subject: SubjectToken): Promise<void> {
    if ((await vault.customerOf({ tenant, subject })) !== null) return;
    await knowledge.deleteSubject({ scope: { tenant }, subject });
    throw failures.dependencyUnavailable('a customer was erased while knowledge about him was loaded', {
      part: 'knowledge',
      code: 'subject_erased',
    });
  }

  /** Every document whose id starts with `prefix`, by id. */
  async function listDocuments(input: {
    tenant: TenantId;
    prefix: string;
  }): Promise<KnowledgeDocumentState[]> {
    const states = await knowledge.documents({ scope: { tenant: input.tenant } });
    return states.filter(({ documentId }) => documentId.startsWith(input.prefix));
  }

  /** @returns the number of passages that went; 0: there was no such document. */
  function deleteDocument({ tenant, documentId }: { tenant: TenantId; documentId: string }): Promise<number> {
    return knowledge.deleteDocument({ scope: { tenant }, documentId });
  }

  /** @throws InvalidRequest for a role or source that is no name. */
  async function searchKnowledge(input: SearchKnowledgeInput): Promise<ScoredPassage[]> {
    const { tenant, roles, query, sources, limit } = input;
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

  return { loadKnowledge, listDocuments, deleteDocument, searchKnowledge };
}

function prepare(files: readonly CheckedFile[]): Prepared[] {
  const problems = files.flatMap((file) => ('problem' in file ? [file.problem] : []));
  const good = files.filter((file): file is KnowledgeFile => !('problem' in file));
  const twice = good.filter(({ path }, index) => good.findIndex((file) => file.path === path) !== index);
  problems.push(...twice.map(({ path }) => `${path}: is there twice`));
  const prepared = good.map(({ customerId, ...file }): Prepared => {
    const hidden: Record<string, number> = {};
    const [title, body] = [hideForGood(file.title, hidden), hideForGood(file.body, hidden)];
    return { file: { ...file, title, body }, customerId, chunks: chunkDocument(body), hidden };
  });
  // A path is an id for ever, and stands in lists: nothing can be taken out of it, and no message repeats it.
  const named = good.filter(({ path }) => hideForGood(path, {}) !== path);
  if (named.length > 0)
    problems.push(`${named.length} documents: the path holds a payment or a national number`);
  const telling = good.filter(({ path, customerId: id }) => id && tells(path, id));
  if (telling.length > 0) problems.push(`${telling.length} documents: the path holds the customer's id`);
  const empty = prepared.filter(({ chunks }) => chunks.length === 0);
  problems.push(...empty.map(({ file }) => `${file.path}: has headings but no text`));
  if (problems.length === 0) return prepared;
  const shown = problems.slice(0, mostProblems).join('; ');
  const more = problems.length > mostProblems ? `; and ${problems.length - mostProblems} more` : '';
  throw failures.invalidRequest(`knowledge was not loaded: ${shown}${more}`, {
    part: 'knowledge',
    code: 'front_matter',
  });
}

function tells(path: string, customerId: string): boolean {
  return path.toLowerCase().includes(customerId.toLowerCase());
}

/** Over everything that shapes a document's passages and vectors: equal means that there is nothing to do. */
function hashDocument({ path: _, ...content }: Content & { subject?: SubjectToken }, space: string) {
  return hashJson({ ...content, chunker: chunkerVersion, hiding: hidingVersion, space });
}

function passagesOf(
  tenant: TenantId,
  { file, chunks }: Pick<Prepared, 'file' | 'chunks'>,
  revision: Pick<KnowledgePassage, 'documentHash' | 'version' | 'subject'>,
): KnowledgePassage[] {
  return chunks.map(({ heading, text }, position) => ({
    id: `kp_${hashText(JSON.stringify([tenant, file.path, position])).slice(0, 32)}`,
    documentId: file.path,
    title: heading === null || heading === file.title ? file.title : `${file.title}: ${heading}`,
    source: file.source,
    language: file.language,
    audience: file.audience,
    text,
    contentHash: hashText(text),
    ...revision,
    updated: file.updated,
  }));
}
