// An obedient stand-in for Ollama's HTTP API: it answers what the schema asks for, and fails in exactly the way it is told.
// Test support only; it must never be part of the product.
import { createServer } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type FakeBehaviour =
  | 'answers'
  | 'model_missing'
  | 'vanishes_between'
  | 'queue_full'
  | 'busy_in_stream'
  | 'rate_limited'
  | 'forbidden'
  | 'server_error'
  | 'redirects'
  | 'cut_stream'
  | 'cut_line'
  | 'not_json'
  | 'too_long'
  | 'silent'
  | 'slow_load'
  | 'load_timeout'
  | 'repeats'
  | 'dropped'
  | 'not_ollama';

export interface FakeOllama {
  url: string;
  model: string;
  digest: string;
  behaviour: FakeBehaviour;
  /** What it answers; a string is sent as it stands. Default: the smallest value that fits the schema. */
  answer: ((schema: unknown, body: Record<string, unknown>) => unknown) | null;
  /** What it says that the prompt had. */
  promptTokens: number;
  /** Milliseconds of a `slow_load`. */
  loadMs: number;
  /** Bodies of the calls, by path. */
  calls: { path: string; body: Record<string, unknown> }[];
  /** Connections that the client has ended before the answer was complete. */
  aborted: number;
  close(): Promise<void>;
}

export async function startFakeOllama(): Promise<FakeOllama> {
  const server = createServer((request, response) => {
    handle(fake, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const fake: FakeOllama = {
    url: `http://127.0.0.1:${port}`,
    model: 'tiny:latest',
    digest: 'f'.repeat(64),
    behaviour: 'answers',
    answer: null,
    promptTokens: 321,
    loadMs: 400,
    calls: [],
    aborted: 0,
    close: () =>
      new Promise((resolve, reject) => {
        server.closeAllConnections();
        server.close((error) => (error ? reject(error) : resolve()));
      }),
  };
  return fake;
}

const refusals: Partial<Record<FakeBehaviour, number>> = {
  vanishes_between: 404,
  queue_full: 503,
  rate_limited: 429,
  forbidden: 403,
  server_error: 500,
  load_timeout: 500,
};

async function handle(fake: FakeOllama, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = request.url ?? '';
  const body = await readBody(request);
  fake.calls.push({ path, body });
  response.on('close', () => {
    if (!response.writableEnded) fake.aborted += 1;
  });
  if (path === '/api/tags') {
    const models =
      fake.behaviour === 'model_missing'
        ? []
        : [{ name: fake.model, model: fake.model, digest: fake.digest }];
    return json(response, 200, fake.behaviour === 'not_ollama' ? { hello: 'there' } : { models });
  }
  if (fake.behaviour === 'redirects') {
    response.writeHead(307, { location: 'http://127.0.0.1:9/api/chat' }).end();
    return;
  }
  const status = refusals[fake.behaviour];
  if (status) {
    // The body quotes the prompt, as a real server's may: it must not travel further.
    const why =
      fake.behaviour === 'load_timeout' ? 'timed out waiting for llama runner to start' : 'cannot serve';
    return json(response, status, { error: `${why} ${JSON.stringify(body)}` }, { 'retry-after': '7' });
  }
  if (path === '/api/embed') {
    const texts = body['input'] as string[];
    return json(response, 200, { model: fake.model, embeddings: texts.map((text) => [text.length, 1, 2]) });
  }
  if (path === '/api/chat') return chat(fake, body, response);
  return json(response, 404, { error: 'no such path' });
}

async function chat(
  fake: FakeOllama,
  body: Record<string, unknown>,
  response: ServerResponse,
): Promise<void> {
  if (fake.behaviour === 'silent') return;
  // While a model loads the server sends nothing, not even the status.
  if (fake.behaviour === 'slow_load') await setTimeout(fake.loadMs);
  response.writeHead(200, { 'content-type': 'application/x-ndjson' });
  const line = (value: unknown) => response.write(`${JSON.stringify(value)}\n`);
  const say = (content: string) =>
    line({ model: fake.model, message: { role: 'assistant', content }, done: false });
  if (fake.behaviour === 'busy_in_stream') {
    line({ error: 'server busy, please try again. maximum pending requests exceeded' });
    response.end();
    return;
  }
  // A model that loops: the server ends the stream without a last part.
  if (fake.behaviour === 'repeats') {
    for (let turn = 0; turn <= 30; turn += 1) say('the ');
    response.end();
    return;
  }
  const answer =
    fake.behaviour === 'not_json'
      ? 'Sure! Here is the answer'
      : textOf(fake.answer ? fake.answer(body['format'], body) : JSON.stringify(smallest(body['format'])));
  const half = Math.ceil(answer.length / 2);
  say(answer.slice(0, half));
  if (fake.behaviour === 'dropped') {
    // What was said has left before the machine is lost.
    await setTimeout(20);
    response.destroy();
    return;
  }
  if (fake.behaviour === 'cut_line') response.write('{"model":"tiny","message":{"role":"assi');
  if (fake.behaviour === 'cut_stream' || fake.behaviour === 'cut_line') {
    response.end();
    return;
  }
  if (fake.behaviour !== 'too_long') say(answer.slice(half));
  line({
    model: fake.model,
    message: { role: 'assistant', content: '' },
    done: true,
    done_reason: fake.behaviour === 'too_long' ? 'length' : 'stop',
    total_duration: 1_500_000_000,
    load_duration: 400_000_000,
    prompt_eval_count: fake.promptTokens,
    prompt_eval_duration: 300_000_000,
    eval_count: 45,
  });
  response.end();
}

function textOf(answer: unknown): string {
  return typeof answer === 'string' ? answer : JSON.stringify(answer);
}

interface Schema {
  type?: string;
  enum?: unknown[];
  const?: unknown;
  properties?: Record<string, Schema>;
  items?: Schema;
  minItems?: number;
}

/** The smallest value that fits: what a grammar leaves to a model that wants to stop. */
const smallest = (schema: unknown): unknown => fitting(schema, () => 'x', 0);

/** A value that fits: `text` for every free string, and lists as short as allowed, but of `fewest` members at least. */
export function fitting(schema: unknown, text: () => string, fewest: number): unknown {
  const { type, enum: values, properties = {}, items = {}, minItems = 0, ...rest } = (schema ?? {}) as Schema;
  if (rest.const !== undefined) return rest.const;
  if (values) return values[0];
  if (type === 'object')
    return Object.fromEntries(
      Object.entries(properties).map(([name, member]) => [name, fitting(member, text, fewest)]),
    );
  if (type === 'array')
    return Array.from({ length: Math.max(minItems, fewest) }, () => fitting(items, text, fewest));
  return text();
}

async function readBody(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
}

function json(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}
