// That the screen stands behind every log of the product, and before what an error nobody foresaw prints.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Runtime } from '@temporalio/worker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { screenLogLine } from '../activities/privacy/logs/screen-log-line.ts';
import { createGatewayLogger } from '../gateway/logger.ts';
import { untilFound } from '../test/support/until-found.ts';
import { installTemporalRuntime, openStackLog } from './stack-log.ts';

const root = join(import.meta.dirname, '..');
const card = '4111 1111 1111 1111';
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wayproof-logs-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const linesOf = (text: string) =>
  text.trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>); // prettier-ignore

test('worker and stack: a record that a bug logs is hidden, and the rest of the line stays', async () => {
  const log = openStackLog({ stateDirectory: folder, logLevel: 'info' });
  log.logger.warn({ region: 'eu', row: { fullName: 'Ruth Halloway', pan: card, mail: 'ruth@example.org' } }, `odd: ${card}`); // prettier-ignore
  log.logger.child({ of: card }).error(new Error(card));
  const text = await readFile(join(log.folder, 'worker.log'), 'utf8');
  expect(text).not.toMatch(/4111|Ruth|ruth@/);
  expect(linesOf(text)).toMatchObject([
    { region: 'eu', part: 'worker', msg: 'odd: [[CREDIT_CARD]]', hidden: { TEXT: 3, CREDIT_CARD: 1 } },
    { of: '[[CREDIT_CARD]]', msg: '[[CREDIT_CARD]]', err: { type: 'Error' } },
  ]);
});

test('what Temporal’s SDK says, its native part included, goes the same way', async () => {
  const log = openStackLog({ stateDirectory: join(folder, 'sdk'), logLevel: 'info' });
  installTemporalRuntime(log.logger);
  // The one logger of the runtime, to which the native part forwards its lines.
  Runtime.instance().logger.warn(`Query failed: card ${card}`, { workflowId: 'agent/eu/x', attempt: 2, query: card, error: new Error(card) }); // prettier-ignore
  // It is kept for a moment, so that native and other lines stand in order.
  const text = await untilFound(
    async () => (await readFile(join(log.folder, 'worker.log'), 'utf8')) || undefined,
  );
  expect(text).not.toContain('4111');
  expect(linesOf(text)).toMatchObject([
    { msg: 'Query failed: card [[CREDIT_CARD]]', workflowId: 'agent/eu/x', attempt: 2, err: { type: 'Error' } },
  ]); // prettier-ignore
});

test('the gateway: behind redaction, which knows some members by their names only', () => {
  let text = '';
  const logger = createGatewayLogger('info', screenLogLine, { write: (line) => void (text += line) });
  logger.child({ reqId: 'req_1' }).warn({ body: { card }, a: { b: { body: card, c: [card] } } }, 'odd');
  expect(text).not.toContain('4111');
  expect(linesOf(text)).toMatchObject([
    { reqId: 'req_1', a: { b: { body: '[[TEXT:19]]', c: ['[[CREDIT_CARD]]'] } } },
  ]);
});

test('no other file of the product makes a log, and each log that is made has the screen', async () => {
  const rooms = ['activities', 'cli', 'connectors', 'contracts', 'gateway', 'store', 'workers', 'workflows'];
  const makers: Record<string, boolean> = {};
  for (const room of rooms) {
    const files = (await readdir(join(root, room), { recursive: true })).filter((file) => /(?<!\.test)\.ts$/.test(file)); // prettier-ignore
    for (const file of files) {
      const text = await readFile(join(root, room, file), 'utf8');
      const silent = text.replaceAll("pino({ level: 'silent' })", '');
      if (/\bpino\(|createGatewayLogger\(\n/.test(silent))
        makers[join(room, file)] = /streamWrite: (?:screen|screenLogLine) \}|screenLogLine,\n/.test(text);
    }
  }
  expect(makers).toEqual({ 'gateway/logger.ts': true, 'workers/stack-log.ts': true, 'workers/compose-gateway.ts': true }); // prettier-ignore
});

const failing = (how: string) => `
  import { runMain } from '${join(root, 'workers/run-main.ts')}';
  process.exitCode = await runMain({
    say: (line) => void process.stderr.write(line + '\\n'),
    stateDirectory: () => '${folder}',
    interruptedCode: 0,
    parent: undefined,
    work: async () => { ${how} },
  });`;
const error = `Object.assign(new Error('row (${card}, ruth@example.org) is odd'), { row: { email: 'ruth@example.org' } })`;

test.each([
  ['while it starts', `throw ${error}`, 'Wayproof cannot start: row ([[CREDIT_CARD]], [[EMAIL_ADDRESS]]) is odd'],
  ['in a callback', `setImmediate(() => { throw ${error} }); await new Promise(() => setTimeout(() => {}, 60_000))`, 'Wayproof ends by an error of its own: row ([[CREDIT_CARD]]'],
  ['in a promise that nobody awaits', `void Promise.reject(${error}); await new Promise(() => setTimeout(() => {}, 60_000))`, 'Wayproof ends by an error of its own: row ([[CREDIT_CARD]]'],
])('an error that nobody foresaw, %s, is printed and kept without what it quotes', async (_when, how, said) => {
  const script = ['--import', 'tsx', '--input-type=module', '-e', failing(how)];
  const ended = await promisify(execFile)(process.execPath, script, { cwd: root }).catch((failed: unknown) => failed as { code: number; stderr: string; stdout: string }); // prettier-ignore
  expect(ended).toMatchObject({ code: 1, stderr: expect.stringContaining(said) as string });
  const details = await readFile(join(folder, 'logs', 'start-error.log'), 'utf8');
  expect(`${ended.stdout}${ended.stderr}${details}`).not.toMatch(/4111|ruth@/);
  // What an engineer needs is there.
  expect(details).toMatch(/Error: row \(\[\[CREDIT_CARD\]\].*\n\s+at /);
}); // prettier-ignore
