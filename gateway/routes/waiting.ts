// How much waits: counts for the head of the inbox, so that no page counts rows.
import { callerOf } from '../authenticate.ts';
import type { GatewayApp, RouteContext } from '../gateway-app.ts';
import { waitingAnswer } from '../reading-schemas.ts';
import { emptyQuery } from '../schemas.ts';

export function registerWaitingRoutes(app: GatewayApp, { reading, clock }: RouteContext): void {
  app.get(
    '/v1/journeys/summary',
    {
      config: { rule: 'journeys.read' },
      schema: {
        operationId: 'countWaiting',
        summary: 'Count the checkpoints that are open, and those that wait for me',
        tags: ['journeys'],
        security: [{ token: [] }],
        querystring: emptyQuery,
        response: { 200: waitingAnswer },
      },
    },
    async (request) => {
      const { tenant, person, roles } = callerOf(request);
      return reading.waiting({ tenant, principal: person.principal, roles, now: clock() });
    },
  );
}
