// What /readyz says of each part: which implementation is in use, or what is missing and how to get it. Every look is
// cheap, and one that fails is an answer, not an error.
import { sql } from 'drizzle-orm';
import type { PolicyRegistry } from '../contracts/policy.ts';
import type { EmbeddingConnector } from '../contracts/ports/model.ts';
import type { JourneyEngine } from '../gateway/journey-engine.ts';
import type { PartStatus } from '../gateway/ports.ts';
import { modelsIn } from './compose-models.ts';
import type { ComposedStore } from './compose-store.ts';
import type { Config } from './config.ts';
import type { RunningTemporal } from './temporal/start-temporal.ts';

export interface PartStatusInput {
  config: Config;
  stores: ComposedStore;
  policies: PolicyRegistry;
  engine: JourneyEngine;
  regions: readonly string[];
  chosen: { url: string; model: string } | null;
  embedding: EmbeddingConnector;
  server: RunningTemporal | null;
}

export function partStatus(input: PartStatusInput): () => Promise<PartStatus[]> {
  const { config, stores, policies, engine, regions, chosen, embedding, server } = input;
  const database =
    stores.database.kind === 'pglite'
      ? 'PGlite, embedded; fsync is off: survives a killed process, not a power cut'
      : 'PostgreSQL with row-level security';
  const temporal =
    server === null
      ? `Temporal at ${config.temporal.address ?? 'its configured address'}`
      : `Temporal development server at ${server.address}`;
  const fixed: PartStatus[] = [
    {
      name: 'knowledge',
      state: 'ready',
      detail: `pgvector and BM25 in the same database, vectors ${embedding.space}`,
    },
    { name: 'crm', state: 'ready', detail: 'embedded CRM in the same database' },
    {
      name: 'identity',
      state: 'ready',
      detail: config.oidc === undefined ? 'embedded personas, loopback only' : `issuer ${config.oidc.issuer}`,
    },
    { name: 'workers', state: 'ready', detail: `regions ${regions.join(', ')}, in this process` },
  ];
  return async () => [
    ...(await Promise.all([
      look('store', database, 'the database does not answer', () =>
        stores.database.withoutTenant((transaction) => transaction.execute(sql`select 1`)),
      ),
      look('temporal', temporal, 'Temporal does not answer', () => engine.ping()),
      look('policies', 'policies/ is readable', 'policies/ cannot be read, so nothing is allowed', () =>
        policies.current(),
      ),
      modelStatus(chosen, regions),
    ])),
    ...fixed,
  ];
}

async function look(
  name: string,
  detail: string,
  missing: string,
  check: () => Promise<unknown>,
): Promise<PartStatus> {
  try {
    await check();
    return { name, state: 'ready', detail };
  } catch {
    // The look itself is the question; why it failed is in the part's own log.
    return { name, state: 'missing', detail: missing };
  }
}

async function modelStatus(
  chosen: PartStatusInput['chosen'],
  regions: readonly string[],
): Promise<PartStatus> {
  const { primary } = modelsIn(regions[0] ?? '', chosen);
  const composer = 'the extractive composer drafts, labelled, and every draft needs a person';
  if (primary === null) return { name: 'model', state: 'off', detail: `no Ollama model; ${composer}` };
  const { ready, detail } = await primary.probe();
  return ready
    ? { name: 'model', state: 'ready', detail: `Ollama ${chosen?.model ?? ''}` }
    : { name: 'model', state: 'off', detail: `${detail}; ${composer}` };
}
