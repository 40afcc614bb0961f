// The policy enforcement point of the front door: no route below /v1 runs before token or session, role and rate were checked.
// Tenant and roles come from there alone, less the roles that were withdrawn here; a route that names no rule is refused.
import type {} from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Call } from '../contracts/calls.ts';
import type { TenantId } from '../contracts/ids.ts';
import type { Caller } from '../contracts/ports/identity.ts';
import type { Person } from '../contracts/ports/store.ts';
import type { GatewayDeps } from './ports.ts';
import { Problem } from './problems.ts';
import { lapsedMayAsk } from './call-rights.ts';
import type { CallRights } from './call-rights.ts';
import { heldRoles } from './held-roles.ts';
import { createCallerLimits, spend } from './rate-limits.ts';
import { sessionOf } from './sessions/session-of.ts';
import type { ReadTenantLimits } from './tenant-limits.ts';

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | null;
    /** What is known of the caller here. */
    person: Person | null;
    /** Code of the problem that was answered, for log and metrics. */
    problem: string | null;
  }
  interface FastifyContextConfig {
    /** Which call this is: policies/calls.csv says who may. */
    rule?: Call;
    /** Runs when token, rate and role are verified, and before anything is read for the caller: neither body nor rows. */
    onVerified?: (request: FastifyRequest, reply: FastifyReply, tenant: TenantId) => void;
  }
}

/** A verified caller: his roles are those of the token, less the ones that were withdrawn here. */
export interface KnownCaller extends Caller {
  person: Person;
}

// Wrong tokens are checked against a signature before they are refused; 120 a minute is a person's mistake, not an attack's worth.
const refusedPerMinute = 120;

/** Guards every route that is registered on `app` afterwards. Needs @fastify/rate-limit. */
export function installAuthentication(
  app: FastifyInstance,
  deps: GatewayDeps & { limits: ReadTenantLimits; callRights: CallRights },
): void {
  const { mayCall, rolesFor } = deps.callRights;
  const spendCall = createCallerLimits(app, deps);
  const refused = app.createRateLimit({ max: refusedPerMinute, timeWindow: 60_000 });

  app.addHook('onRequest', async (request, reply) => {
    const caller = await callingIn(deps, request).catch(async (problem: unknown) => {
      if (problem instanceof Problem) await spend(refused, request);
      throw problem;
    });
    request.caller = caller;
    const { rule } = request.routeOptions.config;
    await spendCall(request, rule);
    const { tenant, issuer, subject, displayName, roles } = caller;
    if (!rule) throw new Problem('forbidden', { roles: [] });
    if (!(await mayCall({ tenant, call: rule, roles })))
      throw new Problem('forbidden', { roles: await rolesFor({ tenant, call: rule }) });
    request.routeOptions.config.onVerified?.(request, reply, tenant);
    const person = await deps.store.principals.personCalling({ tenant, issuer, subject, displayName, roles });
    const held = heldRoles(roles, person);
    request.caller = { ...caller, roles: held };
    request.person = person;
    if (!lapsedMayAsk(rule) && !(await mayCall({ tenant, call: rule, roles: held })))
      throw new Problem('role_withdrawn');
  });
}

/** The verified caller. Throws where authentication was not installed: that is a bug, and no request passes. */
export function callerOf({ caller, person }: FastifyRequest): KnownCaller {
  if (!caller || !person) throw new TypeError('route without authentication');
  return { ...caller, person };
}

/**
 * By his token; a browser that sends none, by its session. Never by both: a token that is not valid is not mended by a cookie.
 * @throws Problem that says why there is no caller.
 */
async function callingIn(deps: GatewayDeps, request: FastifyRequest): Promise<Caller> {
  if (deps.browser && request.headers.authorization === undefined) {
    const present = await sessionOf(deps.browser, request, deps.clock());
    if (present) return present.session.caller;
  }
  const verified = await deps.tokens.verify(bearerOf(request));
  if (verified.ok) return verified.caller;
  throw new Problem(verified.code, {}, verified.code === 'issuer_unreachable' ? 5 : undefined);
}

function bearerOf(request: FastifyRequest): string {
  return /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
}
