// GET /v1/overview: one page of numbers for compliance and operations. Codes, counts and tokens of people; no customer.
import { limitsOf } from '../../contracts/limits-of.ts';
import { journeyReasonSentences } from '../../contracts/refusals.ts';
import { callerOf } from '../authenticate.ts';
import type { GatewayApp, RouteContext } from '../gateway-app.ts';
import { refusalSentence } from '../journey-view.ts';
import { overviewAnswer, overviewQuery } from '../reading-schemas.ts';
import { shownSwitch } from './switches.ts';

const dayMs = 86_400_000;

export function registerOverviewRoutes(app: GatewayApp, context: RouteContext): void {
  const { reading, switches, clock, callRights, policies } = context;
  app.get(
    '/v1/overview',
    {
      config: { rule: 'overview.read' },
      schema: {
        operationId: 'getOverview',
        summary: 'Endings, refusals, decisions, throughput, times of stages, fallbacks and kill switches',
        description: 'Of the journeys that began in the last `days`. Names of people are at GET /v1/people.',
        tags: ['operation'],
        security: [{ token: [] }],
        querystring: overviewQuery,
        response: { 200: overviewAnswer },
      },
    },
    async (request) => {
      const { tenant } = callerOf(request);
      const to = clock();
      const from = to - request.query.days * dayMs;
      // The last journey began this very millisecond.
      const numbers = await reading.overview({ tenant, from, to: to + 1 });
      const { reasons, approvals, models } = numbers;
      const rate = (count: number) => (approvals.decided === 0 ? null : count / approvals.decided);
      const inForce = await switches.inForce({ tenant });
      return {
        ...{ from, to, ...numbers },
        reasons: reasons.map((one) => ({
          ...one,
          sentence: refusalSentence(one.code) ?? journeyReasonSentences[one.code] ?? null,
        })),
        fallbacks: models.reduce(
          (sum, { fallback, count }) =>
            fallback === null || fallback === 'no_model_configured' ? sum : sum + count,
          0,
        ),
        approvals: {
          ...approvals,
          ...{ editRate: rate(approvals.edited), rejectRate: rate(approvals.rejected) },
        },
        switches: inForce.map(shownSwitch),
        resetReasons: limitsOf(await policies.current()).switches.resetReasons,
        mayResetSwitches: await callRights.rolesFor({ tenant, call: 'switches.reset' }),
      };
    },
  );
}
