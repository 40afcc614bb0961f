// `npm test` and `npm run verify`: every test, then the named list of what did not run. The last line of standard output
// is exactly `N passed, N failed`; with --with-checks the format, lint, type and import checks count as one test each.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { ConfigError, readConfig, testEnvironment } from './config.ts';
import { findInstalledTemporal } from './temporal/find-temporal.ts';
import { notRunList, tally } from './testing/read-report.ts';

const root = join(import.meta.dirname, '..');
const checks = ['format:check', 'lint', 'types', 'imports'];

/** Runs a command with our standard streams. @returns its exit code. */
function run(command: string, args: string[], path?: string): Promise<number> {
  return new Promise((settle) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      ...(path === undefined ? {} : { env: testEnvironment(path) }),
    });
    const forward = (signal: NodeJS.Signals) => child.kill(signal);
    process.on('SIGTERM', forward);
    child.on('error', () => settle(127));
    child.on('exit', (code) => {
      process.off('SIGTERM', forward);
      settle(code ?? 1);
    });
  });
}

async function runChecks(): Promise<{ passed: number; failed: string[] }> {
  const failed: string[] = [];
  for (const check of checks) {
    console.log(`\n> ${check}`);
    if ((await run('npm', ['run', '--silent', check])) !== 0) failed.push(check);
  }
  return { passed: checks.length - failed.length, failed };
}

async function runTests(filters: string[], path: string): Promise<{ report: unknown; exitCode: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'wayproof-test-report-'));
  const file = join(folder, 'report.json');
  try {
    const exitCode = await run(
      process.execPath,
      [
        join(root, 'node_modules', 'vitest', 'vitest.mjs'),
        'run',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${file}`,
        ...filters,
      ],
      path,
    );
    const text = await readFile(file, 'utf8').catch(() => 'null');
    return { report: JSON.parse(text) as unknown, exitCode };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function main(): Promise<void> {
  const config = readConfig();
  const { requireReal } = config.tests;
  const args = process.argv.slice(2);
  const filters = args.filter((argument) => !['--with-checks', '--offline'].includes(argument));
  const checked = args.includes('--with-checks') ? await runChecks() : { passed: 0, failed: [] };
  // Tests look for `temporal` on the PATH; the one that an earlier start put into the cache is as good.
  const temporal = await findInstalledTemporal(config.machine);
  const path =
    temporal === null ? config.machine.path : config.machine.path + delimiter + dirname(temporal.executable);
  const result = tally({ ...(await runTests(filters, path)), requireReal });
  for (const line of [...result.troubles, ...checked.failed.map((check) => `\`npm run ${check}\` failed.`)])
    console.log(line);
  const list = notRunList(result.notRun, requireReal);
  if (list !== '') console.log(`\n${list}`);
  const failed = result.failed + checked.failed.length;
  console.log(`\n${result.passed + checked.passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

try {
  await main();
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  console.error(error.message);
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
}
