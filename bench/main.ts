// `npm run bench`: what a journey costs, beside what a bare workflow costs on the same server at the same time. One JSON object
// on the last line of standard output with --json, else a table; everything else goes to standard error.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, readConfig } from '../workers/config.ts';
import { portUser } from '../workers/port-user.ts';
import { runMain } from '../workers/run-main.ts';
import { SentenceError } from '../workers/sentence-error.ts';
import type { Shutdown } from '../workers/shutdown.ts';
import { startBareContenders } from './bare-contenders.ts';
import { benchPlaces } from './bench-places.ts';
import { createJourneyContender } from './journey-contender.ts';
import { createDecisions, park } from './measure-decisions.ts';
import { measureEvents } from './measure-events.ts';
import { measureHistory } from './measure-history.ts';
import { measureLedger } from './measure-ledger.ts';
import { decisionsOfEach, measureParked } from './measure-parked.ts';
import { measureRest } from './measure-rest.ts';
import { measureWorkerStart } from './measure-start.ts';
import { createProfiler } from './profile-turns.ts';
import { loadNow, machineNow, renderReport, roundFigures } from './report.ts';
import type { BenchReport } from './report.ts';
import { runRounds } from './run-rounds.ts';
import { startBenchStack } from './start-bench-stack.ts';
import { readWishes } from './wishes.ts';
import type { Wishes } from './wishes.ts';

const say = (line: string) => void process.stderr.write(`${line}\n`);
const workerStarts = 3;

async function measure(
  wishes: Wishes,
  stateDirectory: string,
  shutdown: Shutdown,
): Promise<Omit<BenchReport, 'machine' | 'seconds'>> {
  const { only, rounds, seconds } = wishes;
  const report: Omit<BenchReport, 'machine' | 'seconds'> = { server: wishes.server, store: wishes.store };
  const given = readConfig();
  // First, while nothing else of ours runs.
  if (only.has('rest')) {
    say('Starting the stack in processes of its own ...');
    const { memory, firstStartMs, secondStartMs } = await measureRest({ config: given, stateDirectory });
    Object.assign(report, { memory, stackReadyMs: { first: firstStartMs, second: secondStartMs } });
  }
  if (only.has('ledger'))
    report.ledger = await measureLedger({ config: given, wishes, stateDirectory, shutdown, say });
  if ([...only].every((part) => part === 'rest' || part === 'ledger')) return report;

  const { config, temporalPort } = await benchPlaces({ given, wishes, stateDirectory, shutdown, say });
  const stack = await startBenchStack({ config, shutdown, say, offline: wishes.offline });
  const { temporal } = stack.ground;
  const serverPid = (await portUser(temporalPort))?.pid ?? null;
  const journeys = await createJourneyContender(stack);
  const { bare, floor } = await startBareContenders({ temporal, shutdown });
  const contenders = [
    ...(only.has('a') ? [bare] : []),
    ...(only.has('b') ? [floor] : []),
    ...(only.has('c') ? [journeys] : []),
  ];
  if (contenders.length > 0) {
    const profiler = createProfiler(wishes.profile);
    const turns = await runRounds({
      ...{ contenders, rounds, serverPid, profiler, say },
      turnSeconds: seconds,
    });
    Object.assign(report, roundFigures(turns));
  }
  if (only.has('c')) Object.assign(report, await measureHistory(temporal.client, journeys));
  if (only.has('c')) report.outputBytes = stack.model.outputBytes;
  if (only.has('events')) Object.assign(report, await measureEvents({ stack, rounds, say }));
  if (only.has('start')) report.workerReadyMs = await measureWorkerStart(stack, workerStarts);
  if (only.has('decision') || wishes.parked > 0) {
    const decide = createDecisions(stack);
    const idle = await decide(await park(journeys, decisionsOfEach));
    report.decisionToActed = idle;
    if (wishes.parked > 0)
      report.parked = await measureParked({ journeys, decide, idle, count: wishes.parked, serverPid, say });
  }
  return report;
}

async function bench(wishes: Wishes, stateDirectory: string, shutdown: Shutdown): Promise<number> {
  const begun = Date.now();
  const before = loadNow();
  const measured = await measure(wishes, stateDirectory, shutdown);
  const report: BenchReport = {
    ...measured,
    machine: machineNow(before),
    seconds: Math.round((Date.now() - begun) / 1_000),
  };
  process.stdout.write(`${wishes.json ? JSON.stringify(report) : renderReport(report)}\n`);
  return 0;
}

async function main(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'wayproof-bench-'));
  try {
    const wishes = readWishes(process.argv.slice(2));
    return await runMain({
      say,
      stateDirectory: () => folder,
      interruptedCode: 130,
      parent: readConfig().machine.startedByNpm ? process.ppid : undefined,
      work: (shutdown) => bench(wishes, folder, shutdown),
    });
  } catch (error) {
    if (!(error instanceof SentenceError || error instanceof ConfigError)) throw error;
    say(error.message);
    return 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

process.exitCode = await main();
