// The one way to the API: typed by the OpenAPI document, with the session's token on every unsafe method. A problem is thrown, so
// that no page can take one for an answer.
import createClient from 'openapi-fetch';
import type { Middleware } from 'openapi-fetch';
import { ApiProblem, problemFrom } from './problem.ts';
import type { paths } from './schema.d.ts';

let csrf = '';
const endedListeners = new Set<() => void>();

/** The token that /auth/session gave; another session brings another one. */
export function keepCsrf(token: string): void {
  csrf = token;
}

/** Calls back when an answer says that the session is over. @returns how to stop. */
export function onSessionEnded(listener: () => void): () => void {
  endedListeners.add(listener);
  return () => endedListeners.delete(listener);
}

// A page asks by itself every half minute; that must not keep a session alive which nobody uses.
const attendedMs = 60_000;
let touchedAt = Date.now();
for (const kind of ['keydown', 'pointerdown', 'pointermove', 'wheel'])
  document.addEventListener(kind, () => (touchedAt = Date.now()), { capture: true, passive: true });

const sessionRules: Middleware = {
  onRequest({ request }) {
    if (Date.now() - touchedAt > attendedMs) request.headers.set('x-wayproof-unattended', '1');
    if (request.method !== 'GET') request.headers.set('x-wayproof-csrf', csrf);
    return request;
  },
  async onResponse({ response, schemaPath }) {
    if (response.ok) return undefined;
    const problem = await problemFrom(response);
    const isOver = response.status === 401 || problem.code === 'cross_site';
    if (isOver && schemaPath !== '/auth/session') for (const listener of endedListeners) listener();
    throw problem;
  },
};

export const api = createClient<paths>({ baseUrl: '' });
api.use(sessionRules);

/** The data of an answer. @throws ApiProblem (by the middleware); TypeError when nothing answered. */
export async function answerOf<Data>(call: Promise<{ data?: Data }>): Promise<Data> {
  const { data } = await call;
  if (data === undefined) {
    throw new ApiProblem({
      code: 'internal',
      title: 'Empty answer',
      detail: 'The gateway answered nothing. Try again.',
      status: 500,
    });
  }
  return data;
}
