// One writer at a time on a file that several processes share, by a lock file beside it. A holder that died is replaced; the lock
// is for work of milliseconds, and whoever holds it for a minute is taken for dead.
import { randomUUID } from 'node:crypto';
import { link, open, readFile, rename, rm, stat, unlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';

const WAIT_MS = 5_000;
const LOOK_AGAIN_MS = 20;
const STALE_MS = 60_000;

/** @throws LockHeld when somebody else has it for too long, or what the file system says. */
export async function withFileLock<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  const mine = `${process.pid} ${hostname()} ${randomUUID()}`;
  await takeLock(path, mine);
  try {
    return await work();
  } finally {
    // It may have been taken away from a process that slept for a minute.
    if ((await holderOf(path)) === mine) await rm(path, { force: true });
  }
}

export class LockHeld extends Error {
  override readonly name = 'LockHeld';
}

async function takeLock(path: string, mine: string): Promise<void> {
  for (const until = Date.now() + WAIT_MS; ;) {
    if (await tryLock(path, mine)) return;
    const holder = await holderOf(path);
    if (holder !== null && (await isDead(path, holder))) await drop(path, holder);
    if (Date.now() > until) throw new LockHeld('the lock is held by another process');
    await pause(LOOK_AGAIN_MS);
  }
}

/** By a link, which appears whole or not at all: nobody reads a half-written lock. */
async function tryLock(path: string, mine: string): Promise<boolean> {
  const own = `${path}.${randomUUID()}`;
  const handle = await open(own, 'wx', 0o600);
  try {
    await handle.writeFile(mine);
  } finally {
    await handle.close();
  }
  try {
    await link(own, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await unlink(own);
  }
}

async function holderOf(path: string): Promise<string | null> {
  return unlessGone(() => readFile(path, 'utf8'));
}

async function isDead(path: string, holder: string): Promise<boolean> {
  const [pid, host] = holder.split(' ');
  if (host === hostname() && !isAlive(Number(pid))) return true;
  const since = await unlessGone(() => stat(path));
  return since !== null && Date.now() - since.mtimeMs > STALE_MS;
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, as another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Moves the lock away, and puts it back if meanwhile it had become somebody else's. */
async function drop(path: string, holder: string): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  const moved = await unlessGone(async () => {
    await rename(path, aside);
    return true;
  });
  if (moved === null) return;
  if ((await holderOf(aside)) !== holder) {
    await link(aside, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
  await rm(aside, { force: true });
}

async function unlessGone<Result>(look: () => Promise<Result>): Promise<Result | null> {
  try {
    return await look();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
