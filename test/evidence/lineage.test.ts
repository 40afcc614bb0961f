// Lineage through its doors: the gateway on a store with sealed journeys, and a bundle on a laptop.
import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { traceLineage } from '../../activities/evidence/lineage/trace-lineage.ts';
import { main } from '../../cli/main.ts';
import { journeyIdOf, journeyWorkflowId } from '../../contracts/ids.ts';
import type { TracedLineage } from '../../contracts/lineage.ts';
import type { Role } from '../../contracts/ports/identity.ts';
import { createLineageIndex } from '../../store/lineage-index.ts';
import { someWrite } from '../contracts/store-under-test.ts';
import { createHarness, problemIn, retail, wealth, type Harness } from '../gateway/harness.ts';
import { recordedText } from '../replay/recorded-text.ts';
import { openEvidenceGround, sealedIn, type EvidenceGround } from './evidence-ground.ts';

let ground: EvidenceGround;
let harness: Harness;
const tenant = sealedIn(recordedText('acted')).tenant;
const other = tenant === wealth ? retail : wealth;

beforeAll(async () => {
  ground = await openEvidenceGround('0'.repeat(64));
  const { store, database, masterKey } = ground;
  const index = createLineageIndex({ database, masterKey });
  const openEvidence = () => Promise.resolve(null);
  harness = await createHarness({
    store,
    traceLineage: (asked) => traceLineage({ store, index, openEvidence }, asked),
  });
  for (const name of ['acted', 'rejected', 'acted-edited', 'no_intent']) {
    await ground.sealRecorded(name);
    const { workflowId } = sealedIn(recordedText(name));
    await store.journeys.record({ tenant, workflowId, patch: { stage: 'ended' } });
  }
});
afterAll(() => ground?.close());

const ask = (query: string, role: Role = 'auditor', of = tenant) =>
  harness.call(role, of, 'GET', `/v1/lineage?${query}`);
const traced = async (query: string, role: Role = 'auditor') => {
  const answer = await ask(query, role);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<TracedLineage>();
};
const kinds = ({ nodes }: TracedLineage) => new Set(nodes.map(({ kind }) => kind));
const journeyOf = (name: string) => journeyIdOf(sealedIn(recordedText(name)).workflowId);
const factsIn = (name: string, type: string) =>
  sealedIn(recordedText(name)).entries.find((entry) => entry.type === type)?.facts as Record<string, never>;

