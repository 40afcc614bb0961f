// Sign-in by a browser: to the provider and back, who is signed in, and out again. No token ever reaches the browser.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { TenantId } from '../../contracts/ids.ts';
import { spend } from '../rate-limits.ts';
import { calls } from '../../contracts/calls.ts';
import type { GatewayApp, RouteContext } from '../gateway-app.ts';
import { heldRoles } from '../held-roles.ts';
import type { BrowserSignIn, GatewayDeps } from '../ports.ts';
import { Problem } from '../problems.ts';
import type { ProblemCode } from '../problems.ts';
import { time } from '../schema-parts.ts';
import { roleSchema } from '../schemas.ts';
import { readCookie, writeCookie } from '../sessions/cookies.ts';
import { recordClosed, recordOpened, recordRefused } from '../sessions/record-sign-in.ts';
import { isReturnPath } from '../sessions/return-path.ts';
import { csrfTokenOf, sessionOf } from '../sessions/session-of.ts';

// A person signs in a few times a day; each costs the provider an exchange.
const signInsPerMinute = 60;

const signInQuery = z.strictObject({
  returnTo: z.string().refine(isReturnPath).default('/').describe('path of this gateway for afterwards'),
});
const sessionAnswer = z.object({
  tenant: z.string(),
  name: z.string(),
  principal: z.string(),
  roles: z.array(roleSchema).describe('of the sign-in, less what was withdrawn since'),
  posture: z.string().nullable().describe('of the device, as the provider says'),
  risk: z.string().nullable().describe('of the sign-in, as the provider says'),
  expiresAt: time,
  idleUntil: time.describe('the session is over when nothing is asked until then'),
  csrf: z.string().describe('to be sent as `x-wayproof-csrf` with every unsafe method'),
  tenantName: z.string(),
  currency: z.string().describe("the tenant's, ISO 4217"),
  timeZone: z.string().describe("the tenant's, IANA"),
  may: z
    .array(z.enum(calls))
    .describe('calls that these roles allow now; a page shows by it, nothing is allowed by it'),
  temporalUi: z.string().nullable().describe('origin of the Temporal UI; null: it is not known here'),
});
const signOutAnswer = z.object({
  endSession: z.string().nullable().describe("where the provider's own session is ended; null: nowhere"),
});

export function registerSessionRoutes(app: GatewayApp, deps: RouteContext, browser: BrowserSignIn): void {
  const { origin, signIn, sessions } = browser;
  const attempts = app.createRateLimit({ max: signInsPerMinute, timeWindow: 60_000 });
  const here = new URL(origin);

  app.get(
    '/auth/sign-in',
    {
      schema: {
        operationId: 'signIn',
        summary: 'Send the browser to the identity provider',
        tags: ['identity'],
        querystring: signInQuery,
      },
    },
    async (request, reply) => {
      await spend(attempts, request);
      const { returnTo } = request.query;
      // The attempt's cookie must be of the host to which the provider sends the browser back.
      if (isLoopback(here.hostname) && request.host !== here.host) {
        return reply.redirect(`${origin}/auth/sign-in?${new URLSearchParams({ returnTo }).toString()}`, 303);
      }
      const begun = await signIn.begin({ returnTo });
      if (!begun.ok) throw new Problem(begun.code, {}, 5);
      writeCookie(reply, { cookie: 'sign_in', value: begun.attempt, origin });
      return reply.redirect(begun.url, 303);
    },
  );

  app.get(
    '/auth/callback',
    {
      schema: {
        operationId: 'signInCallback',
        summary: 'Where the identity provider sends the browser back',
        // Not declared: what else a provider adds is its own matter.
        tags: ['identity'],
      },
    },
    async (request, reply) => {
      await spend(attempts, request);
      const attempt = readCookie(request, 'sign_in', origin);
      // Whatever comes of it, the attempt is over.
      writeCookie(reply, { cookie: 'sign_in', value: null, origin });
      if (attempt === null) throw new Problem('sign_in_invalid');
      const [, query = ''] = request.url.split(/\?(.*)/s);
      const finished = await signIn.finish({ query, attempt });
      if (!finished.ok)
        throw new Problem(finished.code, {}, finished.code === 'issuer_unreachable' ? 5 : undefined);
      await openSession({ deps, browser, request, reply, ...finished });
      return reply.redirect(finished.returnTo, 303);
    },
  );

  app.get(
    '/auth/session',
    {
      config: { looksOnly: true },
      schema: {
        operationId: 'getSession',
        summary: 'Who is signed in, and until when?',
        tags: ['identity'],
        security: [{ session: [] }],
        response: { 200: sessionAnswer },
      },
    },
    async (request) => {
      const { session, secret } = await presentSession(deps, browser, request);
      const { caller, principal, idleUntil } = session;
      const { tenant, displayName, expiresAt, posture = null, risk = null } = caller;
      const person = await deps.store.principals.personOf({ tenant, principal });
      const held = heldRoles(caller.roles, person);
      const csrf = csrfTokenOf(secret);
      return {
        ...{ tenant, name: displayName, principal, roles: held, posture, risk, expiresAt, idleUntil, csrf },
        ...(await surroundingsOf(deps, tenant, held)),
      };
    },
  );

  app.post(
    '/auth/sign-out',
    {
      schema: {
        operationId: 'signOut',
        summary: 'End the session',
        tags: ['identity'],
        security: [{ session: [] }],
        response: { 200: signOutAnswer },
      },
    },
    async (request, reply) => {
      const present = await presentSession(deps, browser, request);
      await sessions.close(present);
      writeCookie(reply, { cookie: 'session', value: null, origin });
      // Afterwards: a ledger that is away keeps nobody signed in.
      await recordClosed(deps, { ...present, cause: 'signed_out' });
      return { endSession: await signIn.endSessionUrl() };
    },
  );
}

