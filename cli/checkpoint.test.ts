// The commands around a decision: who has it in hand, who decides here, who is away.
import { describe, expect, it } from 'vitest';
import { as, commandLine, id, journey, now } from '../test/support/command-line.ts';

const bench = commandLine();
const { run } = bench;
const caller = as.split(' ');

const token = (digit: string) => `prn_${digit.repeat(32)}`;
const person = (digit: string, name: string, change: object = {}) => ({
  principal: token(digit),
  name,
  roles: ['retention-lead'],
  withdrawnRoles: [],
  absence: null,
  seenAt: now - 60_000,
  ...change,
});
const [anna, annabel, boris] = [person('a', 'Anna'), person('b', 'Annabel Grey'), person('c', 'Boris Grey')];
const withPeople = () => {
  bench.answers['GET /v1/people'] = { status: 200, body: { people: [anna, annabel, boris] } };
};
const answer = (action: string, change: object = {}) => {
  const body = { verdict: 'accepted', action, claimedUntil: null, assignee: null, ...change };
  bench.answers[`POST /v1/journeys/${id}/${action}`] = { status: 200, body };
};

describe('claim and release', () => {
  it('need only the id: the request is the one that is open', async () => {
    answer('claim', { claimedUntil: now + 3_600_000 });
    const { code, out } = await run(`journeys claim ${id} ${as}`);
    expect({ code, out }).toEqual({ code: 0, out: `${id}: claimed until 2023-11-14 23:13Z` });
    expect(bench.seen.at(-1)).toMatchObject({ method: 'POST', body: { requestId: 'cp_1' } });
    answer('release');
    expect((await run(`journeys release ${id} ${as}`)).out).toBe(`${id}: released`);
  });
  it('print what the gateway answered as JSON', async () => {
    answer('claim');
    const { out } = await run(`journeys claim ${id} ${as} --json`);
    expect(JSON.parse(out)).toMatchObject({ verdict: 'accepted', action: 'claim', claimedUntil: null });
  });
  it('that are refused fail with the sentence on standard error', async () => {
    const refusal = { code: 'claimed_by_other', sentence: 'Somebody else has it.', findings: [] };
    bench.answers[`POST /v1/journeys/${id}/claim`] = {
      status: 409,
      body: { title: 'Action refused', code: 'checkpoint_action_refused', refusal },
    };
    expect(await run(`journeys claim ${id} ${as}`)).toEqual({
      code: 1,
      out: '',
      error: 'Action refused: Somebody else has it. (claimed_by_other)',
    });
  });
  it('of a journey without a checkpoint fail without being sent', async () => {
    const ended = { ...journey, checkpoint: null, outcome: 'denied' };
    bench.answers[`GET /v1/journeys/${id}`] = { status: 200, body: ended };
    const result = await run(`journeys claim ${id} ${as}`);
    expect(result).toMatchObject({ code: 1, error: `No checkpoint is open in ${id}; it ended denied.` });
    expect(bench.seen.filter(({ path }) => path.endsWith('/claim'))).toEqual([]);
  });
});

describe('delegate', () => {
  it.each([
    ['a token', token('f'), token('f')],
    ['a whole name, though it begins another', 'anna', token('a')],
    ['a part of one name', 'boris', token('c')],
  ])('takes %s', async (_what, to, principal) => {
    withPeople();
    answer('delegate', { assignee: principal });
    const { code, out } = await run(`journeys delegate ${id} --to ${to} ${as}`);
    expect({ code, out }).toEqual({ code: 0, out: `${id}: delegated to ${to}` });
    expect(bench.seen.at(-1)?.body).toEqual({ requestId: 'cp_1', to: principal });
  });
  it('says when a substitute got it', async () => {
    answer('delegate', { assignee: token('b') });
    const { out } = await run(`journeys delegate ${id} --to ${token('a')} ${as}`);
    expect(out).toBe(`${id}: ${token('a')} is out of office; delegated to the substitute ${token('b')}`);
  });
  it.each([
    ['several have', 'grey', `${token('b')}  Annabel Grey`],
    ['nobody has', 'zoe', 'wayproof people list'],
  ])('fails with a name that %s, and sends nothing', async (_what, to, said) => {
    withPeople();
    const result = await run(`journeys delegate ${id} --to ${to} ${as}`);
    expect(result).toMatchObject({ code: 1, out: '' });
    expect(result.error).toContain(said);
    expect(bench.seen.filter(({ path }) => path.endsWith('/delegate'))).toEqual([]);
  });
});

