// What both long-running entry points share: signals, one sentence for a person instead of a stack trace, exit codes.
import { appendFileSync, mkdirSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { ApplicationFailure } from '@temporalio/common';
import { StoreStartError } from '../store/start-error.ts';
import { screenLogText } from '../activities/privacy/logs/screen-log-line.ts';
import { SentenceError } from './sentence-error.ts';
import { createShutdown } from './shutdown.ts';
import type { Shutdown } from './shutdown.ts';

/** The gateway has 12 s, workers 9, Temporal is killed after 5; Kubernetes waits for 30 before it kills. */
const usualStopMs = 28_000;

/**
 * Runs `work` until it returns or a signal comes, then stops whatever it registered. A second signal ends the process at once.
 * @returns the exit code; 1 instead of 0 when a part did not stop cleanly.
 */
export async function runMain(input: {
  work: (shutdown: Shutdown) => Promise<number>;
  say: (line: string) => void;
  /** Folder for the details of an unforeseen error. */
  stateDirectory: () => string;
  /** Exit code when a signal ended it. */
  interruptedCode: number;
  /** Set where a vanished parent means that nobody can stop us any more. */
  parent: number | undefined;
  /** Milliseconds in which everything must have stopped; longer where something must be taken away as well. */
  stopWithinMs?: number;
}): Promise<number> {
  const { say, stopWithinMs = usualStopMs } = input;
  // Where something must be taken away as well, a part may take as long as the whole.
  const shutdown = createShutdown(input.stopWithinMs);
  let interrupt: (code: number) => void = () => undefined;
  const interrupted = new Promise<number>((settle) => (interrupt = settle));
  const onSignal = (signal: NodeJS.Signals) => {
    if (shutdown.begun) process.exit(128 + constants.signals[signal]);
    say('Stopping: what runs is finished or handed back (once more to stop at once) ...');
    interrupt(input.interruptedCode);
    void shutdown.run();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  // Node would print the error whole, with all that hangs on it.
  process.on('uncaughtException', (error) => {
    try {
      say(`Wayproof ends by an error of its own: ${firstLine(error)}.`);
      say(`Details: ${keepDetails(error, input.stateDirectory())}`);
    } finally {
      process.exit(1);
    }
  });
  const watch = setInterval(() => {
    if (input.parent !== undefined && process.ppid !== input.parent && !shutdown.begun) onSignal('SIGHUP');
  }, 1_000);
  watch.unref();

  let code: number;
  try {
    code = await Promise.race([input.work(shutdown), interrupted]);
  } catch (error) {
    // What fails because it is being stopped is no news.
    code = shutdown.begun ? input.interruptedCode : 1;
    if (!shutdown.begun) say(sentenceOf(error, input.stateDirectory()));
  }
  const limit = setTimeout(() => process.exit(code === 0 ? 1 : code), stopWithinMs);
  const wasTold = shutdown.begun;
  const unclean = await shutdown.run();
  for (const { name, error } of unclean) say(`${name} did not stop cleanly: ${firstLine(error)}`);
  if (unclean.length > 0 && code === 0) code = 1;
  if (unclean.length === 0 && wasTold) say('Stopped.');
  clearTimeout(limit);
  clearInterval(watch);
  // Everything is closed; a socket that some library keeps for reuse must not hold the process.
  setTimeout(() => process.exit(), 1_000).unref();
  return code;
}

function sentenceOf(error: unknown, stateDirectory: string): string {
  if (error instanceof SentenceError || error instanceof StoreStartError) return error.message;
  if (error instanceof ApplicationFailure) return `Wayproof cannot start: ${error.message}`;
  return `Wayproof cannot start: ${firstLine(error)} (details: ${keepDetails(error, stateDirectory)}).`;
}

/** @returns the file that the error was added to, screened like any log. */
function keepDetails(error: unknown, stateDirectory: string): string {
  const folder = join(stateDirectory, 'logs');
  const file = join(folder, 'start-error.log');
  mkdirSync(folder, { recursive: true });
  appendFileSync(
    file,
    `${new Date().toISOString()} ${screenLogText(error instanceof Error ? (error.stack ?? error.message) : String(error))}\n`,
  );
  return file;
}

/** Of an error that nobody foresaw: it may quote a row of a database, or what somebody sent. */
function firstLine(error: unknown): string {
  return screenLogText((error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '');
}
