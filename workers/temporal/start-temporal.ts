// Starts the stack's own Temporal server on a leash and waits until it answers. It must leave no process behind,
// however this one ends.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { searchAttributeNames } from '../../contracts/wire-names.ts';
import { screenLogText } from '../../activities/privacy/logs/screen-log-line.ts';
import { portIsFree, portTakenSentence, portUser } from '../port-user.ts';
import { SentenceError } from '../sentence-error.ts';

export interface StartTemporalInput {
  executable: string;
  stateDirectory: string;
  port: number;
  uiPort: number;
  /** URL at which the UI asks for payloads in the clear; the UI appends `/decode`. */
  codecEndpoint?: string;
}

export interface RunningTemporal {
  /** host:port of the gRPC frontend. */
  address: string;
  uiUrl: string;
  /** Settles when the server ended without having been asked to. */
  lost: Promise<string>;
  stop(): Promise<void>;
}

/** A cold start migrates its SQLite file: 2 s here, tens of seconds on a busy machine. */
const healthyWithinMs = 60_000;

/**
 * The server picks further ports for itself, and does not hold them until it listens: somebody may come between. Then it
 * is started anew, which picks others.
 */
const attempts = 3;
const portLost = /address already in use/;

/** @throws SentenceError for a taken port, or a server that does not become healthy. */
export async function startTemporal(input: StartTemporalInput): Promise<RunningTemporal> {
  const directory = join(input.stateDirectory, 'temporal');
  const database = join(directory, 'temporal.db');
  const logFile = join(directory, 'temporal.log');
  await mkdir(directory, { recursive: true });
  for (let attempt = 1; ; attempt++) {
    await claimPorts(input, database);
    const { leash, ended } = await spawnOnLeash(input, database, logFile);
    if (await becomesHealthy(addressOf(input), ended)) return running(input, leash, ended, logFile);
    await release(leash, ended);
    const log = await readFile(logFile, 'utf8');
    if (portLost.test(log) && attempt < attempts) continue;
    throw new SentenceError(
      `Temporal did not start: ${reasonIn(log)} (whole log: ${logFile}). If its database is damaged, move ${database} away and start again: running journeys are lost with it, sealed evidence is not.`,
    );
  }
}

async function spawnOnLeash(
  input: StartTemporalInput,
  database: string,
  logFile: string,
): Promise<{ leash: ChildProcess; ended: Promise<void> }> {
  const log = await open(logFile, 'w');
  const leash = spawn(
    process.execPath,
    [join(import.meta.dirname, 'leash.mjs'), input.executable, ...serverArguments({ ...input, database })],
    // Its own process group: a terminal's Ctrl-C must reach this process only, which then stops things in order.
    { stdio: ['pipe', log.fd, log.fd], detached: true },
  );
  await log.close();
  return { leash, ended: new Promise<void>((settle) => leash.once('exit', () => settle())) };
}

function running(
  input: StartTemporalInput,
  leash: ChildProcess,
  ended: Promise<void>,
  logFile: string,
): RunningTemporal {
  let stopping = false;
  return {
    address: addressOf(input),
    uiUrl: `http://127.0.0.1:${input.uiPort}`,
    lost: ended.then(() =>
      stopping ? new Promise<string>(() => undefined) : `Temporal ended unexpectedly; see ${logFile}.`,
    ),
    stop: async () => {
      stopping = true;
      await release(leash, ended);
    },
  };
}

const addressOf = (input: StartTemporalInput): string => `127.0.0.1:${input.port}`;

/** The first line that complains; after a panic the last ones are only its stack. */
function reasonIn(log: string): string {
  const lines = log.trim().split('\n');
  const line = lines.find((text) => /level=ERROR|^panic:|^fatal error:/.test(text)) ?? lines.at(-1) ?? '';
  return screenLogText(line.slice(0, 300)) || 'it gave no reason';
}

function serverArguments(input: StartTemporalInput & { database: string }): string[] {
  return [
    'server', 'start-dev',
    '--ip', '127.0.0.1',
    '--port', String(input.port),
    '--ui-port', String(input.uiPort),
    '--db-filename', input.database,
    ...(input.codecEndpoint === undefined ? [] : ['--ui-codec-endpoint', input.codecEndpoint]),
    // WAL with full sync: 1.6 times the default's speed, and still safe against a power cut.
    '--sqlite-pragma', 'journal_mode=WAL',
    '--sqlite-pragma', 'synchronous=2',
    // Without it an activity waits for a poll, though its worker has just been here.
    '--dynamic-config-value', 'system.enableActivityEagerExecution=true',
    // Runs that it keeps in memory; a waiting journey and its agent are two, of some 50 kB each, and are read again in a
    // millisecond. Its own limit is 128,000, which would be 6 GB.
    '--dynamic-config-value', 'history.hostLevelCacheMaxSize=2000',
    ...Object.values(searchAttributeNames).flatMap((name) => ['--search-attribute', `${name}=Keyword`]),
    '--log-level', 'warn',
  ]; // prettier-ignore
}

async function claimPorts(input: StartTemporalInput, database: string): Promise<void> {
  for (const [port, purpose, variable] of [
    [input.port, 'Temporal', 'WAYPROOF_TEMPORAL_PORT'],
    [input.uiPort, "Temporal's UI", 'WAYPROOF_TEMPORAL_UI_PORT'],
  ] as const) {
    await claimPort({ port, purpose, variable, database });
  }
}

/** Free, or held by a server of ours that outlived its stack (leash and stack both killed): that one is ended. */
async function claimPort(input: {
  port: number;
  purpose: string;
  variable: string;
  database: string;
}): Promise<void> {
  if (await portIsFree(input.port)) return;
  const user = await portUser(input.port);
  if (user?.command.includes(`--db-filename ${input.database} `)) {
    process.kill(user.pid, 'SIGTERM');
    for (let waited = 0; waited < 10_000; waited += 100) {
      if (await portIsFree(input.port)) return;
      await pause(100);
    }
  }
  throw new SentenceError(await portTakenSentence(input));
}

async function becomesHealthy(address: string, ended: Promise<void>): Promise<boolean> {
  let over = false;
  void ended.then(() => (over = true));
  for (const deadline = Date.now() + healthyWithinMs; !over && Date.now() < deadline; await pause(100)) {
    if (await answers(address)) return true;
  }
  return false;
}

/** True when the frontend serves and its `default` namespace is registered, which comes a moment later. */
async function answers(address: string): Promise<boolean> {
  try {
    const connection = await Connection.connect({ address, connectTimeout: 1_000 });
    try {
      await connection.workflowService.describeNamespace({ namespace: 'default' });
      return true;
    } finally {
      await connection.close();
    }
  } catch {
    // Expected while it starts; the caller asks again until its deadline.
    return false;
  }
}

async function release(leash: ChildProcess, ended: Promise<void>): Promise<void> {
  leash.stdin?.end();
  await ended;
}