describe('a checkpoint', () => {
  const standing = {
    claim: { by: token('a'), until: now + 600_000 },
    assignee: token('b'),
    delegators: [token('c')],
    approvals: [{ actor: token('d'), role: 'supervisor', decision: 'approve', at: now - 60_000, insteadOf: token('c') }],
    level: 1,
  }; // prettier-ignore
  const whole = {
    ...journey.checkpoint,
    standing,
    remindedAt: now - 120_000,
    schedule: [
      { step: 'remind', at: now - 120_000, role: null },
      { step: 'remind', at: now + 600_000, role: null },
      { step: 'escalate', at: now + 1_200_000, role: 'supervisor' },
    ],
    quorum: { approvals: 2, including: 'supervisor' },
  };
  const names = {
    [token('a')]: 'Anna',
    [token('b')]: 'Annabel',
    [token('c')]: 'Boris',
    [token('d')]: 'Dora',
  };

  it('is shown in words, with names', async () => {
    const content = { ...journey.content, people: names };
    bench.answers[`GET /v1/journeys/${id}`] = {
      status: 200,
      body: { ...journey, checkpoint: whole, content },
    };
    const { out } = await run(`journeys show ${id} ${as}`);
    for (const line of [
      /request +cp_1/,
      /asked +retention-lead, since 2023-11-14 22:12Z/,
      /deadline +2023-11-14 23:13Z \(in 60 min\); then nothing is done/,
      /in hand +Anna, until 2023-11-14 22:23Z/,
      /delegated to +Annabel/,
      /delegated by +Boris/,
      /approvals +1 of 2, one of them by a supervisor; 1 more approval is needed/,
      /approve by Dora as supervisor at 2023-11-14 22:12Z, in the stead of Boris/,
      /escalated +1 step up the chain/,
      /reminded +2023-11-14 22:11Z/,
      /comes +a reminder in 10 min\n.*comes +supervisor is asked as well in 20 min/,
    ]) {
      expect(out).toMatch(line);
    }
    expect(out).toContain(`npx wayproof journeys release ${id} ${as}`);
    expect(out).toContain(`npx wayproof journeys delegate ${id} ${as} --to PERSON`);
  });
  it('is shown by tokens to whom sees codes only', async () => {
    const body = { ...journey, checkpoint: whole, content: null };
    bench.answers[`GET /v1/journeys/${id}`] = { status: 200, body };
    expect((await run(`journeys show ${id} ${as}`)).out).toMatch(new RegExp(`in hand +${token('a')}`));
  });
  it('that is over is told as what happened, with nothing to do', async () => {
    const body = { ...journey, stage: 'ended', outcome: 'acted', checkpoint: { ...whole, remaining: 0 }, content: { ...journey.content, people: names } }; // prettier-ignore
    bench.answers[`GET /v1/journeys/${id}`] = { status: 200, body };
    const { out } = await run(`journeys show ${id} ${as}`);
    expect(out).toMatch(/approved +approve by Dora as supervisor at 2023-11-14 22:12Z/);
    expect(out).toMatch(/delegated by +Boris/);
    expect(out).not.toMatch(/deadline|needed|missing|journeys decide|journeys claim/);
  });
  it('that nobody has touched offers to claim it, and says nothing that did not happen', async () => {
    const { out } = await run(`journeys show ${id} ${as}`);
    expect(out).toContain(`npx wayproof journeys claim ${id} ${as}`);
    expect(out).toMatch(/approvals +0 of 1; 1 more approval is needed/);
    expect(out).not.toMatch(/in hand|delegated|escalated|reminded/);
  });
  it('tells in the list what keeps others from deciding', async () => {
    bench.answers['GET /v1/journeys'] = { status: 200, body: { journeys: [{ ...journey, checkpoint: whole }], next: null } }; // prettier-ignore
    const { out } = await run(`journeys list --mine ${as}`);
    expect(out).toContain('expires in 60 min, claimed, delegated, 1 more approval is needed, escalated');
    expect(bench.seen.at(-1)?.path).toBe('/v1/journeys?mine=true&limit=50');
  });
  it('that was decided about before is open all the same when people are asked again', async () => {
    const decision = { kind: 'approve', role: 'adviser', at: now, reasonCode: null };
    bench.answers[`GET /v1/journeys/${id}`] = { status: 200, body: { ...journey, decision } };
    expect((await run(`journeys show ${id} ${as}`)).out).toContain(`decide ${id} ${as} --approve`);
  });
  it('needs another approval after one that is not the last', async () => {
    bench.answers[`POST /v1/journeys/${id}/decision`] = {
      status: 200,
      body: { verdict: 'accepted', decision: 'approve', proposalHash: 'x', remaining: 1 },
    };
    const { out } = await run(`journeys decide ${id} ${as} --approve`);
    expect(out).toBe(`${id}: approve accepted for proposal x; 1 more approval is needed`);
  });
});

