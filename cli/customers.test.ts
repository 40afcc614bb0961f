// `wayproof customers export`: one file that only its owner may read, and an id that is repeated nowhere.
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { canonicalJson } from '../contracts/canonical-json.ts';
import { commandLine } from '../test/support/command-line.ts';

const bench = commandLine();
const as = '--as compliance --tenant lumen-retail';
const archive = { format: 'wayproof-access/1', subject: { customerId: 'c-1' }, events: [{ n: 1 }] };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'customers-'));
  bench.answers['POST /v1/access-requests'] = { status: 200, body: archive };
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('writes the bytes that the ledger has the hash of, for its owner alone', async () => {
  const file = join(folder, 'a.json');
  const { code, out } = await bench.run(`--json customers export c-1 --out ${file} ${as}`);
  expect(code).toBe(0);
  const text = await readFile(file, 'utf8');
  expect(text).toBe(canonicalJson(archive));
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const sha256 = createHash('sha256').update(text).digest('hex');
  expect(JSON.parse(out)).toEqual({ file, bytes: text.length, sha256 });
  expect(bench.seen.at(-1)).toMatchObject({ path: '/v1/access-requests', body: { customerId: 'c-1' } });
});

it('takes the id from standard input, and repeats it nowhere', async () => {
  const file = join(folder, 'b.json');
  const given = await bench.run(`customers export - --out ${file} ${as}`, { '-': 'Zephyrine-1\n' });
  expect(given.code).toBe(0);
  expect(bench.seen.at(-1)?.body).toEqual({ customerId: 'Zephyrine-1' });
  const wrong = await bench.run(`customers export - --out ${join(folder, 'c.json')} ${as}`, {
    '-': 'Zephyrine Quill',
  });
  expect(wrong.code).toBe(2);
  expect(given.out + given.error + wrong.out + wrong.error).not.toContain('Zephyrine');
});

it('touches no file that is there, and leaves none where nothing was given', async () => {
  const file = join(folder, 'd.json');
  expect((await bench.run(`customers export c-1 --out ${file} ${as}`)).code).toBe(0);
  bench.answers['POST /v1/access-requests'] = { status: 200, body: { other: 1 } };
  const again = await bench.run(`customers export c-1 --out ${file} ${as}`);
  expect(again).toMatchObject({ code: 1, error: `${file} is there already and was not touched.` });
  expect(await readFile(file, 'utf8')).toBe(canonicalJson(archive));
  const body = { title: 'Nobody known', detail: 'Nothing is held.', code: 'subject_not_found' };
  bench.answers['POST /v1/access-requests'] = { status: 404, body };
  const none = join(folder, 'e.json');
  const unknown = await bench.run(`customers export c-1 --out ${none} ${as}`);
  expect(unknown.code).toBe(1);
  expect(unknown.error).toContain('subject_not_found');
  await expect(stat(none)).rejects.toMatchObject({ code: 'ENOENT' });
});
