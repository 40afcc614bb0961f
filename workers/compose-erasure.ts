// The activities of an erasure for one region's worker, with that region's connectors. What a try of a long one has learnt goes with its
// heartbeat, so that the next one knows it; nothing is decided here.
import { setTimeout } from 'node:timers/promises';
import { Context } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import { createCertifyErasure } from '../activities/governance/erasure/certify-erasure.ts';
import { createCloseErasure } from '../activities/governance/erasure/close-erasure.ts';
import { createDetachSubject } from '../activities/governance/erasure/detach-subject.ts';
import { createEndSubjectRuns, endRunsTerms } from '../activities/governance/erasure/end-subject-runs.ts';
import type { EndRunsTerms } from '../activities/governance/erasure/end-subject-runs.ts';
import { createEraseSubject } from '../activities/governance/erasure/erase-subject.ts';
import { createVerifyErasureDecision } from '../activities/governance/erasure/verify-erasure-decision.ts';
import { createSubjectRuns } from '../connectors/temporal/subject-runs.ts';
import type { EraseSubjectResult, ErasureContext } from '../contracts/erasure.ts';
import type { PolicyRegistry } from '../contracts/policy.ts';
import type { DecisionAssertions } from '../contracts/ports/identity.ts';
import type { ErasureActivities } from '../workflows/governance/erasure.ts';
import { beating } from './beating.ts';
import type { ComposedStore } from './compose-store.ts';

export interface ComposeErasureInput {
  region: string;
  stores: Pick<ComposedStore, 'store' | 'crmIn' | 'knowledgeIn'>;
  policies: PolicyRegistry;
  /** With the public key only. */
  assertions: Pick<DecisionAssertions, 'verify'>;
  client: Client;
  /** Absent: as shipped. */
  terms?: EndRunsTerms;
}

export function composeErasure(input: ComposeErasureInput): ErasureActivities {
  const { region, stores, policies, assertions, client, terms = endRunsTerms } = input;
  const { store } = stores;
  const clock = Date.now;
  const runs = createSubjectRuns(client, store.journeys);
  const deps = { store, clock };
  return {
    verifyErasureDecision: beating(createVerifyErasureDecision({ ...deps, policies, assertions })),
    closeErasure: beating(createCloseErasure(deps)),
    detachSubject: beating(createDetachSubject(deps)),
    endSubjectRuns: remembering((asked: Memory<string>) =>
      createEndSubjectRuns({
        ...{ store, runs, terms, clock, asked },
        pause: (milliseconds) =>
          setTimeout(milliseconds, undefined, { signal: Context.current().cancellationSignal }),
      }),
    ),
    eraseSubject: remembering((answers: Memory<Connector>, { tenant }) =>
      createEraseSubject({
        ...{ store, runs, clock, answers },
        crm: stores.crmIn(region),
        knowledge: stores.knowledgeIn(region, tenant),
      }),
    ),
    certifyErasure: beating(createCertifyErasure(deps)),
  };
}

type Connector = EraseSubjectResult['connectors'][number];

// As workers/beating.ts, which says why.
const EVERY_MS = 2_000;

interface Memory<Item> {
  before: readonly Item[];
  keep: (items: readonly Item[]) => void;
}

/** An activity whose heartbeat says what it has learnt so far, and which begins with what the try before had. */
function remembering<Item, Result>(
  create: (learnt: Memory<Item>, input: ErasureContext) => (input: ErasureContext) => Promise<Result>,
): (input: ErasureContext) => Promise<Result> {
  return async (input) => {
    const context = Context.current();
    let learnt: readonly Item[] = (context.info.heartbeatDetails as Item[] | undefined) ?? [];
    const beat = setInterval(() => context.heartbeat(learnt), EVERY_MS);
    const keep = (items: readonly Item[]): void => {
      learnt = items;
      context.heartbeat(learnt);
    };
    try {
      return await create({ before: learnt, keep }, input)(input);
    } finally {
      clearInterval(beat);
    }
  };
}
