// Chooses what drafts and what embeds. A model is named by a setting or found at the start; where none is, the extractive
// composer drafts and says so. It must never change the vector space behind an operator's back.
import { ApplicationFailure } from '@temporalio/common';
import { createHashEmbedding } from '../connectors/model/hash-embedding.ts';
import { createExtractiveComposer } from '../connectors/model/extractive/create-extractive-composer.ts';
import { createOllamaEmbedding } from '../connectors/model/ollama/create-ollama-embedding.ts';
import { createOllamaModel } from '../connectors/model/ollama/create-ollama-model.ts';
import type { FailureDetails } from '../contracts/failures.ts';
import type { EmbeddingConnector, ModelConnector } from '../contracts/ports/model.ts';
import type { Config } from './config.ts';
import { draftingModel, listModels } from './ollama-models.ts';
import { unbelieved } from './read-authority.ts';
import { SentenceError } from './sentence-error.ts';

export interface RegionModels {
  /** Null: no model is configured, and none was found. */
  primary: ModelConnector | null;
  fallback: ModelConnector;
  /** Looks through passages for planted orders; null: no model is set for it. */
  judge: ModelConnector | null;
}

/** A model and where it is served; `authority` as in Config. */
export interface ChosenModel {
  url: string;
  model: string;
  authority?: string | undefined;
}

/**
 * Which Ollama model drafts: the named one, present or not (the breaker and the composer stand in while it is away), else
 * the first that the server lists, else none.
 */
export async function chooseModel(ollama: Config['ollama']): Promise<ChosenModel | null> {
  if (ollama === undefined) return null;
  const { url, authority } = ollama;
  if (ollama.model !== undefined) return { url, authority, model: ollama.model };
  const found = draftingModel((await listModels(url, authority)) ?? []);
  return found === undefined ? null : { url, authority, model: found };
}

/** The models of one region; on the embedded stack they run on this machine, which serves every region. */
export function modelsIn(region: string, chosen: ChosenModel | null, judge?: string): RegionModels {
  return {
    primary: chosen === null ? null : createOllamaModel({ ...chosen, region }),
    fallback: createExtractiveComposer({ region }),
    judge:
      chosen === null || judge === undefined ? null : createOllamaModel({ ...chosen, model: judge, region }),
  };
}

/**
 * Feature hashing, unless an embedding model is named: a space that came and went with a server would make knowledge
 * unfindable.
 * @throws SentenceError when the named model does not answer.
 */
export async function composeEmbedding(ollama: Config['ollama']): Promise<EmbeddingConnector> {
  if (ollama?.embeddingModel === undefined) return createHashEmbedding();
  const { url, authority, embeddingModel: model } = ollama;
  try {
    return await createOllamaEmbedding({ url, authority, model });
  } catch (error) {
    if (isCertificateFault(error))
      throw new SentenceError(unbelieved('Ollama', url, 'WAYPROOF_OLLAMA_CA_FILE'), { cause: error });
    throw new SentenceError(
      `The embedding model ${model} does not answer at ${url}: start Ollama and \`ollama pull ${model}\`, or unset WAYPROOF_OLLAMA_EMBEDDING_MODEL.`,
      { cause: error },
    );
  }
}

function isCertificateFault(error: unknown): boolean {
  if (!(error instanceof ApplicationFailure)) return false;
  const [details] = (error.details ?? []) as FailureDetails[];
  return details?.code === 'certificate';
}
