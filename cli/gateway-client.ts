// HTTP client of the gateway: a token, a request, and problem details (RFC 9457) turned into a line for a person.
// It must never print or store the token.
import { z } from 'zod';
import { FailedError, UsageError } from './failures.ts';

/** The members of a problem that a person is told; anything else is left out. */
const problemShape = z.looseObject({
  title: z.string(),
  detail: z.string().optional(),
  code: z.string().optional(),
  reason: z.string().optional(),
  roles: z.array(z.string()).optional(),
  refusal: z
    .looseObject({ code: z.string(), sentence: z.string(), findings: z.array(z.unknown()).catch([]) })
    .optional(),
  errors: z
    .array(z.looseObject({ index: z.number().optional(), pointer: z.string(), reason: z.string() }))
    .optional(),
});

export interface ClientSettings {
  /** Base URL of the gateway, without a slash at the end. */
  url: string;
  token: string | undefined;
  /** Persona and tenant of the embedded identity; used when no token is given. */
  persona: string | undefined;
  tenant: string | undefined;
  /** Asked last: the token of who signed in; null: nobody. */
  keptToken?: () => Promise<string | null>;
}

export interface GatewayRequest {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  query?: Record<string, string | undefined>;
  /** Sent as JSON. */
  body?: unknown;
  /** Media type of the JSON; default `application/json`. */
  contentType?: string;
  /** Media type of the JSON that is asked for; default `application/json`. */
  accepts?: string;
  /** False: without a token. */
  signed?: boolean;
  /** Error statuses whose body is the answer all the same. */
  accept?: readonly number[];
}

export interface GatewayClient {
  /** @returns the parsed JSON body. @throws FailedError with the problem's own words. */
  request<T>(request: GatewayRequest): Promise<T>;
  /** The access token that requests carry. @throws UsageError when nothing says who calls. */
  token(): Promise<string>;
}

/** The gateway answers within seconds; a decision waits for its workflow, an embedding for a batch of documents. */
const timeoutMs = 60_000;

/** @throws UsageError when the settings could not be used without showing a secret, or at all. */
export function createGatewayClient(settings: ClientSettings): GatewayClient {
  checkSettings(settings);
  let token: Promise<string> | undefined;

  async function fetchToken(): Promise<string> {
    // Who is named on the command line wins over a token that the environment happens to hold.
    const { persona, tenant } = settings;
    if (persona === undefined && tenant === undefined && settings.token !== undefined) return settings.token;
    if (persona === undefined && tenant === undefined) {
      const kept = await settings.keptToken?.();
      if (kept) return kept;
    }
    if (persona === undefined || tenant === undefined) {
      throw new UsageError(
        'Say who calls: --as PERSONA --tenant TENANT (embedded identity), or sign in by `wayproof login`, or set WAYPROOF_TOKEN to an access token.',
      );
    }
    const answer = await request<{ access_token?: string }>({
      method: 'POST',
      path: '/identity/personas/token',
      body: { persona, tenant },
      signed: false,
    });
    if (answer.access_token === undefined)
      throw new FailedError('The identity provider answered without a token.');
    return answer.access_token;
  }

  async function request<T>(input: GatewayRequest): Promise<T> {
    const headers: Record<string, string> = { accept: input.accepts ?? 'application/json' };
    if (input.signed !== false) headers.authorization = `Bearer ${await (token ??= fetchToken())}`;
    if (input.body !== undefined) headers['content-type'] = input.contentType ?? 'application/json';
    const response = await send(urlOf(settings.url, input), {
      method: input.method ?? 'GET',
      headers,
      ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    const text = await response.text();
    const body = parse(text);
    if (!response.ok && !input.accept?.includes(response.status))
      throw new FailedError(problemLine(response.status, body));
    if (body === undefined) throw new FailedError(`The gateway answered ${response.status} without JSON.`);
    return body as T;
  }

  async function send(url: string, init: RequestInit): Promise<Response> {
    try {
      return await fetch(url, init);
    } catch (error) {
      if (error instanceof Error && error.name === 'TimeoutError') {
        throw new FailedError(`The gateway at ${settings.url} did not answer within ${timeoutMs / 1000} s.`);
      }
      throw new FailedError(
        `The gateway at ${settings.url} does not answer; start it with \`npm start\`, or set WAYPROOF_URL.`,
      );
    }
  }

  return { request, token: () => (token ??= fetchToken()) };
}

/** Neither value is repeated: both may be secrets. */
function checkSettings({ url, token }: ClientSettings): void {
  const { username, password } = new URL(url);
  if (username !== '' || password !== '') {
    throw new UsageError(
      "The gateway's URL holds a name or a password; who calls is said by a token or a persona.",
    );
  }
  if (token !== undefined && !/^[\x21-\x7e]+$/.test(token)) {
    throw new UsageError(
      'WAYPROOF_TOKEN is no access token: it holds a blank, a line end or another character that none has.',
    );
  }
}

/** @throws UsageError when a part of the path would lead elsewhere: `..` is no id. */
function urlOf(base: string, { path, query }: GatewayRequest): string {
  const url = new URL(base + path);
  if (!url.pathname.endsWith(path)) throw new UsageError('That is no id.');
  for (const [name, value] of Object.entries(query ?? {}))
    if (value !== undefined) url.searchParams.set(name, value);
  return url.href;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Not JSON: the caller says so, with the status.
    return undefined;
  }
}

/** `Title: detail (code)`, why it was refused, who may, and a line for each listed error. */
function problemLine(status: number, body: unknown): string {
  const problem = problemShape.safeParse(body);
  if (!problem.success) return `The gateway answered ${status}.`;
  const { title, detail, code, reason, roles, refusal, errors = [] } = problem.data;
  const explained = refusal ? refusal.sentence : detail;
  const lines = [
    `${[title, explained].filter(Boolean).join(': ')}${code ? ` (${refusal?.code ?? code})` : ''}`,
    ...(refusal?.findings ?? []).map((finding) => `  - ${JSON.stringify(finding)}`),
    ...(reason ? [`  ${reason}`] : []),
    ...(roles && roles.length > 0 ? [`  roles that may: ${roles.join(', ')}`] : []),
    ...errors.map(({ index, pointer, reason: why }) => {
      const event = index === undefined ? '' : `event ${index} `;
      return `  - ${event}${pointer || '/'}: ${why}`;
    }),
  ];
  return lines.join('\n');
}
