// `wayproof audit export`: one file, and who else on the machine may read it.
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { canonicalJson } from '../contracts/canonical-json.ts';
import { as, commandLine } from '../test/support/command-line.ts';

const bench = commandLine();
const id = `jrn_${'1'.repeat(24)}`;
const bundle = { format: 'wayproof-bundle/1', documents: [] };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wayproof-export-'));
  bench.answers[`GET /v1/journeys/${id}/evidence`] = { status: 200, body: bundle };
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('writes the bytes that were sent, over what an earlier export left', async () => {
  const file = join(folder, 'a.bundle.json');
  const { code } = await bench.run(`audit export ${id} --out ${file} ${as}`);
  bench.answers[`GET /v1/journeys/${id}/evidence`] = { status: 200, body: { ...bundle, later: true } };
  const again = await bench.run(`audit export ${id} --out ${file} ${as}`);
  expect([code, again.code]).toEqual([0, 0]);
  expect(await readFile(file, 'utf8')).toBe(canonicalJson({ ...bundle, later: true }));
});

it('gives a file with the texts to its owner alone', async () => {
  const file = join(folder, 'b.bundle.json');
  const { code } = await bench.run(`audit export ${id} --documents --out ${file} ${as}`);
  expect(code).toBe(0);
  expect((await stat(file)).mode & 0o077).toBe(0);
});
