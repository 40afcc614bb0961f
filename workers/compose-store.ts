// Opens the one database and everything that keeps its data there: store, embedded CRM, knowledge. The embedded stack
// serves every region from this machine, so each region gets its own connectors that declare it.
import { join } from 'node:path';
import { createEmbeddedCrm } from '../connectors/crm/embedded/create-embedded-crm.ts';
import { embeddedCrmMigrations } from '../connectors/crm/embedded/migrations.ts';
import {
  createPgvectorKnowledgeStore,
  knowledgeMigrations,
} from '../connectors/vectors/pgvector/create-pgvector-knowledge-store.ts';
import { createQdrantKnowledgeStore } from '../connectors/vectors/qdrant/create-qdrant-knowledge-store.ts';
import type { CrmConnector } from '../contracts/ports/crm.ts';
import type { LineageIndex } from '../contracts/ports/lineage.ts';
import type { KnowledgeStore } from '../contracts/ports/knowledge.ts';
import type { EmbeddingConnector } from '../contracts/ports/model.ts';
import type { KillSwitches, LimitCounters } from '../contracts/ports/limits.ts';
import type { SessionStore } from '../contracts/ports/sign-in.ts';
import type { SubjectRecords } from '../contracts/ports/subject-records.ts';
import type { Store } from '../contracts/ports/store.ts';
import { createStore } from '../store/create-store.ts';
import { createSubjectRecords } from '../store/subject-records.ts';
import { createSessionStore } from '../store/sessions.ts';
import type { TenantDatabase } from '../store/database.ts';
import { installationMigrations } from '../store/installation/installation-records.ts';
import { createKillSwitches } from '../store/kill-switches.ts';
import { createLineageIndex } from '../store/lineage-index.ts';
import { createLimitCounters } from '../store/limits.ts';
import type { MasterKey } from '../store/master-key.ts';
import { openDatabase, storeMigrations } from '../store/open-database.ts';
import type { Config } from './config.ts';
import type { QdrantServer } from './parts/choose-vectors.ts';
import type { ServedRegions } from './regions.ts';
import type { WrapParts } from './wrap-parts.ts';

export interface ComposedStore {
  database: TenantDatabase;
  store: Store;
  sessions: SessionStore;
  counters: LimitCounters;
  switches: KillSwitches;
  lineage: LineageIndex;
  subjectRecords: SubjectRecords;
  crmIn(region: string): CrmConnector;
  /** The tenant's own where it asked for one, else its region's, else the process's. */
  knowledgeIn(region: string, tenant?: string): KnowledgeStore;
}

/** @throws StoreStartError in one sentence. */
export async function openStackDatabase(
  config: Pick<Config, 'databaseUrl' | 'databaseOwnerUrl' | 'stateDirectory'>,
): Promise<TenantDatabase> {
  const { databaseUrl: url, databaseOwnerUrl: ownerUrl } = config;
  return openDatabase({
    target:
      url === undefined
        ? { kind: 'pglite', dataDir: join(config.stateDirectory, 'database') }
        : { kind: 'postgres', url, ...(ownerUrl === undefined ? {} : { ownerUrl }) },
    migrations: [storeMigrations, installationMigrations, embeddedCrmMigrations, knowledgeMigrations],
    vector: true,
  });
}

const asComposed = {
  store: (store: Store) => store,
  crm: (crm: CrmConnector) => crm,
  knowledge: (knowledge: KnowledgeStore) => knowledge,
};

/** `database` is of `openStackDatabase`. */
export function composeStore(input: {
  database: TenantDatabase;
  master: MasterKey;
  embedding: EmbeddingConnector;
  /** Null: knowledge is kept in the database. */
  qdrant: (QdrantServer & { collection?: string | undefined }) | null;
  /** Vector stores of regions and tenants; absent: there are none. */
  served?: Pick<ServedRegions, 'vectorsOf'>;
  wrap?: WrapParts;
}): ComposedStore {
  const { database, master, qdrant, served } = input;
  const { store, crm, knowledge } = { ...asComposed, ...input.wrap };
  const { space, dimensions } = input.embedding;
  const embedding = { space, dimensions };
  return {
    database,
    store: store(createStore({ database, masterKey: master })),
    sessions: createSessionStore({ database, masterKey: master }),
    counters: createLimitCounters({ database }),
    switches: createKillSwitches({ database, masterKey: master }),
    lineage: createLineageIndex({ database, masterKey: master }),
    subjectRecords: createSubjectRecords({ database, masterKey: master }),
    crmIn: (region) => crm(createEmbeddedCrm({ database, region })),
    knowledgeIn(region, tenant) {
      const server = served?.vectorsOf(region, tenant) ?? qdrant;
      return knowledge(
        server === null
          ? createPgvectorKnowledgeStore({ database, region, embedding })
          : createQdrantKnowledgeStore({ ...server, region, embedding }),
      );
    },
  };
}
