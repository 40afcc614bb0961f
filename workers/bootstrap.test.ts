// The bootstrap decides whether to install before anything is installed; its decisions are tested with a fake npm.
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

interface Bootstrap {
  nodeComplaint(version: string): string | null;
  installState(root: string): string;
  ensureInstalled(
    root: string,
    input: { offline: boolean; run: (root: string) => number | Promise<number>; say: (line: string) => void },
  ): Promise<string | null>;
}
const modulePath: string = './bootstrap.mjs';
const bootstrap = (await import(modulePath)) as Bootstrap;

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'wayproof-bootstrap-'));
  await writeFile(
    join(root, 'package-lock.json'),
    JSON.stringify({ packages: { 'node_modules/tsx': { version: '1.0.0' } } }),
  );
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function fillModules(version = '1.0.0') {
  await mkdir(join(root, 'node_modules', 'tsx'), { recursive: true });
  await writeFile(join(root, 'node_modules', 'tsx', 'package.json'), '{}');
  await writeFile(
    join(root, 'node_modules', '.package-lock.json'),
    JSON.stringify({ packages: { 'node_modules/tsx': { version } } }),
  );
}

/** Runs the bootstrap's installation with a fake npm. @returns its answer and how often npm ran. */
async function install(offline = false, status = 0) {
  let runs = 0;
  const answer = await bootstrap.ensureInstalled(root, {
    offline,
    run: () => (runs++, status),
    say: () => undefined,
  });
  return { answer, runs };
}

describe('the Node check', () => {
  it('names both versions in one sentence', () => {
    expect(bootstrap.nodeComplaint('v18.20.4')).toMatch(/needs Node 20\.19 .* this is v18\.20\.4/);
    expect(bootstrap.nodeComplaint('v20.18.3')).not.toBeNull();
  });
  it('accepts 20.19 and every newer one', () => {
    for (const version of ['v20.19.0', 'v20.20.2', 'v22.1.0'])
      expect(bootstrap.nodeComplaint(version)).toBeNull();
  });
});

describe('the installation', () => {
  it('happens once for a bare clone and then never again', async () => {
    let runs = 0;
    const run = async () => {
      runs++;
      await fillModules();
      return 0;
    };
    const input = { offline: false, run, say: () => undefined };
    expect(await bootstrap.ensureInstalled(root, input)).toBeNull();
    expect(await bootstrap.ensureInstalled(root, { ...input, offline: true })).toBeNull();
    expect(runs).toBe(1);
  });
  it('happens once when two processes want it at the same time', async () => {
    let runs = 0;
    const run = async () => {
      runs++;
      await new Promise((settle) => setTimeout(settle, 200));
      await fillModules();
      return 0;
    };
    const wish = () => bootstrap.ensureInstalled(root, { offline: false, run, say: () => undefined });
    expect(await Promise.all([wish(), wish()])).toEqual([null, null]);
    expect(runs).toBe(1);
  });
  it('does not wait for a lock that a dying process left without a name', async () => {
    const name = createHash('sha256').update(root).digest('hex').slice(0, 16);
    const lock = join(tmpdir(), `wayproof-install-${name}.lock`);
    await writeFile(lock, '');
    const longAgo = new Date(Date.now() - 60_000);
    await utimes(lock, longAgo, longAgo);
    const said: string[] = [];
    const run = async () => {
      await fillModules();
      return 0;
    };
    const wish = { offline: false, run, say: (line: string) => void said.push(line) };
    expect(await bootstrap.ensureInstalled(root, wish)).toBeNull();
    expect(said.join()).not.toContain('Another process');
    expect(existsSync(lock)).toBe(false);
  }, 5_000);
  it('is left alone when it came by hand and is what the lock file names', async () => {
    await fillModules();
    expect((await install(true)).answer).toBeNull();
    expect(bootstrap.installState(root)).toBe('ready');
  });
  it('is repeated when the lock file names another version', async () => {
    await fillModules();
    expect((await install()).runs).toBe(0);
    await writeFile(
      join(root, 'package-lock.json'),
      JSON.stringify({ packages: { 'node_modules/tsx': { version: '2.0.0' } } }),
    );
    expect(bootstrap.installState(root)).toBe('stale');
    expect((await install()).runs).toBe(1);
  });
  it('clears away what an interrupted run left before it installs again', async () => {
    await mkdir(join(root, 'node_modules', 'half'), { recursive: true });
    expect(bootstrap.installState(root)).toBe('broken');
    await bootstrap.ensureInstalled(root, {
      offline: false,
      say: () => undefined,
      run: () => {
        expect(existsSync(join(root, 'node_modules', 'half'))).toBe(false);
        return 1;
      },
    });
  });
  it('is refused by --offline in one sentence that says what is missing', async () => {
    const { answer, runs } = await install(true);
    expect(answer).toMatch(/--offline forbids downloads, but node_modules is missing; run `npm ci`/);
    expect(runs).toBe(0);
  });
  it('that fails leaves no stamp behind', async () => {
    const { answer } = await install(false, 1);
    expect(answer).toMatch(/`npm ci` failed/);
    expect(bootstrap.installState(root)).toBe('missing');
  });
});
