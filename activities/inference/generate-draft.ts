// Asks the first model behind a breaker, and the extractive composer where the first cannot answer. It must never hide which
// of the two answered, or why, and a cancelled call is never answered by the other.
import { BrokenCircuitError, ConsecutiveBreaker, circuitBreaker, handleWhen } from 'cockatiel';
import type { ModelFacts } from '../../contracts/control-facts.ts';
import { failures } from '../../contracts/failures.ts';
import type { FailureType } from '../../contracts/failures.ts';
import type { GenerateInput, GenerateResult, ModelConnector } from '../../contracts/ports/model.ts';
import type { ModelGate } from './model-gate.ts';

/** A model that failed three times in a row rarely answers the fourth; half a minute later one call tries it again. */
const failuresToOpen = 3;
const halfOpenAfterMs = 30_000;

type Fallback = NonNullable<ModelFacts['fallback']>;

/** Failures of the first model that the composer stands in for. Any other error is a bug or a refusal, and passes. */
const standIn: Partial<Record<FailureType, Fallback>> = {
  DependencyUnavailable: 'model_unavailable',
  DependencyRateLimited: 'model_overloaded',
  ModelOverloaded: 'model_overloaded',
  ModelOutputUnusable: 'output_unusable',
  CredentialRejected: 'model_unavailable',
  ContractBroken: 'model_unavailable',
};

export interface DraftModels {
  /** Null: no model is configured. */
  primary: ModelConnector | null;
  /** The extractive composer. */
  fallback: ModelConnector;
  /** Looks through passages for planted orders; null or absent: the rules alone do. */
  judge?: ModelConnector | null;
}

export interface Draft {
  result: GenerateResult;
  model: ModelConnector;
  fallback: ModelFacts['fallback'];
}

export interface DraftRequest {
  region: string;
  /** True: what the first model wrote cannot be used, so the composer answers without another question to it. */
  compose: boolean;
  /** For the first model. */
  input: GenerateInput;
  /** For the composer, which may be given fewer passages. */
  fallbackInput: GenerateInput;
  /** False: an answer that parses but cannot be used; the composer answers instead. */
  usable: (output: unknown) => boolean;
  /** Asked before each of the two. */
  gate: ModelGate;
}

/** One breaker for the process: what one journey learns of the model serves the next. */
export function createDraftGenerator(models: DraftModels): (request: DraftRequest) => Promise<Draft> {
  const breaker = circuitBreaker(
    handleWhen((error) => fallbackFor(error)?.startsWith('model_') ?? false),
    {
      halfOpenAfter: halfOpenAfterMs,
      breaker: new ConsecutiveBreaker(failuresToOpen),
    },
  );

  return async (request) => {
    // Asked anew for each draft: which model there is may change while the process runs.
    const { primary, fallback } = models;
    for (const model of [primary, fallback]) {
      if (model && model.region !== request.region) {
        throw failures.residencyViolation('the model stands in another region than the journey', {
          part: model.provider,
          code: 'model_region',
        });
      }
    }
    const composed = async (reason: Fallback): Promise<Draft> => {
      request.gate.enterComposer(fallback);
      const result = await fallback.generate(request.fallbackInput);
      return { result, model: fallback, fallback: reason };
    };
    if (request.compose) return composed('output_unusable');
    if (!primary) return composed('no_model_configured');
    // Before the breaker: one tenant's spent budget says nothing about the model.
    const charge = await request.gate.enter(primary, request.input);
    if (typeof charge === 'string') return composed(charge);
    const asked = await ask(primary, request.input);
    if ('reason' in asked) {
      // A model that is away costs nothing; of one that broke off otherwise nobody knows what it used, and the estimate stands.
      if (asked.reason === 'model_unavailable') await charge.settle(null);
      return composed(asked.reason);
    }
    const { result } = asked;
    await charge.settle(result);
    return request.usable(result.output)
      ? { result, model: primary, fallback: null }
      : composed('output_unusable');
  };

  async function ask(
    primary: ModelConnector,
    input: GenerateInput,
  ): Promise<{ result: GenerateResult } | { reason: Fallback }> {
    try {
      return { result: await breaker.execute(() => primary.generate(input)) };
    } catch (error) {
      input.signal.throwIfAborted();
      const reason = fallbackFor(error);
      if (!reason) throw error;
      return { reason };
    }
  }
}

/** @returns why the composer stands in, or a passage stays unjudged; undefined for an error that is nobody's absence. */
export function fallbackFor(error: unknown): Fallback | undefined {
  if (error instanceof BrokenCircuitError) return 'model_unavailable';
  const type = error instanceof Error && 'type' in error ? (error.type as FailureType) : undefined;
  return type && standIn[type];
}
