// Starts one server of ours on a leash and waits until it answers. It must leave no process behind, however this one
// ends, and put no secret on a command line.
import { spawn } from 'node:child_process';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { screenLogText } from '../../activities/privacy/logs/screen-log-line.ts';
import { SentenceError } from '../sentence-error.ts';

const leash = join(import.meta.dirname, '..', 'temporal', 'leash.mjs');

export interface StartServerInput {
  /** For sentences, e.g. `Qdrant`. */
  name: string;
  /** Executable and arguments. */
  command: readonly string[];
  /** Working directory; must exist. */
  directory: string;
  logFile: string;
  /** True when it serves; asked again until it is, or the time is over. */
  answers: () => Promise<boolean>;
  /** Default 60 s: a cold start on a busy machine. */
  withinMs?: number;
}

export interface RunningServer {
  /** Settles with a sentence when it ended without having been asked to. */
  lost: Promise<string>;
  stop(): Promise<void>;
}

/** @throws SentenceError with the last line of its log when it does not come up; nothing runs then. */
export async function startServer(input: StartServerInput): Promise<RunningServer> {
  const { name, command, logFile } = input;
  const log = await open(logFile, 'w', 0o600);
  const child = spawn(process.execPath, [leash, ...command], {
    cwd: input.directory,
    // Its own process group: a terminal's Ctrl-C must reach this process only, which then stops things in order.
    ...{ stdio: ['pipe', log.fd, log.fd], detached: true },
  });
  await log.close();
  let over = false;
  const ended = new Promise<void>((settle) => child.once('exit', () => settle())).then(() => {
    over = true;
  });
  const release = async () => {
    child.stdin?.end();
    await ended;
  };
  for (const deadline = Date.now() + (input.withinMs ?? 60_000); ; await pause(100)) {
    if (over || Date.now() > deadline) {
      await release();
      const tail = (await readFile(logFile, 'utf8')).trim().split('\n').at(-1)?.slice(0, 300);
      const last = screenLogText(tail ?? '');
      throw new SentenceError(
        `${name} did not start: ${last === '' ? 'it gave no reason' : last} (whole log: ${logFile}).`,
      );
    }
    if (await input.answers()) break;
  }
  let stopping = false;
  return {
    lost: ended.then(() =>
      stopping ? new Promise<string>(() => undefined) : `${name} ended unexpectedly; see ${logFile}.`,
    ),
    stop: async () => {
      stopping = true;
      await release();
    },
  };
}
