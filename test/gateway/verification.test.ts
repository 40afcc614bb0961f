// Verification in place through the public door: of sealed journeys, for whom policy lets read evidence, few at a time.
import { expect, test } from 'vitest';
import { chainEntry, genesisHash } from '../../contracts/evidence.ts';
import type { VerifyJourney } from '../../gateway/ports.ts';
import { createHarness, openJourney, problemIn, retail, wealth } from './harness.ts';

async function sealedOne(verifyJourney?: VerifyJourney) {
  const harness = await createHarness(verifyJourney && { verifyJourney });
  const journey = await openJourney(harness);
  const { id, workflowId } = journey;
  const entry = chainEntry({ seq: 0, type: 'journey.started', stage: 'detect', at: 1, facts: {}, prev: genesisHash(workflowId) }); // prettier-ignore
  const statement = { format: 'wayproof-seal/1', tenant: wealth, workflowId, outcome: 'acted', head: entry.hash, entries: 1 } as const; // prettier-ignore
  const record = await harness.store.ledger.append({ tenant: wealth, key: 'seal', kind: 'seal', journeyId: id, facts: {} }); // prettier-ignore
  const seal = () => harness.store.sealed.set(`${wealth}/${id}`, { statement, entries: [entry], record });
  const ask = (persona: 'auditor' | 'adviser' = 'auditor', tenant = wealth) =>
    harness.call(persona, tenant, 'GET', `/v1/journeys/${id}/verification`);
  return { id, seal, ask };
}

test('each check is told with its state and its reason, of the asker’s own journey', async () => {
  const asked: unknown[] = [];
  const findings = [
    { check: 'chain', state: 'proved', where: null, says: 'The entries follow each other.' },
    { check: 'replay', state: 'refuted', where: 'history', says: 'Another entry came out.' },
  ] as const;
  const { id, seal, ask } = await sealedOne((input) => {
    asked.push(input);
    return Promise.resolve({ verdict: 'refuted', findings: [...findings] });
  });
  expect(problemIn(await ask()).code).toBe('not_sealed');
  seal();
  expect((await ask()).json()).toEqual({ verdict: 'refuted', findings });
  expect(asked).toEqual([{ tenant: wealth, journeyId: id }]);
  expect(problemIn(await ask('adviser')).code).toBe('forbidden');
  expect(problemIn(await ask('auditor', retail)).code).toBe('journey_not_found');
  expect(asked).toHaveLength(1);
});

test('who comes while as many run as may is told when to come again', async () => {
  const { seal, ask } = await sealedOne(() => Promise.resolve('busy'));
  seal();
  const answer = await ask();
  expect([problemIn(answer).code, answer.headers['retry-after']]).toEqual(['part_unavailable', '5']);
});

test('a gateway that verifies nothing says so', async () => {
  const { seal, ask } = await sealedOne();
  seal();
  expect(problemIn(await ask()).code).toBe('part_unavailable');
});
