// What was asked of a run on the command line.
import { parseArgs } from 'node:util';
import { SentenceError } from '../workers/sentence-error.ts';

/** In the order in which they are measured. */
export const parts = ['a', 'b', 'c', 'events', 'decision', 'start', 'rest', 'ledger'] as const;
export type Part = (typeof parts)[number];

export interface Wishes {
  json: boolean;
  offline: boolean;
  /** Which Temporal server: `temporal server start-dev`, or one that keeps its state in PostgreSQL. */
  server: 'dev' | 'postgres';
  /** Where the product keeps its own state. */
  store: 'pglite' | 'postgres';
  /** Journeys that wait at their checkpoint while decisions are measured. */
  parked: number;
  /** About how long one turn of one contender takes. */
  seconds: number;
  rounds: number;
  only: ReadonlySet<Part>;
  /** File for a CPU profile of the last turn. */
  profile: string | undefined;
}

const usage =
  'npm run bench -- [--json] [--server dev|postgres] [--store pglite|postgres] [--parked N] [--seconds S] [--rounds R] ' +
  `[--only ${parts.join(',')}] [--profile FILE] [--offline]`;

/** @throws SentenceError with the usage. */
export function readWishes(args: string[]): Wishes {
  try {
    const { values } = parseArgs({
      args,
      options: {
        json: { type: 'boolean', default: false },
        offline: { type: 'boolean', default: false },
        server: { type: 'string', default: 'dev' },
        store: { type: 'string', default: 'pglite' },
        parked: { type: 'string', default: '0' },
        seconds: { type: 'string', default: '5' },
        rounds: { type: 'string', default: '5' },
        only: { type: 'string', default: parts.join(',') },
        profile: { type: 'string' },
      },
    });
    const { json, offline, profile } = values;
    return {
      ...{ json, offline, profile },
      server: oneOf('--server', values.server, ['dev', 'postgres']),
      store: oneOf('--store', values.store, ['pglite', 'postgres']),
      parked: whole('--parked', values.parked, 0, 1_000_000),
      seconds: whole('--seconds', values.seconds, 1, 3_600),
      rounds: whole('--rounds', values.rounds, 1, 1_000),
      only: new Set(values.only.split(',').map((part) => oneOf('--only', part, parts))),
    };
  } catch (error) {
    const why = error instanceof Error ? error.message : 'wrong arguments';
    throw new SentenceError(`${why}. Usage: ${usage}`, { cause: error });
  }
}

function oneOf<const Word extends string>(name: string, value: string, words: readonly Word[]): Word {
  const word = words.find((one) => one === value);
  if (word === undefined) throw new RangeError(`${name} is one of ${words.join(', ')}`);
  return word;
}

function whole(name: string, value: string, least: number, most: number): number {
  const number = Number(value);
  if (!/^\d{1,7}$/.test(value) || number < least || number > most)
    throw new RangeError(`${name} is a whole number from ${least} to ${most}`);
  return number;
}
