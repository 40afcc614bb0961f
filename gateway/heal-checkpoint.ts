// Mends the row of a checkpoint that shows another proposal than the one that is open: the note of a worker may be late or
// lost, and a person would decide about the old proposal for ever. It takes the workflow's word and changes nothing else.
import type { DecisionRefusal } from '../contracts/decision.ts';
import type { JourneyRow } from '../contracts/ports/store.ts';
import type { JourneyState } from '../contracts/stage-messages.ts';
import { ApplicationFailure } from '@temporalio/common';
import type { GatewayDeps } from './ports.ts';

export interface NamedProposal {
  requestId: string;
  /** Null where only the request is named. */
  proposalHash: string | null;
}

/**
 * Mends the row when `code` calls stale what the row itself shows. The refusal stands whether this succeeds or not: a part
 * that does not answer is logged, and the next attempt tries again.
 */
export async function healIfStale(
  deps: Pick<GatewayDeps, 'store' | 'engine' | 'clock' | 'logger'>,
  input: { journey: JourneyRow; named: NamedProposal; code: DecisionRefusal },
): Promise<void> {
  const { journey, named, code } = input;
  if ((code !== 'stale_request' && code !== 'stale_proposal') || !isOfRow(named, journey)) return;
  try {
    await heal(deps, journey);
  } catch (error) {
    if (!(error instanceof ApplicationFailure)) throw error;
    deps.logger?.warn({ err: error, journey: journey.id }, 'a stale checkpoint could not be mended');
  }
}

function isOfRow({ requestId, proposalHash }: NamedProposal, { checkpoint }: JourneyRow): boolean {
  if (checkpoint?.requestId !== requestId) return false;
  return proposalHash === null || proposalHash === checkpoint.proposal.commitment;
}

async function heal(
  { store, engine, clock }: Pick<GatewayDeps, 'store' | 'engine' | 'clock'>,
  { tenant, id, workflowId, updatedAt }: JourneyRow,
): Promise<void> {
  const open = (await engine.state({ workflowId }))?.checkpoint;
  const row = await store.journeys.get({ tenant, id });
  // A worker's note that came meanwhile is newer than our question.
  if (!open || !row?.checkpoint || row.updatedAt !== updatedAt) return;
  await store.journeys.record({
    tenant,
    workflowId,
    patch: { stage: 'checkpoint', checkpoint: mended(row.checkpoint, open, clock()) },
  });
}

function mended(
  shown: NonNullable<JourneyRow['checkpoint']>,
  open: NonNullable<JourneyState['checkpoint']>,
  now: number,
): NonNullable<JourneyRow['checkpoint']> {
  const { requestId, proposal, draft, deadlineAt, approvable, standing, remaining } = open;
  const sameProposal = proposal.commitment === shown.proposal.commitment;
  const sameRequest = requestId === shown.requestId;
  return {
    ...shown,
    ...{ requestId, proposal, draft, deadlineAt, standing, remaining, blocked: !approvable },
    // The workflow does not say when it opened, and of the findings only whether one blocks.
    opensAt: sameRequest ? shown.opensAt : now,
    findings: sameProposal ? shown.findings : [],
    remindedAt: sameRequest ? (shown.remindedAt ?? null) : null,
    // Its times are counted from the opening.
    schedule: sameRequest ? (shown.schedule ?? []) : [],
  };
}
