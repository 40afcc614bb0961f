// Nothing personal is written anywhere but where this file says so: one whole stack with canaries in every text that somebody can bring
// in, and then a look for each of them, in plain and in every encoding, at everything that was written.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { temporalPath } from '../support/temporal.ts';
import { canariesIn, canariesOf, origins } from './canary/canaries.ts';
import type { Kind, Origin } from './canary/canaries.ts';
import type { Written } from './canary/collect-written.ts';
import type { Driven } from './canary/drive-canaries.ts';

/** Every kind of place, and a word that shows that something of the run is really there. */
const places: { name: string; in: RegExp; shows: RegExp }[] = [
  { name: 'the read model of journeys', in: /^tables\/journeys$/, shows: /jrn_[0-9a-f]{24}/ },
  { name: 'the ledger and its chains', in: /^tables\/(?:ledger|evidence|seal)/, shows: /churn-rescue/ },
  { name: 'policy decisions with their requests', in: /^tables\/policy_decisions$/, shows: /pdc_[0-9a-f]{32}/ },
  { name: 'documents, sealed', in: /^tables\/documents/, shows: /doc_[0-9a-f]{32}/ },
  { name: 'the vaults of subjects and of values', in: /^tables\/(?:subject|personal_values)/, shows: /sub_[0-9a-f]{32}/ },
  { name: 'accepted events', in: /^tables\/accepted_events$/, shows: /evt_[0-9a-f]{32}/ },
  { name: 'people and sessions', in: /^tables\/(?:principals|sessions)/, shows: /prn_[0-9a-f]{32}/ },
  { name: 'every other table', in: /^tables\//, shows: /aldermoor-wealth/ },
  { name: 'vector payloads and terms', in: /^vectors\//, shows: /kp_[0-9a-f]{32}/ },
  { name: 'histories as any tool shows them', in: /^histories\//, shows: /EVENT_TYPE_WORKFLOW_EXECUTION_STARTED/ },
  { name: 'histories with their payloads opened', in: /^opened histories\//, shows: /"policySnapshot"/ },
  { name: 'memos, search attributes and descriptions', in: /^temporal lists\//, shows: /WayproofStage/ },
  { name: 'Temporal’s database', in: /^files\/temporal\/temporal\.db/, shows: /sub_[0-9a-f]{32}/ },
  { name: 'Temporal’s own log', in: /^files\/temporal\/temporal\.log$/, shows: /Server:/ },
  { name: 'our logs', in: /^files\/logs\//, shows: /"msg":"answered"/ },
  { name: 'any other file of the state folder', in: /^files\/(?!temporal\/|logs\/)/, shows: /./ },
  { name: 'standard output and error', in: /^printed\//, shows: /knowledge documents loaded/ },
  { name: 'metrics', in: /^metrics\//, shows: /wayproof_http_requests_total/ },
  { name: 'the OpenAPI document', in: /^openapi\//, shows: /"openapi":"3\.1/ },
  { name: 'answers to bad requests', in: /^problems\//, shows: /"code":"request_invalid"/ },
  { name: 'lists, ledger and evidence for whoever may not read texts', in: /^answers\//, shows: /"entries"/ },
  { name: 'prompts as the model receives them', in: /^prompts\//, shows: /<passage id/ },
]; // prettier-ignore

/** The only places where a canary may stand. Answers to callers who have the right to reveal are not looked at: that is what it is for. */
const allowed: { in: RegExp; kinds: readonly Kind[]; origins: readonly Origin[]; because: string }[] = [
  {
    in: /^crm\//,
    kinds: Object.keys(canariesOf('crm')) as Kind[],
    origins,
    because: 'the tables of the embedded CRM are the CRM',
  },
  {
    in: /^vectors\//,
    kinds: ['name', 'email', 'phone', 'ip'],
    origins: ['title', 'body', 'file'],
    because: 'the tenant’s own knowledge names whom to call; cards, accounts and national numbers are taken out for good, and prompts hold tokens',
  },
  {
    in: /^answers\/(?:auditor|operator) \/v1\/knowledge\/documents$/,
    kinds: ['name', 'email', 'phone'],
    origins: ['file'],
    because: 'the tenant’s own names of its documents, which are their ids',
  },
]; // prettier-ignore

const isAllowed = (place: string, canary: string) => {
  const [kind, origin] = canary.split(' of ');
  return allowed.some((one) => one.in.test(place) && one.kinds.includes(kind as Kind) && one.origins.includes(origin as Origin)); // prettier-ignore
};
/** The tables that have a line of their own are not looked at twice. */
const placeOf = ({ place }: Written) => places.find((one) => one.in.test(place))?.name;

describe.runIf(temporalPath())('[needs temporal] canaries in every text that comes in', () => {
  let folder: string;
  let driven: Driven;
  let written: Written[];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'wayproof-canary-'));
    const [state, file] = [join(folder, 'state'), join(folder, 'written.json')];
    const printed = await runStack([state, file]);
    const told = JSON.parse(await readFile(file, 'utf8')) as { driven: Driven; written: Written[] };
    driven = told.driven;
    written = [...told.written, ...(await filesUnder(state)), { place: 'printed/streams', text: printed }];
    // Half a minute by itself; many times that on a machine with other work.
  }, 600_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('the journeys went every way: acted, edited, rejected, denied, with a model that leaks and one that is away', () => {
    expect(driven.outcomes).toEqual({ acted: 'acted', edited: 'acted', rejected: 'rejected', denied: 'denied' }); // prettier-ignore
    expect(driven.refusals).toEqual(['stale_proposal', 'wrong_role', 'forbidden', expect.stringMatching(/./)]); // prettier-ignore
    expect(driven.problems.length).toBeGreaterThan(15);
    const prompts = written.filter(({ place }) => place.startsWith('prompts/'));
    // Planted passages and the planted record were in them, as tokens.
    for (const type of ['PERSON', 'CREDIT_CARD', 'IBAN_CODE', 'EMAIL_ADDRESS', 'PHONE_NUMBER']) expect(prompts.some(({ text }) => text.includes(`[[${type}`))).toBe(true); // prettier-ignore
    // What came in is in the CRM, where the look finds it.
    const crm = canariesIn(written.filter(({ place }) => place.startsWith('crm/')).map(({ text }) => text).join('\n')); // prettier-ignore
    for (const kind of ['card', 'iban', 'email', 'phone', 'name', 'ssn', 'ip']) expect(crm).toContain(`${kind} of segment`); // prettier-ignore
  });

  test('every place is looked at, and no other thing was written', () => {
    const unknown = written.filter((one) => placeOf(one) === undefined && !one.place.startsWith('crm/'));
    expect(unknown.map(({ place }) => place)).toEqual([]);
  });

  describe.each(places)('$name', ({ name, shows }) => {
    const here = () => written.filter((one) => placeOf(one) === name);

    test('hold none', () => {
      const found = here().flatMap(({ place, text }) =>
        canariesIn(text)
          .filter((canary) => !isAllowed(place, canary))
          .map((canary) => `${canary} in ${place}`),
      );
      expect(found).toEqual([]);
    });

    test('were written, and one canary more would be found', () => {
      expect(here().some(({ text }) => shows.test(text))).toBe(true);
      const [one] = here();
      const { card } = canariesOf('bad');
      for (const form of [card, card.replaceAll(' ', '-'), Buffer.from(`a${card}`).toString('base64'), Buffer.from(card, 'utf16le').toString('latin1')]) expect(canariesIn(`${one?.text.slice(-10_000) ?? ''}${form}`)).toContain('card of bad'); // prettier-ignore
    });
  });
});

/** @returns everything that it printed, on both streams. */
async function runStack(args: string[]): Promise<string> {
  const entry = join(import.meta.dirname, 'canary', 'canary-main.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', entry, ...args], { stdio: ['ignore', 'pipe', 'pipe'] }); // prettier-ignore
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (printed += chunk.toString())); // prettier-ignore
  const code = await new Promise((settle) => child.on('exit', settle));
  if (code !== 0) throw new Error(`the stack ended with ${String(code)}:\n${printed}`);
  return printed;
}

/** Every file but those of the database, whose tables were read row by row: the CRM lies in the same files. */
async function filesUnder(state: string): Promise<Written[]> {
  const entries = await readdir(state, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => relative(state, join(entry.parentPath, entry.name))); // prettier-ignore
  return Promise.all(
    files
      .filter((file) => !file.startsWith('database/'))
      .map(async (file) => ({ place: `files/${file}`, text: await readFile(join(state, file), 'latin1') })),
  );
}
