// How complete the evidence of the tenant's ended journeys is, as numbers. A journey that ended and was not sealed counts against it.
import { z } from 'zod';
import { completenessGroupings } from '../../contracts/ports/completeness.ts';
import { callerOf } from '../authenticate.ts';
import type { GatewayApp, RouteContext } from '../gateway-app.ts';
import { Problem } from '../problems.ts';

const dayMs = 86_400_000;
const defaultDays = 30;

const day = z.iso.date().describe('UTC');
const completenessQuery = z
  .strictObject({
    from: day.optional().describe(`journeys that began on this day (UTC) or later; absent: ${defaultDays} days before \`to\``),
    to: day.optional().describe('and on this day or earlier; absent: today'),
    by: z.enum(completenessGroupings).default('type'),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, { path: ['to'] }); // prettier-ignore

const completenessAnswer = z.object({
  tenant: z.string(),
  from: day,
  to: day,
  groups: z.array(
    z.object({
      type: z.string(),
      day: day.nullable().describe('on which they began; null when grouped by type alone'),
      journeys: z.number().int().describe('that ended'),
      sealed: z.number().int(),
      unsealed: z.number().int().describe('ended, and none of their evidence is there'),
      entriesPresent: z.number().int(),
      entriesRequired: z.number().int(),
      completeness: z.number().min(0).max(1),
    }),
  ),
});

export function registerCompletenessRoutes(app: GatewayApp, context: RouteContext): void {
  app.get(
    '/v1/completeness',
    {
      config: { rule: 'completeness.read' },
      schema: {
        operationId: 'getCompleteness',
        summary: 'Read how complete the evidence of ended journeys is, by type or by type and day',
        tags: ['evidence'],
        security: [{ token: [] }],
        querystring: completenessQuery,
        response: { 200: completenessAnswer },
      },
    },
    async (request) => {
      const { completeness } = context;
      if (!completeness) throw new Problem('part_unavailable');
      const { tenant } = callerOf(request);
      const { by } = request.query;
      const to = request.query.to ?? dayOf(context.clock());
      const from = request.query.from ?? dayOf(Date.parse(to) - defaultDays * dayMs);
      const time = { from: Date.parse(from), to: Date.parse(to) + dayMs };
      return { tenant, from, to, groups: await completeness.groups({ tenant, ...time, by }) };
    },
  );
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
