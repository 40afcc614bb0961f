// Log files of the stack, in the state folder. Lines hold codes, tokens and places; never a message that somebody else
// made, which may quote a customer; and each line is screened as it is written, whoever wrote it.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DefaultLogger, Runtime, makeTelemetryFilterString } from '@temporalio/worker';
import { pino } from 'pino';
import type { Logger } from 'pino';
import { screenLogLine } from '../activities/privacy/logs/screen-log-line.ts';
import { loggedError } from '../gateway/logger.ts';
import type { Config } from './config.ts';

export interface StackLog {
  folder: string;
  gatewayFile: string;
  /** Worker and stack. */
  logger: Logger;
}

export function openStackLog(config: Pick<Config, 'stateDirectory' | 'logLevel'>): StackLog {
  const folder = join(config.stateDirectory, 'logs');
  mkdirSync(folder, { recursive: true });
  const logger = pino(
    {
      level: config.logLevel,
      base: { part: 'worker' },
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: loggedError },
      hooks: { streamWrite: screenLogLine },
    },
    pino.destination({ dest: join(folder, 'worker.log'), sync: true }),
  );
  return { folder, gatewayFile: join(folder, 'gateway.log'), logger };
}

const keptMembers = [
  'workflowId',
  'runId',
  'workflowType',
  'activityType',
  'attempt',
  'taskQueue',
  'sdkComponent',
];

let installed: Logger | undefined;

/**
 * Leads the Temporal SDK's log into ours, its native part's lines included; once in a process, since the runtime is one. Its messages are
 * written by strangers (a server's error, a name of an unknown query): the screen behind `logger` reads them.
 */
export function installTemporalRuntime(logger: Logger): void {
  const first = installed === undefined;
  installed = logger;
  if (!first) return;
  Runtime.install({
    // Our own shutdown decides when workers stop.
    shutdownSignals: [],
    // The SDK's native part would write to the terminal, which is the product's own.
    telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'WARN' }), forward: {} } },
    logger: new DefaultLogger('WARN', ({ level, message, meta }) => {
      const { error, ...rest } = (meta ?? {}) as Record<string, unknown>;
      const kept = Object.fromEntries(Object.entries(rest).filter(([name]) => keptMembers.includes(name)));
      const write = level === 'ERROR' ? 'error' : 'warn';
      installed?.[write]({ ...kept, ...(error === undefined ? {} : { err: error }) }, message);
    }),
  });
}
