// Every problem of the list is reached through the public door, and none tells what was sent.
import { evaluate } from '../../activities/policy/policy-engine.ts';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { LightMyRequestResponse } from 'fastify';
import { expect, test } from 'vitest';
import { failures } from '../../contracts/failures.ts';
import { problemKinds } from '../../gateway/problems.ts';
import type { ProblemCode } from '../../gateway/problems.ts';
import {
  canary,
  createHarness,
  issuerUrl,
  openJourney,
  origin,
  pageViewed,
  problemIn,
  retail,
  send,
  silent,
  wealth,
} from './harness.ts';
import { fakeSessions } from './fakes.ts';
import type { Harness } from './harness.ts';

type Reach = (harness: Harness) => Promise<LightMyRequestResponse>;
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const withVerifier = (code: 'token_expired' | 'wrong_audience' | 'region_not_served' | 'no_role' | 'issuer_unreachable'): Reach => async () => {
  const { app } = await createHarness({ tokens: { verify: async () => ({ ok: false, code }) } });
  return app.inject({ url: '/v1/whoami', headers: bearer('x') });
}; // prettier-ignore

const neverAsked = () => Promise.reject(new Error('not asked'));

/** What only a socket can send: http_invalid below, stopping in drain.test.ts, the others in bad-input-socket.test.ts. */
type OnSocket = 'http_invalid' | 'stopping' | 'head_too_large' | 'request_timeout';

