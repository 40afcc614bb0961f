// A model served by Ollama: one structured answer to one prompt, streamed. It must never log a prompt or an answer, and
// never answer after the caller's signal has ended.
import { Ollama } from 'ollama';
import { failures } from '../../../contracts/failures.ts';
import type { GenerateInput, GenerateResult, ModelConnector } from '../../../contracts/ports/model.ts';
import { classifyFailure } from './classify-failure.ts';
import { findModel } from './find-model.ts';
import { ollamaFetch } from './ollama-transport.ts';
import { wireSchema } from './wire-schema.ts';

export interface OllamaTimeouts {
  /** Milliseconds for a probe. */
  probeMs: number;
  /** Milliseconds for the whole answer, loading of the model included. */
  totalMs: number;
}

/**
 * A probe stands in the way of a start, so it is short. The whole answer has 4 minutes: a cold model on a processor loads
 * in one or two and writes some 400 tokens; Node's fetch gives up at 5, and so does the activity.
 */
export const defaultOllamaTimeouts: OllamaTimeouts = { probeMs: 2_000, totalMs: 240_000 };

/** The activity's heartbeat timeout is 30 s. */
const progressEveryMs = 3_000;
/** Rather the same answer twice than a lively one: a retry must not change the proposal without need. */
const sampling = { temperature: 0, seed: 7, num_predict: 1_024 };

export interface OllamaModelOptions {
  /** e.g. `http://127.0.0.1:11434`. */
  url: string;
  model: string;
  /** Where that server stands; a journey of another region never uses it. */
  region: string;
  timeouts?: Partial<OllamaTimeouts>;
}

/**
 * Failures: DependencyUnavailable (refused, cut stream, 5xx, model missing with its pull command), DependencyRateLimited,
 * ModelOverloaded (503, too slow), ModelOutputUnusable (no JSON), CredentialRejected, ContractBroken, or the signal's reason.
 */
export function createOllamaModel({ url, model, region, timeouts }: OllamaModelOptions): ModelConnector {
  const limits = { ...defaultOllamaTimeouts, ...timeouts };
  const clientFor = (signal: AbortSignal) => new Ollama({ host: url, fetch: ollamaFetch(signal, model) });

  async function generate(input: GenerateInput): Promise<GenerateResult> {
    input.signal.throwIfAborted();
    const deadline = AbortSignal.timeout(limits.totalMs);
    const client = clientFor(AbortSignal.any([input.signal, deadline]));
    let outputTokens = 0;
    const report = () => input.onProgress({ outputTokens });
    // While the model loads or reads the prompt nothing arrives, and the caller must still hear that it lives.
    const beat = setInterval(report, progressEveryMs);
    try {
      const version = await findModel(client, model);
      const stream = await client.chat({
        model,
        stream: true,
        format: wireSchema(input.schema),
        options: sampling,
        messages: [
          { role: 'system', content: input.prompt.system },
          { role: 'user', content: input.prompt.user },
        ],
      });
      let text = '';
      for await (const part of stream) {
        text += part.message.content;
        outputTokens += 1;
        report();
        if (part.done) {
          return {
            output: parseAnswer(text, part.done_reason),
            model,
            version,
            promptTokens: part.prompt_eval_count ?? 0,
            outputTokens: part.eval_count ?? outputTokens,
            durationMs: Math.round((part.total_duration ?? 0) / 1e6),
          };
        }
      }
      throw new Error('Did not receive done');
    } catch (error) {
      throw classifyFailure(error, input.signal, deadline);
    } finally {
      clearInterval(beat);
    }
  }

  async function probe(): Promise<{ ready: boolean; detail: string }> {
    const deadline = AbortSignal.timeout(limits.probeMs);
    try {
      const digest = await findModel(clientFor(deadline), model);
      return { ready: true, detail: `${model} (${digest.slice(0, 12)})` };
    } catch (error) {
      const failure = classifyFailure(error, new AbortController().signal, deadline);
      return { ready: false, detail: failure instanceof Error ? failure.message : 'Ollama did not answer' };
    }
  }

  return { provider: 'ollama', region, probe, generate };
}

/** @throws ModelOutputUnusable: the text itself is never part of the failure. */
function parseAnswer(text: string, doneReason: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw failures.modelOutputUnusable('the answer is not JSON', {
      part: 'ollama',
      code: doneReason === 'length' ? 'answer_too_long' : 'not_json',
    });
  }
}
