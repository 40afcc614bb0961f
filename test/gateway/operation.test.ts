// What operators and machines rely on: the OpenAPI document, health, metrics, headers, and a log without anything personal.
import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, test } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { canary, createHarness, openJourney, pageViewed, send, wealth } from './harness.ts';

interface OpenApi {
  openapi: string;
  paths: Record<string, Record<string, { operationId?: string; requestBody?: { content: object } }>>;
}
const documentOf = async (app: FastifyInstance) => (await app.inject('/openapi.json')).json<OpenApi>();

test('the OpenAPI 3.1 document is valid and lists exactly the routes', async () => {
  const { app } = await createHarness();
  const document = await documentOf(app);
  expect(document.openapi).toBe('3.1.0');
  const result = await new Validator().validate(structuredClone(document));
  expect(result.errors).toBeUndefined();
  expect(result.valid).toBe(true);

  const listed = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(listed.sort()).toEqual([
    'DELETE /v1/knowledge/documents',
    'DELETE /v1/me/absence',
    'GET /auth/callback',
    'GET /auth/session',
    'GET /auth/sign-in',
    'GET /healthz',
    'GET /identity/personas',
    'GET /metrics',
    'GET /openapi.json',
    'GET /readyz',
    'GET /v1/completeness',
    'GET /v1/crm/customers/{customerId}',
    'GET /v1/erasures',
    'GET /v1/erasures/{id}',
    'GET /v1/erasures/{id}/certificate',
    'GET /v1/incidents',
    'GET /v1/journeys',
    'GET /v1/journeys/summary',
    'GET /v1/journeys/{id}',
    'GET /v1/journeys/{id}/customer',
    'GET /v1/journeys/{id}/evidence',
    'GET /v1/journeys/{id}/policy',
    'GET /v1/journeys/{id}/rationale',
    'GET /v1/journeys/{id}/timeline',
    'GET /v1/journeys/{id}/verification',
    'GET /v1/knowledge/documents',
    'GET /v1/knowledge/search',
    'GET /v1/ledger',
    'GET /v1/limits',
    'GET /v1/lineage',
    'GET /v1/overview',
    'GET /v1/people',
    'GET /v1/stream',
    'GET /v1/subjects/{subject}',
    'GET /v1/switches',
    'GET /v1/whoami',
    'POST /auth/sign-out',
    'POST /codec/decode',
    'POST /identity/personas/token',
    'POST /v1/access-requests',
    'POST /v1/erasures',
    'POST /v1/erasures/{id}/decision',
    'POST /v1/events',
    'POST /v1/journeys/{id}/claim',
    'POST /v1/journeys/{id}/decision',
    'POST /v1/journeys/{id}/delegate',
    'POST /v1/journeys/{id}/preview',
    'POST /v1/journeys/{id}/release',
    'POST /v1/journeys/{id}/reveal',
    'POST /v1/knowledge/documents',
    'POST /v1/knowledge/evaluation',
    'POST /v1/policy/check',
    'POST /v1/policy/explain',
    'POST /v1/samples',
    'POST /v1/switches',
    'POST /v1/switches/{id}/reset',
    'PUT /v1/me/absence',
    'PUT /v1/people/{principal}/withdrawn-roles',
  ]);
  expect(Object.keys(document.paths['/v1/events']?.post?.requestBody?.content ?? {})).toEqual([
    'application/cloudevents+json',
    'application/cloudevents-batch+json',
    'application/json',
  ]);
});

test('every listed route answers, and every /v1 route asks for a token', async () => {
  const { app } = await createHarness();
  const { paths } = await documentOf(app);
  for (const [path, operations] of Object.entries(paths)) {
    for (const method of Object.keys(operations)) {
      const url = path.replace(/\{\w+\}/g, 'x');
      const { statusCode } = await app.inject({
        method: method.toUpperCase() as 'GET' | 'POST' | 'PUT' | 'DELETE',
        url,
      });
      if (path.startsWith('/v1/')) expect(statusCode, path).toBe(401);
      else expect([404, 405, 500], path).not.toContain(statusCode);
    }
  }
});

test('health, readiness and metrics need no token and name no customer', async () => {
  const harness = await createHarness();
  await send(harness, pageViewed({ subject: canary }));
  await harness.call('adviser', wealth, 'GET', `/v1/crm/customers/${canary}`);
  expect((await harness.app.inject('/healthz')).json()).toEqual({ status: 'ok', version: '0.1.0' });
  expect((await harness.app.inject('/readyz')).json()).toMatchObject({ status: 'ready' });
  const { body } = await harness.app.inject('/metrics');
  expect(body).toContain('wayproof_events_total{status="accepted"} 1');
  expect(body).toContain('wayproof_http_problems_total{code="customer_not_found"} 1');
  expect(body).toMatch(/route="\/v1\/crm\/customers\/:customerId",status="404"} 1/);
  expect(body).not.toContain(canary);
});

test('every answer forbids caching, framing and sniffing, and no other origin is let in', async () => {
  const { app } = await createHarness();
  for (const url of ['/healthz', '/v1/whoami', '/nowhere']) {
    const { headers } = await app.inject({ url, headers: { origin: 'https://elsewhere.example' } });
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY' }); // prettier-ignore
    expect(headers).not.toHaveProperty('access-control-allow-origin');
  }
});

test('nothing personal stands in the log, whatever fails', async () => {
  const crm = { view: () => Promise.reject(new Error(`no ${canary}`, { cause: new Error(canary) })) };
  const harness = await createHarness({ crm: crm as never });
  const { app, call, lines } = harness;
  const journey = await openJourney(harness);
  const stored = harness.store.saved.get(journey.checkpoint?.proposal.ref ?? '');
  if (stored) stored.body = { text: canary };

  await send(harness, pageViewed({ subject: canary }));
  await send(harness, pageViewed({ type: canary }));
  await send(harness, `{"${canary}": `);
  await call('adviser', wealth, 'GET', `/v1/crm/customers/${canary}?name=${canary}`);
  await call('adviser', wealth, 'GET', `/v1/crm/customers/${canary}`);
  await call('adviser', wealth, 'GET', `/v1/journeys/${journey.id}`);
  await call('adviser', wealth, 'GET', `/v1/journeys?customer=${canary}`);
  await app.inject({ url: `/${canary}`, headers: { authorization: canary, 'x-request-id': canary, cookie: canary } }); // prettier-ignore
  await app.inject(`/%ff${canary}`);
  await app.inject({ url: '/v1/whoami', headers: { authorization: `Bearer ${canary}` } });
  const token = await harness.tokenOf('adviser', wealth);
  await app.inject({ url: '/v1/whoami', headers: { authorization: `Bearer ${token}` } });
  app.log.error({ err: new Error(canary), req: { url: canary }, headers: { a: canary }, body: canary }, 'x');

  const log = lines.join('');
  expect(log).not.toContain(canary);
  expect(log).not.toContain(token);
  expect(log).not.toContain('AW-0001');
  expect(log).not.toContain('Adviser (');
  const answered = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(answered).toContainEqual(
    expect.objectContaining({ route: '/v1/crm/customers/:customerId', status: 500, problem: 'internal', tenant: wealth }),
  ); // prettier-ignore
  expect(answered.some(({ err }) => JSON.stringify(err ?? '').includes('"type":"ContractBroken"'))).toBe(
    true,
  );
});
