// GET /v1/stream: which journeys of the tenant changed, as they change. Codes and tokens only: what they are about is asked for by the
// routes that know who may read it.
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { callerOf } from '../authenticate.ts';
import type { GatewayApp, RouteContext } from '../gateway-app.ts';
import { heldRoles } from '../held-roles.ts';
import { createJourneyStreams } from '../journey-stream.ts';
import { streamQuery } from '../reading-schemas.ts';
import { readCookie } from '../sessions/cookies.ts';

const mediaType = 'text/event-stream';

export function registerStreamRoutes(app: GatewayApp, context: RouteContext): void {
  const { reading, clock } = context;
  const streams = createJourneyStreams({
    ...{ reading, clock },
    onFailure: (error) => app.log.warn({ err: error }, 'a stream of changes ended'),
    ...(context.streamEvery && { every: context.streamEvery }),
  });
  app.addHook('preClose', async () => streams.close());

  app.get(
    '/v1/stream',
    {
      config: { rule: 'journeys.read', looksOnly: true },
      schema: {
        operationId: 'streamChanges',
        summary: 'Which journeys change, as server-sent events',
        description:
          '`journey` with {id, stage, outcome, tier, updatedAt}, perhaps twice; `reset` when more changed than is told: read the list ' +
          'again; `ping` every 15 seconds. Goes on after `Last-Event-ID`. Ends when the session, the token or the right to it does.',
        tags: ['journeys'],
        security: [{ token: [] }],
        querystring: streamQuery,
        response: {
          200: {
            description: 'server-sent events',
            content: { [mediaType]: { schema: z.string() } },
          },
        },
      },
    },
    async (request, reply) => {
      const { tenant, person } = callerOf(request);
      const given = request.headers['last-event-id'];
      const since = typeof given === 'string' && /^\d{1,15}$/.test(given) ? Number(given) : null;
      void reply.type(mediaType).header('x-accel-buffering', 'no');
      if (request.query.once === 'true') return reply.send(await streams.once({ tenant, since }));
      const stream = streams.open({
        ...{ tenant, principal: person.principal, since },
        stillMay: () => stillMay(context, request),
      });
      return reply.send(stream as never);
    },
  );
}

/** Whether token or session still stand and the person still has a role that may; looks, and keeps no session alive. */
async function stillMay(
  { browser, callRights, clock, store }: RouteContext,
  request: FastifyRequest,
): Promise<boolean> {
  const { tenant, person, roles, expiresAt } = callerOf(request);
  const now = clock();
  if (now >= expiresAt) return false;
  const secret =
    browser && request.headers.authorization === undefined
      ? readCookie(request, 'session', browser.origin)
      : null;
  if (browser && secret !== null && !(await browser.sessions.find({ secret, now, looking: true })))
    return false;
  const known = await store.principals.personOf({ tenant, principal: person.principal });
  return callRights.mayCall({ tenant, call: 'journeys.read', roles: heldRoles(roles, known) });
}
