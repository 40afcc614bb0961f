// One run's figures, as an object for machines and as a table for people.
import { cpus, loadavg } from 'node:os';
import type { DecisionFigures } from './measure-decisions.ts';
import type { EventFigures } from './measure-events.ts';
import type { HistoryFigures } from './measure-history.ts';
import type { LedgerFigures } from './measure-ledger.ts';
import type { ParkedFigures } from './measure-parked.ts';
import type { RestFigures } from './measure-rest.ts';
import { ratios, spread } from './run-rounds.ts';
import type { Spread, Turn } from './run-rounds.ts';
import type { Wishes } from './wishes.ts';

export interface BenchReport extends Partial<EventFigures>, Partial<HistoryFigures> {
  server: Wishes['server'];
  store: Wishes['store'];
  machine: { processors: number; model: string; loadAverage: { before: number; after: number } };
  /** (c) ÷ (a) and (c) ÷ (b), of the turns of one round; 1 is as many a second. */
  ratioToBare?: Spread;
  ratioToFloor?: Spread;
  floorToBare?: Spread;
  barePerSecond?: Spread;
  floorPerSecond?: Spread;
  journeysPerSecond?: Spread;
  /** Milliseconds of processor time for one run, medians: this process (worker, store, driver) and the Temporal server. */
  processorMs?: Record<string, { worker: number | null; server: number | null }>;
  /** Bytes of what the recorded model answers. */
  outputBytes?: number;
  /** One decision at a time, nothing else running. */
  decisionToActed?: DecisionFigures;
  /** From being asked for to the first workflow task answered; each of several starts. */
  workerReadyMs?: number[];
  memory?: RestFigures['memory'];
  stackReadyMs?: { first: number; second: number };
  parked?: ParkedFigures;
  /** Records of one tenant's ledger by 32 writers, beside bare inserts of the same rows. */
  ledger?: Partial<Record<'pglite' | 'postgres', LedgerFigures>>;
  seconds: number;
}

export function machineNow(before: number): BenchReport['machine'] {
  const processors = cpus();
  return {
    processors: processors.length,
    model: processors[0]?.model ?? 'unknown',
    loadAverage: { before, after: loadNow() },
  };
}

/** Processes that wanted to run in the last minute, of all of the machine. */
export function loadNow(): number {
  return Math.round((loadavg()[0] ?? 0) * 10) / 10;
}

export function roundFigures(rounds: readonly Turn[][]): Partial<BenchReport> {
  const of = (name: string) => rounds.flat().filter((turn) => turn.name === name);
  const perSecond = (name: string) => {
    const turns = of(name);
    return turns.length > 0 ? spread(turns.map((turn) => turn.perSecond)) : undefined;
  };
  const ratio = (one: string, other: string) => {
    const values = ratios(rounds, one, other);
    return values.length > 0 ? spread(values) : undefined;
  };
  const median = (values: (number | null)[]) => {
    const known = values.filter((value) => value !== null);
    return known.length > 0 ? Math.round(spread(known).median * 10) / 10 : null;
  };
  const names = [...new Set(rounds.flat().map(({ name }) => name))];
  return dropUndefined({
    ratioToBare: ratio('journey', 'bare'),
    ratioToFloor: ratio('journey', 'floor'),
    floorToBare: ratio('floor', 'bare'),
    barePerSecond: perSecond('bare'),
    floorPerSecond: perSecond('floor'),
    journeysPerSecond: perSecond('journey'),
    processorMs: Object.fromEntries(
      names.map((name) => [
        name,
        {
          worker: median(of(name).map((turn) => turn.processorMs.worker)),
          server: median(of(name).map((turn) => turn.processorMs.server)),
        },
      ]),
    ),
  });
}

function dropUndefined<Shape extends object>(
  shape: Shape,
): {
  [Name in keyof Shape]?: Exclude<Shape[Name], undefined>;
} {
  return Object.fromEntries(Object.entries(shape).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Shape]?: Exclude<Shape[Name], undefined>;
  };
}

