// The demo's way into Wayproof: HTTP with persona tokens, as any outside caller has it. It must never reach past the gateway.
import { z } from 'zod';
import type { PersonaName } from '../../samples/expected-cases.ts';
import type { SampleEvent } from '../../samples/sample-types.ts';

/** Tokens are asked for anew after this; the embedded provider's live longer. */
const tokenAgeMs = 120_000;
/** A local gateway answers in milliseconds; a busy two-core machine in seconds. */
const requestTimeoutMs = 30_000;

const tokenAnswer = z.object({ access_token: z.string().min(1) });
const eventsAnswer = z.object({
  events: z.array(z.object({ id: z.string(), event: z.string(), status: z.string() })),
});
export type EventReceipt = z.infer<typeof eventsAnswer>['events'][number];

export interface GatewayAnswer {
  status: number;
  /** Parsed JSON, null when there was none. */
  body: unknown;
}

export interface GatewayClient {
  /** @param accept media type of the JSON that is asked for. */
  get(as: PersonaName, tenant: string, path: string, accept?: string): Promise<GatewayAnswer>;
  post(as: PersonaName, tenant: string, path: string, body: unknown): Promise<GatewayAnswer>;
  /** Sends events in one request. @throws Error with the problem's title when the gateway does not accept them. */
  sendEvents(
    tenant: string,
    mode: EventMode,
    events: readonly SampleEvent[],
    as?: PersonaName,
  ): Promise<EventReceipt[]>;
}

/** CloudEvents HTTP content modes; `structured` and `binary` carry one event. */
export type EventMode = 'batch' | 'structured' | 'binary';

export function createGatewayClient(gatewayUrl: string): GatewayClient {
  const tokens = new Map<string, { token: string; since: number }>();

  async function call(path: string, init: RequestInit): Promise<GatewayAnswer> {
    const response = await fetch(new URL(path, gatewayUrl), {
      ...init,
      signal: AbortSignal.timeout(requestTimeoutMs),
    });
    const text = await response.text();
    const isJson = /\bjson\b/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, body: isJson && text !== '' ? (JSON.parse(text) as unknown) : null };
  }

  async function bearer(as: PersonaName, tenant: string): Promise<string> {
    const key = `${as}@${tenant}`;
    const known = tokens.get(key);
    if (known && Date.now() - known.since < tokenAgeMs) return known.token;
    const answer = await call('/identity/personas/token', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ persona: as, tenant }),
    });
    if (answer.status !== 200) throw new Error(`no token for ${key}: ${describeProblem(answer)}`);
    const token = tokenAnswer.parse(answer.body).access_token;
    tokens.set(key, { token, since: Date.now() });
    return token;
  }

  /** Waits and repeats while the gateway says 429, as a well-behaved caller does. */
  async function authorised(
    as: PersonaName,
    tenant: string,
    path: string,
    init: RequestInit,
  ): Promise<GatewayAnswer> {
    for (let attempt = 0; ; attempt += 1) {
      const headers = { ...init.headers, authorization: `Bearer ${await bearer(as, tenant)}` };
      const answer = await call(path, { ...init, headers });
      if (answer.status !== 429 || attempt === 20) return answer;
      await new Promise((resume) => setTimeout(resume, 1000));
    }
  }

  return {
    get: (as, tenant, path, accept = 'application/json') =>
      authorised(as, tenant, path, { headers: { accept } }),
    post: (as, tenant, path, body) =>
      authorised(as, tenant, path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    async sendEvents(tenant, mode, events, as = 'trigger') {
      const answer = await authorised(as, tenant, '/v1/events', encodeEvents(mode, events));
      if (answer.status !== 202) throw new Error(`events not accepted: ${describeProblem(answer)}`);
      return eventsAnswer.parse(answer.body).events;
    },
  };
}

function encodeEvents(mode: EventMode, events: readonly SampleEvent[]): RequestInit {
  if (mode === 'batch') {
    return {
      method: 'POST',
      headers: { 'content-type': 'application/cloudevents-batch+json' },
      body: JSON.stringify(events),
    };
  }
  const [event] = events;
  if (!event || events.length > 1) throw new RangeError(`${mode} mode carries exactly one event`);
  if (mode === 'structured') {
    return {
      method: 'POST',
      headers: { 'content-type': 'application/cloudevents+json' },
      body: JSON.stringify(event),
    };
  }
  const { data, datacontenttype, ...attributes } = event;
  return {
    method: 'POST',
    headers: {
      'content-type': datacontenttype,
      ...Object.fromEntries(Object.entries(attributes).map(([name, value]) => [`ce-${name}`, value])),
    },
    body: JSON.stringify(data),
  };
}

/** `409 Title (code)` of a problem-details answer. */
export function describeProblem({ status, body }: GatewayAnswer): string {
  const problem = z.object({ title: z.string().optional(), code: z.string().optional() }).safeParse(body);
  const { title, code } = problem.data ?? {};
  return [status, title, code && `(${code})`].filter(Boolean).join(' ');
}
