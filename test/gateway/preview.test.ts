// POST /v1/journeys/{id}/preview through the public door: who may look, what he sees, and that nothing is decided.
import { beforeEach, expect, test } from 'vitest';
import type { JourneyRow } from '../../contracts/ports/store.ts';
import type { GatewayDeps } from '../../gateway/ports.ts';
import { canary, createHarness, openJourney, problemIn, retail, wealth } from './harness.ts';
import type { Harness } from './harness.ts';

const diff = [{ object: 'note', id: 'n', field: 'text', before: null, after: canary }];
let asked: unknown[];
const previewProposal: NonNullable<GatewayDeps['previewProposal']> = async ({ edit }) => {
  asked.push(edit);
  return {
    ...{ verdict: 'fail', tier: 'high' },
    findings: [{ code: 'link_not_allowed', severity: 'block', about: '0' }],
    operations: [{ verb: 'add_note', text: canary }],
    crm: { verdict: 'would_write', diff },
  };
};
let harness: Harness;
let journey: JourneyRow;
beforeEach(async () => {
  asked = [];
  harness = await createHarness({ previewProposal });
  journey = await openJourney(harness);
});
const look = (
  body: object = { edit: null },
  persona: Parameters<Harness['call']>[0] = 'adviser',
  tenant = wealth,
) => harness.call(persona, tenant, 'POST', `/v1/journeys/${journey.id}/preview`, body);

test('whoever decides sees findings in words and the exact change, and nothing is decided', async () => {
  const answer = await look({ edit: { a: 1 } });
  expect(answer.json()).toEqual({
    ...{ requestId: 'cp_1', proposalHash: journey.checkpoint?.proposal.commitment, edited: true },
    ...{ verdict: 'fail', tier: 'high', operations: [{ verb: 'add_note', text: canary }] },
    findings: [{ code: 'link_not_allowed', severity: 'block', about: '0', sentence: expect.any(String) as string }],
    crm: { verdict: 'would_write', code: null, diff },
  }); // prettier-ignore
  await look();
  expect(asked).toEqual([{ a: 1 }, null]);
  expect(harness.engine.decisions).toEqual([]);
  expect(harness.store.records.map(({ kind }) => kind)).toEqual(['content.revealed']);
  expect([...harness.store.saved.values()].filter(({ kind }) => kind === 'edit')).toEqual([]);
});

test('without the right to contents he sees codes only', async () => {
  const { call, store } = (harness = await createHarness({
    previewProposal,
    evaluatePolicy: async (_set, { object }) =>
      object.startsWith('api:')
        ? { verdict: 'allowed', rule: 'r', explanation: null }
        : { verdict: 'denied', rule: null, explanation: { code: 'no_rule', rule: null, missing: [] } },
  }));
  journey = await openJourney(harness);
  const answer = await call('adviser', wealth, 'POST', `/v1/journeys/${journey.id}/preview`, { edit: null });
  expect(answer.json()).toMatchObject({ verdict: 'fail', operations: null, crm: { diff: null } });
  expect(answer.body).not.toContain(canary);
  expect(store.records).toEqual([]);
});

test('whoever lost the role looks at nothing', async () => {
  const me = (await harness.call('adviser', wealth, 'GET', '/v1/whoami')).json<{ principal: string }>();
  await harness.store.principals.withdrawRoles({ tenant: wealth, ...me, roles: ['adviser'] });
  expect(problemIn(await look({ edit: { a: 1 } })).code).toBe('role_withdrawn');
  expect(asked).toEqual([]);
});

test('nobody looks at what is closed, foreign, erased, or not his to decide', async () => {
  expect(problemIn(await look({ edit: null }, 'auditor')).code).toBe('forbidden');
  expect(problemIn(await look({ edit: null }, 'adviser', retail)).code).toBe('journey_not_found');
  expect(problemIn(await look({ edit: [1] })).code).toBe('request_invalid');
  harness.store.vault.customerOf = async () => null;
  expect(problemIn(await look()).code).toBe('customer_not_found');
  journey.outcome = 'expired';
  expect(problemIn(await look())).toMatchObject({ refusal: { code: 'deadline_passed' } });
  Object.assign(journey, { outcome: null, checkpoint: null });
  expect(problemIn(await look())).toMatchObject({ refusal: { code: 'checkpoint_not_open' } });
  expect(asked).toEqual([]);
});
