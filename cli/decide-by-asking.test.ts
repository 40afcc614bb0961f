// `journeys decide` where a person sits at the terminal: what he is shown and asked, and what is sent of his answers.
import { beforeEach, describe, expect, it } from 'vitest';
import { as, commandLine, id, journey } from '../test/support/command-line.ts';

const bench = commandLine();
const diff = [{ object: 'loyalty', id: 'lr-1', field: 'points', before: 100, after: 600 }];
const finding = { code: 'edited_by_person', severity: 'warn', sentence: 'A person wrote this.' };
beforeEach(() => {
  bench.answers[`POST /v1/journeys/${id}/preview`] = {
    status: 200,
    body: { verdict: 'pass', findings: [finding], crm: { verdict: 'would_write', code: null, diff } },
  };
});
const decide = (answers: string[], files = {}) =>
  bench.run(`journeys decide ${id} ${as}`, files, {}, [...answers]);
const sent = () => bench.seen.filter(({ path }) => path.endsWith('/decision')).map(({ body }) => body);
const named = { requestId: 'cp_1', proposalHash: journey.checkpoint.proposalHash };

describe('a person who is asked', () => {
  it('sees proposal, change and findings before he approves', async () => {
    const { code, out } = await decide(['approve', '']);
    expect(code).toBe(0);
    for (const shown of ['grant_points', 'points  100 -> 600', 'guard: pass', finding.sentence])
      expect(out).toContain(shown);
    expect(sent()).toEqual([{ ...named, decision: 'approve' }]);
  });

  it('rejects for one of the reasons, by its number or its name, with a comment', async () => {
    await decide(['r', '2', 'Not now.']);
    await decide(['reject', 'not_suitable', '']);
    expect(sent()).toEqual([
      { ...named, decision: 'reject', reasonCode: 'bad_timing', comment: 'Not now.' },
      { ...named, decision: 'reject', reasonCode: 'not_suitable' },
    ]);
  });

  it('edits, reads the guard’s word on it, and may still go back', async () => {
    const edit = { remedy: 'points-100' };
    const files = { 'edit.json': JSON.stringify(edit), 'list.json': '[1]' };
    await decide(['edit', 'edit.json', 'yes', ''], files);
    expect(sent()).toEqual([{ ...named, decision: 'edit_and_approve', edit }]);
    const looked = bench.seen.filter(({ path }) => path.endsWith('/preview')).map(({ body }) => body);
    expect(looked).toEqual([{ edit: null }, { edit }]);
    await decide(['edit', 'edit.json', 'no', 'leave'], files);
    await decide(['edit', 'list.json', 'leave'], files);
    expect(sent()).toHaveLength(1);
  });

  it('decides nothing by leaving, by ending his input, or by what is no answer', async () => {
    for (const answers of [['leave'], [''], [], ['perhaps'], ['reject', '9', 'leave']]) {
      const { code, out } = await decide(answers);
      expect(code).toBe(0);
      expect(out).toContain('nothing was decided');
    }
    expect(sent()).toEqual([]);
  });

  it('is not asked by --json, or when he has said what he decides', async () => {
    const json = await bench.run(`journeys decide ${id} ${as} --json`, {}, {}, ['approve', '']);
    expect(json).toMatchObject({ code: 2 });
    expect(sent()).toEqual([]);
    await bench.run(`journeys decide ${id} ${as} --approve`, {}, {}, ['leave']);
    expect(sent()).toEqual([{ ...named, decision: 'approve' }]);
  });
});
