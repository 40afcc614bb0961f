// Mounts the embedded identity at /identity. It gives tokens without a password, so every request must come from this
// machine; the CLI and the sign-in page use the two routes for personas.
import type { FastifyRequest } from 'fastify';
import { answerHeaders } from '../answer-headers.ts';
import type { GatewayApp } from '../gateway-app.ts';
import type { EmbeddedIdentity } from '../ports.ts';
import { Problem } from '../problems.ts';
import { personaList, personaToken, personaTokenBody } from '../schemas.ts';

export function registerIdentityRoutes(app: GatewayApp, identity: EmbeddedIdentity): void {
  app.register(
    async (mounted) => {
      const routes = mounted as GatewayApp;
      routes.addHook('onRequest', async (request) => {
        if (!identity.admits(request.raw)) throw new Problem('not_loopback');
      });
      registerPersonas(routes, identity);
      registerProvider(routes, identity);
    },
    { prefix: '/identity' },
  );
}

function registerPersonas(app: GatewayApp, identity: EmbeddedIdentity): void {
  app.get(
    '/personas',
    {
      schema: {
        operationId: 'listPersonas',
        summary: 'List the embedded personas (loopback only)',
        tags: ['identity'],
        response: { 200: personaList },
      },
    },
    async () => ({ issuer: identity.issuer, personas: identity.personas }),
  );

  app.post(
    '/personas/token',
    {
      schema: {
        operationId: 'issuePersonaToken',
        summary: 'Get a token of a persona (loopback only)',
        tags: ['identity'],
        body: personaTokenBody,
        response: { 200: personaToken },
      },
    },
    async (request) => {
      const token = await identity.issue(request.body);
      if (!token) throw new Problem('persona_unknown');
      return { ...token, token_type: 'Bearer' as const };
    },
  );
}

/** Everything else below /identity is the OpenID provider's, which reads bodies and writes answers itself. */
function registerProvider(app: GatewayApp, identity: EmbeddedIdentity): void {
  app.register(async (raw) => {
    raw.removeAllContentTypeParsers();
    raw.addContentTypeParser('*', (_request: FastifyRequest, _payload, done) => done(null));
    raw.all('/*', { schema: { hide: true } }, async (request, reply) => {
      reply.hijack();
      for (const [name, value] of Object.entries(answerHeaders(request.id))) reply.raw.setHeader(name, value);
      // oidc-provider builds its URLs from the difference of the two.
      Object.assign(request.raw, { originalUrl: request.raw.url });
      request.raw.url = request.raw.url?.slice('/identity'.length) ?? '/';
      await identity.handle(request.raw, reply.raw);
    });
  });
}
