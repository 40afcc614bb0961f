// What an event, a passage or a document led to, and what a field of the CRM rests on: codes, tokens and hashes; what stands in a field
// only for whom policy lets read journeys, each use recorded before.
import type { FastifyRequest } from 'fastify';
import type { LineageAbout } from '../../contracts/lineage.ts';
import { callerOf } from '../authenticate.ts';
import type { GatewayApp, RouteContext } from '../gateway-app.ts';
import { lineageAnswer, lineageQuery } from '../lineage-schemas.ts';
import { Problem } from '../problems.ts';
import { reveal, revealable } from '../reveal.ts';
import { findJourney } from './journeys.ts';

export function registerLineageRoutes(app: GatewayApp, context: RouteContext): void {
  app.get(
    '/v1/lineage',
    {
      config: { rule: 'lineage.read' },
      schema: {
        operationId: 'getLineage',
        summary: 'Follow data from event and passage to the field of the CRM, and back',
        tags: ['evidence'],
        security: [{ token: [] }],
        querystring: lineageQuery,
        response: { 200: lineageAnswer },
      },
    },
    async (request) => {
      const { tenant } = callerOf(request);
      const { values, limit } = request.query;
      const about = await aboutOf(context, request, request.query);
      if (about === null) return { journeys: [], focus: [], more: false, nodes: [], edges: [] };
      if (!context.traceLineage) throw new Problem('part_unavailable');
      if (values === 'true') await revealable(context, request, 'journey');
      const traced = await context.traceLineage({
        ...{ tenant, about, limit },
        ...(values === 'true' && {
          reveal: (journeyId) =>
            reveal(context, request, { content: 'journey', about: journeyId, journeyId }),
        }),
      });
      // Of one journey that was named the caller hears why there is nothing.
      if ('journey' in about && traced.nodes.length === 0) throw new Problem('not_sealed');
      return traced;
    },
  );
}

type Query = (typeof lineageQuery)['_output'];

/** Null: a customer who has no token here. */
async function aboutOf(
  context: RouteContext,
  request: FastifyRequest,
  { journey, document, event, passage, write, subject, customer, field }: Query,
): Promise<LineageAbout | null> {
  const { tenant } = callerOf(request);
  if (journey !== undefined) return { journey: (await findJourney(context, tenant, journey)).id };
  if (document !== undefined) return { kind: 'document', id: document };
  if (event !== undefined) return { kind: 'event', id: event };
  if (passage !== undefined) return { kind: 'passage', id: passage };
  if (write !== undefined) return { kind: 'write', id: write };
  if (subject !== undefined) return { subject };
  // Either would tell which token the customer has.
  await revealable(context, request, 'customer');
  if (field !== undefined) {
    const [object = '', id = '', name = null] = field.split('/');
    await reveal(context, request, { content: 'customer', about: request.id, journeyId: null });
    return { object, id, field: name };
  }
  const found = await context.store.vault.find({ tenant, customerId: customer ?? '' });
  if (found === null) return null;
  await reveal(context, request, { content: 'customer', about: found, journeyId: null });
  return { subject: found };
}
