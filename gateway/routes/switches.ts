// Kill switches: what is switched off in a tenant, tripped by a person or a check, reset by a person alone, each with its reason. And
// the tenant's limits with what is used of them. Nothing here asks or answers for a single journey.
import { isId } from '../../contracts/ids.ts';
import { limitsOf } from '../../contracts/limits-of.ts';
import type { KillSwitch } from '../../contracts/ports/limits.ts';
import { callerOf } from '../authenticate.ts';
import type { GatewayApp, RouteContext } from '../gateway-app.ts';
import { Problem } from '../problems.ts';
import {
  limitsAnswer,
  resetBody,
  switchList,
  switchParams,
  switchQuery,
  switchSchema,
  tripAnswer,
  tripBody,
} from '../switch-schemas.ts';
import { limitsOrRefuse } from '../tenant-limits.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const common = { tags: ['operation'], security: [{ token: [] }] };

export function registerSwitchRoutes(app: GatewayApp, context: RouteContext): void {
  const { switches, policies } = context;
  const rulesOfSwitches = async () => limitsOf(await policies.current()).switches;

  app.get(
    '/v1/switches',
    {
      config: { rule: 'switches.read' },
      schema: {
        ...{ operationId: 'listSwitches', summary: 'List kill switches, newest first', ...common },
        querystring: switchQuery,
        response: { 200: switchList },
      },
    },
    async (request) => {
      const { tenant } = callerOf(request);
      const { state, limit } = request.query;
      const { tripReasons, resetReasons } = await rulesOfSwitches();
      const found =
        state === 'all' ? await switches.list({ tenant, limit }) : await switches.inForce({ tenant });
      return { switches: found.slice(0, limit).map(shownSwitch), tripReasons, resetReasons };
    },
  );

  app.post(
    '/v1/switches',
    {
      config: { rule: 'switches.trip' },
      schema: {
        operationId: 'tripSwitch',
        summary: 'Switch off a model, a journey type or the whole tenant, at once',
        description:
          'No AI step and no write happens any more for what is named; a switched-off model is replaced by the composer. ' +
          'Kept in the ledger.',
        ...common,
        body: tripBody,
        response: { 200: tripAnswer },
      },
    },
    async (request) => {
      const { tenant, person } = callerOf(request);
      const { scope, value, reasonCode } = request.body;
      refuseUnlisted(reasonCode, (await rulesOfSwitches()).tripReasons);
      if ((scope === 'tenant') !== (value === undefined)) throw invalid('/value', scope === 'tenant' ? 'not_here' : 'required'); // prettier-ignore
      const { killSwitch, created } = await switches.trip({
        ...{ tenant, scope, reasonCode, by: { principal: person.principal } },
        value: value ?? tenant,
      });
      return { killSwitch: shownSwitch(killSwitch), created };
    },
  );

  app.post(
    '/v1/switches/:id/reset',
    {
      config: { rule: 'switches.reset' },
      schema: {
        operationId: 'resetSwitch',
        summary: 'Reset a kill switch, as a person and for a reason',
        description: 'Nothing else resets one. Kept in the ledger.',
        ...common,
        params: switchParams,
        body: resetBody,
        response: { 200: switchSchema },
      },
    },
    async (request) => {
      const { tenant, person } = callerOf(request);
      const { reasonCode } = request.body;
      refuseUnlisted(reasonCode, (await rulesOfSwitches()).resetReasons);
      const { id } = request.params;
      if (!/^ksw_[0-9a-f]{32}$/.test(id)) throw new Problem('switch_not_found');
      if (!isId('principal', person.principal)) throw new TypeError('a caller without a token');
      const done = await switches.reset({ tenant, id, by: person.principal, reasonCode });
      if (done.verdict === 'unknown') throw new Problem('switch_not_found');
      if (done.verdict === 'already_reset') throw new Problem('already_reset');
      return shownSwitch(done.killSwitch);
    },
  );

  app.get(
    '/v1/limits',
    {
      config: { rule: 'limits.read' },
      schema: {
        ...{ operationId: 'getLimits', summary: 'The limits of the tenant, and what is used of its budgets' },
        ...common,
        response: { 200: limitsAnswer },
      },
    },
    async (request) => {
      const { tenant } = callerOf(request);
      const { door, refusals, model } = await limitsOrRefuse(context.limits, tenant);
      const asked = (['requests', 'tokens'] as const).flatMap((what) => [
        { counter: `model.${what}` as const, per: 'minute' as const, max: model[what].perMinute },
        { counter: `model.${what}` as const, per: 'day' as const, max: model[what].perDay },
      ]);
      const windows = asked.map(({ counter, per }) => ({
        counter,
        windowMs: per === 'minute' ? minuteMs : dayMs,
      }));
      const used = await context.counters.read({ tenant, windows });
      return {
        ...{ door, refusals },
        model: asked.map((one, at) => ({
          ...one,
          used: used[at]?.used ?? 0,
          endsInSeconds: Math.ceil((used[at]?.endsInMs ?? 0) / 1000),
        })),
      };
    },
  );
}

/** As the API gives it: who tripped it, or which check. */
export function shownSwitch({ id, scope, value, trippedAt, reasonCode, trippedBy, reset }: KillSwitch) {
  return {
    ...{ id, scope, value, trippedAt, reasonCode, reset },
    trippedBy: 'principal' in trippedBy ? trippedBy.principal : null,
    check: 'check' in trippedBy ? trippedBy.check : null,
  };
}

function refuseUnlisted(reasonCode: string, listed: readonly string[]): void {
  if (!listed.includes(reasonCode)) throw invalid('/reasonCode', 'not_listed');
}

function invalid(pointer: string, reason: string): Problem {
  return new Problem('request_invalid', { errors: [{ pointer, reason }] });
}
