// The default anchor: one file a tenant in a folder, one signed head a line, to which is only ever added. It protects as much as the
// folder does: on another machine, or a medium that cannot be rewritten, more than beside the database. It never signs and never repairs
// what was acknowledged; where a line is broken it stops and says so.
import { constants } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { canonicalJson, hashText } from '../../contracts/canonical-json.ts';
import { failures } from '../../contracts/failures.ts';
import { isId, type TenantId } from '../../contracts/ids.ts';
import type { Anchor } from '../../contracts/ports/anchor.ts';
import type { AnchoredHead } from '../../contracts/tree-head.ts';
import { broken, lineOf, nothingRead, readLines } from './anchor-lines.ts';
import type { ReadLines } from './anchor-lines.ts';
import { LockHeld, withFileLock } from './file-lock.ts';

const READ = constants.O_RDONLY | constants.O_NOFOLLOW;
const APPEND = constants.O_RDWR | constants.O_APPEND | constants.O_NOFOLLOW;
// What another process is writing is whole after this, many times over.
const HALF_WRITTEN_LOOKS = 10;
const LOOK_AGAIN_MS = 50;

/** Where a tenant's line of heads stands. */
export function anchorFileOf(folder: string, tenant: TenantId): string {
  if (!isId('tenant', tenant)) throw failures.invalidRequest('not a tenant name', { part: 'anchor' });
  return join(folder, `${tenant}.anchor.jsonl`);
}

/** @param input.folder made when it is needed; for the owner alone. */
export function createFileAnchor(input: { folder: string; region: string }): Anchor {
  const { folder, region } = input;
  // What was read and found good, so that a file is checked from its beginning once in a process.
  const known = new Map<TenantId, ReadLines>();

  async function readOn(handle: FileHandle, tenant: TenantId): Promise<ReadLines> {
    const read = await readLines(handle, tenant, known.get(tenant) ?? nothingRead);
    known.set(tenant, { ...read, rest: '' });
    return read;
  }

  return {
    name: 'file',
    region,

    async newest({ tenant }) {
      const path = anchorFileOf(folder, tenant);
      return reachable(async () => {
        for (let looks = 1; ; looks += 1) {
          const handle = await openUnlessMissing(path, READ);
          if (handle === null) return noFile(tenant);
          const read = await readOn(handle, tenant).finally(() => handle.close());
          if (read.rest === '') return read.newest?.line ?? null;
          // Somebody writes at this moment, or did not finish.
          if (looks === HALF_WRITTEN_LOOKS) return wholeRest(read, tenant).line;
          await pause(LOOK_AGAIN_MS);
        }
      });
    },

    async publish(line) {
      const { tenant } = line.head;
      const path = anchorFileOf(folder, tenant);
      await reachable(async () => {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await withFileLock(`${path}.lock`, () => appendLine(path, tenant, line));
      });
    },
  };

  /** Under the lock. */
  async function appendLine(path: string, tenant: TenantId, line: AnchoredHead): Promise<void> {
    const existing = await openUnlessMissing(path, APPEND);
    if (existing === null) noFile(tenant);
    const handle = existing ?? (await open(path, APPEND | constants.O_CREAT | constants.O_EXCL, 0o600));
    try {
      if (existing === null) await syncFolders();
      const read = await readOn(handle, tenant);
      const text = canonicalJson(line);
      const newest = read.rest === '' ? read.newest : await finish(handle, tenant, read, text);
      // The same once more: whoever published it did not hear that it was done.
      if (newest?.text === text) return;
      const next = lineOf(Buffer.from(text, 'utf8'), tenant, newest);
      if (typeof next === 'string')
        throw notNext(tenant, newest !== null && line.prev !== hashText(newest.text), next);
      await append(handle, `${text}\n`);
      // From now on nobody takes it away unseen.
      await readOn(handle, tenant);
    } finally {
      await handle.close();
    }
  }

  /** A file of which lines were read does not go away. */
  function noFile(tenant: TenantId): null {
    const { count } = known.get(tenant) ?? nothingRead;
    if (count > 0) throw broken(tenant, count, 'its file stood there a moment ago and was removed');
    return null;
  }

  /** A new file's name, and a new folder's, are as durable as the folders that hold them. */
  async function syncFolders(): Promise<void> {
    for (const path of [folder, dirname(folder)]) {
      const handle = await open(path, constants.O_RDONLY);
      await handle.sync().finally(() => handle.close());
    }
  }
}

/**
 * A line without its end: nobody was told that it stands, but its bytes do. Whole, it is one; the beginning of the very line that is to
 * be written, it is completed; else a person must look.
 */
async function finish(handle: FileHandle, tenant: TenantId, read: ReadLines, text: string) {
  const { rest, newest } = read;
  const next = text.startsWith(rest) ? lineOf(Buffer.from(text, 'utf8'), tenant, newest) : 'another line';
  if (typeof next !== 'string') {
    await append(handle, `${text.slice(rest.length)}\n`);
    return next;
  }
  const whole = wholeRest(read, tenant);
  await append(handle, '\n');
  return whole;
}

/** @throws ContractBroken: it is half of a line. */
function wholeRest({ rest, count, newest }: ReadLines, tenant: TenantId) {
  const line = lineOf(Buffer.from(rest, 'utf8'), tenant, newest);
  if (typeof line !== 'string') return line;
  const where =
    'it is half written, by a process that died or for want of space; remove what stands behind the last line end';
  throw broken(tenant, count + 1, where);
}

/** All of it, durably, or nothing. */
async function append(handle: FileHandle, text: string): Promise<void> {
  const bytes = Buffer.from(text, 'utf8');
  const { size } = await handle.stat();
  try {
    for (let written = 0; written < bytes.length;) {
      const { bytesWritten } = await handle.write(bytes, written);
      written += bytesWritten;
    }
    await handle.sync();
  } catch (error) {
    // Nobody was told that it stands. Where this fails too, the half line is found by whoever comes next.
    await handle.truncate(size).catch(() => undefined);
    throw error;
  }
}

async function openUnlessMissing(path: string, flags: number): Promise<FileHandle | null> {
  try {
    return await open(path, flags);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Another writer was quicker, or the caller goes back: either way the line is not the next one. */
function notNext(tenant: TenantId, isLate: boolean, why: string) {
  return failures.contractBroken(`The line is not the next one of the anchor of tenant ${tenant}: ${why}.`, {
    ...{ part: 'anchor', code: isLate ? 'anchor_moved_on' : 'anchor_line_refused' },
    ids: { tenant },
  });
}

/** What the file system refuses is worth another try, by its code alone: paths are the machine's. */
async function reachable<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const code = error instanceof LockHeld ? 'anchor_locked' : (error as NodeJS.ErrnoException).code;
    if (!(error instanceof LockHeld) && !(error instanceof Error && 'syscall' in error)) throw error;
    throw failures.dependencyUnavailable('the anchor cannot be read or written', {
      part: 'anchor',
      ...(code !== undefined && { code }),
    });
  }
}
