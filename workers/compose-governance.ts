// The governance activities of one region's worker, and the start of the workflows that call them.
import { Context } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import { createAnchorHeads } from '../activities/governance/anchor-heads.ts';
import { createSweepRegion } from '../activities/governance/sweep-region.ts';
import { createSweepRuns } from '../activities/governance/sweep-runs.ts';
import { sweepTerms } from '../activities/governance/sweep-terms.ts';
import { createFailingRuns } from '../connectors/temporal/failing-runs.ts';
import { sweeperWorkflowId } from '../contracts/ids.ts';
import type { Anchor } from '../contracts/ports/anchor.ts';
import type { JourneyRuns } from '../contracts/ports/runs.ts';
import type { PolicyRegistry } from '../contracts/policy.ts';
import type { SweeperInput } from '../contracts/sweep-messages.ts';
import { regionQueue, workflowNames } from '../contracts/wire-names.ts';
import { createOpenJourneys } from '../store/open-journeys.ts';
import { createRunArchive } from '../store/run-archive.ts';
import type { GovernanceActivities } from '../workflows/governance/sweeper.ts';
import { beating } from './beating.ts';
import type { ComposedStore } from './compose-store.ts';

export interface ComposeGovernanceInput {
  region: string;
  stores: ComposedStore;
  policies: PolicyRegistry;
  client: Client;
  /** Reads with its own region's keys and no other: what it reads of runs lies on its own queue. */
  runs: JourneyRuns;
  /** Of this region. */
  anchor: Anchor;
}

export function composeGovernance(input: ComposeGovernanceInput): GovernanceActivities {
  const { region, policies, client, runs, anchor } = input;
  const { database, store } = input.stores;
  const clock = Date.now;
  const onError = (error: unknown): void => {
    Context.current().log.error('the ledger of a tenant could not be anchored', { error });
  };
  const stopping = () => Context.current().cancellationSignal.aborted;
  return {
    sweepRuns: beating(
      createSweepRegion({
        clock,
        sweepRuns: createSweepRuns({
          ...{ store, policies, region, runs, terms: sweepTerms, clock, stopping },
          archive: createRunArchive({ database }),
          openJourneys: createOpenJourneys({ database }),
          failingRuns: createFailingRuns(client),
        }),
        anchorHeads: createAnchorHeads({ store, policies, region, anchor, clock, onError, stopping }),
      }),
    ),
  };
}

/** Starts the region's sweeper, unless it runs: every worker process asks, and one sweeper is there. */
export async function startSweeper({ client, region }: { client: Client; region: string }): Promise<void> {
  await client.workflow.start<(input: SweeperInput) => Promise<void>>(workflowNames.sweeper, {
    workflowId: sweeperWorkflowId(region),
    taskQueue: regionQueue(region),
    args: [{ region }],
    workflowIdConflictPolicy: 'USE_EXISTING',
    staticSummary: `sweeper · ${region}`,
  });
}
