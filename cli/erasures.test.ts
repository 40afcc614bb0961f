// `wayproof erasures`: asked for, decided and certified at a terminal; a customer's id is sent and never printed.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { canonicalJson } from '../contracts/canonical-json.ts';
import type { ErasureRow } from '../contracts/ports/erasure.ts';
import { as, commandLine, now } from '../test/support/command-line.ts';

const bench = commandLine();
const id = `ers_${'1'.repeat(24)}`;
const row: ErasureRow = {
  ...{ id, tenant: 'aldermoor-wealth', subject: `sub_${'a'.repeat(32)}`, ground: 'subject_request' },
  ...{ state: 'requested', requestedBy: `prn_${'b'.repeat(32)}`, requestedAt: now, deadlineAt: now + 86_400_000 },
  ...{ decidedBy: null, decidedAt: null, erased: null, ledgerIndex: null, updatedAt: now },
}; // prettier-ignore

it('asks by the id that it is given, and says until when another person approves', async () => {
  bench.answers['POST /v1/erasures'] = { status: 202, body: row };
  const { code, out } = await bench.run(`erasures request --customer-id AW-0001 --ground subject_request ${as}`); // prettier-ignore
  expect([code, out]).toEqual([0, `${id}: requested; another person approves it until 2023-11-15 22:13Z`]);
  expect(out).not.toContain('AW-0001');
  expect((await bench.run(`erasures request --customer-id AW-0001 --ground because ${as}`)).code).toBe(2);
});

it('lists and shows how they stand', async () => {
  bench.answers['GET /v1/erasures'] = { status: 200, body: { erasures: [row], next: null } };
  expect((await bench.run(`erasures list --state requested ${as}`)).out).toContain(`${id}  requested  subject_request`); // prettier-ignore
  const erased = { ...row, state: 'erased', decidedBy: row.requestedBy, decidedAt: now, ledgerIndex: 41 };
  bench.answers[`GET /v1/erasures/${id}`] = {
    status: 200,
    body: { ...erased, erased: { documents: 12, personalValues: 3, passages: 1 } },
  };
  const { out } = await bench.run(`erasures show ${id} ${as}`);
  expect(out).toContain('12 documents, 3 personal values, 1 passages');
  expect(out).toContain('record 41 of the ledger');
  expect((await bench.run(`erasures show jrn_1 ${as}`)).code).toBe(2);
});

it('approves, and fails with the reason where it is refused', async () => {
  bench.answers[`POST /v1/erasures/${id}/decision`] = { status: 200, body: { verdict: 'accepted' } };
  expect((await bench.run(`erasures approve ${id} ${as}`)).out).toContain('approved');
  const refusal = { code: 'self_approval', sentence: 'Another person does.', findings: [] };
  bench.answers[`POST /v1/erasures/${id}/decision`] = {
    status: 403,
    body: { status: 403, title: 'Decision refused', code: 'erasure_refused', refusal },
  };
  const { code, error } = await bench.run(`erasures reject ${id} ${as}`);
  expect(code).toBe(1);
  expect(error).toContain('Another person does.');
});

it('writes the certificate byte by byte as it came, and says what it does not reach', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'wayproof-certificate-'));
  try {
    const body = { format: 'wayproof-erasure/1', erased: ['All of it.'], notReached: ['Backups.'] };
    bench.answers[`GET /v1/erasures/${id}/certificate`] = { status: 200, body };
    const file = join(folder, 'certificate.json');
    const { out } = await bench.run(`erasures certificate ${id} --out ${file} ${as}`);
    expect(out).toContain('Not reached:\n- Backups.');
    expect(await readFile(file, 'utf8')).toBe(canonicalJson(body));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
