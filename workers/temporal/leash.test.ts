// A child on the leash ends with its parent, even when the parent is killed with SIGKILL.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';

const leash = join(import.meta.dirname, 'leash.mjs');

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}

async function goneWithin(pid: number, milliseconds: number): Promise<boolean> {
  for (const deadline = Date.now() + milliseconds; Date.now() < deadline; await pause(50)) {
    if (!isAlive(pid)) return true;
  }
  return false;
}

/** A parent that starts a leashed child and prints the child's process id. */
const parentScript = `
const { spawn } = require('node:child_process');
const leash = spawn(process.execPath, [process.argv[1], process.execPath, '-e', process.argv[2]], { stdio: ['pipe', 'inherit', 'inherit'], detached: true });
setInterval(() => {}, 1000);
`;

async function startFamily(childScript: string) {
  const parent = spawn(process.execPath, ['-e', parentScript, leash, childScript], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const childPid = await new Promise<number>((settle) =>
    parent.stdout.once('data', (chunk: Buffer) => settle(Number(chunk.toString().trim()))),
  );
  return { parent, childPid };
}

describe('the leash', () => {
  it('ends the child when its parent is killed with SIGKILL', async () => {
    const { parent, childPid } = await startFamily('console.log(process.pid); setInterval(() => {}, 1000)');
    expect(isAlive(childPid)).toBe(true);
    parent.kill('SIGKILL');
    expect(await goneWithin(childPid, 4_000)).toBe(true);
  });
  it('kills a child that ignores the request to end', async () => {
    const { parent, childPid } = await startFamily(
      'process.on("SIGTERM", () => {}); console.log(process.pid); setInterval(() => {}, 1000)',
    );
    parent.kill('SIGKILL');
    expect(await goneWithin(childPid, 9_000)).toBe(true);
  });
  it("hands on the child's exit code", async () => {
    const run = spawn(process.execPath, [leash, process.execPath, '-e', 'process.exit(7)'], {
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    expect(await new Promise((settle) => run.on('exit', settle))).toBe(7);
  });
});
