// The gateway's knowledge port over the loader and search of the activities, and the sample folders at a first start.
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { ApplicationFailure } from '@temporalio/common';
import { evaluateRetrieval } from '../activities/retrieval/evaluate-retrieval.ts';
import { createKnowledgeLoader } from '../activities/retrieval/load-knowledge.ts';
import { checkKnowledgeFile, readKnowledgeFile } from '../activities/retrieval/read-knowledge-file.ts';
import type { FailureType } from '../contracts/failures.ts';
import type { PolicySet } from '../contracts/policy.ts';
import type { EmbeddingConnector } from '../contracts/ports/model.ts';
import type { Knowledge } from '../gateway/ports.ts';
import { Problem } from '../gateway/problems.ts';
import type { ComposedStore } from './compose-store.ts';

export interface ComposedKnowledge extends Knowledge {
  /** Loads a folder of Markdown files for one tenant; unchanged passages are left alone. */
  loadFolder(input: { tenant: string; folder: string }): Promise<{ documents: number; written: number }>;
}

export function composeKnowledge(input: {
  stores: Pick<ComposedStore, 'knowledgeIn' | 'store'>;
  embedding: EmbeddingConnector;
  tenants: PolicySet['tenants'];
}): ComposedKnowledge {
  const { stores, embedding, tenants } = input;
  const loaders = new Map<string, ReturnType<typeof createKnowledgeLoader>>();

  function regionOf(tenant: string): string {
    const region = tenants[tenant]?.region;
    if (region === undefined) throw new Problem('unknown_tenant');
    return region;
  }

  /** The loader of the tenant's own store, or of its region's. */
  function loaderFor(tenant: string) {
    const region = regionOf(tenant);
    const known =
      loaders.get(tenant) ??
      createKnowledgeLoader({
        knowledge: stores.knowledgeIn(region, tenant),
        embedding,
        vault: stores.store.vault,
      });
    loaders.set(tenant, known);
    return known;
  }

  return {
    async load({ tenant, documents }) {
      const files = documents.map(({ documentId, text, ...rest }) =>
        checkKnowledgeFile({ ...rest, path: documentId, body: text }),
      );
      const load = loaderFor(tenant).loadKnowledge({ tenant, files });
      const { changed, written, unchanged, hidden, screened } = await load.catch(asProblem('/documents'));
      return { documents: documents.length, changed, written, unchanged, hidden, screened };
    },
    search: ({ tenant, roles, query, sources, limit }) =>
      loaderFor(tenant).searchKnowledge({
        tenant,
        roles,
        query,
        limit,
        ...(sources === null ? {} : { sources }),
      }),
    documents: async (query) => loaderFor(query.tenant).listDocuments(query),
    delete: async (query) => loaderFor(query.tenant).deleteDocument(query),
    async evaluate({ tenant, questions }) {
      const knowledge = stores.knowledgeIn(regionOf(tenant), tenant);
      return evaluateRetrieval({ knowledge, embedding }, { tenant, questions }).catch(
        asProblem('/questions'),
      );
    },
    async loadFolder({ tenant, folder }) {
      const files = (await markdownFiles(folder)).map(readKnowledgeFile);
      return loaderFor(tenant).loadKnowledge({ tenant, files });
    },
  };
}

/** What a caller did wrong becomes his answer; everything else stays what it is. */
function asProblem(pointer: string) {
  return (error: unknown): never => {
    const invalid: FailureType = 'InvalidRequest';
    if (!(error instanceof ApplicationFailure) || error.type !== invalid) throw error;
    throw new Problem('request_invalid', { errors: [{ pointer, reason: error.message }] });
  };
}

async function markdownFiles(folder: string): Promise<{ path: string; text: string }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.md') && entry.name !== 'README.md')
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
  return Promise.all(
    paths.sort().map(async (path) => ({ path, text: await readFile(join(folder, path), 'utf8') })),
  );
}
