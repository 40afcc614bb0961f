// What Temporal knows of journey runs, by its own client: the index (visibility) for lists, the server's word where it counts.
// It reads, and tells agents of an end; it never changes a run.
import proto from '@temporalio/proto';
import { ServiceError, WorkflowFailedError, WorkflowNotFoundError } from '@temporalio/client';
import type { Client } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { failureTypes } from '../../contracts/failures.ts';
import type { FailureType } from '../../contracts/failures.ts';
import type { EpochMilliseconds } from '../../contracts/ids.ts';
import type { ClosedRun, JourneyRuns, RunRecord } from '../../contracts/ports/runs.ts';
import type { PayloadKeys } from '../../contracts/ports/payload-keys.ts';
import { regionQueue, signalNames, workflowNames } from '../../contracts/wire-names.ts';
import type { JourneyResult } from '../../contracts/stage-messages.ts';
import { decodeHistoryJson } from './payload-codec-reading.ts';
import { describeRun, unlessGone, within } from './ask-server.ts';

type ExecutionInfo = proto.temporal.api.workflow.v1.IWorkflowExecutionInfo;
const status = proto.temporal.api.enums.v1.WorkflowExecutionStatus;
const endings = new Map<unknown, ClosedRun['ending']>([
  [status.WORKFLOW_EXECUTION_STATUS_COMPLETED, 'completed'],
  [status.WORKFLOW_EXECUTION_STATUS_FAILED, 'failed'],
  [status.WORKFLOW_EXECUTION_STATUS_CANCELED, 'cancelled'],
  [status.WORKFLOW_EXECUTION_STATUS_TERMINATED, 'terminated'],
  [status.WORKFLOW_EXECUTION_STATUS_TIMED_OUT, 'timed_out'],
]);

/** `keys` open the payloads of histories, so that an archived one is read without them. */
export function createJourneyRuns(client: Client, keys: readonly PayloadKeys[]): JourneyRuns {
  const { namespace } = client.options;
  const list = (query: string, pageSize: number, nextPageToken?: Uint8Array) =>
    within(client, () =>
      client.workflowService.listWorkflowExecutions({
        namespace,
        query,
        pageSize,
        ...(nextPageToken && { nextPageToken }),
      }),
    );

  return {
    async closed({ region, after, until, limit, page }) {
      const query = [
        `WorkflowType = "${workflowNames.journey}"`,
        `TaskQueue = "${regionQueue(region)}"`,
        `CloseTime > "${new Date(after).toISOString()}"`,
        `CloseTime <= "${new Date(until).toISOString()}"`,
        // A journey never does: whoever continued as new is no journey of ours, and its next run is the one that counts.
        'ExecutionStatus != "ContinuedAsNew"',
      ].join(' AND ');
      const token = page === null ? undefined : Buffer.from(page, 'base64');
      const { executions, nextPageToken } = await list(query, limit, token);
      const more = nextPageToken != null && nextPageToken.length > 0;
      return {
        runs: executions.flatMap((info) => closedRun(info) ?? []),
        next: more ? Buffer.from(nextPageToken).toString('base64') : null,
      };
    },

    async openAmong({ workflowIds }) {
      if (workflowIds.length === 0) return [];
      const quoted = workflowIds.map((id) => JSON.stringify(id)).join(', ');
      const query = `WorkflowId IN (${quoted}) AND ExecutionStatus = "Running"`;
      const { executions } = await list(query, workflowIds.length);
      return executions.flatMap(({ execution }) => execution?.workflowId ?? []);
    },

    async latest({ workflowId }) {
      const info = (await describeRun(client, { workflowId }))?.workflowExecutionInfo;
      return info == null ? null : (closedRun(info) ?? 'open');
    },

    async read({ run, maxBytes }) {
      const { workflowId, runId, ending, historyBytes } = run;
      const handle = client.workflow.getHandle(workflowId, runId, { followRuns: false });
      const [ended, fetched] = await Promise.all([
        ending === 'completed' || ending === 'failed'
          ? unlessGone(() => within(client, () => endOf(handle.result())))
          : nothing,
        historyBytes !== null && historyBytes > maxBytes
          ? ('too_large' as const)
          : unlessGone(() => within(client, () => handle.fetchHistory())),
      ]);
      if (ended === null || fetched === null) return null;
      if (fetched === 'too_large') return { ...ended, history: fetched };
      const json = await decodeHistoryJson({ keys, workflowId, json: historyToJSON(fetched) });
      const history = { json, events: fetched.events?.length ?? 0 };
      return { ...ended, history: Buffer.byteLength(json) > maxBytes ? 'too_large' : history };
    },

    async reportEnd({ agent, ended }) {
      const sent = await unlessGone(async () => {
        await within(client, () => client.workflow.getHandle(agent).signal(signalNames.journeyEnded, ended));
        return true;
      });
      return sent ?? false;
    },
  };
}

/** @returns undefined for a run that is not closed. */
function closedRun(info: ExecutionInfo): ClosedRun | undefined {
  const { execution, closeTime, historySizeBytes } = info;
  const ending = endings.get(info.status);
  if (ending === undefined || !execution?.workflowId || !execution.runId) return undefined;
  return {
    workflowId: execution.workflowId,
    runId: execution.runId,
    ending,
    closedAt: milliseconds(closeTime),
    // Zero is how a server says that it does not know.
    historyBytes: Number(historySizeBytes ?? 0) || null,
  };
}

type Ended = Pick<RunRecord, 'head' | 'failure'>;
const nothing: Ended = { head: null, failure: null };

/** What the run's end says: the head in its result, or the type of its failure. A result of another form has no head. */
async function endOf(result: Promise<unknown>): Promise<Ended> {
  try {
    const { head } = ((await result) ?? {}) as Partial<JourneyResult>;
    return { head: typeof head === 'string' && /^[0-9a-f]{64}$/.test(head) ? head : null, failure: null };
  } catch (error) {
    if (error instanceof WorkflowFailedError) return { head: null, failure: failureIn(error) };
    if (error instanceof ServiceError || error instanceof WorkflowNotFoundError) throw error;
    if (error instanceof ApplicationFailure && !error.nonRetryable) throw error;
    // A result that nobody here can decode (any more): the sweeper says so. The history itself is archived as it is.
    return nothing;
  }
}

function failureIn(error: Error): FailureType | null {
  const { cause } = error;
  if (!(cause instanceof Error)) return null;
  if (!(cause instanceof ApplicationFailure)) return failureIn(cause);
  return failureTypes.find((type) => type === cause.type) ?? null;
}

function milliseconds(time: ExecutionInfo['closeTime']): EpochMilliseconds {
  return Number(time?.seconds ?? 0) * 1000 + Math.floor((time?.nanos ?? 0) / 1e6);
}
