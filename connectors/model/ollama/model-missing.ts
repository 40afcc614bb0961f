// What an operator reads when Ollama answers but lacks the model: the command that gets it.
import { failures } from '../../../contracts/failures.ts';

/** DependencyUnavailable, code `model_missing`, naming `ollama pull <model>`. */
export function modelMissing(model: string): Error {
  return failures.dependencyUnavailable(`Ollama does not have the model; run: ollama pull ${model}`, {
    part: 'ollama',
    code: 'model_missing',
    ids: { model },
  });
}
