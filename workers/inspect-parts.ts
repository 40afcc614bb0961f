// Looks which real part each need is served by, what is missing, and how to get it. It only looks: nothing is started,
// fetched or changed.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config.ts';
import { draftingModel, listModels } from './ollama-models.ts';
import { findInstalledTemporal } from './temporal/find-temporal.ts';

export interface InspectedPart {
  part: string;
  state: 'ready' | 'missing' | 'off';
  /** What serves it, or what is missing. */
  detail: string;
  /** How to get the missing or better part; null when nothing is to be done. */
  way: string | null;
}

/** What this machine has, whether or not a gateway runs. */
export async function inspectMachine(config: Config): Promise<InspectedPart[]> {
  return [
    await inspectTemporal(config),
    inspectDatabase(config),
    await inspectModel(config),
    inspectIdentity(config),
  ];
}

async function inspectTemporal(config: Config): Promise<InspectedPart> {
  if (config.temporal.address !== undefined) {
    return ready('temporal', `server at ${config.temporal.address} (TEMPORAL_ADDRESS)`);
  }
  const found = await findInstalledTemporal(config.machine);
  if (found === null) {
    return {
      part: 'temporal',
      state: 'missing',
      detail: 'no address is set, and no `temporal` on the PATH or in the cache',
      way: '`npm start` downloads or builds it once; or install it from https://temporal.io/setup/install-temporal-cli',
    };
  }
  return ready('temporal', `own development server, ${found.executable} (${found.from})`);
}

function inspectDatabase(config: Config): InspectedPart {
  if (config.databaseUrl !== undefined) return ready('database', 'PostgreSQL (WAYPROOF_DATABASE_URL)');
  const folder = join(config.stateDirectory, 'database');
  return {
    part: 'database',
    state: 'ready',
    // fsync is off in PGlite: an operating system that survives keeps what was written, a power cut may not.
    detail: `PGlite in ${folder}${existsSync(folder) ? '' : ' (made at the first start)'}; it runs with fsync off: survives a killed process, not a power cut`,
    way: 'for production set WAYPROOF_DATABASE_URL to a PostgreSQL with pgvector',
  };
}

async function inspectModel({ ollama }: Config): Promise<InspectedPart> {
  const fallback = 'the extractive composer drafts, labelled, and every draft needs a person';
  if (ollama === undefined)
    return { part: 'model', state: 'off', detail: `Ollama is switched off; ${fallback}`, way: null };
  const models = await listModels(ollama.url);
  if (models === null) {
    return {
      part: 'model',
      state: 'off',
      detail: `no Ollama answers at ${ollama.url}; ${fallback}`,
      way: 'install it from https://ollama.com/download and `ollama pull llama3.2`, or set WAYPROOF_OLLAMA_URL',
    };
  }
  const wanted = ollama.model ?? draftingModel(models);
  const present = models.some((name) => name === wanted || name === `${wanted}:latest`);
  if (wanted === undefined || !present) {
    return {
      part: 'model',
      state: 'off',
      detail: `Ollama at ${ollama.url} has no model ${wanted ?? 'that drafts'}; ${fallback}`,
      way: `ollama pull ${wanted ?? 'llama3.2'}`,
    };
  }
  return ready('model', `Ollama at ${ollama.url}, ${wanted}`);
}

function inspectIdentity({ oidc }: Config): InspectedPart {
  if (oidc !== undefined) return ready('identity', `OpenID Connect issuer ${oidc.issuer}`);
  return {
    part: 'identity',
    state: 'ready',
    detail: 'embedded provider with personas, on loopback only',
    way: 'for production set WAYPROOF_OIDC_ISSUER',
  };
}

function ready(part: string, detail: string): InspectedPart {
  return { part, state: 'ready', detail, way: null };
}
