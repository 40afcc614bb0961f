// Runs of one subject, by Temporal's own client: the index finds them, the list of journeys knows what the index does not show yet. It
// asks journeys to end and ends agents; it never terminates a journey.
import type { Client } from '@temporalio/client';
import { agentWorkflowId, isId } from '../../contracts/ids.ts';
import { failures } from '../../contracts/failures.ts';
import type { SubjectRuns } from '../../contracts/ports/erasure.ts';
import type { JourneyReadModel } from '../../contracts/ports/store.ts';
import type { EndSignal } from '../../contracts/stage-messages.ts';
import { regionQueue, searchAttributeNames, signalNames, workflowNames } from '../../contracts/wire-names.ts';
import { describeRun, unlessGone, within } from './ask-server.ts';

// A subject has one open journey at a time; what stands open besides has been found by accident.
const mostRuns = 100;
const pageOfRows = 200;

const ending: EndSignal = { outcome: 'withdrawn', reasonCode: 'customer_erased' };

export function createSubjectRuns(client: Client, journeys: Pick<JourneyReadModel, 'list'>): SubjectRuns {
  const { namespace } = client.options;

  async function describe(workflowId: string) {
    return (await describeRun(client, { workflowId }))?.workflowExecutionInfo ?? null;
  }

  return {
    async openJourneys({ tenant, region, subject }) {
      // Of these three alone the query is made: a token has one form, and nothing else gets between the quotes.
      if (!isId('tenant', tenant) || !isId('subject', subject) || !isId('tenant', region))
        throw failures.invalidRequest('runs were asked for by something that is no token', {
          part: 'temporal',
        });
      const query = [
        `WorkflowType = "${workflowNames.journey}"`,
        `TaskQueue = "${regionQueue(region)}"`,
        `${searchAttributeNames.tenant} = "${tenant}"`,
        `${searchAttributeNames.subject} = "${subject}"`,
        'ExecutionStatus = "Running"',
      ].join(' AND ');
      const { executions } = await within(client, () =>
        client.workflowService.listWorkflowExecutions({ namespace, query, pageSize: mostRuns }),
      );
      const found = new Set(executions.flatMap(({ execution }) => execution?.workflowId ?? []));
      let cursor: string | null = null;
      do {
        const page = await journeys.list({ tenant, filter: { subject }, limit: pageOfRows, cursor });
        for (const { stage, workflowId } of page.rows) if (stage !== 'ended') found.add(workflowId);
        cursor = page.next;
      } while (cursor !== null);
      return [...found].sort();
    },

    async endJourney({ workflowId }) {
      await unlessGone(() =>
        within(client, () => client.workflow.getHandle(workflowId).signal(signalNames.end, ending)),
      );
    },

    async isClosed({ workflowId }) {
      const info = await describe(workflowId);
      return info === null || info.closeTime != null;
    },

    async endAgent({ tenant, subject }) {
      const workflowId = agentWorkflowId({ tenant, subject });
      const info = await describe(workflowId);
      if (info === null || info.closeTime != null) return;
      await unlessGone(() =>
        within(client, () => client.workflow.getHandle(workflowId).terminate('customer_erased')),
      );
    },
  };
}
