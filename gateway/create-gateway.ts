// Assembles the gateway: the policy enforcement point in front of every route. It verifies, limits and hands over; it
// never decides about a customer, and it does not listen: the caller does.
import { randomBytes } from 'node:crypto';
import rateLimit from '@fastify/rate-limit';
import fastify, { LogController } from 'fastify';
import type { FastifyBaseLogger, FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { pino } from 'pino';
import { answerHeaders } from './answer-headers.ts';
import { createBrokenHttp } from './answer-broken-http.ts';
import { answerProblem } from './answer-problem.ts';
import { installAuthentication } from './authenticate.ts';
import { createCallRights } from './call-rights.ts';
import { installHeadCheck } from './check-head.ts';
import { answerNotFound, registerConsole } from './console/serve-console.ts';
import { installDrain } from './drain.ts';
import { openEventDoor } from './event-door.ts';
import { installOtherOrigin } from './codec/other-origin.ts';
import type { GatewayApp, RouteContext } from './gateway-app.ts';
import { httpsOptions, strictTransport } from './https-options.ts';
import { loggedMembers } from './logger.ts';
import { createGatewayMetrics } from './metrics.ts';
import { installOpenApi } from './openapi.ts';
import type { GatewayDeps } from './ports.ts';
import { bodyLimit, readJson } from './read-json.ts';
import { createRecentPolicy } from './recent-policy.ts';
import { createRefusalLimit } from './refusal-limit.ts';
import { registerAbsenceRoutes } from './routes/absence.ts';
import { registerAccessRequestRoutes } from './routes/access-requests.ts';
import { registerCheckpointRoutes } from './routes/checkpoint.ts';
import { registerCodecPreflight, registerCodecRoutes } from './routes/codec.ts';
import { registerCompletenessRoutes } from './routes/completeness.ts';
import { registerCrmRoutes } from './routes/crm.ts';
import { registerCustomerRoutes } from './routes/customer.ts';
import { registerDecisionRoutes } from './routes/decision.ts';
import { registerErasureRoutes } from './routes/erasures.ts';
import { registerEventRoutes } from './routes/events.ts';
import { registerEvidenceRoutes } from './routes/evidence.ts';
import { registerHealthRoutes } from './routes/health.ts';
import { registerIdentityRoutes } from './routes/identity.ts';
import { registerIncidentRoutes } from './routes/incidents.ts';
import { registerJourneyRoutes } from './routes/journeys.ts';
import { registerJourneyPolicyRoutes } from './routes/journey-policy.ts';
import { registerKnowledgeRoutes } from './routes/knowledge.ts';
import { registerLineageRoutes } from './routes/lineage.ts';
import { registerOverviewRoutes } from './routes/overview.ts';
import { registerPeopleRoutes } from './routes/people.ts';
import { registerPolicyRoutes } from './routes/policy.ts';
import { registerPreviewRoutes } from './routes/preview.ts';
import { registerRationaleRoutes } from './routes/rationale.ts';
import { registerRevealRoutes } from './routes/reveal-field.ts';
import { registerSampleRoutes } from './routes/samples.ts';
import { registerSessionRoutes } from './routes/sessions.ts';
import { registerStreamRoutes } from './routes/stream.ts';
import { registerSwitchRoutes } from './routes/switches.ts';
import { registerTimelineRoutes } from './routes/timeline.ts';
import { registerVerificationRoutes } from './routes/verification.ts';
import { registerWaitingRoutes } from './routes/waiting.ts';
import { registerWhoamiRoutes } from './routes/whoami.ts';
import { createTenantLimits } from './tenant-limits.ts';

// A batch of 1 MiB at 300 kbit/s; Fastify's own default lets a body that never ends hold its connection for ever.
const requestTimeoutMs = 30_000;
// How often Node looks for requests over that time; its own 30 s would double it.
const timeoutCheckMs = 5_000;

const newRequestId = () => `req_${randomBytes(12).toString('hex')}`;

/** The gateway, ready for `listen` or `inject`. Closing it closes nothing of `deps`. */
export function createGateway(deps: GatewayDeps): FastifyInstance {
  const loggerInstance: FastifyBaseLogger = (deps.logger ?? pino({ level: 'silent' })).child(
    {},
    { serializers: loggedMembers },
  );
  const broken = createBrokenHttp(newRequestId);
  const requestTimeout = deps.requestTimeoutMs ?? requestTimeoutMs;
  const httpLimits = {
    requestTimeout,
    connectionsCheckingInterval: Math.min(timeoutCheckMs, requestTimeout),
    // Node would answer a missing host with nothing in it; the head check has a problem for it.
    requireHostHeader: false,
  };
  const app: GatewayApp = fastify({
    loggerInstance,
    // Fastify's own lines hold the URL, and a URL may hold a customer's id.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: newRequestId,
    // A caller's own request id could be anything, a name included.
    requestIdHeader: false,
    bodyLimit,
    requestTimeout,
    ...(deps.tls ? { https: httpsOptions(deps.tls, httpLimits) } : { http: httpLimits }),
    // Fastify's own answer while it closes is no problem detail, and does not say when to come again.
    return503OnClosing: false,
    exposeHeadRoutes: false,
    // Customer ids have at most 128 characters, percent-encoded at most 9 bytes for each.
    routerOptions: { maxParamLength: 1200 },
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
      void answerProblem(error, request, reply);
    },
    clientErrorHandler: (error, socket) => broken.answer(error, socket),
  });
  broken.follow(app.server);
  const gatewayMetrics = createGatewayMetrics(deps.metrics);
  const recentPolicy = createRecentPolicy(deps.policies);
  const limits = createTenantLimits(recentPolicy);
  const context: RouteContext = {
    ...{ ...deps, limits, gatewayMetrics },
    callRights: createCallRights(deps, recentPolicy),
    refusals: createRefusalLimit({ ...deps, limits }),
    ...openEventDoor(app, deps, gatewayMetrics),
  };

  app.decorateRequest('caller', null);
  app.decorateRequest('person', null);
  app.decorateRequest('problem', null);
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(answerProblem);
  app.setNotFoundHandler(answerNotFound(deps.console));
  // Fastify's own parsers accept text/plain and duplicate keys.
  app.removeAllContentTypeParsers();
  readJson(app, 'application/json');
  app.addHook('onRequest', async (request, reply) => {
    void reply.headers({ ...answerHeaders(request.id), ...(deps.tls && strictTransport) });
  });
  observe(app, context);
  installDrain(app);
  installHeadCheck(app);

  app.register(async (plain) => {
    // Own instances of the limiter only: no route is limited behind our back.
    await plain.register(rateLimit, { global: false });
    await installOpenApi(plain, deps.version);
    registerHealthRoutes(plain, context);
    if (deps.identity) registerIdentityRoutes(plain, deps.identity);
    if (deps.console !== undefined) registerConsole(plain, deps.console);
    if (deps.browser) registerSessionRoutes(plain, context, deps.browser);
    if (deps.payloads) registerCodecPreflight(plain, deps.payloads, deps.browser?.origin);
    plain.register(async (guarded) => {
      const routes = guarded as GatewayApp;
      installOtherOrigin(guarded, deps.browser?.origin);
      installAuthentication(guarded, context);
      registerEventRoutes(routes, context);
      registerWaitingRoutes(routes, context);
      registerStreamRoutes(routes, context);
      registerJourneyRoutes(routes, context);
      registerDecisionRoutes(routes, context);
      registerPreviewRoutes(routes, context);
      registerRevealRoutes(routes, context);
      registerCustomerRoutes(routes, context);
      registerOverviewRoutes(routes, context);
      registerSampleRoutes(routes, deps.sendSamples);
      registerCheckpointRoutes(routes, context);
      registerPeopleRoutes(routes, context);
      registerAbsenceRoutes(routes, context);
      registerEvidenceRoutes(routes, context);
      registerVerificationRoutes(routes, context);
      registerRationaleRoutes(routes, context);
      registerTimelineRoutes(routes, context);
      registerCompletenessRoutes(routes, context);
      registerLineageRoutes(routes, context);
      registerAccessRequestRoutes(routes, context);
      registerErasureRoutes(routes, context);
      registerIncidentRoutes(routes, context);
      registerCrmRoutes(routes, context);
      registerPolicyRoutes(routes, context);
      registerJourneyPolicyRoutes(routes, context);
      registerSwitchRoutes(routes, context);
      registerKnowledgeRoutes(routes, context);
      registerWhoamiRoutes(routes);
      if (deps.payloads) registerCodecRoutes(routes, context, deps.payloads);
    });
  });
  return app;
}

/** One log line and the metrics of each answer: the pattern of the route, never its path. */
function observe(app: GatewayApp, { gatewayMetrics }: RouteContext): void {
  app.addHook('onResponse', async (request, reply) => {
    const { method, problem, caller } = request;
    const route = request.routeOptions.url ?? 'none';
    const status = reply.statusCode;
    const seconds = reply.elapsedTime / 1000;
    gatewayMetrics.requests.inc({ method, route, status: String(status) });
    gatewayMetrics.seconds.observe({ method, route }, seconds);
    if (problem) gatewayMetrics.problems.inc({ code: problem });
    const line = { method, route, status, seconds, problem, tenant: caller?.tenant, roles: caller?.roles };
    request.log.info(line, 'answered');
  });
}
