// What /readyz says of each part: which implementation is in use, its version, for which region, or what is missing and how to
// get it. Every look is cheap, and one that fails is an answer, not an error. No address shows a user or a password.
import { sql } from 'drizzle-orm';
import type { PolicyRegistry } from '../contracts/policy.ts';
import type { EmbeddingConnector } from '../contracts/ports/model.ts';
import type { PartStatus } from '../gateway/ports.ts';
import { queryRows } from '../store/database.ts';
import { anchorStatus } from './compose-anchor.ts';
import { modelsIn } from './compose-models.ts';
import type { ComposedStore } from './compose-store.ts';
import type { Config } from './config.ts';
import { listModels, ollamaVersion } from './ollama-models.ts';
import { otherWays } from './parts/other-ways.ts';
import { shownUrl } from './parts/shown-url.ts';
import type { LimitStatus } from './limit-status.ts';
import type { OwnEndpointStatus } from './own-endpoints.ts';
import type { RunningTemporal } from './temporal/start-temporal.ts';
import type { TrueClock } from './true-clock.ts';
import type { WatchedDatabase } from './watch-database.ts';

export interface PartStatusInput {
  config: Config;
  stores: ComposedStore;
  policies: PolicyRegistry;
  regions: readonly string[];
  chosen: { url: string; model: string } | null;
  embedding: EmbeddingConnector;
  server: RunningTemporal | null;
  /** Asks the Temporal server for its version; rejects when it does not answer. */
  temporalVersion: () => Promise<string>;
  /** One part for each region's sweeper. */
  sweepers: () => Promise<PartStatus[]>;
  watched: Pick<WatchedDatabase, 'cannotWrite'>;
  trueClock: Pick<TrueClock, 'part'>;
  limits: Pick<LimitStatus, 'part'>;
  /** Of regions and tenants. */
  ownEndpoints: OwnEndpointStatus;
}

export function partStatus(input: PartStatusInput): () => Promise<PartStatus[]> {
  const { config, regions } = input;
  const region = regions.join(', ');
  const fixed: PartStatus[] = [
    { name: 'crm', state: 'ready', detail: 'embedded CRM in the same database', version: null, region },
    {
      name: 'identity',
      state: 'ready',
      detail:
        config.oidc === undefined
          ? 'embedded personas, loopback only'
          : `OpenID Connect issuer ${shownUrl(config.oidc.issuer)}`,
      version: null,
      region,
    },
    { ...anchorStatus(config), region },
    {
      name: 'workers',
      state: 'ready',
      detail:
        config.run === 'gateway'
          ? `in processes of their own, for regions ${region}`
          : `regions ${region}, in this process`,
      version: process.version,
      region,
    },
  ];
  return async () => {
    // Beside the others: a Temporal that is away is waited for once.
    const sweepers = input.sweepers();
    const own = input.ownEndpoints.parts();
    const looked = await Promise.all([
      storeStatus(input),
      input.trueClock.part(),
      temporalStatus(input),
      policyStatus(input),
      modelStatus(input),
      knowledgeStatus(input),
      input.limits.part(),
      residencyStatus(input),
    ]);
    return [...looked.map((part) => ({ ...part, region })), ...fixed, ...(await own), ...(await sweepers)];
  };
}

/** One answer of a look that may fail; why it failed stands in the part's own log. */
async function look(
  name: string,
  missing: string,
  check: () => Promise<{ detail: string; version: string | null }>,
): Promise<PartStatus> {
  try {
    return { name, state: 'ready', ...(await check()) };
  } catch {
    return { name, state: 'missing', detail: missing, version: null };
  }
}

