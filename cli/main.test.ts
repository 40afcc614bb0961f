// The command line client against a small HTTP server: what it sends, what it prints where, and how it exits.
import { describe, expect, it } from 'vitest';
import { as, commandLine, id, journey } from '../test/support/command-line.ts';

const bench = commandLine();
const { run } = bench;

describe('who calls', () => {
  it('is a persona, whose token is fetched once', async () => {
    expect((await run(`journeys list ${as}`)).code).toBe(0);
    expect(bench.seen.map(({ path }) => path)).toEqual(['/identity/personas/token', '/v1/journeys?limit=50']);
    expect(bench.seen[0]?.body).toEqual({ persona: 'retention-lead', tenant: 'lumen-retail' });
    expect(bench.seen[1]?.authorization).toBe('Bearer persona-token');
  });
  it('is the token of the environment where no persona is named', async () => {
    await run('journeys list', {}, { WAYPROOF_TOKEN: 'given' });
    expect(bench.seen.map(({ authorization }) => authorization)).toEqual(['Bearer given']);
  });
  it('must be said: otherwise usage, and nothing is sent', async () => {
    const result = await run('journeys list');
    expect(result).toMatchObject({ code: 2, out: '' });
    expect(result.error).toContain('--as PERSONA --tenant TENANT');
    expect(bench.seen).toEqual([]);
  });
});

describe('what a customer or a model wrote', () => {
  // Clears the line and writes another amount over it; turns the reading order round.
  const hostile = 'points 9000\u001b[2K\r\u009b1Gpoints 5\u202e00';
  it('cannot steer the terminal in which a person reads a proposal', async () => {
    const operations = [{ verb: 'post_message', text: `नमस्ते क्‍ष\n${hostile}` }];
    const content = { ...journey.content, proposal: { operations } };
    bench.answers[`GET /v1/journeys/${id}`] = { status: 200, body: { ...journey, content } };
    const { out } = await run(`journeys show ${id} ${as}`);
    expect(out).toContain('points 9000\\u001b[2K\\u000d\\u009b1Gpoints 5\\u202e00');
    expect(out).toContain('नमस्ते क्‍ष\n');
    expect(out).not.toMatch(/(?!\n)[\p{Cc}\u202e]/u);
  });
  it('stays what it is in JSON', async () => {
    const content = { ...journey.content, draft: { output: { text: hostile } } };
    bench.answers[`GET /v1/journeys/${id}`] = { status: 200, body: { ...journey, content } };
    const { out } = await run(`journeys show ${id} --draft ${as}`);
    expect(JSON.parse(out)).toEqual({ text: hostile });
    expect(out).not.toMatch(/(?!\n)[\p{Cc}\u202e]/u);
  });
  it('cannot do it in an error either', async () => {
    bench.answers['GET /v1/journeys'] = { status: 400, body: { title: hostile } };
    expect((await run(`journeys list ${as}`)).error).not.toMatch(/(?!\n)[\p{Cc}\u202e]/u);
  });
});

describe('journeys', () => {
  it('are listed as aligned columns, or as JSON', async () => {
    const { out } = await run(`journeys list ${as}`);
    expect(out.split('\n')[0]).toMatch(/^ID\s+TYPE\s+STATE\s+WAITS FOR\s+STARTED$/);
    expect(out).toContain(`${id}  churn-rescue  checkpoint  retention-lead, expires in 60 min  60 s ago`);
    const json = JSON.parse((await run(`journeys list ${as} --json`)).out) as { journeys: { id: string }[] };
    expect(json.journeys[0]?.id).toBe(id);
  });
  it('pass their filters on', async () => {
    await run(`journeys list ${as} --stage checkpoint --approver-role retention-lead --customer lr-1`);
    expect(bench.seen.at(-1)?.path).toBe(
      '/v1/journeys?stage=checkpoint&approverRole=retention-lead&customer=lr-1&limit=50',
    );
  });
  it('show the proposal and the commands that decide it', async () => {
    const { out } = await run(`journeys show ${id} ${as}`);
    expect(out).toContain('grant_points');
    expect(out).toContain(`npx wayproof journeys decide ${id} ${as} --approve`);
    expect(out).toContain('--reject not_suitable|bad_timing');
  });
  it('print a draft that can be edited', async () => {
    expect(JSON.parse((await run(`journeys show ${id} ${as} --draft`)).out)).toEqual({
      remedy: 'points-500',
    });
  });
});

