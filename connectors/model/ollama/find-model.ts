// Looks whether Ollama has a model, and which weights it means: the digest goes into the evidence.
import type { Ollama } from 'ollama';
import { failures } from '../../../contracts/failures.ts';
import { modelMissing } from './model-missing.ts';

/** @returns the digest of the model's manifest. @throws DependencyUnavailable naming the pull command when it is missing. */
export async function findModel(client: Ollama, model: string): Promise<string> {
  const { models } = await client.list();
  if (!Array.isArray(models)) {
    throw failures.contractBroken('the server at that address lists no models; it is not Ollama', {
      part: 'ollama',
      code: 'not_ollama',
    });
  }
  const wanted = model.includes(':') ? model : `${model}:latest`;
  const found = models.find((entry) => entry.name === wanted || entry.model === wanted);
  if (!found) throw modelMissing(model);
  return found.digest;
}
