// What Temporal says of journeys that did not end, for the sentence of a test that failed: where they stand, and what they wait for.
import type { Client } from '@temporalio/client';
import type { JourneyLine } from './read-effects.ts';

const lastEvents = 8;

/** One line of a journey: its last events, and what is pending. It fails for none: it only explains another failure. */
export async function toldOfRun(client: Client, { id, subject, stage }: JourneyLine): Promise<string> {
  try {
    for await (const run of client.workflow.list({ query: 'ExecutionStatus = "Running"' })) {
      if (!run.workflowId.startsWith('journey/') || !run.workflowId.includes(subject)) continue;
      const handle = client.workflow.getHandle(run.workflowId, run.runId);
      const [{ raw }, { events }] = await Promise.all([handle.describe(), handle.fetchHistory()]);
      const types = (events ?? []).slice(-lastEvents).map(({ eventType }) => String(eventType));
      const pending = [
        ...(raw.pendingActivities ?? []).map(
          ({ activityType, attempt, lastFailure }) =>
            `${activityType?.name ?? ''} (try ${attempt ?? 0}: ${lastFailure?.message ?? 'runs'})`,
        ),
        ...(raw.pendingWorkflowTask ? [`a workflow task (try ${raw.pendingWorkflowTask.attempt ?? 0})`] : []),
      ];
      return `${id} in ${stage}, after events ${types.join(' ')}, pending: ${pending.join(', ') || 'nothing'}`;
    }
    return `${id} in ${stage}, and no run is open`;
  } catch (error) {
    return `${id} in ${stage}, and Temporal says nothing of it: ${String(error)}`;
  }
}