/** One way to reach each problem; the compiler holds the list complete. */
const reach: Record<Exclude<ProblemCode, OnSocket>, Reach> = {
  token_missing: ({ app }) => app.inject('/v1/whoami'),
  token_invalid: ({ app }) => app.inject({ url: '/v1/whoami', headers: bearer(canary) }),
  token_expired: withVerifier('token_expired'),
  wrong_audience: withVerifier('wrong_audience'),
  region_not_served: withVerifier('region_not_served'),
  no_role: withVerifier('no_role'),
  issuer_unreachable: withVerifier('issuer_unreachable'),
  unknown_tenant: async (harness) =>
    send(await createHarness({ tokens: { verify: async () => ({ ok: true, caller: { issuer: 'i', subject: 's', displayName: canary, tenant: 'left-yesterday', roles: ['trigger'], expiresAt: 1 } }) } }), pageViewed({ id: harness.app.version })),
  forbidden: ({ call }) => call('trigger', wealth, 'GET', '/v1/ledger'),
  rate_limited: async () => {
    const { call } = await createHarness({ callsPerMinute: 2 });
    for (let calls = 0; calls < 2; calls += 1) await call('adviser', wealth, 'GET', '/v1/whoami');
    expect((await call('adviser', retail, 'GET', '/v1/whoami')).statusCode).toBe(200);
    return call('adviser', wealth, 'GET', '/v1/whoami');
  },
  session_ended: ({ app }) => app.inject({ url: '/v1/whoami', headers: { cookie: `wayproof_session=${canary}` } }),
  cross_site: ({ app }) =>
    app.inject({ method: 'POST', url: '/v1/policy/check', headers: { cookie: `wayproof_session=${canary}`, origin: 'https://attacker.example' }, payload: { a: canary } }),
  sign_in_invalid: ({ app }) => app.inject({ url: `/auth/callback?code=${canary}&state=${canary}` }),
  sign_in_refused: async () => {
    const finish = async () => ({ ok: false, code: 'sign_in_refused' }) as const;
    const { app } = await createHarness({ browser: { signIn: { issuer: issuerUrl, finish, begin: neverAsked, endSessionUrl: neverAsked }, sessions: fakeSessions(), origin } });
    return app.inject({ url: `/auth/callback?error=access_denied&error_description=${canary}`, headers: { cookie: 'wayproof_sign_in=x' } });
  },
  reveal_denied: async () => {
    const { call } = await createHarness({ evaluatePolicy: async (set, question) => question.action === 'reveal' ? ({ verdict: 'denied', rule: null, explanation: { code: 'no_rule', rule: null, missing: [] } }) : evaluate(set, question) });
    return call('adviser', wealth, 'GET', `/v1/crm/customers/${canary}`);
  },
  tenant_rate_limited: async ({ call, state }) => {
    const { door } = state.limits.default;
    state.limits.default.door = { ...door, tenantCallsPerMinute: 2 };
    for (const persona of ['adviser', 'auditor'] as const) await call(persona, wealth, 'GET', '/v1/whoami');
    return call('supervisor', wealth, 'GET', '/v1/whoami');
  },
  subject_not_found: async () => {
    const archiveSubject = () => Promise.resolve({ verdict: 'unknown' } as const);
    const { call } = await createHarness({ archiveSubject });
    return call('compliance', wealth, 'POST', '/v1/access-requests', { customerId: canary });
  },
  archive_too_large: async () => {
    const archiveSubject = () => Promise.resolve({ verdict: 'too_large' } as const);
    const { call } = await createHarness({ archiveSubject });
    return call('compliance', wealth, 'POST', '/v1/access-requests', { customerId: canary });
  },
  no_samples: ({ call }) => call('operator', retail, 'POST', '/v1/samples'),
  too_many_streams: async (harness) => {
    const open = () => harness.call('adviser', wealth, 'GET', '/v1/stream');
    const held = Array.from({ length: 8 }, open);
    // A stream is answered when it ends; the ninth is refused at once.
    const refused = await Promise.race([...held, open()]);
    await harness.app.close();
    await Promise.all(held);
    return refused;
  },
  switch_not_found: ({ call }) => call('compliance', wealth, 'POST', `/v1/switches/${canary}/reset`, { reasonCode: 'cause_removed' }),
  already_reset: async ({ call, switches }) => {
    const by = { principal: `prn_${'0a'.repeat(16)}` };
    const { killSwitch } = await switches.trip({ tenant: wealth, scope: 'tenant', value: wealth, reasonCode: 'incident', by });
    const reset = () => call('compliance', wealth, 'POST', `/v1/switches/${killSwitch.id}/reset`, { reasonCode: 'cause_removed' });
    expect((await reset()).statusCode).toBe(200);
    return reset();
  },
  too_many_refusals: async (harness) => {
    const { id } = await openJourney(harness);
    harness.state.limits.default.refusals = { max: 1, per: 'PT10M' };
    harness.engine.answer = { verdict: 'refused', code: 'wrong_role', findings: [] };
    const decide = () => harness.call('adviser', wealth, 'POST', `/v1/journeys/${id}/decision`, { requestId: 'cp_1', proposalHash: 'a'.repeat(64), decision: 'approve', comment: canary });
    expect((await decide()).statusCode).toBe(403);
    return decide();
  },
  not_loopback: ({ app }) => app.inject({ url: '/identity/personas', remoteAddress: '192.0.2.1' }),
  persona_unknown: ({ app }) =>
    app.inject({ method: 'POST', url: '/identity/personas/token', payload: { persona: canary, tenant: wealth } }),
  url_invalid: ({ app }) => app.inject(`/v1/journeys/%ff${canary}`),
  expectation_failed: ({ app }) => app.inject({ url: '/healthz', headers: { expect: canary } }),
  json_invalid: (harness) => send(harness, `{"${canary}":1,"${canary}":2}`),
  request_invalid: ({ call }) => call('adviser', wealth, 'GET', `/v1/journeys?${canary}=1`),
  event_invalid: (harness) => send(harness, pageViewed({ type: canary })),
  body_too_large: (harness) => send(harness, `"${canary.repeat(20_000)}"`),
  media_type_unsupported: (harness) => send(harness, canary, { 'content-type': 'text/plain' }),
  route_not_found: ({ app }) => app.inject(`/v1/${canary}`),
  journey_not_found: ({ call }) => call('adviser', wealth, 'GET', `/v1/journeys/${canary}`),
  customer_not_found: ({ call }) => call('adviser', wealth, 'GET', `/v1/crm/customers/${canary}`),
  document_not_found: ({ call }) => call('compliance', wealth, 'DELETE', `/v1/knowledge/documents?documentId=${canary}`),
  not_sealed: async (harness) => {
    const { id } = await openJourney(harness);
    return harness.call('auditor', wealth, 'GET', `/v1/journeys/${id}/evidence`);
  },
  event_conflict: async (harness) => {
    await send(harness, pageViewed());
    return send(harness, pageViewed({ data: { sessionId: canary, topic: 'home' } }));
  },
  erasure_not_found: ({ call }) => call('auditor', wealth, 'GET', `/v1/erasures/${canary}`),
  not_erased: async ({ call, store }) => {
    await call('compliance', wealth, 'POST', '/v1/erasures', { customerId: 'AW-0001', ground: 'subject_request' });
    return call('auditor', wealth, 'GET', `/v1/erasures/${store.erasures.rows[0]?.id ?? ''}/certificate`);
  },
  erasure_refused: async ({ call, store, engine }) => {
    await call('compliance', wealth, 'POST', '/v1/erasures', { customerId: 'AW-0001', ground: 'subject_request' });
    engine.erasureAnswer = { verdict: 'refused', code: 'deadline_passed' };
    return call('supervisor', wealth, 'POST', `/v1/erasures/${store.erasures.rows[0]?.id ?? ''}/decision`, { decision: 'approve' });
  },
  decision_refused: async (harness) => {
    const { id } = await openJourney(harness);
    harness.engine.answer = { verdict: 'refused', code: 'stale_proposal', findings: [] };
    const decision = { requestId: 'cp_1', proposalHash: 'a'.repeat(64), decision: 'approve', comment: canary };
    return harness.call('adviser', wealth, 'POST', `/v1/journeys/${id}/decision`, decision);
  },
  checkpoint_action_refused: async (harness) => {
    const { id } = await openJourney(harness);
    harness.engine.refusal = { verdict: 'refused', code: 'claimed_by_other' };
    return harness.call('adviser', wealth, 'POST', `/v1/journeys/${id}/claim`, { requestId: 'cp_1' });
  },
  role_withdrawn: async ({ call, store }) => {
    await call('adviser', wealth, 'GET', '/v1/people');
    for (const person of store.callers.values()) person.withdrawnRoles = ['adviser'];
    return call('adviser', wealth, 'GET', `/v1/journeys?customer=${canary}`);
  },
  person_not_found: ({ call }) => call('compliance', wealth, 'PUT', `/v1/people/${canary}/withdrawn-roles`, { roles: [] }),
  own_roles: async ({ call }) => {
    const { principal } = (await call('compliance', wealth, 'GET', '/v1/whoami')).json<{ principal: string }>();
    return call('compliance', wealth, 'PUT', `/v1/people/${principal}/withdrawn-roles`, { roles: [] });
  },
  residency_unacknowledged: (harness) => send(harness, pageViewed({ subject: canary }), {}, silent),
  overloaded: async () => send(await createHarness({ eventLimits: { events: 0, bytes: 0 } }), pageViewed({ subject: canary })),
  tenant_overloaded: async () => {
    const harness = await createHarness({ eventLimits: { events: 4, bytes: 8 * 1024 * 1024 } });
    const letGo = harness.engine.hold();
    const held = [retail, wealth, wealth].map((tenant, at) => send(harness, pageViewed({ id: `held-${at}` }), {}, tenant));
    await expect.poll(() => harness.store.events.size).toBe(3);
    const answer = await send(harness, pageViewed({ subject: canary }));
    letGo();
    expect((await Promise.all(held)).map(({ statusCode }) => statusCode)).toEqual([202, 202, 202]);
    return answer;
  },
  part_unavailable: (harness) => {
    harness.store.down = true;
    return send(harness, pageViewed({ subject: canary }));
  },
  policy_unreadable: (harness) => {
    harness.state.policiesReadable = false;
    return send(harness, pageViewed({ subject: canary }));
  },
  not_ready: ({ app, state }) => {
    state.parts.push({ name: 'temporal', state: 'missing', detail: 'does not answer' });
    return app.inject('/readyz');
  },
  integrity_failed: async (harness) => {
    const journey = await openJourney(harness);
    const stored = harness.store.saved.get(journey.checkpoint?.proposal.ref ?? '');
    if (stored) stored.body = { text: `tampered ${canary}` };
    return harness.call('adviser', wealth, 'GET', `/v1/journeys/${journey.id}`);
  },
  internal: async () => {
    const crm = { view: () => Promise.reject(new Error(`duplicate key (${canary})`)) };
    const { call } = await createHarness({ crm: crm as never });
    return call('adviser', wealth, 'GET', `/v1/crm/customers/${canary}`);
  },
}; // prettier-ignore