async function storeStatus({ config, stores, watched }: PartStatusInput): Promise<PartStatus> {
  const { database } = stores;
  const where = config.databaseUrl === undefined ? '' : ` at ${shownUrl(config.databaseUrl)}`;
  const why = watched.cannotWrite();
  if (why !== null) {
    const what = database.kind === 'pglite' ? 'the embedded database' : `PostgreSQL${where}`;
    return {
      ...{ name: 'store', state: 'missing', version: null },
      detail: `${what} cannot write: ${why}; what was accepted is kept, and all goes on when it can`,
    };
  }
  return look(
    'store',
    database.kind === 'pglite'
      ? 'the embedded database does not answer: start again'
      : `PostgreSQL${where} does not answer: is it running?`,
    async () => {
      const [found] = await database.withoutTenant((transaction) =>
        queryRows<{ version: string }>(transaction, sql`select current_setting('server_version') as version`),
      );
      const version = found?.version ?? null;
      const detail =
        database.kind === 'pglite'
          ? 'PGlite, embedded; fsync is off: survives a killed process, not a power cut'
          : `PostgreSQL${where}, with row-level security`;
      return { detail, version };
    },
  );
}

function temporalStatus({ config, server, temporalVersion }: PartStatusInput): Promise<PartStatus> {
  const where =
    server === null
      ? `Temporal at ${config.temporal.address ?? 'its configured address'}`
      : `Temporal development server at ${server.address}`;
  const missing =
    server === null
      ? `${where} does not answer: check TEMPORAL_ADDRESS`
      : `${where} does not answer: start again`;
  return look('temporal', missing, async () => ({ detail: where, version: await temporalVersion() }));
}

function policyStatus({ policies }: PartStatusInput): Promise<PartStatus> {
  return look('policies', 'policies/ cannot be read, so nothing is allowed', async () => {
    await policies.current();
    return { detail: 'policies/ is readable', version: null };
  });
}

/** Names no person: anybody may ask for it. */
async function residencyStatus({ policies, regions }: PartStatusInput): Promise<PartStatus> {
  const part = { name: 'residency', version: null };
  try {
    const { tenants } = await policies.current();
    const served = Object.values(tenants).filter(({ region }) => regions.includes(region));
    const open = served.filter(({ residency }) => residency === null).length;
    const detail = `acknowledged for ${served.length - open} of ${served.length} tenants (wayproof policy residency says by whom)`;
    return open === 0
      ? { ...part, state: 'ready', detail }
      : { ...part, state: 'off', detail: `${detail}; nothing is processed for the others` };
  } catch {
    return { ...part, state: 'off', detail: 'policies/ cannot be read' };
  }
}

async function knowledgeStatus({ stores, regions, embedding }: PartStatusInput): Promise<PartStatus> {
  const { ready, detail, version } = await stores.knowledgeIn(regions[0] ?? '').probe();
  return ready
    ? { name: 'knowledge', state: 'ready', detail: `${detail}, vectors ${embedding.space}`, version }
    : { name: 'knowledge', state: 'missing', detail, version };
}

async function modelStatus({ config, chosen, regions }: PartStatusInput): Promise<PartStatus> {
  const composer = 'the extractive composer drafts, labelled, and every draft needs a person';
  const off = (why: string, version: string | null): PartStatus => ({
    ...{ name: 'model', state: 'off', version },
    detail: `${why}; ${composer}`,
  });
  if (config.ollama === undefined) return off('Ollama is switched off', null);
  const url = shownUrl(config.ollama.url);
  const [version, models] = await Promise.all([
    ollamaVersion(config.ollama.url, config.ollama.authority),
    listModels(config.ollama.url, config.ollama.authority),
  ]);
  const { primary } = modelsIn(regions[0] ?? '', chosen);
  if (primary === null) {
    return version === null
      ? off(
          `no Ollama answers at ${url}: npx wayproof parts install ollama, or ${otherWays('ollama')[0] ?? ''}`,
          null,
        )
      : off(`Ollama at ${url} has no model that drafts: ollama pull llama3.2, and start again`, version);
  }
  const { ready, detail } = await primary.probe();
  if (!ready) return off(detail, version);
  return {
    name: 'model',
    state: 'ready',
    detail: `Ollama at ${url}, drafts by ${detail}; it has ${(models ?? []).join(', ')}`,
    version,
  };
}
