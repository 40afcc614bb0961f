// What a ledger takes in a second from 32 writers of one tenant, as a ratio to bare inserts in the same rounds: on PGlite, and on
// PostgreSQL where a server is named.
import { join } from 'node:path';
import type { Config } from '../workers/config.ts';
import type { Shutdown } from '../workers/shutdown.ts';
import { openLedgerPlace } from './ledger-contenders.ts';
import { createProfiler } from './profile-turns.ts';
import { ratios, runRounds, spread } from './run-rounds.ts';
import type { Spread } from './run-rounds.ts';
import { createScratchDatabase } from './scratch-database.ts';
import type { Wishes } from './wishes.ts';

export interface LedgerFigures {
  appendsPerSecond: Spread;
  bareInsertsPerSecond: Spread;
  ratioToBareInsert: Spread;
}

export async function measureLedger(input: {
  config: Config;
  wishes: Pick<Wishes, 'rounds' | 'seconds' | 'profile'>;
  stateDirectory: string;
  shutdown: Shutdown;
  say: (line: string) => void;
}): Promise<Partial<Record<'pglite' | 'postgres', LedgerFigures>>> {
  const { config, wishes, stateDirectory, shutdown, say } = input;
  const figures: Partial<Record<'pglite' | 'postgres', LedgerFigures>> = {};
  const onPostgres = config.tests.postgresUrl !== undefined;
  for (const kind of onPostgres ? (['pglite', 'postgres'] as const) : (['pglite'] as const)) {
    say(`The ledger on ${kind} ...`);
    const url =
      kind === 'postgres'
        ? (await createScratchDatabase({ config, purpose: 'ledger', shutdown })).href
        : undefined;
    const place = await openLedgerPlace(join(stateDirectory, 'ledger-bench'), url);
    const turns = await runRounds({
      ...{ contenders: place.contenders, rounds: wishes.rounds, turnSeconds: wishes.seconds },
      ...{ serverPid: null, profiler: createProfiler(wishes.profile), say },
    }).finally(() => place.close());
    const perSecond = (name: string) =>
      spread(turns.flat().flatMap((turn) => (turn.name === name ? [turn.perSecond] : [])));
    figures[kind] = {
      appendsPerSecond: perSecond('ledger'),
      bareInsertsPerSecond: perSecond('bare'),
      ratioToBareInsert: spread(ratios(turns, 'ledger', 'bare')),
    };
  }
  return figures;
}
