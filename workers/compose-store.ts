// Opens the one database and everything that keeps its data there: store, embedded CRM, knowledge. The embedded stack
// serves every region from this machine, so each region gets its own connectors that declare it.
import { join } from 'node:path';
import { createEmbeddedCrm } from '../connectors/crm/embedded/create-embedded-crm.ts';
import { embeddedCrmMigrations } from '../connectors/crm/embedded/migrations.ts';
import {
  createPgvectorKnowledgeStore,
  knowledgeMigrations,
} from '../connectors/vectors/pgvector/create-pgvector-knowledge-store.ts';
import type { CrmConnector } from '../contracts/ports/crm.ts';
import type { KnowledgeStore } from '../contracts/ports/knowledge.ts';
import type { EmbeddingConnector } from '../contracts/ports/model.ts';
import type { Store } from '../contracts/ports/store.ts';
import { createStore } from '../store/create-store.ts';
import type { TenantDatabase } from '../store/database.ts';
import type { MasterKey } from '../store/master-key.ts';
import { openDatabase, storeMigrations } from '../store/open-database.ts';
import type { Config } from './config.ts';

export interface ComposedStore {
  database: TenantDatabase;
  store: Store;
  crmIn(region: string): CrmConnector;
  knowledgeIn(region: string): KnowledgeStore;
}

/** @throws StoreStartError in one sentence. */
export async function composeStore(input: {
  config: Config;
  master: MasterKey;
  embedding: EmbeddingConnector;
}): Promise<ComposedStore> {
  const { config, embedding } = input;
  const database = await openDatabase({
    target:
      config.databaseUrl === undefined
        ? { kind: 'pglite', dataDir: join(config.stateDirectory, 'database') }
        : { kind: 'postgres', url: config.databaseUrl },
    migrations: [storeMigrations, embeddedCrmMigrations, knowledgeMigrations],
    vector: true,
  });
  const { space, dimensions } = embedding;
  return {
    database,
    store: createStore({ database, masterKey: input.master }),
    crmIn: (region) => createEmbeddedCrm({ database, region }),
    knowledgeIn: (region) =>
      createPgvectorKnowledgeStore({ database, region, embedding: { space, dimensions } }),
  };
}
