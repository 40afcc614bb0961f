// First file of every npm script. Plain Node and no dependencies: it runs before node_modules exists. It checks Node,
// installs what package-lock.json names, and hands over. It must never leave a half-made installation behind unmarked.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** Command → entry file, and arguments that the command stands for. */
export const entries = {
  start: ['stack-main.ts'],
  demo: ['demo-main.ts'],
  test: ['test-main.ts'],
  verify: ['test-main.ts', '--with-checks'],
  temporal: ['temporal-main.ts'],
};

const minimumNode = [20, 19];

/** @returns one sentence when this Node is too old, else null. `version` is like `v20.20.2`. */
export function nodeComplaint(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  const [needMajor, needMinor] = minimumNode;
  if (major > needMajor || (major === needMajor && minor >= needMinor)) return null;
  return `Wayproof needs Node ${needMajor}.${needMinor} or newer, and this is ${version}; install a newer one from https://nodejs.org or with your version manager.`;
}

/** Hash that a finished installation carries: the lock file, and the Node that built the native parts. */
export function installStamp(
  root,
  nodeVersion = process.version,
  platform = `${process.platform}-${process.arch}`,
) {
  const major = nodeVersion.split('.')[0];
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .update(`${major} ${platform}`)
    .digest('hex');
}

const stampFile = (root) => join(root, 'node_modules', '.wayproof-installed');

/** @returns `ready`, `missing`, `broken` (an installation that did not finish) or `stale` (the lock file changed). */
export function installState(root, stamp = installStamp(root)) {
  if (!existsSync(join(root, 'node_modules'))) return 'missing';
  // npm writes this file last; without it the folder is a leftover of an interrupted run.
  const finishedByNpm = existsSync(join(root, 'node_modules', '.package-lock.json'));
  if (!finishedByNpm || !existsSync(join(root, 'node_modules', 'tsx', 'package.json'))) return 'broken';
  if (!existsSync(stampFile(root))) return 'unstamped';
  return readFileSync(stampFile(root), 'utf8') === stamp ? 'ready' : 'stale';
}

const reasons = {
  missing: 'node_modules is missing',
  broken: 'an earlier installation did not finish',
  stale: 'package-lock.json has changed since the last installation',
  unstamped: 'node_modules was not installed by this script',
};

/** True when what lies in node_modules is what the lock file names; a plain `npm install` leaves no stamp but is as good. */
function matchesLock(root) {
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages ?? {};
  const present =
    JSON.parse(readFileSync(join(root, 'node_modules', '.package-lock.json'), 'utf8')).packages ?? {};
  return Object.entries(wanted).every(
    ([path, entry]) =>
      path === '' || entry.optional || entry.peer || present[path]?.version === entry.version,
  );
}

/** Installs when needed. @returns null, or one sentence that says what went wrong. */
export function ensureInstalled(root, { offline, run = runNpm, say = (line) => console.error(line) }) {
  const stamp = installStamp(root);
  const state = installState(root, stamp);
  if (state === 'ready') return null;
  if (state === 'unstamped' && matchesLock(root)) {
    writeFileSync(stampFile(root), stamp);
    return null;
  }
  if (offline) {
    return `--offline forbids downloads, but ${reasons[state]}; run \`npm ci\` once with a network, then start again.`;
  }
  say(`Installing dependencies (${reasons[state]}); this takes a minute or two.`);
  if (state === 'broken') rmSync(join(root, 'node_modules'), { recursive: true, force: true });
  const status = run(root);
  if (status !== 0) {
    return `\`npm ci\` failed (exit ${status}); its message is above. Check the network or the registry and run the same command again.`;
  }
  writeFileSync(stampFile(root), stamp);
  return null;
}

function runNpm(root) {
  // Standard output stays the product's own: `demo --json` and `test` promise what their last line is.
  const result = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--include=dev', '--loglevel=http'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  return result.status ?? 1;
}

async function main() {
  const [command, ...rest] = process.argv.slice(2);
  const entry = entries[command];
  if (entry === undefined)
    return fail(`usage: node workers/bootstrap.mjs ${Object.keys(entries).join('|')} [options]`, 2);
  const complaint = nodeComplaint(process.version);
  if (complaint !== null) return fail(complaint, 1);
  const workers = dirname(fileURLToPath(import.meta.url));
  const root = dirname(workers);
  const trouble = ensureInstalled(root, { offline: rest.includes('--offline') });
  if (trouble !== null) return fail(trouble, 1);
  const [name, ...implied] = entry;
  const file = join(workers, name);
  // In this same process: one process fewer that a signal could miss.
  const { register } = await import('tsx/esm/api');
  register();
  process.argv = [process.argv[0], file, ...implied, ...rest];
  await import(pathToFileURL(file).href);
}

function fail(sentence, code) {
  console.error(sentence);
  process.exitCode = code;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await main();
