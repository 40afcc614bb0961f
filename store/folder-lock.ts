// Keeps a PGlite folder to one process: two on one folder lose data without a word. The lock is a file beside the folder
// that names its holder; a holder that died is replaced. It never waits.
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { StoreStartError } from './start-error.ts';

// Locks of this very process, by path: after a restart in a container the new process often has the dead one's pid.
const held = new Set<string>();

/** Takes the lock. @returns how to give it back. @throws StoreStartError `folder_in_use` */
export function lockFolder(folder: string): () => void {
  const path = `${folder}.lock`;
  const mine = `${path}.${process.pid}`;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(mine, identity(process.pid));
  try {
    // Three tries: the first may find a dead holder, the second lose the race to replace it.
    for (let attempt = 0; attempt < 3; attempt += 1) {
      if (tryLink(mine, path)) {
        held.add(path);
        return () => {
          held.delete(path);
          rmSync(path, { force: true });
        };
      }
      const holder = readHolder(path);
      if (holder !== null && isAlive(holder, path)) throw inUse(folder, holder);
      if (holder !== null) dropDead(path, holder);
    }
    throw inUse(folder, readHolder(path) ?? 'unknown');
  } finally {
    rmSync(mine, { force: true });
  }
}

/** A link appears whole or not at all, with its content: nobody reads a half-written lock. */
function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function readHolder(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Moves the lock away, and puts it back if meanwhile it had become somebody else's. */
function dropDead(path: string, holder: string): void {
  const aside = `${path}.${process.pid}.dead`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if (readHolder(aside) !== holder) tryLink(aside, path);
  rmSync(aside, { force: true });
}

function isAlive(holder: string, path: string): boolean {
  const pid = Number(holder.split(' ')[0]);
  if (!Number.isInteger(pid) || pid <= 0) return false;
  if (pid === process.pid) return held.has(path);
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives, as another user.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  // The same pid may be another process by now; where the system tells its start, that decides.
  return identity(pid) === holder || !holder.includes(' ');
}

/** `<pid>`, and on Linux `<pid> <start in clock ticks since boot>`: field 22 of /proc/<pid>/stat (proc(5)). */
function identity(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field, the command in parentheses, may hold spaces.
    const start = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .at(19);
    return `${pid} ${start ?? ''}`.trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return String(pid);
    throw error;
  }
}

function inUse(folder: string, holder: string): StoreStartError {
  const pid = holder.split(' ')[0];
  return new StoreStartError(
    'folder_in_use',
    `The embedded database in ${folder} is in use by process ${pid}; stop that process, or use PostgreSQL ` +
      `(a database address in the settings), which more than one process needs.`,
  );
}
