// POST /v1/journeys/{id}/preview: what a decision would change, and what the guard says of an edit, before anybody decides. Nothing is
// recorded as a decision, and an edit that is only looked at is kept nowhere.
import type { JsonValue } from '../../contracts/canonical-json.ts';
import { refusalProblem } from '../answer-refusal.ts';
import { callerOf } from '../authenticate.ts';
import { previewAnswer, previewBody } from '../checkpoint-schemas.ts';
import type { GatewayApp, RouteContext } from '../gateway-app.ts';
import { explained } from '../journey-view.ts';
import { Problem } from '../problems.ts';
import { refusedByRow } from '../refused-by-row.ts';
import { revealIfAllowed } from '../reveal.ts';
import { journeyParams } from '../schemas.ts';
import { findJourney } from './journeys.ts';

export function registerPreviewRoutes(app: GatewayApp, context: RouteContext): void {
  app.post(
    '/v1/journeys/:id/preview',
    {
      config: { rule: 'decision.send' },
      schema: {
        operationId: 'previewDecision',
        summary:
          'What approving the open proposal, or an edit of it, would change in the CRM; decides nothing',
        description:
          'With `edit` null: the open proposal. With an edit: the guard’s findings on the edit as well. Personal values are tokens in both.',
        tags: ['journeys'],
        security: [{ token: [] }],
        params: journeyParams,
        body: previewBody,
        response: { 200: previewAnswer },
      },
    },
    async (request) => {
      const { tenant, roles } = callerOf(request);
      // Of a look nothing reaches the journey, which would refuse whoever lost the role.
      if (!(await context.callRights.mayCall({ tenant, call: 'decision.send', roles })))
        throw new Problem('role_withdrawn');
      const row = await findJourney(context, tenant, request.params.id);
      const closed = refusedByRow(row);
      if (closed) throw refusalProblem('decision_refused', closed);
      if (!row.checkpoint) throw refusalProblem('decision_refused', 'checkpoint_not_open');
      if (!context.previewProposal) throw new Problem('part_unavailable');
      if ((await context.store.vault.customerOf({ tenant, subject: row.subject })) === null)
        throw new Problem('customer_not_found');
      const about = { content: 'journey', about: row.id, journeyId: row.id } as const;
      const shown = await revealIfAllowed(context, request, about);
      // Came through the strict JSON reader, so it is JSON.
      const edit = request.body.edit as Record<string, JsonValue> | null;
      const preview = await context.previewProposal({ row, edit });
      const { verdict, tier, findings, operations, crm } = preview;
      return {
        ...{ requestId: row.checkpoint.requestId, proposalHash: row.checkpoint.proposal.commitment },
        ...{ edited: edit !== null, verdict, tier, findings: explained(findings.map((one) => ({ ...one }))) },
        operations: shown ? operations : null,
        crm: {
          verdict: crm.verdict,
          code: crm.verdict === 'refused' ? crm.code : null,
          diff: shown && crm.verdict === 'would_write' ? crm.diff : null,
        },
      };
    },
  );
}
