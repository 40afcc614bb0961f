// The connector against real servers of its own: cancelled, with a full queue, with a load that takes too long, and killed.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDraftGenerator } from '../../../activities/inference/generate-draft.ts';
import { declarations, generateInput } from '../../../test/support/inference-samples.ts';
import {
  canStartOllama,
  embeddingModel,
  startOllama,
  tinyModel,
} from '../../../test/support/ollama/ollama-server.ts';
import type { OwnOllama } from '../../../test/support/ollama/ollama-server.ts';
import { createExtractiveComposer } from '../extractive/create-extractive-composer.ts';
import { createOllamaModel } from './create-ollama-model.ts';

const [advisory] = declarations;
/** 60 lists of 60 words: the 7,000 tokens that are allowed take the tiny model about 7 seconds. */
const list = (items: object) => ({ type: 'array', minItems: 60, maxItems: 60, items });
const endless = {
  type: 'object',
  properties: { lists: list(list({ type: 'string' })) },
  required: ['lists'],
};

let servers: OwnOllama[] = [];
async function start(settings: Record<string, string>, port?: number): Promise<OwnOllama> {
  const server = await startOllama(settings, port);
  servers.push(server);
  return server;
}
beforeEach(() => {
  servers = [];
});
afterEach(async () => {
  vi.useRealTimers();
  for (const server of servers) await server.kill();
});

const open = (url: string, over = {}) =>
  createOllamaModel({ url, model: tinyModel, region: 'eu', outputTokens: 7_000, ...over });

/** A generation that goes on until it is aborted; `running` settles with its first token. */
function longRun(url: string) {
  const controller = new AbortController();
  const reason = new Error('the activity was cancelled');
  let started: () => void = () => undefined;
  const running = new Promise<void>((resolve) => {
    started = resolve;
  });
  const ended = open(url)
    .generate({
      ...generateInput(advisory!, { signal: controller.signal }),
      schema: endless,
      onProgress: ({ outputTokens }) => {
        if (outputTokens > 5) started();
      },
    })
    .then(
      () => 'answered',
      (error: unknown) => error,
    );
  return { running, ended, reason, abort: () => controller.abort(reason) };
}

describe.skipIf(!canStartOllama)('[needs ollama] Ollama in trouble', () => {
  it('a cancelled call stops the model: the only place is free for the next one at once', async () => {
    const { url } = await start({ OLLAMA_NUM_PARALLEL: '1' });
    const begun = Date.now();
    await longRun(url).ended;
    const wholeMs = Date.now() - begun;
    const long = longRun(url);
    await long.running;
    const waiting = open(url, { timeouts: { totalMs: 500 } }).generate(generateInput(advisory!));
    await expect(waiting).rejects.toMatchObject({ type: 'ModelOverloaded' });
    const cancelled = Date.now();
    long.abort();
    expect(await long.ended).toBe(long.reason);
    // Its first tokens, and not its whole answer: how long that is depends on nonsense.
    const next = longRun(url);
    await next.running;
    const took = Date.now() - cancelled;
    next.abort();
    expect(await next.ended).toBe(next.reason);
    // Left alone it would have gone on for most of its own time, and the next one after it.
    expect(took).toBeLessThan(0.7 * wholeMs);
  }, 120_000);

  it('a full queue is overload, which the composer stands in for', async () => {
    const { url } = await start({
      OLLAMA_NUM_PARALLEL: '1',
      OLLAMA_MAX_LOADED_MODELS: '1',
      OLLAMA_MAX_QUEUE: '1',
    });
    const long = longRun(url);
    await long.running;
    // Two calls for another model wait until the memory is free: one in the scheduler's hands, one in its queue of one.
    const leaving = new AbortController();
    const embed = () =>
      fetch(`${url}/api/embed`, {
        method: 'POST',
        body: JSON.stringify({ model: embeddingModel, input: 'x' }),
        signal: leaving.signal,
      }).then(({ status }) => status, () => 'left'); // prettier-ignore
    const waiting = [embed(), embed()];
    // Whoever comes before the second of them has its place in the queue, and would wait for the long run: he gives up, his place stays
    // taken, and the next one is turned away.
    const ask = () =>
      open(url)
        .generate({ ...generateInput(advisory!), signal: AbortSignal.timeout(1_000) })
        .catch((error: unknown) => error);
    await vi.waitFor(
      async () =>
        expect(await ask()).toMatchObject({ type: 'ModelOverloaded', details: [{ code: 'http_503' }] }),
      { timeout: 60_000, interval: 200 },
    );
    leaving.abort();
    await Promise.all(waiting);
    long.abort();
    expect(await long.ended).toBe(long.reason);
  });

  it('a load that takes longer than the server allows is overload', async () => {
    const { url } = await start({ OLLAMA_LOAD_TIMEOUT: '1ms' });
    await expect(open(url).generate(generateInput(advisory!))).rejects.toMatchObject({
      type: 'ModelOverloaded',
      details: [{ code: 'busy' }],
    });
  });

  it('killed in the middle, it is unavailable; the composer answers, the breaker opens, and it is asked again when back', async () => {
    const settings = { OLLAMA_NUM_PARALLEL: '1' };
    const first = await start(settings);
    const long = longRun(first.url);
    await long.running;
    const model = open(first.url);
    const asked = vi.fn(model.generate);
    const draft = createDraftGenerator({
      primary: { ...model, generate: asked },
      fallback: createExtractiveComposer({ region: 'eu' }),
    });
    const ask = async () => {
      const input = generateInput(advisory!);
      const gate = {
        enter: async () => ({ settle: async () => undefined }),
        enterComposer: () => undefined,
      };
      const request = { region: 'eu', compose: false, input, fallbackInput: input, usable: () => true, gate };
      const { model: by, fallback } = await draft(request);
      return `${by.provider}/${fallback}`;
    };

    await first.kill();
    expect(await long.ended).toMatchObject({ type: 'DependencyUnavailable' });
    for (let turn = 0; turn < 4; turn += 1) expect(await ask()).toBe('extractive/model_unavailable');
    expect(asked).toHaveBeenCalledTimes(3);

    await start(settings, Number(new URL(first.url).port));
    expect(await model.probe()).toMatchObject({ ready: true });
    expect(await ask()).toBe('extractive/model_unavailable');
    expect(asked).toHaveBeenCalledTimes(3);
    // Half a minute later; only the clock, so that the timers of the call itself stay true.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 31_000 });
    expect(await ask()).toBe('ollama/null');
    expect(await ask()).toBe('ollama/null');
    expect(asked).toHaveBeenCalledTimes(5);
  });
});
