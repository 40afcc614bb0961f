// Erasures at the door: what was answered is durable, also when Temporal was away in between, and whatever was refused is kept.
import { expect, test } from 'vitest';
import { failures } from '../../contracts/failures.ts';
import type { ErasureRow } from '../../contracts/ports/erasure.ts';
import { createHarness, problemIn, retail, wealth } from './harness.ts';
import type { Harness } from './harness.ts';

const body = { customerId: 'AW-0001', ground: 'subject_request' };
const ask = ({ call }: Harness, persona: 'compliance' | 'supervisor' = 'compliance') =>
  call(persona, wealth, 'POST', '/v1/erasures', body);
const decide = ({ call }: Harness, id: string, decision: string, tenant = wealth) =>
  call('supervisor', tenant, 'POST', `/v1/erasures/${id}/decision`, { decision });
const kinds = ({ store }: Harness) => store.records.map(({ kind }) => kind).filter((kind) => kind.startsWith('erasure')); // prettier-ignore

test('a request opens one row, one record and one workflow of the region; asked again it is the same', async () => {
  const harness = await createHarness();
  const [first, again] = [await ask(harness), await ask(harness, 'supervisor')];
  expect([first.statusCode, again.statusCode]).toEqual([202, 202]);
  const row = first.json<ErasureRow>();
  expect(again.json()).toEqual(row);
  expect(kinds(harness)).toEqual(['erasure.requested']);
  expect(harness.engine.started[0]).toMatchObject({ tenant: wealth, region: 'eu', erasure: row.id, requestedBy: row.requestedBy }); // prettier-ignore
  expect(row.deadlineAt - row.requestedAt).toBe(14 * 24 * 60 * 60_000);
  // Nobody but the CRM knew him, and his id stands nowhere.
  expect(JSON.stringify([harness.store.records, harness.engine.started, harness.lines])).not.toContain('AW-0001'); // prettier-ignore
});

test('when Temporal is away it says so, and asking again starts the workflow of the row that is open', async () => {
  const harness = await createHarness();
  harness.engine.down.add('all');
  expect(problemIn(await ask(harness)).code).toBe('part_unavailable');
  harness.engine.down.clear();
  expect((await ask(harness)).statusCode).toBe(202);
  expect(harness.store.erasures.rows).toHaveLength(1);
  expect(harness.engine.started).toHaveLength(1);
  expect(kinds(harness)).toEqual(['erasure.requested']);
});

test('whoever was interrupted before the record leaves none out: it stands before each start', async () => {
  const harness = await createHarness();
  const { ledger } = harness.store;
  const append = ledger.append;
  ledger.append = () =>
    Promise.reject(failures.dependencyUnavailable('the ledger is away', { part: 'store' }));
  expect(problemIn(await ask(harness)).code).toBe('part_unavailable');
  ledger.append = append;
  const [row] = harness.store.erasures.rows;
  expect([row?.state, kinds(harness), harness.engine.started]).toEqual(['requested', [], []]);
  // Nobody asks again: it is decided.
  expect((await decide(harness, row?.id ?? '', 'approve')).statusCode).toBe(200);
  expect(
    harness.store.records.map(({ key, kind, facts }) => [key, kind, (facts as { by: string }).by]),
  ).toEqual([[`erasure.requested/${row?.id}`, 'erasure.requested', row?.requestedBy]]);
});

test('only one that was stopped while it erased may be run again after its end', async () => {
  const harness = await createHarness();
  const again: unknown[] = [];
  const { startErasure } = harness.engine;
  harness.engine.startErasure = async (input, options) => {
    again.push(options?.again);
    await startErasure(input);
  };
  const { id } = (await ask(harness)).json<ErasureRow>();
  await decide(harness, id, 'approve');
  const [row] = harness.store.erasures.rows;
  if (row) row.state = 'erasing';
  await decide(harness, id, 'approve');
  expect(again).toEqual([false, false, true]);
});

test('a customer whom neither vault nor CRM knows is not found, and nothing is opened', async () => {
  const harness = await createHarness();
  const answer = await harness.call('compliance', wealth, 'POST', '/v1/erasures', { ...body, customerId: 'AW-9999' }); // prettier-ignore
  expect(problemIn(answer).code).toBe('customer_not_found');
  expect(harness.store.erasures.rows).toEqual([]);
});

test('a decision carries an assertion bound to it and to this erasure; another tenant finds none', async () => {
  const harness = await createHarness();
  const { id } = (await ask(harness)).json<ErasureRow>();
  expect((await decide(harness, id, 'approve')).json()).toEqual({ verdict: 'accepted', decision: 'approve' });
  const [sent] = harness.engine.erasureDecisions;
  const claims = await harness.assertions.verify(sent?.decision.assertion ?? '');
  expect(claims).toMatchObject({ tenant: wealth, workflowId: `erasure/${wealth}/${id}`, roles: ['supervisor'] }); // prettier-ignore
  expect(problemIn(await decide(harness, id, 'approve', retail)).code).toBe('erasure_not_found');
  expect(harness.engine.erasureDecisions).toHaveLength(1);
});

test('a refusal is told with its sentence and kept; of one that is over nobody is asked', async () => {
  const harness = await createHarness();
  const { id } = (await ask(harness)).json<ErasureRow>();
  harness.engine.erasureAnswer = { verdict: 'refused', code: 'self_approval' };
  const answer = await decide(harness, id, 'approve');
  expect([answer.statusCode, problemIn(answer)['refusal']]).toMatchObject([403, { code: 'self_approval' }]);
  const [row] = harness.store.erasures.rows;
  for (const [state, code] of [
    ['rejected', 'already_decided'],
    ['erased', 'already_decided'],
    ['expired', 'deadline_passed'],
  ] as const) {
    // prettier-ignore
    if (row) row.state = state;
    expect(problemIn(await decide(harness, id, 'approve'))['refusal']).toMatchObject({ code });
  }
  if (row) row.state = 'erasing';
  expect(problemIn(await decide(harness, id, 'reject'))['refusal']).toMatchObject({
    code: 'already_decided',
  });
  expect(harness.engine.erasureDecisions).toHaveLength(1);
  // One of each assertion: the clock stands still here.
  expect(kinds(harness).filter((kind) => kind === 'erasure.refused')).toHaveLength(2);
});
