// The gateway's knowledge port over the loader and search of the activities, and the sample folders at a first start.
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { ApplicationFailure } from '@temporalio/common';
import { stringify } from 'yaml';
import { createKnowledgeLoader } from '../activities/retrieval/load-knowledge.ts';
import type { FailureType } from '../contracts/failures.ts';
import type { PolicySet } from '../contracts/policy.ts';
import type { EmbeddingConnector } from '../contracts/ports/model.ts';
import type { Knowledge, KnowledgeDocument } from '../gateway/ports.ts';
import { Problem } from '../gateway/problems.ts';
import type { ComposedStore } from './compose-store.ts';

export interface ComposedKnowledge extends Knowledge {
  /** Loads a folder of Markdown files for one tenant; unchanged passages are left alone. */
  loadFolder(input: { tenant: string; folder: string }): Promise<{ documents: number; written: number }>;
}

export function composeKnowledge(input: {
  stores: ComposedStore;
  embedding: EmbeddingConnector;
  tenants: PolicySet['tenants'];
}): ComposedKnowledge {
  const { stores, embedding, tenants } = input;
  const loaders = new Map<string, ReturnType<typeof createKnowledgeLoader>>();

  /** The loader of the tenant's own region. */
  function loaderFor(tenant: string) {
    const region = tenants[tenant]?.region;
    if (region === undefined) throw new Problem('unknown_tenant');
    const known =
      loaders.get(region) ?? createKnowledgeLoader({ knowledge: stores.knowledgeIn(region), embedding });
    loaders.set(region, known);
    return known;
  }

  return {
    async load({ tenant, documents }) {
      const files = documents.map(toFile);
      try {
        const { written, unchanged } = await loaderFor(tenant).loadKnowledgeFolder({ tenant, files });
        return { documents: documents.length, written, unchanged };
      } catch (error) {
        const invalid: FailureType = 'InvalidRequest';
        if (!(error instanceof ApplicationFailure) || error.type !== invalid) throw error;
        throw new Problem('request_invalid', { errors: [{ pointer: '/documents', reason: error.message }] });
      }
    },
    search: ({ tenant, roles, query, sources, limit }) =>
      loaderFor(tenant).searchKnowledge({
        tenant,
        roles,
        query,
        limit,
        ...(sources === null ? {} : { sources }),
      }),
    async loadFolder({ tenant, folder }) {
      return loaderFor(tenant).loadKnowledgeFolder({ tenant, files: await markdownFiles(folder) });
    },
  };
}

/** A document of the API as the file that the loader reads. */
function toFile({ documentId, text, title, source, audience, language, updated }: KnowledgeDocument) {
  return {
    path: documentId,
    text: `---\n${stringify({ title, source, audience, language, updated })}---\n${text}`,
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
