// The gateway's log: JSON lines with tenant, codes and ids. Never a body, a query, a name, a token, or the message of
// an error that somebody else made: those may quote what was sent.
import { pino } from 'pino';
import type { DestinationStream, Logger } from 'pino';
import { ApplicationFailure } from '@temporalio/common';

/**
 * @param level pino level.
 * @param screen the last look at each line before it is written (activities/privacy/logs), behind everything here.
 * @param destination default: standard output.
 */
export function createGatewayLogger(
  level: string,
  screen: (line: string) => string,
  destination?: DestinationStream,
): Logger {
  const options = {
    level,
    base: { part: 'gateway' },
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: loggedMembers,
    hooks: { streamWrite: screen },
    // A second lock behind the serializers: these never leave, whoever logs them.
    redact: {
      paths: [
        'authorization',
        '*.authorization',
        'headers',
        '*.headers',
        'body',
        '*.body',
        'query',
        '*.query',
      ],
      remove: true,
    },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** Fastify hands requests, replies and errors to the logger by these names; each is cut to what is harmless. */
export const loggedMembers = {
  req: () => undefined,
  res: () => undefined,
  err: loggedError,
};

/** Type, code and the places in our code; the message only of failures, which hold codes by contract. */
export function loggedError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const places = error.stack?.split('\n').filter((line) => line.startsWith('    at ')).slice(0, 8); // prettier-ignore
  const type = error instanceof ApplicationFailure ? (error.type ?? error.name) : error.name;
  const message = error instanceof ApplicationFailure ? error.message : undefined;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const cause = error.cause instanceof Error ? loggedError(error.cause) : undefined;
  return { type, code, message, places, cause };
}
