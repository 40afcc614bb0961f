// HTTP client of the gateway: a token, a request, and problem details (RFC 9457) turned into a line for a person.
// It must never print or store the token.
import { FailedError, UsageError } from './failures.ts';

export interface ClientSettings {
  /** Base URL of the gateway, without a slash at the end. */
  url: string;
  token: string | undefined;
  /** Persona and tenant of the embedded identity; used when no token is given. */
  persona: string | undefined;
  tenant: string | undefined;
}

export interface GatewayRequest {
  method?: 'GET' | 'POST';
  path: string;
  query?: Record<string, string | undefined>;
  /** Sent as JSON unless `contentType` says otherwise, in which case it is the text itself. */
  body?: unknown;
  contentType?: string;
  /** False: without a token. */
  signed?: boolean;
}

export interface GatewayClient {
  /** @returns the parsed JSON body. @throws FailedError with the problem's own words. */
  request<T>(request: GatewayRequest): Promise<T>;
  /** The access token that requests carry. @throws UsageError when nothing says who calls. */
  token(): Promise<string>;
}

/** The gateway answers within seconds; a decision waits for its workflow, an embedding for a batch of documents. */
const timeoutMs = 60_000;

export function createGatewayClient(settings: ClientSettings): GatewayClient {
  let token: Promise<string> | undefined;

  async function fetchToken(): Promise<string> {
    // Who is named on the command line wins over a token that the environment happens to hold.
    const { persona, tenant } = settings;
    if (persona === undefined && tenant === undefined && settings.token !== undefined) return settings.token;
    if (persona === undefined || tenant === undefined) {
      throw new UsageError(
        'Say who calls: --as PERSONA --tenant TENANT (embedded identity), or set WAYPROOF_TOKEN to an access token.',
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
    const headers: Record<string, string> = { accept: 'application/json' };
    if (input.signed !== false) headers.authorization = `Bearer ${await (token ??= fetchToken())}`;
    if (input.body !== undefined) headers['content-type'] = input.contentType ?? 'application/json';
    const response = await send(urlOf(settings.url, input), {
      method: input.method ?? 'GET',
      headers,
      ...(input.body === undefined
        ? {}
        : { body: input.contentType === undefined ? JSON.stringify(input.body) : String(input.body) }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    const text = await response.text();
    const body = parse(text);
    if (!response.ok) throw new FailedError(problemLine(response.status, body));
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

function urlOf(base: string, { path, query }: GatewayRequest): string {
  const url = new URL(base + path);
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

/** `Title: detail (code)`, and a line for each listed error. */
function problemLine(status: number, body: unknown): string {
  const problem = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const words = [problem.title, problem.detail].filter((part) => typeof part === 'string' && part !== '');
  const code = typeof problem.code === 'string' ? ` (${problem.code})` : '';
  const head = `${words.length > 0 ? words.join(': ') : `The gateway answered ${status}`}${code}`;
  const errors = Array.isArray(problem.errors) ? problem.errors : [];
  return [head, ...errors.map((error) => `  - ${errorLine(error)}`)].join('\n');
}

function errorLine(error: unknown): string {
  if (typeof error !== 'object' || error === null) return String(error);
  const { pointer, path, detail, message, index } = error as Record<string, unknown>;
  const place = [index, pointer ?? path]
    .filter((part) => part !== undefined)
    .map(plain)
    .join(' ');
  const what = plain(detail ?? message ?? JSON.stringify(error));
  return place === '' ? what : `${place}: ${what}`;
}

function plain(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
}
