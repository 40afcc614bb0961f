// One personal value in the clear: who may ask, what is kept of it, and that the value is kept nowhere.
import { beforeEach, expect, test } from 'vitest';
import type { JourneyRow } from '../../contracts/ports/store.ts';
import { canary, createHarness, openJourney, problemIn, retail, wealth } from './harness.ts';
import type { Harness } from './harness.ts';

const token = `[[PERSON_${'7'.repeat(16)}]]`;
let harness: Harness;
let journey: JourneyRow;
beforeEach(async () => {
  harness = await createHarness();
  journey = await openJourney(harness);
  harness.store.values.valuesOf = async ({ subject, tokens }) =>
    subject === journey.subject && tokens.includes(token) ? [{ token, type: 'PERSON', value: canary }] : [];
});
const ask = (body: object, persona: Parameters<Harness['call']>[0] = 'adviser', tenant = wealth) =>
  harness.call(persona, tenant, 'POST', `/v1/journeys/${journey.id}/reveal`, body);
const kept = () => harness.store.records.filter(({ kind }) => kind === 'content.revealed');

test('each value is shown once its field and reason stand in the ledger, which never has the value', async () => {
  const fields = [
    ['customer_id', 'AW-0001'],
    ['name', canary],
    ['phone', null],
  ] as const;
  for (const [field, value] of fields) {
    const answer = await ask({ field, reason: 'contact_customer' });
    expect(answer.json()).toEqual({ field, token: null, value });
  }
  expect((await ask({ field: 'token', token, reason: 'check_proposal' })).json()).toEqual({ field: 'token', token, value: canary });
  expect(kept().map(({ facts, journeyId }) => ({ facts, journeyId }))).toMatchObject([
    ...fields.map(([field]) => ({ journeyId: journey.id, facts: { field, reason: 'contact_customer', about: journey.subject } })),
    { facts: { field: 'token', token, reason: 'check_proposal' } },
  ]);
  expect(JSON.stringify(kept())).not.toMatch(new RegExp(`${canary}|AW-0001`));
  expect(harness.lines.join('')).not.toMatch(new RegExp(`${canary}|AW-0001`));
}); // prettier-ignore

test('each asking is a record of its own, and a comment is a document of the customer', async () => {
  await ask({ field: 'email', reason: 'complaint', comment: canary });
  await ask({ field: 'email', reason: 'complaint' });
  expect(kept()).toHaveLength(2);
  const facts = kept()[0]?.facts as { comment: { ref: string } };
  expect(harness.store.saved.get(facts.comment.ref)).toMatchObject({
    kind: 'comment',
    body: { text: canary },
  });
});

test('what cannot be recorded is not shown', async () => {
  harness.store.ledger.append = () => Promise.reject(new Error('down'));
  const answer = await ask({ field: 'name', reason: 'contact_customer' });
  expect(answer.statusCode).toBe(500);
  expect(answer.body).not.toContain(canary);
});

test('a token of somebody else stands for nothing', async () => {
  const other = `[[PERSON_${'8'.repeat(16)}]]`;
  expect((await ask({ field: 'token', token: other, reason: 'check_proposal' })).json()).toMatchObject({
    value: null,
  });
});

test.each([
  ['another reason', { field: 'name', reason: 'curiosity' }],
  ['no reason', { field: 'name' }],
  ['another field', { field: 'iban', reason: 'complaint' }],
  ['a token that is a name', { field: 'token', token: canary, reason: 'complaint' }],
  ['a token with another field', { field: 'name', token, reason: 'complaint' }],
  ['no token', { field: 'token', reason: 'complaint' }],
])('%s is refused, and nothing is kept of it', async (_what, body) => {
  const answer = await ask(body);
  expect(problemIn(answer).code).toBe('request_invalid');
  expect(answer.body).not.toContain(canary);
  expect(kept()).toEqual([]);
});

test('nobody without the right, of another tenant, or about who was erased is told anything', async () => {
  const asked = { field: 'name', reason: 'complaint' };
  expect(problemIn(await ask(asked, 'auditor')).code).toBe('forbidden');
  expect(problemIn(await ask(asked, 'adviser', retail)).code).toBe('journey_not_found');
  harness.store.vault.customerOf = async () => null;
  expect(problemIn(await ask(asked)).code).toBe('customer_not_found');
  const denied = await createHarness({
    evaluatePolicy: async (_set, { object }) =>
      object.startsWith('api:')
        ? { verdict: 'allowed', rule: 'r', explanation: null }
        : { verdict: 'denied', rule: null, explanation: { code: 'no_rule', rule: null, missing: [] } },
  });
  const row = await openJourney(denied);
  const answer = await denied.call('adviser', wealth, 'POST', `/v1/journeys/${row.id}/reveal`, asked);
  expect(problemIn(answer).code).toBe('reveal_denied');
  expect([...kept(), ...denied.store.records]).toEqual([]);
});