test.each(Object.entries(reach))('%s', async (code, get) => {
  const harness = await createHarness();
  const answer = await get(harness);
  const problem = problemIn(answer);
  const { title, detail, status } = problemKinds[code as ProblemCode];
  expect(problem).toMatchObject({ code, title, detail, status, instance: answer.headers['x-request-id'] });
  expect(answer.body).not.toContain(canary);
  if (status === 429 || (status === 503 && code !== 'not_ready' && code !== 'policy_unreadable')) {
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  }
});

test('http_invalid: what is no HTTP gets a problem too', async () => {
  const { app } = await createHarness();
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const answer = await new Promise<string>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`${canary}\r\n\r\n`));
    let text = '';
    socket.on('data', (chunk) => (text += chunk.toString()));
    socket.on('close', () => resolve(text));
  });
  await app.close();
  expect(answer).toContain('HTTP/1.1 400');
  expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toMatchObject({ code: 'http_invalid' });
  expect(answer).not.toContain(canary);
});

test('a failure that nobody expects at the door is internal, by its type', async () => {
  const crm = { view: () => Promise.reject(failures.crmOutcomeUnknown('x')) };
  const { call } = await createHarness({ crm: crm as never });
  expect(problemIn(await call('adviser', wealth, 'GET', '/v1/crm/customers/a')).code).toBe('internal');
});

test('what a room behind the door calls invalid is the caller’s fault, and its words stay inside', async () => {
  const crm = { view: () => Promise.reject(failures.invalidRequest(`not a cursor: ${canary}`)) };
  const { call } = await createHarness({ crm: crm as never });
  const answer = await call('adviser', wealth, 'GET', '/v1/crm/customers/a');
  expect(problemIn(answer)).toMatchObject({ code: 'request_invalid', status: 400 });
  expect(answer.body).not.toContain(canary);
});

test('a body that does not come to its end does not hold a connection for ever', async () => {
  const { app } = await createHarness();
  expect(app.server.requestTimeout).toBeGreaterThan(0);
  expect(app.server.requestTimeout).toBeLessThanOrEqual(60_000);
});

test('wrong tokens from one address are limited, so that guessing is slow', async () => {
  const { app } = await createHarness();
  let status = 401;
  for (let calls = 0; calls < 130 && status === 401; calls += 1) {
    status = (await app.inject({ url: '/v1/whoami', headers: bearer(`${calls}`) })).statusCode;
  }
  expect(status).toBe(429);
});
