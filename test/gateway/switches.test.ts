// Kill switches and limits at the door: who may trip, who may reset, what is kept, and how often somebody may be refused.
import { expect, test } from 'vitest';
import type { Role } from '../../contracts/ports/identity.ts';
import { createHarness, openJourney, problemIn, retail, wealth } from './harness.ts';
import type { Harness } from './harness.ts';

const trip = ({ call }: Harness, body: object, role: Role = 'operator') =>
  call(role, wealth, 'POST', '/v1/switches', body);
const model = { scope: 'model', value: 'hf.co/org/model:7b', reasonCode: 'incident' };

test('whoever sees the harm stops it; only compliance lets it run again, by name and for a listed reason', async () => {
  const harness = await createHarness();
  const { call, switches } = harness;
  const tripped = (await trip(harness, model)).json<{ killSwitch: { id: string; trippedBy: string }; created: boolean }>(); // prettier-ignore
  expect(tripped).toMatchObject({
    created: true,
    killSwitch: { scope: 'model', value: model.value, reset: null },
  });
  const operator = (await call('operator', wealth, 'GET', '/v1/whoami')).json<{ principal: string }>()
    .principal;
  expect(tripped.killSwitch.trippedBy).toBe(operator);
  expect((await trip(harness, model)).json()).toMatchObject({ created: false });

  const path = `/v1/switches/${tripped.killSwitch.id}/reset`;
  const reset = (role: Role, reasonCode: string, tenant = wealth) =>
    call(role, tenant, 'POST', path, { reasonCode });
  expect(problemIn(await reset('operator', 'cause_removed')).code).toBe('forbidden');
  expect(problemIn(await reset('compliance', 'because'))).toMatchObject({
    code: 'request_invalid',
    errors: [{ pointer: '/reasonCode', reason: 'not_listed' }],
  });
  expect(problemIn(await reset('compliance', 'cause_removed', retail)).code).toBe('switch_not_found');
  expect(await switches.inForce({ tenant: wealth })).toHaveLength(1);
  const officer = (await call('compliance', wealth, 'GET', '/v1/whoami')).json<{ principal: string }>()
    .principal;
  expect((await reset('compliance', 'cause_removed')).json()).toMatchObject({
    reset: { by: officer, reasonCode: 'cause_removed' },
  });
  expect(await switches.inForce({ tenant: wealth })).toEqual([]);
});

test.each(['gpt-4o-2024-08-06', 'claude-3-5-sonnet-20241022', 'llama3.1:8b', 'org/model@sha256:4f41111111111111c9a8b7d6e5f40123456789abcdef0123456789abcdef0123'])('a model is named as its maker names it: %s', async (value) => {
  const { call } = await createHarness();
  const answer = await call('operator', wealth, 'POST', '/v1/switches', { ...model, value });
  expect(answer.statusCode).toBeLessThan(300);
}); // prettier-ignore

test('the list shows what is in force, or all, of the own tenant, with the reasons that may be given', async () => {
  const harness = await createHarness();
  await trip(harness, { scope: 'tenant', reasonCode: 'incident' });
  const seen = async (tenant: string, query = '') =>
    (await harness.call('auditor', tenant, 'GET', `/v1/switches${query}`)).json<{
      switches: { value: string }[];
    }>();
  expect(await seen(wealth)).toMatchObject({
    switches: [{ scope: 'tenant', value: wealth }],
    tripReasons: ['incident'],
    resetReasons: ['cause_removed'],
  });
  expect((await seen(retail, '?state=all')).switches).toEqual([]);
});

test.each([
  ['a reason that is not listed', { ...model, reasonCode: 'bored' }, '/reasonCode'],
  ['a model without a name', { scope: 'model', reasonCode: 'incident' }, '/value'],
  ['a tenant by name', { scope: 'tenant', value: retail, reasonCode: 'incident' }, '/value'],
  ['a card in the place of a model', { ...model, value: '4111-1111-1111-1111' }, '/value'],
  ['an e-mail address in the place of a model', { ...model, value: 'ruth@example.org' }, '/value'],
])('%s trips nothing', async (_, body, pointer) => {
  const harness = await createHarness();
  expect(problemIn(await trip(harness, body))).toMatchObject({
    code: 'request_invalid',
    errors: [{ pointer }],
  });
  expect(harness.switches.rows).toEqual([]);
});