describe('the gateway', () => {
  it('says what an event led to', async () => {
    const { trigger } = factsIn('acted', 'journey.started');
    const answer = await traced(`event=${String(trigger)}`);
    expect(answer).toMatchObject({ focus: [trigger], more: false });
    expect(answer.journeys).toEqual([{ id: journeyOf('acted'), outcome: 'acted', sealed: true }]);
    for (const kind of ['intent', 'prompt', 'decision', 'crm_write', 'crm_field', 'outcome'] as const)
      expect(kinds(answer)).toContain(kind);
  });

  it('says what a passage led to, in every journey, and what a document rests on', async () => {
    const passage = await traced('passage=kp_1');
    expect(passage.journeys.map(({ id }) => id).sort()).toEqual(
      ['acted', 'rejected', 'acted-edited'].map(journeyOf).sort(),
    );
    const { diff, write } = factsIn('acted', 'crm.acted') as unknown as {
      diff: { ref: string };
      write: string;
    };
    const document = await traced(`document=${diff.ref}`);
    expect(document.focus.length).toBeGreaterThan(0);
    expect(kinds(document)).toContain('knowledge_passage');
    expect((await traced(`write=${write}`)).journeys).toHaveLength(2);
    expect(await traced(`passage=kp_1&limit=1`)).toMatchObject({ more: true });
  });

  it('tells one journey whole, and why there is nothing', async () => {
    expect(kinds(await traced(`journey=${journeyOf('no_intent')}`, 'compliance'))).toEqual(
      new Set(['event', 'intent', 'outcome']),
    );
    const unknown = await ask(`journey=jrn_${'0'.repeat(24)}`);
    expect(problemIn(unknown).code).toBe('journey_not_found');
    const subject = await ground.store.vault.subjectOf({ tenant, customerId: 'open' });
    const workflowId = journeyWorkflowId({ type: 'advisory-outreach', tenant, subject, episode: 'ab'.repeat(8) });
    await ground.store.journeys.record({ tenant, workflowId, patch: { stage: 'infer' } });
    expect(problemIn(await ask(`journey=${journeyIdOf(workflowId)}`)).code).toBe('not_sealed');
    expect(await traced(`subject=${subject}`)).toMatchObject({ nodes: [], journeys: [{ sealed: false }] });
  }); // prettier-ignore

  it('shows another tenant nothing, in the same words as for what is not there', async () => {
    const { trigger } = factsIn('acted', 'journey.started');
    for (const query of [`event=${String(trigger)}`, 'passage=kp_1', 'write=wr_1']) {
      const answer = await ask(query, 'auditor', other);
      expect(answer.json()).toEqual({ journeys: [], focus: [], more: false, nodes: [], edges: [] });
    }
    expect(problemIn(await ask(`journey=${journeyOf('acted')}`, 'auditor', other)).code).toBe(
      'journey_not_found',
    );
  });

  it('is for those whose call it is, and tells no token of a customer to who may not know it', async () => {
    for (const role of ['trigger', 'adviser', 'retention-lead', 'operator'] as const)
      expect(problemIn(await ask('passage=kp_1', role)).code).toBe('forbidden');
    for (const query of ['customer=AW-0001', 'field=loyalty/AW-0001/points', 'passage=kp_1&values=true'])
      expect(problemIn(await ask(query)).code).toBe('reveal_denied');
    expect(await traced('customer=nobody', 'compliance')).toMatchObject({ journeys: [] });
  });

  it('shows the fields by name, their values only to whom policy lets read them, recorded before', async () => {
    const subject = await ground.store.vault.subjectOf({ tenant, customerId: 'AW-0007' });
    const change = { object: 'loyalty', id: 'AW-0007', field: 'points', before: 1, after: 4711 };
    const diff = await ground.store.documents.put({ tenant, subject, kind: 'crm-diff', body: [change] });
    const sealed = someWrite(tenant, subject, diff);
    await ground.store.ledger.seal(sealed);
    const journeyId = journeyIdOf(sealed.statement.workflowId);
    const named = await traced(`document=${diff.ref}`);
    expect(JSON.stringify(named)).toContain('"field":"points"');
    expect(JSON.stringify(named)).not.toMatch(/4711|AW-0007/);
    const records = () =>
      ground.store.ledger.list({ tenant, kind: 'content.revealed', journeyId, limit: 10, afterIndex: null });
    expect(await records()).toEqual([]);
    const shown = await traced('field=loyalty/AW-0007/points&values=true', 'compliance');
    expect(shown.nodes.find(({ kind }) => kind === 'crm_field')?.facts).toMatchObject({ after: 4711 });
    expect(await records()).toHaveLength(1);
    expect((await traced('field=loyalty/AW-0007', 'supervisor')).journeys).toHaveLength(1);
    expect((await traced('field=loyalty/AW-0008/points', 'supervisor')).journeys).toEqual([]);
    // A ledger that takes nothing: nothing is shown.
    const append = ground.store.ledger.append;
    ground.store.ledger.append = () => Promise.reject(new Error('the ledger is down'));
    const refused = await ask('field=loyalty/AW-0007/points&values=true', 'supervisor');
    ground.store.ledger.append = append;
    expect(refused.statusCode).toBe(500);
    expect(refused.body).not.toContain('4711');
  });

  it.each([
    '', 'journey=../../etc', 'event=evt_1', "passage=' or 1=1 --", 'field=a', 'field=a/b/c/d',
    'subject=sub_x', 'passage=kp_1&write=wr_1', 'passage=kp_1&limit=0', 'passage=kp_1&limit=101', 'passage=kp_1&values=yes', 'passage=%00',
  ])('refuses %s at the door', async (query) => {
    const answer = await ask(query);
    expect(problemIn(answer).status, query).toBeGreaterThanOrEqual(400);
    expect(answer.statusCode).toBeLessThan(500);
  }); // prettier-ignore
});

describe('a bundle on a laptop', () => {
  const file = join(tmpdir(), `lineage-${randomUUID()}.bundle.json`);
  afterAll(() => rm(file, { force: true }));
  const run = async (...argv: string[]) => {
    const [out, errors]: [string[], string[]] = [[], []];
    const code = await main(argv, {
      out: (text) => void out.push(text),
      error: (text) => void errors.push(text),
      read: () => Promise.resolve(''),
      now: Date.now,
      environment: {},
    });
    return { code, out: out.join('\n'), errors: errors.join('\n') };
  };

  it('gives its tree without a server, forwards and back', async () => {
    await writeFile(file, await ground.exportOf({ tenant, journeyId: journeyOf('acted') }));
    const both = await run('audit', 'lineage', '--bundle', file);
    expect(both).toMatchObject({ code: 0, errors: '' });
    const [forward = '', back = ''] = both.out.split('rests on');
    expect(forward).toMatch(/^led to\n {2}event {2}evt_/);
    expect(forward).toMatch(/was given to model .*\n.*drafted draft/);
    expect(back).toMatch(/^\n {2}crm field .*schedule_call/);
    expect(back).toMatch(/<- knowledge passage {2}kp_1/);
    const json = await run('--json', 'audit', 'lineage', '--bundle', file, '--back');
    expect((JSON.parse(json.out) as TracedLineage).edges.length).toBeGreaterThan(10);
    expect((await run('audit', 'lineage', '--bundle', file, '--forward')).out).not.toContain('rests on');
  });

  it('of a file that is none it says so in one sentence', async () => {
    for (const text of ['', '{', '[]', '{"format":"wayproof-bundle/9"}', '[['.repeat(10_000)]) {
      await writeFile(file, text);
      const { code, errors } = await run('audit', 'lineage', '--bundle', file);
      expect(code).toBe(2);
      expect(errors.split('\n')).toHaveLength(1);
      expect(errors).not.toMatch(/at .*\.ts/);
    }
    expect((await run('audit', 'lineage', '--bundle', `${file}-not-there`)).code).toBe(2);
    expect((await run('audit', 'lineage')).code).toBe(2);
    expect((await run('audit', 'lineage', '--event', 'Ruth')).errors).not.toContain('Ruth');
    expect((await run('audit', 'lineage', '--event', 'x', '--bundle', file)).code).toBe(2);
  });
});