/** Aligned lines; what was not measured has none. */
export function renderReport(report: BenchReport): string {
  const { machine } = report;
  const lines: [string, string][] = [
    [
      'machine',
      `${machine.processors} × ${machine.model}, load average ${machine.loadAverage.before} before, ${machine.loadAverage.after} after`,
    ],
    ['Temporal, store', `${report.server}, ${report.store}`],
  ];
  const add = (name: string, value: Spread | undefined, unit = '') => {
    if (value)
      lines.push([name, `${short(value.median)}${unit}   (${short(value.min)} to ${short(value.max)})`]);
  };
  add('(a) bare workflow', report.barePerSecond, '/s');
  add('(b) the floor', report.floorPerSecond, '/s');
  add('(c) journeys', report.journeysPerSecond, '/s');
  add('(c) ÷ (a)', report.ratioToBare);
  add('(c) ÷ (b)', report.ratioToFloor);
  add('(b) ÷ (a)', report.floorToBare);
  for (const [name, { worker, server }] of Object.entries(report.processorMs ?? {}))
    lines.push([`processor, ${name}`, `${worker ?? '?'} ms worker + ${server ?? '?'} ms server`]);
  if (report.historyEvents !== undefined) {
    const { historyEvents, historyBytes, regularActivities, outputBytes } = report;
    lines.push([
      'one journey',
      `${historyEvents} events, ${historyBytes} bytes of history, ${regularActivities} regular activities, output of ${outputBytes} bytes`,
    ]);
  }
  add('events, batches of 200', report.eventsPerSecond, '/s');
  add('events, one a request', report.singleEventsPerSecond, '/s');
  add('raw signal-with-start', report.rawSignalsPerSecond, '/s');
  add('batches ÷ raw', report.eventsRatioToRawSignal);
  add('one a request ÷ raw', report.singleEventsRatioToRawSignal);
  if (report.decisionToActed) lines.push(['decision, idle', decisionLine(report.decisionToActed)]);
  if (report.parked) {
    const { parked, serverBytesEach, workerBytes, cached, evicted, cachedToIdle, evictedToIdle } =
      report.parked;
    lines.push(
      ['parked', `${parked}; server ${serverBytesEach} bytes each, worker ${megabytes(workerBytes)}`],
      ['decision, cached', `${decisionLine(cached)}: ${short(cachedToIdle)} × idle`],
      ['decision, evicted', `${decisionLine(evicted)}: ${short(evictedToIdle)} × idle`],
    );
  }
  if (report.workerReadyMs) lines.push(['worker ready', `${report.workerReadyMs.join(', ')} ms`]);
  if (report.stackReadyMs)
    lines.push([
      'npm start',
      `${report.stackReadyMs.first} ms the first time, ${report.stackReadyMs.second} ms then`,
    ]);
  for (const [kind, figures] of Object.entries(report.ledger ?? {})) {
    add(`ledger, ${kind}`, figures.appendsPerSecond, '/s');
    add(`bare insert, ${kind}`, figures.bareInsertsPerSecond, '/s');
    add(`ledger ÷ bare, ${kind}`, figures.ratioToBareInsert);
  }
  if (report.memory)
    lines.push([
      'memory at rest',
      `${megabytes(report.memory.total)} (${Object.entries(report.memory.processes)
        .map(([name, bytes]) => `${name} ${megabytes(bytes)}`)
        .join(', ')})`,
    ]);
  const width = Math.max(...lines.map(([name]) => name.length));
  return lines.map(([name, value]) => `${name.padEnd(width + 2)}${value}`).join('\n');
}

function decisionLine({ answered, acted }: DecisionFigures): string {
  return `answered ${answered.p50Ms} ms, acted ${acted.p50Ms} ms (p95 ${acted.p95Ms}, n ${acted.count})`;
}

function short(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

function megabytes(bytes: number | null): string {
  return bytes === null ? '?' : `${Math.round(bytes / 1_000_000)} MB`;
}
