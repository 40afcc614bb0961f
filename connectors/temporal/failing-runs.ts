// Finds open runs that stand still, because their workflow task fails over and over: a bug in workflow code, a history that
// this code does not fit, a payload that cannot be decoded. It only looks; nothing of a failure's text is read.
import proto from '@temporalio/proto';
import type { Client } from '@temporalio/client';
import type { FailingRun, FailingRuns } from '../../contracts/ports/runs.ts';
import { regionQueue, workflowNames } from '../../contracts/wire-names.ts';
import { describeRun, unlessGone, within } from './ask-server.ts';

// A description is one read on the server, about 3 ms; eight under way keep the look at 100 runs well under a second.
const atOnce = 8;
// The failed task is among the last events: retries of it are not written down.
const lastEvents = 3;

type ExecutionInfo = proto.temporal.api.workflow.v1.IWorkflowExecutionInfo;
const causes = proto.temporal.api.enums.v1.WorkflowTaskFailedCause;

export function createFailingRuns(client: Client): FailingRuns {
  const { namespace } = client.options;

  async function judge({ execution }: ExecutionInfo, attempts: number): Promise<FailingRun[]> {
    if (!execution?.workflowId || !execution.runId) return [];
    const { workflowId, runId } = execution;
    const described = await describeRun(client, { workflowId, runId });
    const attempt = described?.pendingWorkflowTask?.attempt ?? 0;
    if (attempt < attempts) return [];
    return [{ workflowId, runId, attempt, cause: await causeOf({ workflowId, runId }) }];
  }

  /** @returns null when the last events hold no failed task: it timed out, or the run went on meanwhile. */
  async function causeOf(execution: { workflowId: string; runId: string }): Promise<string | null> {
    const reversed = await unlessGone(() =>
      within(client, () =>
        client.workflowService.getWorkflowExecutionHistoryReverse({
          ...{ namespace, execution, maximumPageSize: lastEvents },
        }),
      ),
    );
    for (const { workflowTaskFailedEventAttributes } of reversed?.history?.events ?? []) {
      const cause = workflowTaskFailedEventAttributes?.cause;
      if (cause == null) continue;
      return causes[cause]?.replace('WORKFLOW_TASK_FAILED_CAUSE_', '').toLowerCase() ?? null;
    }
    return null;
  }

  return {
    async failing({ region, attempts, limit, page }) {
      const query = [
        `WorkflowType IN ("${workflowNames.journey}", "${workflowNames.customerAgent}")`,
        `TaskQueue = "${regionQueue(region)}"`,
        'ExecutionStatus = "Running"',
      ].join(' AND ');
      const { executions, nextPageToken } = await within(client, () =>
        client.workflowService.listWorkflowExecutions({
          ...{ namespace, query, pageSize: limit },
          ...(page !== null && { nextPageToken: Buffer.from(page, 'base64') }),
        }),
      );
      const runs: FailingRun[] = [];
      for (let from = 0; from < executions.length; from += atOnce) {
        const some = executions.slice(from, from + atOnce);
        runs.push(...(await Promise.all(some.map((info) => judge(info, attempts)))).flat());
      }
      const more = nextPageToken != null && nextPageToken.length > 0;
      return { runs, next: more ? Buffer.from(nextPageToken).toString('base64') : null };
    },
  };
}
