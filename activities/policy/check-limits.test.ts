// limits.yaml is refused with a clear sentence when it contradicts itself or names what there is not; and never missing today.
import { cp, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { guardSentences } from '../../contracts/finding-sentences.ts';
import { tenantLimitsOf } from '../../contracts/limits-of.ts';
import { memorySnapshots, policiesDirectory } from '../../test/policy/policy-fakes.ts';
import { guardFindingCodes } from './check-limits.ts';
import { loadPolicySet, parsePolicySet } from './load-policy-set.ts';
import { createPolicyRegistry } from './policy-registry.ts';

let directory: string;
const file = () => join(directory, 'limits.yaml');
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'wayproof-limits-'));
  await cp(policiesDirectory, directory, { recursive: true });
});
afterEach(() => rm(directory, { recursive: true }));

const faults: [string, (text: string) => string, RegExp][] = [
  ['an empty file', () => '', /missing or empty/],
  ['a limit of nothing', (t) => t.replace('max: 20', 'max: 0'), /default.refusals.max/],
  ['a member that no schema knows', (t) => t.replace('perMinute: 120', 'perHour: 120'), /perHour/],
  ['an unknown tenant', (t) => t.replace('aldermoor-wealth:', 'aldermoor:'), /names the tenant aldermoor/],
  ['a caller who may more than his tenant', (t) => t.replace('callsPerMinute: 1200', 'callsPerMinute: 12001'), /aldermoor-wealth: one caller may call more often/],
  ['a minute that holds more than a day', (t) => t.replace('perMinute: 120, perDay: 20000', 'perMinute: 120, perDay: 119'), /model.requests allows more in a minute/],
  ['a window of nothing', (t) => t.replace('per: PT10M', 'per: PT0S'), /refusals.per lasts/],
  ['a check that counts what nothing finds', (t) => t.replace('[blocked]', '[blokked]'), /model-unusable: nothing finds blokked/],
  ['a check that stands twice', (t) => t.replace('id: model-promises', 'id: model-leaks'), /stands twice/],
  ['a check that looks back for months', (t) => t.replace('within: PT1H', 'within: P60D'), /model-leaks.within lasts/],
  ['no reason to reset', (t) => t.replace(/resetReasons: .*/, 'resetReasons: []'), /resetReasons/],
]; // prettier-ignore

it.each(faults)('refuses %s', async (_, change, message) => {
  const before = await readFile(file(), 'utf8');
  const after = change(before);
  expect(after, 'the edit changes nothing').not.toBe(before);
  await writeFile(file(), after);
  await expect(loadPolicySet(directory)).rejects.toMatchObject({
    type: 'PolicyUnreadable',
    message: expect.stringMatching(message) as string,
    details: [{ ids: { file: 'limits.yaml' } }],
  });
});

describe('a policy without limits', () => {
  it('is not readable today, but a snapshot from before them is, for the journeys that pinned it', async () => {
    const snapshots = memorySnapshots();
    const registry = createPolicyRegistry({ directory, snapshots });
    await rm(file());
    await expect(registry.current()).rejects.toMatchObject({ type: 'PolicyUnreadable' });
    await expect(loadPolicySet(directory)).rejects.toMatchObject({ type: 'PolicyUnreadable' });
    const { canonical } = await loadPolicySet(policiesDirectory);
    const { 'limits.yaml': _, ...older } = JSON.parse(canonical) as Record<string, string>;
    const old = await parsePolicySet(JSON.stringify(older));
    expect(old.tenants['lumen-retail']).toBeDefined();
    expect(() => tenantLimitsOf(old, 'lumen-retail')).toThrow(/limits.yaml/);
  });
});

it('a tenant’s own group stands instead of the common one, and the others stay', async () => {
  const set = await loadPolicySet(directory);
  const own = tenantLimitsOf(set, 'aldermoor-wealth');
  expect(own.model).toEqual(set.limits?.tenants['aldermoor-wealth']?.model);
  expect(own.door).toEqual(set.limits?.default.door);
  expect(tenantLimitsOf(set, 'lumen-retail')).toEqual(set.limits?.default);
});

it('checks may count everything that the guard finds, and nothing else', async () => {
  const folders = ['../inference/', '../privacy/output/'].map((path) => new URL(path, import.meta.url));
  const files = await Promise.all(
    folders.map(async (folder) =>
      (await readdir(folder))
        .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
        .map((name) => new URL(name, folder)),
    ),
  );
  const texts = await Promise.all(files.flat().map((file) => readFile(file, 'utf8')));
  // As a finding, or as the arm of the one switch that says what blocks.
  const found = texts.flatMap((text) => [
    ...[...text.matchAll(/code: '(\w+)',\s*severity: '(?:block|warn)'/g)].map(([, code]) => code),
    ...[...text.matchAll(/case '(\w+_\w+)':/g)].map(([, code]) => code),
  ]);
  const inside = ['other_person_planted'];
  expect([...new Set(found)].filter((code) => !inside.includes(code ?? '')).sort()).toEqual(
    Object.keys(guardSentences).sort(),
  );
  expect(guardFindingCodes).toEqual(['blocked', ...Object.keys(guardSentences)]);
});
