// Chooses what drafts and what embeds. A model is named by a setting or found at the start; where none is, the extractive
// composer drafts and says so. It must never change the vector space behind an operator's back.
import { createHashEmbedding } from '../connectors/model/hash-embedding.ts';
import { createExtractiveComposer } from '../connectors/model/extractive/create-extractive-composer.ts';
import { createOllamaEmbedding } from '../connectors/model/ollama/create-ollama-embedding.ts';
import { createOllamaModel } from '../connectors/model/ollama/create-ollama-model.ts';
import type { EmbeddingConnector, ModelConnector } from '../contracts/ports/model.ts';
import type { Config } from './config.ts';
import { draftingModel, listModels } from './ollama-models.ts';
import { SentenceError } from './sentence-error.ts';

export interface RegionModels {
  /** Null: no model is configured, and none was found. */
  primary: ModelConnector | null;
  fallback: ModelConnector;
}

/**
 * Which Ollama model drafts: the named one, present or not (the breaker and the composer stand in while it is away), else
 * the first that the server lists, else none.
 */
export async function chooseModel(ollama: Config['ollama']): Promise<{ url: string; model: string } | null> {
  if (ollama === undefined) return null;
  if (ollama.model !== undefined) return { url: ollama.url, model: ollama.model };
  const found = draftingModel((await listModels(ollama.url)) ?? []);
  return found === undefined ? null : { url: ollama.url, model: found };
}

/** The models of one region; on the embedded stack they run on this machine, which serves every region. */
export function modelsIn(region: string, chosen: { url: string; model: string } | null): RegionModels {
  return {
    primary: chosen === null ? null : createOllamaModel({ ...chosen, region }),
    fallback: createExtractiveComposer({ region }),
  };
}

/**
 * Feature hashing, unless an embedding model is named: a space that came and went with a server would make knowledge
 * unfindable.
 * @throws SentenceError when the named model does not answer.
 */
export async function composeEmbedding(ollama: Config['ollama']): Promise<EmbeddingConnector> {
  if (ollama?.embeddingModel === undefined) return createHashEmbedding();
  const { url, embeddingModel: model } = ollama;
  try {
    return await createOllamaEmbedding({ url, model });
  } catch (error) {
    throw new SentenceError(
      `The embedding model ${model} does not answer at ${url}: start Ollama and \`ollama pull ${model}\`, or unset WAYPROOF_OLLAMA_EMBEDDING_MODEL.`,
      { cause: error },
    );
  }
}
