// What the sweepers of all regions say of themselves, for /readyz, `doctor` and /metrics. They are asked through Temporal, so that a
// gateway in a process of its own knows it too. One that does not answer never keeps the gateway from being ready.
import type { Client } from '@temporalio/client';
import { Gauge } from 'prom-client';
import type { Registry } from 'prom-client';
import { sweeperWorkflowId } from '../contracts/ids.ts';
import type { SweeperState } from '../contracts/sweep-messages.ts';
import { queryNames } from '../contracts/wire-names.ts';
import type { PartStatus } from '../gateway/ports.ts';

// A probe and a scraper ask every few seconds; a sweeper sweeps every minute.
const KEEP_MS = 10_000;
const DEADLINE_MS = 2_000;
// Ten sweeps, or one that is repeated with its longest pauses.
const LATE_MS = 10 * 60_000;

export interface SweeperStatus {
  /** One part for each region. */
  parts(): Promise<PartStatus[]>;
  /** Adds the gauges; they are set when they are read. */
  register(registry: Registry): void;
}

export function createSweeperStatus(input: { client: Client; regions: readonly string[] }): SweeperStatus {
  const { client, regions } = input;
  let asked = 0;
  let answers: Promise<{ region: string; state: SweeperState | null }[]> = Promise.resolve([]);

  function states() {
    if (Date.now() - asked > KEEP_MS) {
      asked = Date.now();
      answers = Promise.all(
        regions.map(async (region) => ({ region, state: await stateOf(client, region) })),
      );
    }
    return answers;
  }

  return {
    async parts() {
      return (await states()).map(({ region, state }) => partOf(region, state, Date.now()));
    },
    register(registry) {
      const gauge = (name: string, help: string, valueOf: (state: SweeperState) => number | null) =>
        new Gauge({
          ...{ name, help, labelNames: ['region'], registers: [registry] },
          async collect() {
            this.reset();
            for (const { region, state } of await states()) {
              const value = state && valueOf(state);
              if (value !== null) this.set({ region }, value);
            }
          },
        });
      gauge(
        'wayproof_sweeper_last_sweep_timestamp_seconds',
        'End of the last sweep that succeeded, in seconds since 1970.',
        ({ lastSweepAt }) => lastSweepAt && lastSweepAt / 1000,
      );
      gauge(
        'wayproof_sweeper_unsealed_runs',
        'Runs found without a seal since the sweeper began; each has an incident in the ledger.',
        ({ unsealed }) => unsealed,
      );
      gauge(
        'wayproof_sweeper_failing_runs',
        'Open runs that stand still, because their workflow task fails over and over; each has an incident in the ledger.',
        failingRunsIn,
      );
      gauge(
        'wayproof_sweeper_archived_histories',
        'Histories archived since the sweeper began.',
        ({ archived }) => archived,
      );
      gauge(
        'wayproof_anchor_last_round_timestamp_seconds',
        'When ledgers were last compared with their anchors, in seconds since 1970.',
        ({ position: { anchoring } }) => (anchoring ? anchoring.at / 1000 : null),
      );
      gauge(
        'wayproof_anchor_inconsistent_tenants',
        'Tenants whose ledger does not fit what was anchored; each has an incident in the ledger.',
        ({ position: { anchoring } }) => anchoring?.inconsistent.length ?? null,
      );
      gauge(
        'wayproof_anchor_unreachable_tenants',
        'Tenants whose ledger could not be compared with its anchor in the last round.',
        ({ position: { anchoring } }) => anchoring?.unreachable.length ?? null,
      );
    },
  };
}

/** @returns null when it does not answer: no worker of the region runs, or Temporal is away. */
async function stateOf(client: Client, region: string): Promise<SweeperState | null> {
  try {
    return await client.withDeadline(Date.now() + DEADLINE_MS, () =>
      client.workflow.getHandle(sweeperWorkflowId(region)).query<SweeperState>(queryNames.sweeperState),
    );
  } catch {
    // A look that fails is an answer; why stands in the parts `temporal` and `workers`.
    return null;
  }
}

function partOf(region: string, state: SweeperState | null, now: number): PartStatus {
  const part = { name: 'sweeper', version: null, region };
  const where = `see ${sweeperWorkflowId(region)} in the Temporal UI`;
  if (state === null) return { ...part, state: 'off', detail: `does not answer; ${where}` };
  const { lastSweepAt, failing, unsealed, archived } = state;
  if (failing !== null)
    return { ...part, state: 'off', detail: `the last sweep failed: ${failing}; ${where}` };
  if (lastSweepAt === null) return { ...part, state: 'ready', detail: 'has not swept yet' };
  const last = `last sweep ${new Date(lastSweepAt).toISOString()}`;
  if (now - lastSweepAt > LATE_MS)
    return { ...part, state: 'off', detail: `${last}, which is late; ${where}` };
  const { inconsistent = [] } = state.position.anchoring ?? {};
  if (inconsistent.length > 0)
    return {
      ...{ ...part, state: 'off' },
      detail: `the ledgers of ${inconsistent.length} tenants do not fit what was anchored; see npx wayproof incidents list`,
    };
  const failingRuns = failingRunsIn(state);
  if (failingRuns > 0)
    return {
      ...{ ...part, state: 'off' },
      detail: `${failingRuns} open runs stand still: their workflow task fails over and over; see npx wayproof incidents list`,
    };
  const found = `${unsealed} runs found without a seal, ${archived} histories archived`;
  return { ...part, state: 'ready', detail: `${last}; ${found}` };
}

/** As the last whole walk found them, or as many as this one has found already. */
function failingRunsIn({ position: { open } }: SweeperState): number {
  return Math.max(open?.found ?? 0, open?.last ?? 0);
}