test('nothing can be tripped or reset while the policy that lists the reasons cannot be read', async () => {
  const harness = await createHarness();
  harness.state.policiesReadable = false;
  expect(problemIn(await trip(harness, model)).code).toBe('policy_unreadable');
  expect(harness.switches.rows).toEqual([]);
});

test('limits show what is used of each budget', async () => {
  const harness = await createHarness();
  harness.counters.used.set(`${wealth} model.tokens 60000`, 41);
  const { model: budgets, refusals } = (await harness.call('operator', wealth, 'GET', '/v1/limits')).json<{ model: { counter: string; per: string; used: number }[]; refusals: object }>(); // prettier-ignore
  expect(refusals).toEqual({ max: 20, per: 'PT10M' });
  expect(budgets.map(({ counter, per, used }) => [counter, per, used])).toEqual([
    ['model.requests', 'minute', 0],
    ['model.requests', 'day', 0],
    ['model.tokens', 'minute', 41],
    ['model.tokens', 'day', 0],
  ]);
});

async function refusing(max: number) {
  const harness = await createHarness();
  harness.state.limits.default.refusals = { max, per: 'PT10M' };
  harness.engine.answer = { verdict: 'refused', code: 'wrong_role', findings: [] };
  const { id } = await openJourney(harness);
  const decision = { requestId: 'cp_1', proposalHash: 'a'.repeat(64), decision: 'approve' };
  const decide = (role: Role = 'retention-lead') =>
    harness.call(role, wealth, 'POST', `/v1/journeys/${id}/decision`, decision);
  return { harness, decide, id };
}

test('a person who is refused again and again at one journey is stopped before the journey hears of it', async () => {
  const { harness, decide, id } = await refusing(3);
  const answers = [];
  for (let turn = 0; turn < 6; turn += 1) answers.push(await decide());
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([403, 403, 403, 429, 429, 429]);
  const last = answers.at(-1);
  expect(last && problemIn(last).code).toBe('too_many_refusals');
  expect(Number(last?.headers['retry-after'])).toBeGreaterThan(0);
  expect(harness.engine.decisions).toHaveLength(3);
  expect(harness.store.records.filter(({ kind }) => kind === 'decision.refused')).toHaveLength(3);
  // Claims count with the decisions; another person is not kept from his.
  const claim = await harness.call('retention-lead', wealth, 'POST', `/v1/journeys/${id}/claim`, {
    requestId: 'cp_1',
  });
  expect(claim.statusCode).toBe(429);
  expect((await decide('adviser')).statusCode).toBe(403);
});

test('who sends a hundred at once gets no more of them through', async () => {
  const { harness, decide } = await refusing(3);
  await Promise.all(Array.from({ length: 40 }, () => decide()));
  expect(harness.engine.decisions.length).toBeLessThanOrEqual(3);
});

test('decisions that are accepted are not counted', async () => {
  const { harness, decide } = await refusing(1);
  harness.engine.answer = { verdict: 'accepted', decision: 'approve', proposalHash: '0'.repeat(64) };
  for (let turn = 0; turn < 3; turn += 1) expect((await decide()).statusCode).toBe(200);
});

test('while nobody can say how many refusals are too many, no decision is sent', async () => {
  const { harness, decide } = await refusing(3);
  harness.state.policiesReadable = false;
  expect(problemIn(await decide()).code).toBe('policy_unreadable');
  expect(harness.engine.decisions).toEqual([]);
});

test('while limits cannot be read, the door lets nobody in, and counts narrowly who asks', async () => {
  const { call, state } = await createHarness();
  state.policiesReadable = false;
  let status = 503;
  let calls = 0;
  for (; calls < 130 && status === 503; calls += 1)
    status = (await call('adviser', wealth, 'GET', '/v1/whoami')).statusCode;
  expect([calls, status]).toEqual([121, 429]);
});
