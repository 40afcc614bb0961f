// The list of journeys and one journey. Whose they are comes from the token; another tenant's journey does not exist.
import { isId } from '../../contracts/ids.ts';
import type { JourneyRow } from '../../contracts/ports/store.ts';
import { callerOf } from '../authenticate.ts';
import type { GatewayApp, RouteContext } from '../gateway-app.ts';
import { journeyContent, journeySummary } from '../journey-view.ts';
import { Problem } from '../problems.ts';
import { revealable, revealIfAllowed } from '../reveal.ts';
import { journeyDetail, journeyList, journeyParams, journeyQuery } from '../schemas.ts';

export function registerJourneyRoutes(app: GatewayApp, context: RouteContext): void {
  const { store } = context;
  app.get(
    '/v1/journeys',
    {
      config: { rule: 'journeys.read' },
      schema: {
        operationId: 'listJourneys',
        summary: 'List journeys, newest or most urgent first',
        tags: ['journeys'],
        security: [{ token: [] }],
        querystring: journeyQuery,
        response: { 200: journeyList },
      },
    },
    async (request) => {
      const { tenant, person } = callerOf(request);
      const { customer, mine, claimed, order, cursor, limit, ...filter } = request.query;
      // The answer would tell which token the customer has.
      if (customer !== undefined) await revealable(context, request, 'customer');
      const subject =
        customer === undefined ? undefined : await store.vault.find({ tenant, customerId: customer });
      if (subject === null) return { journeys: [], next: null };
      const now = context.clock();
      const present = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
      const page = await store.journeys.list({
        tenant,
        filter: {
          ...present,
          ...(subject !== undefined && { subject }),
          ...((mine === 'true' || claimed === 'me') && { heldBy: { principal: person.principal, now } }),
          ...((claimed === 'nobody' || claimed === 'others') && {
            inHandOf: { who: claimed, principal: person.principal, now },
          }),
        },
        order,
        limit,
        cursor: cursor ?? null,
      });
      return { journeys: page.rows.map((row) => journeySummary(row, now)), next: page.next };
    },
  );

  app.get(
    '/v1/journeys/:id',
    {
      config: { rule: 'journeys.read' },
      schema: {
        operationId: 'getJourney',
        summary: 'Read one journey, with its proposal for those who work with the customer',
        tags: ['journeys'],
        security: [{ token: [] }],
        params: journeyParams,
        response: { 200: journeyDetail },
      },
    },
    async (request) => {
      const { tenant } = callerOf(request);
      const row = await findJourney(context, tenant, request.params.id);
      const about = { content: 'journey', about: row.id, journeyId: row.id } as const;
      const shown = await revealIfAllowed(context, request, about);
      return {
        ...journeySummary(row, context.clock()),
        links: { temporal: context.runAddress?.(row.workflowId) ?? null },
        content: shown ? await journeyContent(context, row) : null,
      };
    },
  );
}

/** The tenant's journey. @throws Problem `journey_not_found`, the same for unknown, malformed and foreign ids. */
export async function findJourney(
  { store }: Pick<RouteContext, 'store'>,
  tenant: string,
  id: string,
): Promise<JourneyRow> {
  const row = isId('journey', id) ? await store.journeys.get({ tenant, id }) : null;
  if (row?.tenant !== tenant) throw new Problem('journey_not_found');
  return row;
}
