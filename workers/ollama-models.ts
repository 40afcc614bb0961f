// What an Ollama server lists, and which of it would draft: one rule for the stack that chooses and for `doctor`, which says.

/** Names of models that embed and cannot write; an operator who wants another names it. */
const embedsOnly = /embed|minilm|bge|e5|gte/i;

/** The first listed model that can draft; undefined when none can. */
export function draftingModel(models: readonly string[]): string | undefined {
  return models.find((name) => !embedsOnly.test(name));
}

/** @returns the names that the server lists, or null when none answers within a second. */
export async function listModels(url: string): Promise<string[] | null> {
  try {
    const answer = await fetch(new URL('/api/tags', url), { signal: AbortSignal.timeout(1_000) });
    if (!answer.ok) return null;
    const body = (await answer.json()) as { models?: { name?: unknown }[] };
    return (body.models ?? []).flatMap(({ name }) => (typeof name === 'string' ? [name] : []));
  } catch {
    // Refused, too slow or no JSON: no Ollama there.
    return null;
  }
}
