// `journeys show --explain` and `audit completeness` at a terminal.
import { expect, it } from 'vitest';
import { as, commandLine, id } from '../test/support/command-line.ts';

const bench = commandLine();
const rationale = {
  ...{ journey: id, sealed: true, texts: false },
  paragraphs: [
    { stage: 'ended', entry: null, sentences: ['In short, all went well.'] },
    { stage: 'detect', entry: 0, sentences: ['It began.', 'By an event.'] },
    { stage: 'detect', entry: 1, sentences: ['The intent was confirmed.'] },
    { stage: 'checkpoint', entry: null, sentences: ['A rejection was refused.'] },
  ],
};

it('tells a journey stage by stage with the numbers of its entries', async () => {
  bench.answers[`GET /v1/journeys/${id}`] = { status: 200, body: { id } };
  bench.answers[`GET /v1/journeys/${id}/rationale`] = { status: 200, body: rationale };
  const { code, out } = await bench.run(`journeys show ${id} --explain ${as}`);
  expect(code).toBe(0);
  expect(out).toBe(
    [
      `journey ${id}\nIn short, all went well.`,
      'It is derived from the sealed evidence; the numbers are those of its entries.\nYou see codes and tokens, no texts.\n',
      'Why it began\n  It began. [entry 0]\n  By an event.\n',
      '  The intent was confirmed. [entry 1]\n',
      'Who decided\n  A rejection was refused. [ledger]',
    ].join('\n'),
  );
  const json = await bench.run(`journeys show ${id} --explain ${as} --json`);
  expect(JSON.parse(json.out)).toEqual({ id, rationale });
});

const group = {
  ...{ type: 'churn-rescue', day: null, journeys: 3, sealed: 3, unsealed: 0 },
  ...{ entriesPresent: 33, entriesRequired: 33, completeness: 1 },
};
const answer = (groups: object[]) => {
  const body = { tenant: 'aldermoor-wealth', from: '2026-01-01', to: '2026-01-31', groups };
  bench.answers['GET /v1/completeness'] = { status: 200, body };
};

it('says how complete evidence is, and fails when any of it is missing', async () => {
  answer([group]);
  const whole = await bench.run(`audit completeness --by day --from 2026-01-01 --to 2026-01-31 ${as}`);
  expect(whole.code).toBe(0);
  expect(whole.out).toContain('churn-rescue  -    3      3       0         33 of 33  100.00 %');
  expect(bench.seen.at(-1)?.path).toBe('/v1/completeness?by=day&from=2026-01-01&to=2026-01-31');
  answer([
    group,
    { ...group, type: 'advisory-outreach', unsealed: 1, entriesPresent: 99_999, entriesRequired: 100_000, completeness: 0.99999 },
  ]);
  const short = await bench.run(`audit completeness ${as}`);
  expect(short.code).toBe(1);
  expect(short.out).toContain('99.99 %');
  expect(short.error).toContain('1 of 2 below 1; ended and not sealed: 1.');
  answer([]);
  expect((await bench.run(`audit completeness ${as}`)).out).toContain('none has ended');
}); // prettier-ignore