describe('a decision', () => {
  it('needs only the id: request and proposal hash are those that are open', async () => {
    expect((await run(`journeys decide ${id} ${as} --approve`)).code).toBe(0);
    expect(bench.seen.at(-1)?.body).toEqual({
      requestId: 'cp_1',
      proposalHash: journey.checkpoint.proposalHash,
      decision: 'approve',
    });
  });
  it('names the proposal that was read, when it is given', async () => {
    const hash = 'cd'.repeat(32);
    await run(`journeys decide ${id} ${as} --approve --proposal ${hash}`);
    expect(bench.seen.at(-1)?.body).toMatchObject({ proposalHash: hash });
  });
  it('rejects with a reason, or approves an edit from a file', async () => {
    await run(`journeys decide ${id} ${as} --reject bad_timing`);
    expect(bench.seen.at(-1)?.body).toMatchObject({ decision: 'reject', reasonCode: 'bad_timing' });
    await run(`journeys decide ${id} ${as} --edit edit.json`, { 'edit.json': '{"remedy":"points-200"}' });
    expect(bench.seen.at(-1)?.body).toMatchObject({
      decision: 'edit_and_approve',
      edit: { remedy: 'points-200' },
    });
  });
  it.each([
    ['none of the three', ''],
    ['two of the three', ' --approve --reject bad_timing'],
    ['a file that is not there', ' --edit nowhere.json'],
    ['a file that is no object', ' --edit list.json'],
  ])('is a usage error with %s, and nothing is sent', async (_what, rest) => {
    const result = await run(`journeys decide ${id} ${as}${rest}`, { 'list.json': '[]' });
    expect(result).toMatchObject({ code: 2, out: '' });
    expect(result.error).not.toBe('');
    expect(bench.seen.filter(({ method, path }) => method === 'POST' && path.endsWith('/decision'))).toEqual(
      [],
    );
  });
  it('that is refused fails with the reason on standard error', async () => {
    bench.answers[`POST /v1/journeys/${id}/decision`] = {
      status: 409,
      body: {
        title: 'Decision refused',
        detail: '`refusal` says why',
        code: 'decision_refused',
        refusal: { code: 'stale_proposal', sentence: 'The decision names another proposal.', findings: [] },
      },
    };
    const result = await run(`journeys decide ${id} ${as} --approve`);
    expect(result).toMatchObject({ code: 1, out: '' });
    expect(result.error).toBe('Decision refused: The decision names another proposal. (stale_proposal)');
  });
  it('about a journey that ended fails without being sent', async () => {
    bench.answers[`GET /v1/journeys/${id}`] = {
      status: 200,
      body: { ...journey, checkpoint: null, outcome: 'expired' },
    };
    const result = await run(`journeys decide ${id} ${as} --approve`);
    expect(result).toMatchObject({ code: 1, error: `No checkpoint is open in ${id}; it ended expired.` });
  });
});

describe('events send', () => {
  const event = (name: string) => ({
    specversion: '1.0',
    id: name,
    type: 't',
    source: 's',
    subject: 'c',
    data: {},
  });
  const accept = (events: { id: string; status: string }[]) => ({ status: 202, body: { events } });

  it.each([
    ['one object', JSON.stringify(event('a')), 1],
    ['an array', JSON.stringify([event('a'), event('b')]), 2],
    ['JSON lines', `${JSON.stringify(event('a'))}\n${JSON.stringify(event('b'))}\n`, 2],
  ])('sends %s as a batch', async (_what, text, count) => {
    bench.answers['POST /v1/events'] = accept([{ id: 'a', status: 'accepted' }]);
    expect((await run(`events send file ${as}`, { file: text })).code).toBe(0);
    expect(bench.seen.at(-1)?.contentType).toBe('application/cloudevents-batch+json');
    expect(bench.seen.at(-1)?.body).toHaveLength(count);
  });
  it('gives events of a hand-written file the time and id that they lack, when asked', async () => {
    bench.answers['POST /v1/events'] = accept([]);
    const { id: _id, ...unnamed } = event('a');
    const file = JSON.stringify([unnamed, { ...event('b'), time: '2026-01-01T00:00:00Z' }]);
    await run(`events send file ${as}`, { file });
    expect(bench.seen.at(-1)?.body).toEqual(JSON.parse(file));
    await run(`events send file --now ${as}`, { file });
    expect(bench.seen.at(-1)?.body).toMatchObject([
      {
        id: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown,
        time: expect.stringMatching(/^20.*Z$/) as unknown,
      },
      { id: 'b', time: '2026-01-01T00:00:00Z' },
    ]);
  });
  it('cuts a long file into batches that the gateway takes', async () => {
    bench.answers['POST /v1/events'] = accept([]);
    await run(`events send file ${as}`, {
      file: JSON.stringify(Array.from({ length: 450 }, (_, n) => event(`e${n}`))),
    });
    const sizes = bench.seen
      .filter(({ path }) => path === '/v1/events')
      .map(({ body }) => (body as unknown[]).length);
    expect(sizes).toEqual([200, 200, 50]);
  });
  it('says which line does not parse, and sends nothing', async () => {
    const result = await run(`events send file ${as}`, { file: '{"a":1}\nnot json\n' });
    expect(result.code).toBe(2);
    expect(result.error).toContain('line 2');
    expect(bench.seen).toEqual([]);
  });
  it('fails when an event conflicts, and names it', async () => {
    bench.answers['POST /v1/events'] = accept([{ id: 'a', status: 'conflict' }]);
    const result = await run(`events send file ${as}`, { file: JSON.stringify(event('a')) });
    expect(result.code).toBe(1);
    expect(result.error).toContain('conflict');
  });
  it('shows the faults of a refused batch by event and pointer', async () => {
    bench.answers['POST /v1/events'] = {
      status: 400,
      body: {
        title: 'Event not valid',
        detail: 'nothing was stored',
        code: 'event_invalid',
        errors: [{ index: 1, pointer: '/time', reason: 'invalid_format' }],
      },
    };
    const result = await run(`events send file ${as}`, { file: JSON.stringify([event('a'), event('b')]) });
    expect(result.code).toBe(1);
    expect(result.error).toContain('event 1 /time: invalid_format');
  });
});

