// Serves the console: files of the list, and the one page for every address that the console knows. Nothing here asks who calls:
// the page holds no data, and what it asks for is judged by the API.
import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { answerProblem } from '../answer-problem.ts';
import type { GatewayApp } from '../gateway-app.ts';
import { Problem } from '../problems.ts';
import type { ConsoleFile, ConsoleFiles } from './console-files.ts';

/** The addresses of console/src/app.tsx; any other one that a browser asks for gets the page with 404. */
const consoleAddresses = [
  '/',
  '/journeys',
  '/journeys/:id',
  '/journeys/:id/decide',
  '/customers',
  '/customers/:id',
  '/overview',
  '/signed-in',
] as const;

/** What answers with data and never with a page. */
const apiPaths = /^\/(v1|auth|identity|codec|healthz|readyz|metrics|openapi\.json|assets)(\/|\?|$)/;

const isolation = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
};

/** Styles that the component library makes at run time carry the nonce; scripts come from this origin's files alone. */
function pagePolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "connect-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types default',
  ].join('; ');
}

/** @param built null: nothing is built; then `/` says so and everything else works. */
export function registerConsole(app: GatewayApp, built: ConsoleFiles | null): void {
  // Whoever watches whether it stands asks by HEAD.
  const options = { schema: { hide: true }, exposeHeadRoute: true };
  if (built === null) {
    app.get('/', options, async (_request, reply) =>
      reply
        .code(503)
        .type('text/plain; charset=utf-8')
        .send(
          'The web console is not built here. `npm run console:build` builds it; the API works without it.\n',
        ),
    );
    return;
  }
  for (const url of consoleAddresses)
    app.get(url, options, async (_request, reply) => sendPage(reply, built));
  for (const [url, file] of built.files)
    app.get(url, options, async (request, reply) => sendFile(request, reply, file));
}

/** What nothing answers to: a problem, and for a person who typed the address the console's own page about it. */
export function answerNotFound(built: ConsoleFiles | null | undefined) {
  return (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const wantsPage = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');
    if (built && wantsPage && !apiPaths.test(request.url)) return sendPage(reply.code(404), built);
    return answerProblem(new Problem('route_not_found'), request, reply);
  };
}

function sendPage(reply: FastifyReply, { page }: ConsoleFiles): FastifyReply {
  const nonce = randomBytes(16).toString('base64url');
  return reply
    .headers({ ...isolation, 'content-security-policy': pagePolicy(nonce), 'referrer-policy': 'same-origin' })
    .type('text/html; charset=utf-8')
    .send(page.replace('{{nonce}}', nonce));
}

function sendFile(request: FastifyRequest, reply: FastifyReply, file: ConsoleFile): FastifyReply {
  const cache = file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache';
  void reply.headers({ 'cache-control': cache, etag: file.etag, vary: 'accept-encoding' }).type(file.type);
  if (request.headers['if-none-match'] === file.etag) return reply.code(304).send();
  const accepted = String(request.headers['accept-encoding'] ?? '');
  if (file.br && /\bbr\b/.test(accepted)) return reply.header('content-encoding', 'br').send(file.br);
  if (file.gzip && /\bgzip\b/.test(accepted)) return reply.header('content-encoding', 'gzip').send(file.gzip);
  return reply.send(file.plain);
}
