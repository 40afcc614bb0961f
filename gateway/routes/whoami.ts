// What the gateway understood of the caller's token.
import { callerOf, principalOf } from '../authenticate.ts';
import type { GatewayApp, RouteContext } from '../gateway-app.ts';
import { emptyQuery, whoamiAnswer } from '../schemas.ts';

export function registerWhoamiRoutes(app: GatewayApp, context: RouteContext): void {
  app.get(
    '/v1/whoami',
    {
      config: { rule: 'whoami.read' },
      schema: {
        operationId: 'whoami',
        summary: 'Who am I here?',
        tags: ['identity'],
        security: [{ token: [] }],
        querystring: emptyQuery,
        response: { 200: whoamiAnswer },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const { tenant, roles, displayName, expiresAt } = caller;
      return { tenant, roles, name: displayName, principal: await principalOf(context, caller), expiresAt };
    },
  );
}
