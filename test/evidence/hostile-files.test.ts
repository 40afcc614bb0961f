// What anybody may hand to `wayproof audit verify`: files that are cut short, bombed, foreign, hostile or newer get one sentence and an
// exit code, on a machine where nothing but the program is; never a stack trace.
import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../cli/main.ts';
import { bundleBytesLimit, bundleFormat } from '../../contracts/bundle.ts';
import { openEvidenceGround } from './evidence-ground.ts';

let folder: string;
let good: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wayproof-hostile-'));
  const ground = await openEvidenceGround('f'.repeat(64));
  good = await ground.exportOf(await ground.sealRecorded('no_intent'));
  await ground.close();
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

async function verify(content: string | Uint8Array, ...options: string[]) {
  const file = join(folder, 'file.json');
  await writeFile(file, content);
  return run(file, ...options);
}

async function run(...files: string[]) {
  const [out, error]: string[][] = [[], []];
  const code = await main(['audit', 'verify', ...files], {
    out: (text) => out?.push(text),
    error: (text) => error?.push(text),
    read: () => Promise.reject(new Error('nothing is read here')),
    now: () => 0,
    environment: {},
  });
  return { code, out: (out ?? []).join('\n'), error: (error ?? []).join('\n') };
}

const deep = (open: string, close: string) => open.repeat(200_000) + close.repeat(200_000);
const withFormat = (format: unknown) => JSON.stringify({ format });

describe('a file that is no bundle', () => {
  it.each<[string, () => string | Uint8Array, RegExp]>([
    ['is empty', () => '', /The file is empty\./],
    ['is cut short', () => good.slice(0, -20), /cut short or altered\./],
    ['is no text', () => Uint8Array.of(0xff, 0xfe, 0x00, 0x80), /no UTF-8 text/],
    ['is another text', () => 'PK\u0003\u0004 nothing', /no JSON/],
    ['is nested without end', () => deep('[', ']'), /nested deeper/],
    ['nests objects without end', () => deep('{"a":', '}').replace(':}', ':1}'), /nested deeper/],
    ['has a huge number', () => `{"format":"${bundleFormat}","n":1e99999}`, /number that does not fit/],
    ['has a long number', () => `{"format":"${bundleFormat}","n":${'9'.repeat(1_000_000)}}`, /number that does not fit/],
    ['has a member twice', () => `{"format":"${bundleFormat}","format":"x"}`, /member twice/],
    ['has a hostile name', () => `{"format":"${bundleFormat}","__proto__":{}}`, /forbidden name/],
    ['is foreign JSON', () => '{"events":[]}', /no evidence bundle/],
    ['is a list', () => '[]', /no evidence bundle/],
    ['is null', () => 'null', /no evidence bundle/],
    ['is of a newer version', () => withFormat('wayproof-bundle/2'), /version 2; this verifier knows version 1/],
    ['names a format that it has not', () => withFormat(bundleFormat), /not the form/],
    ['has another order of members', () => good.replace('{"completeness":1,', '{').replace(/}$/, ',"completeness":1}'), /canonical form/],
    ['has a blank at the end', () => `${good} `, /canonical form/],
    ['has a value of another kind', () => good.replace('"completeness":1', '"completeness":"1"'), /completeness: A member has not the form/],
  ])('%s: one sentence, exit code 1', async (_name, content, sentence) => {
    const { code, out, error } = await verify(content());
    expect(out).toMatch(sentence);
    expect(out.split('\n')).toHaveLength(2);
    expect(error).toBe('1 of 1 refuted.');
    expect(code).toBe(1);
  }); // prettier-ignore

  it('is larger than memory: it is not read', async () => {
    const file = join(folder, 'large.json');
    await writeFile(file, '{');
    // A hole of the file system.
    await truncate(file, bundleBytesLimit * 100);
    const { code, out } = await run(file);
    expect(out).toContain('larger than a bundle may be');
    expect(code).toBe(1);
  });
});

describe('exit codes', () => {
  it('2: a file is not there, a folder, or an option is wrong', async () => {
    for (const files of [[join(folder, 'none.json')], [folder], ['--anchor', join(folder, 'none'), folder]])
      expect(await run(...files)).toMatchObject({ code: 2, out: '' });
    expect((await verify(good, '--nonsense')).code).toBe(2);
    expect(await verify(good, '--release-key', join(folder, 'file.json'))).toMatchObject({ code: 2 });
  });

  it('3: nothing is refuted, and not all is proved; of many files the worst counts', async () => {
    const part = await verify(good);
    expect(part.out).toContain("No anchor was given: an operator's rewrite is not excluded.");
    expect(part.out).toContain('Replay not done: the code');
    expect(part.code).toBe(3);
    const foreign = join(folder, 'foreign.json');
    await writeFile(foreign, '{}');
    const both = await run(join(folder, 'file.json'), foreign);
    expect(both).toMatchObject({ code: 1, error: '1 of 2 refuted.' });
  });
});

it('is the program of another folder, without store, state or settings, and leaves nothing there', async () => {
  const elsewhere = await mkdtemp(join(tmpdir(), 'wayproof-elsewhere-'));
  await writeFile(join(elsewhere, 'bundle.json'), good);
  const wayproof = join(import.meta.dirname, '..', '..', 'cli', 'wayproof.mjs');
  const { PATH } = process.env;
  const done = spawnSync(process.execPath, [wayproof, 'audit', 'verify', 'bundle.json', '--json'], {
    ...{ cwd: elsewhere, encoding: 'utf8', timeout: 120_000 },
    env: { PATH, HOME: elsewhere },
  });
  expect(JSON.parse(done.stdout)).toMatchObject({ verdict: 'partly', file: 'bundle.json' });
  expect(done.status).toBe(3);
  expect(await readdir(elsewhere)).toEqual(['bundle.json']);
  await rm(elsewhere, { recursive: true });
}, 150_000);
