// The Temporal SDK's own download of the server, into our cache. It runs in a child process, because the native call
// cannot be given up, and a network that swallows packets would hold the start for minutes.
import { spawn } from 'node:child_process';
import { copyFile, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

export type Fetched = { ok: true; executable: string } | { ok: false; why: string };

/** About 60 MB: half a minute on a slow line; a blocked network refuses at once or not at all. */
const timeLimitMs = 90_000;

const script = `
const { TestWorkflowEnvironment } = await import('@temporalio/testing');
const environment = await TestWorkflowEnvironment.createLocal({
  server: { executable: { type: 'cached-download', downloadDir: process.argv[1], ttl: '3650d' } },
});
await environment.teardown();
`;

/** Never throws for a network that does not answer: that is one of the expected outcomes. */
export async function downloadTemporal(input: {
  cache: string;
  say: (line: string) => void;
  timeLimitMs?: number;
}): Promise<Fetched> {
  input.say('Temporal is not installed; asking the Temporal SDK to download it (about 60 MB).');
  const outcome = await runScript(input.cache, input.timeLimitMs ?? timeLimitMs);
  if (outcome !== null) return { ok: false, why: outcome };
  return keepUnderOneName(input.cache);
}

function runScript(directory: string, limitMs: number): Promise<string | null> {
  return new Promise((settle) => {
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script, directory], {
      cwd: import.meta.dirname,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let message = '';
    child.stderr.on('data', (chunk: Buffer) => (message = (message + chunk.toString()).slice(-4000)));
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      settle(`the download did not finish within ${Math.round(limitMs / 1000)} s`);
    }, limitMs);
    const abandon = () => child.kill('SIGKILL');
    process.once('exit', abandon);
    child.on('error', (error) => settle(error.message));
    child.on('exit', (code) => {
      clearTimeout(timer);
      process.off('exit', abandon);
      settle(code === 0 ? null : (firstReason(message) ?? `the download ended with code ${code}`));
    });
  });
}

/** The one line of a native error that says why. */
function firstReason(message: string): string | null {
  const line = message.split('\n').find((candidate) => /error|fail|unreachable|denied/i.test(candidate));
  return line === undefined
    ? null
    : line
        .replace(/^\W*Error: /, '')
        .replace(/\?\S*/, '')
        .trim()
        .slice(0, 200);
}

/** The SDK names its file by its own version; the cache keeps one name, so that the next start finds it. */
async function keepUnderOneName(cache: string): Promise<Fetched> {
  const file = (await readdir(cache)).find((name) => name.startsWith('temporal-sdk-'));
  if (file === undefined) return { ok: false, why: 'the SDK left no file behind' };
  const executable = join(cache, process.platform === 'win32' ? 'temporal.exe' : 'temporal');
  // Copied and renamed: a half copy must never carry the final name.
  await copyFile(join(cache, file), `${executable}.part`);
  await rename(`${executable}.part`, executable);
  await rm(join(cache, file), { force: true });
  return { ok: true, executable };
}
