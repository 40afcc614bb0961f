// Asks a model, where one is set for it, which passages hold an order to a model. It stands behind the rules of the screens and never
// instead of them: it can only add a doubt, and a judge that does not answer is a doubt as well.
import type { ModelFacts } from '../../contracts/control-facts.ts';
import type { PromptTemplate } from '../../contracts/policy.ts';
import type { ModelConnector, PassageText } from '../../contracts/ports/model.ts';
import { createKeptByText } from '../privacy/kept-by-text.ts';
import { fillPrompt } from './build-prompt.ts';
import { fallbackFor } from './generate-draft.ts';
import type { ModelGate } from './model-gate.ts';

export interface JudgedPassages {
  /** Ids of passages that hold an order, as the judge says. */
  suspected: string[];
  /** Why some were not judged; null: all were. */
  notJudged: ModelFacts['fallback'] | 'prompt_missing';
}

export interface JudgePassagesInput {
  passages: readonly PassageText[];
  /** Of the pinned policy; undefined in a snapshot that has none. */
  template: PromptTemplate | undefined;
  gate: ModelGate;
  signal: AbortSignal;
  onProgress: (progress: { outputTokens: number }) => void;
}

/** @param judge null: nobody is asked. @returns null then. */
export function createPassageJudge(
  judge: ModelConnector | null,
): (input: JudgePassagesInput) => Promise<JudgedPassages | null> {
  const known = createKeptByText<boolean>();

  return async (input) => {
    if (!judge) return null;
    const { template, passages } = input;
    if (!template) return { suspected: [], notJudged: 'prompt_missing' };
    const keyOf = ({ title, text }: PassageText) => `${template.hash}\n${title}\n${text}`;
    const fresh = passages.filter((passage) => known.get(keyOf(passage)) === undefined);
    const answer =
      fresh.length === 0 ? { orders: new Set<string>() } : await ask(judge, fresh, { ...input, template });
    if ('orders' in answer) {
      for (const passage of fresh) known.keep(keyOf(passage), answer.orders.has(passage.id));
    }
    return {
      suspected: passages.filter((passage) => known.get(keyOf(passage)) === true).map(({ id }) => id),
      notJudged: 'orders' in answer ? null : answer.reason,
    };
  };
}

async function ask(
  judge: ModelConnector,
  passages: readonly PassageText[],
  { template, gate, signal, onProgress }: JudgePassagesInput & { template: PromptTemplate },
): Promise<{ orders: Set<string> } | { reason: NonNullable<ModelFacts['fallback']> }> {
  const prompt = fillPrompt(template, passages);
  const charge = await gate.enter(judge, { prompt });
  if (typeof charge === 'string') return { reason: charge ?? 'model_budget' };
  const ids = passages.map(({ id }) => id);
  const orders = { type: 'array', items: { type: 'string', enum: ids }, maxItems: ids.length };
  const schema = {
    type: 'object',
    properties: { orders },
    required: ['orders'],
    additionalProperties: false,
  };
  try {
    const result = await judge.generate({
      prompt,
      schema,
      passages: [...passages],
      options: {},
      signal,
      onProgress,
    });
    await charge.settle(result);
    const named = ordersIn(result.output);
    return named ? { orders: new Set(named) } : { reason: 'output_unusable' };
  } catch (error) {
    signal.throwIfAborted();
    // What the composer stands in for is a doubt here; any other error is a bug or a refusal.
    const reason = fallbackFor(error);
    if (!reason) throw error;
    if (reason === 'model_unavailable') await charge.settle(null);
    return { reason };
  }
}

function ordersIn(output: unknown): string[] | null {
  if (typeof output !== 'object' || output === null || !('orders' in output)) return null;
  const { orders } = output;
  return Array.isArray(orders) && orders.every((one) => typeof one === 'string') ? orders : null;
}
