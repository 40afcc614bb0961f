// The whole product in processes of its own: a journey added to a copy of the repository by one file, one prompt and one
// row; and a look for anything personal in everything that a run wrote outside the CRM.
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateSamples } from '../../samples/generate.ts';
import { readExpectedCases } from '../../samples/expected-cases.ts';
import { temporalPath } from '../support/temporal.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..', '..');

interface Driven {
  /** What the anchor says of the bundle that was exported right after the seal. */
  anchored: string[];
  decided: number;
  outcome: string;
  proposalHash: string;
  record: { tasks: { title: string }[]; timeline: unknown[]; offers: unknown[]; outbox: unknown[] };
}

async function drive(repository: string, state: string, args: string[]): Promise<Driven> {
  const command = ['--import', 'tsx', join(repository, 'test/e2e/drive-stack.ts'), state, ...args];
  const { stdout } = await run(process.execPath, command, { cwd: repository, maxBuffer: 1e8 });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Driven;
}

const journeyFile = `// A person calls back: the smallest journey there can be.
import { z } from 'zod';
import { declareJourney, statements } from '../../contracts/journey.ts';

export const serviceFollowUp = declareJourney({
  type: 'service-follow-up',
  title: 'Service follow-up',
  purpose: 'retention',
  intent: 'flight_risk',
  knowledge: ['faq', 'policies'],
  evidence: 'optional',
  prompt: 'service-follow-up',
  output: z.strictObject({ note: statements({ min: 1, max: 3 }) }),
  options: [],
  checkpoint: 'retention-approval',
  verbs: ['create_task'],
  propose: (output, { renderStatements }) => [
    { verb: 'create_task', forRole: 'retention-lead', title: 'Call back', text: renderStatements(output.note), dueInDays: 2 },
  ],
  success: { outcome: 'case_closed', withinDays: 7 },
});
`;
const prompt =
  '# system\n\nCite passages; claim nothing else.\n\n# user\n\n{{customer}}\n{{reasons}}\n{{options}}\n{{passages}}\n';
const row = `p, run-service-follow-up, journey:service-follow-up, lumen-retail, customer, contact, r.facts.purpose == 'retention', allow\n`;

describe.runIf(temporalPath())('[needs temporal] the whole stack', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'wayproof-whole-'));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('a journey is added by one file, one prompt and one policy row, with no change elsewhere', async () => {
    const copy = join(folder, 'copy');
    const { stdout } = await run('git', ['ls-files', '-co', '--exclude-standard'], {
      cwd: root,
      maxBuffer: 1e8,
    });
    const kept = stdout
      .split('\n')
      .filter((file) => file !== '' && !file.startsWith('test/replay/histories'));
    for (const file of kept) {
      await mkdir(dirname(join(copy, file)), { recursive: true });
      await cp(join(root, file), join(copy, file));
    }
    await symlink(join(root, 'node_modules'), join(copy, 'node_modules'));
    await writeFile(join(copy, 'workflows/journeys/service-follow-up.ts'), journeyFile);
    await writeFile(join(copy, 'policies/prompts/service-follow-up.md'), prompt);
    const rules = join(copy, 'policies/rules.csv');
    // The first row that serves an intent is the one that starts.
    await writeFile(rules, row + (await readFile(rules, 'utf8')));

    const args = ['lumen-retail', 'service-follow-up', 'retention-lead'];
    const driven = await drive(copy, join(folder, 'added'), args);
    expect(driven).toMatchObject({ decided: 200, outcome: 'acted' });
    expect(driven.record.tasks.map(({ title }) => title)).toContain('Call back');
  }, 240_000);

  it('nothing personal stands in Temporal, in logs, or readable in the tables outside the CRM', async () => {
    const state = join(folder, 'canary');
    const driven = await drive(root, state, ['lumen-retail', 'churn-rescue', 'retention-lead']);
    expect(driven).toMatchObject({ decided: 200, outcome: 'acted', anchored: ['proved'] });

    const samples = generateSamples({ seed: 7, now: Date.now(), expectations: readExpectedCases() });
    const canaries = samples.tenants.flatMap(({ crm, events }) => [
      ...crm.customers.flatMap(({ customerId, identity }) => [
        customerId,
        identity.name,
        identity.email,
        identity.phone,
      ]),
      ...events.map(({ data }) => data['text']),
    ]);
    const personal = [...new Set(canaries)].filter((value): value is string => typeof value === 'string');
    expect(personal.length).toBeGreaterThan(1000);

    const written = await filesUnder(state, ['temporal', 'logs', 'tables.json']);
    expect(written.map(({ name }) => name).join(' ')).toMatch(/temporal.*tables\.json/);
    const found = written.flatMap(({ name, text }) =>
      personal.filter((value) => text.includes(value)).map((value) => `${value} in ${name}`),
    );
    expect(found).toEqual([]);
    // The look itself works: tokens are found where they belong.
    expect(written.some(({ text }) => /sub_[0-9a-f]{32}/.test(text))).toBe(true);
    // Nor is a control fact to be read in Temporal, which stands in the tables.
    const holding = (fact: string) =>
      written.filter(({ text }) => text.includes(fact)).map(({ name }) => name);
    expect(holding(driven.proposalHash)).toEqual(['tables.json']);
    for (const fact of ['Retrieve evidence', 'policySnapshot', 'approverRole', 'extractive-composer'])
      expect([fact, holding(fact).filter((name) => name.startsWith('temporal/'))]).toEqual([fact, []]);
  }, 240_000);

  it('the demo ends as expected, with another seed too', async () => {
    const command = ['--import', 'tsx', 'workers/demo-main.ts', '--json', '--offline', '--seed', '11'];
    const { stdout } = await run(process.execPath, command, { cwd: root, maxBuffer: 1e8 });
    const report = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as {
      ok: boolean;
      journeys: { verified: boolean; auditCompleteness: number }[];
    };
    expect(report.ok).toBe(true);
    expect(report.journeys.length).toBeGreaterThanOrEqual(10);
    expect(
      report.journeys.every(({ verified, auditCompleteness }) => verified && auditCompleteness === 1),
    ).toBe(true);
  }, 240_000);
});

/** Every file under the named places of a folder, as text in which bytes stay what they are. */
async function filesUnder(folder: string, places: string[]): Promise<{ name: string; text: string }[]> {
  const files: { name: string; text: string }[] = [];
  for (const place of places) {
    const path = join(folder, place);
    if (!place.includes('.')) {
      files.push(
        ...(
          await filesUnder(
            path,
            (await readdir(path)).map((name) => name),
          )
        ).map((file) => ({ ...file, name: `${place}/${file.name}` })),
      );
      continue;
    }
    const text = (await readFile(path)).toString('latin1');
    files.push({ name: place, text: text + Buffer.from(text, 'latin1').toString('utf8') });
  }
  return files;
}