describe('people', () => {
  it('are listed by name, with who stands in', async () => {
    const away = person('a', 'Anna', { withdrawnRoles: ['supervisor'], absence: { until: now, substitute: token('c') } }); // prettier-ignore
    bench.answers['GET /v1/people'] = { status: 200, body: { people: [away, boris] } };
    const { out } = await run(`people list --role retention-lead ${as}`);
    expect(out.split('\n')[0]).toMatch(/^NAME\s+ROLES\s+WITHDRAWN\s+OUT OF OFFICE\s+SEEN\s+TOKEN$/);
    expect(out).toMatch(
      /Anna +retention-lead +supervisor +until 2023-11-14 22:13Z, Boris Grey +60 s ago +prn_a+/,
    );
    expect(bench.seen.at(-1)?.path).toBe('/v1/people?role=retention-lead');
    const json = JSON.parse((await run(`people list ${as} --json`)).out) as { people: object[] };
    expect(json.people).toEqual([away, boris]);
  });
  it('lose the roles that are named, and get them back', async () => {
    withPeople();
    const path = `/v1/people/${token('c')}/withdrawn-roles`;
    const put = (withdrawnRoles: string[], roles: string[]) => {
      bench.answers[`PUT ${path}`] = { status: 200, body: { ...boris, withdrawnRoles, roles } };
    };
    put(['retention-lead', 'supervisor'], []);
    const taken = await run(`people withdraw-roles boris retention-lead supervisor ${as}`);
    expect(taken).toMatchObject({ code: 0, out: 'Boris Grey: withdrawn retention-lead, supervisor; has -' });
    expect(bench.seen.at(-1)).toMatchObject({ method: 'PUT', path, body: { roles: ['retention-lead', 'supervisor'] } }); // prettier-ignore
    put([], ['retention-lead']);
    const given = await run(['people', 'withdraw-roles', 'Boris Grey', '--give-back', ...caller]);
    expect(given).toMatchObject({ code: 0, out: 'Boris Grey: withdrawn -; has retention-lead' });
    expect(bench.seen.at(-1)?.body).toEqual({ roles: [] });
  });
});

describe('out of office', () => {
  const path = '/v1/me/absence';
  it.each([
    ['2026-12-01', '2026-12-01T00:00:00Z'],
    ['2026-12-01T09:00:00+01:00', '2026-12-01T08:00:00Z'],
    ['2026-12-01T09:00Z', '2026-12-01T09:00:00Z'],
  ])('until %s', async (given, meant) => {
    withPeople();
    const absence = { until: Date.parse(meant), substitute: token('c') };
    bench.answers[`PUT ${path}`] = { status: 200, body: { absence } };
    const result = await run(`out-of-office --until ${given} --substitute boris ${as}`);
    expect(result).toMatchObject({ code: 0, error: '' });
    expect(result.out).toMatch(/^out of office until 2026-12-01 \d\d:00Z; boris stands in$/);
    expect(bench.seen.at(-1)).toMatchObject({ method: 'PUT', path, body: absence });
  });
  it('ends', async () => {
    bench.answers[`DELETE ${path}`] = { status: 200, body: { absence: null } };
    expect(await run(`out-of-office --end ${as}`)).toEqual({ code: 0, out: 'back in the office', error: '' });
    expect(JSON.parse((await run(`out-of-office --end ${as} --json`)).out)).toEqual({ absence: null });
  });
  it('shows what the gateway does not accept', async () => {
    const errors = [{ pointer: '/until', reason: 'not_in_the_future' }];
    bench.answers[`PUT ${path}`] = { status: 400, body: { title: 'Request not valid', errors } };
    const result = await run(`out-of-office --until 2020-01-01 --substitute ${token('c')} ${as}`);
    expect(result).toMatchObject({ code: 1, out: '' });
    expect(result.error).toContain('/until: not_in_the_future');
  });
});

describe('a usage error', () => {
  it.each([
    'journeys claim not-an-id',
    `journeys delegate ${id}`,
    'people withdraw-roles boris',
    'people withdraw-roles boris adviser --give-back',
    'people withdraw-roles boris emperor',
    'people list --role emperor',
    'out-of-office',
    'out-of-office --until 2026-12-01',
    'out-of-office --substitute boris',
    'out-of-office --end --substitute boris',
    'out-of-office --until 2026-02-31 --substitute boris',
    'out-of-office --until 2026-12-01T09:00 --substitute boris',
    'out-of-office --until tomorrow --substitute boris',
  ])('is `%s`, and nothing is sent', async (line) => {
    const result = await run(`${line} ${as}`);
    expect(result).toMatchObject({ code: 2, out: '' });
    expect(result.error).not.toBe('');
    expect(bench.seen.filter(({ path }) => path.startsWith('/v1'))).toEqual([]);
  });
});