describe('the other commands', () => {
  it('print a token', async () => {
    expect(await run(`token ${as}`)).toMatchObject({ code: 0, out: 'persona-token' });
    expect((await run('token --as adviser')).code).toBe(2);
  });
  it('ask the policy engine with typed facts; a denial is an answer', async () => {
    bench.answers['POST /v1/policy/explain'] = {
      status: 200,
      body: {
        verdict: 'denied',
        code: 'opted_out',
        policySnapshot: 'f'.repeat(64),
        rule: 'deny-opted-out',
        sentence: 'The customer opted out.',
        missing: [{ code: 'consent_missing', sentence: 'No consent.' }],
      },
    };
    const result = await run(
      `policy explain journey:churn-rescue customer contact ${as} --fact optedOut=true --fact jurisdiction=IN --role supervisor`,
    );
    expect(result.code).toBe(0);
    expect(result.out).toContain('opted_out: The customer opted out.');
    expect(bench.seen.at(-1)?.body).toEqual({
      subject: 'journey:churn-rescue',
      object: 'customer',
      action: 'contact',
      facts: { optedOut: true, jurisdiction: 'IN' },
      roles: ['supervisor'],
    });
  });
  it('load a list of knowledge documents that another program made', async () => {
    bench.answers['POST /v1/knowledge/documents'] = {
      status: 200,
      body: {
        ...{ documents: 1, changed: 1, written: 2, unchanged: 0, hidden: { CREDIT_CARD: 2 } },
        screened: [{ documentId: 'a', codes: ['planted_secrecy'] }],
      },
    };
    const files = { 'list.json': '{"documents":[{"documentId":"a"}]}', 'empty.json': '{"documents":[]}' };
    expect((await run(`knowledge load list.json ${as}`, files)).out).toBe(
      [
        '1 documents, 1 changed: 2 passages written, 0 unchanged',
        'taken out for good, since knowledge never holds them: 2 CREDIT_CARD',
        'look at a: it speaks to a model (planted_secrecy)',
      ].join('\n'),
    );
    expect(bench.seen.at(-1)?.body).toEqual({ documents: [{ documentId: 'a' }] });
    expect((await run(`knowledge load empty.json ${as}`, files)).code).toBe(2);
  });
});

describe('exit codes', () => {
  it('are 0 for help and version of every command, on standard output', async () => {
    for (const line of ['--help', 'journeys --help', 'journeys decide --help', 'policy check --help']) {
      const result = await run(line);
      expect(result).toMatchObject({ code: 0, error: '' });
      expect(result.out).toContain('Usage: wayproof');
    }
  });
  it.each([
    'nonsense',
    'journeys nonsense',
    'journeys show',
    'journeys list --stage nowhere',
    '--url nowhere journeys list',
    'journeys show not-an-id',
  ])('are 2 for `%s`', async (line) => {
    const result = await run(`${line} ${as}`);
    expect(result).toMatchObject({ code: 2, out: '' });
    expect(result.error).not.toBe('');
  });
  it('are 2 for a setting that cannot be used', async () => {
    expect((await run('journeys list', {}, { WAYPROOF_PORT: 'x' })).error).toContain('WAYPROOF_PORT');
  });
  it('are 1 when no gateway answers, with the way out', async () => {
    const result = await run(`journeys list --url http://127.0.0.1:9 ${as}`);
    expect(result.code).toBe(1);
    expect(result.error).toContain('npm start');
  });
});
