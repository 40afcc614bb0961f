// Verification in place: few at a time, nobody queues, and what fails gives its place back.
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createVerifyJourney } from './verify-journey.ts';

const asked = { tenant: 'aldermoor-wealth', journeyId: 'jrn_000000000000000000000001' } as const;

test('two run at a time; the third is told to come again, and finds room when they are done', async () => {
  let release = (_bundle: string) => {};
  const held = new Promise<string>((settle) => (release = settle));
  const verify = createVerifyJourney({
    exportBundle: () => held,
    anchorFileOf: () => join(tmpdir(), 'no-such-anchor.jsonl'),
  });
  const running = [verify(asked), verify(asked)];
  expect(await verify(asked)).toBe('busy');
  release('{"no":"bundle"}');
  for (const one of await Promise.all(running)) expect(one).toMatchObject({ verdict: 'refuted' });
  expect(await verify(asked)).toMatchObject({
    verdict: 'refuted',
    findings: [expect.objectContaining({ check: 'form', state: 'refuted' })],
  });
});

test('an export that fails is told, and takes no place', async () => {
  const verify = createVerifyJourney({
    exportBundle: () => Promise.reject(new Error('not ended yet')),
    anchorFileOf: () => join(tmpdir(), 'no-such-anchor.jsonl'),
  });
  for (let times = 0; times < 3; times += 1) await expect(verify(asked)).rejects.toThrow('not ended yet');
});