/** What a page needs to write times and money, and to show only what may be called. @throws PolicyUnreadable */
async function surroundingsOf(
  { policies, callRights, payloads }: RouteContext,
  tenant: TenantId,
  roles: readonly string[],
) {
  const { tenants } = await policies.current();
  const may = await Promise.all(calls.map((call) => callRights.mayCall({ tenant, call, roles })));
  const { name = tenant, currency = 'EUR', timeZone = 'UTC' } = tenants[tenant] ?? {};
  return {
    ...{ tenantName: name, currency, timeZone, temporalUi: payloads?.uiOrigin ?? null },
    may: calls.filter((_, index) => may[index]),
  };
}

/** @throws Problem `session_ended` when there is none as well. */
async function presentSession({ clock }: GatewayDeps, browser: BrowserSignIn, request: FastifyRequest) {
  const present = await sessionOf(browser, request, clock());
  if (!present) throw new Problem('session_ended');
  return present;
}

/** The access token is verified as any bearer's; it goes no further than here. */
async function openSession(input: {
  deps: GatewayDeps;
  browser: BrowserSignIn;
  request: FastifyRequest;
  reply: FastifyReply;
  accessToken: string;
  subject: string;
}): Promise<void> {
  const { deps, browser, request, reply, accessToken, subject } = input;
  const { sessions, origin } = browser;
  const refuse = async (code: ProblemCode, tenant: TenantId | undefined, principal: string | null = null) => {
    if (tenant !== undefined) await recordRefused(deps, { tenant, code, principal, attempt: request.id });
    return new Problem(code, {}, code === 'issuer_unreachable' ? 5 : undefined);
  };
  const verified = await deps.tokens.verify(accessToken);
  if (!verified.ok) throw await refuse(verified.code, verified.tenant);
  const { caller } = verified;
  // Whom the ID token names is who signed in; another one in the access token is somebody else's.
  if (caller.subject !== subject || caller.issuer !== browser.signIn.issuer)
    throw await refuse('sign_in_invalid', caller.tenant);
  const person = await deps.store.principals.personCalling(caller);
  if (person.roles.length === 0) throw await refuse('role_withdrawn', caller.tenant, person.principal);
  const now = deps.clock();
  // A secret from before the sign-in opens nothing afterwards (session fixation).
  const before = readCookie(request, 'session', origin);
  if (before !== null) {
    const session = await sessions.find({ secret: before, now });
    await sessions.close({ secret: before });
    if (session) await recordClosed(deps, { session, secret: before, cause: 'replaced' });
  }
  const { secret, session } = await sessions.open({ caller, principal: person.principal, now });
  await recordOpened(deps, { session, secret });
  writeCookie(reply, { cookie: 'session', value: secret, origin });
}

function isLoopback(hostname: string): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
}
