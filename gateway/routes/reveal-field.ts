// POST /v1/journeys/{id}/reveal: one personal value in the clear, with a reason. What was asked for and why stands in the ledger before
// anything is looked up; the value stands nowhere but in the answer.
import type { RevealableField } from '../../contracts/reveal-reasons.ts';
import { callerOf } from '../authenticate.ts';
import { revealAnswer, revealBody } from '../field-schemas.ts';
import type { GatewayApp, RouteContext } from '../gateway-app.ts';
import { Problem } from '../problems.ts';
import { revealable } from '../reveal.ts';
import { journeyParams } from '../schemas.ts';
import { findJourney } from './journeys.ts';

export function registerRevealRoutes(app: GatewayApp, context: RouteContext): void {
  const { store } = context;
  app.post(
    '/v1/journeys/:id/reveal',
    {
      config: { rule: 'fields.reveal' },
      schema: {
        operationId: 'revealField',
        summary: 'Have one personal value of the customer shown, for a reason that is kept',
        tags: ['journeys'],
        security: [{ token: [] }],
        params: journeyParams,
        body: revealBody,
        response: { 200: revealAnswer },
      },
    },
    async (request) => {
      const { tenant, person, roles } = callerOf(request);
      const { id, subject } = await findJourney(context, tenant, request.params.id);
      const { rule } = await revealable(context, request, 'customer');
      const { field, token = null, reason, comment } = request.body;
      const customerId = await store.vault.customerOf({ tenant, subject });
      if (customerId === null) throw new Problem('customer_not_found');
      const kept =
        comment == null
          ? null
          : await store.documents.put({ tenant, subject, kind: 'comment', body: { text: comment } });
      await store.ledger.append({
        tenant,
        // Each asking has its own reason, so each is a record.
        key: `content.revealed/field/${id}/${request.id}`,
        kind: 'content.revealed',
        journeyId: id,
        facts: {
          ...{ content: 'field', about: subject, field, token, reason },
          ...{ comment: kept && { ...kept }, by: person.principal, roles, rule },
        },
      });
      const value =
        field === 'token'
          ? await valueOf(tenant, subject, token ?? '')
          : await identityOf(tenant, customerId, field);
      return { field, token, value };
    },
  );

  async function valueOf(tenant: string, subject: string, token: string): Promise<string | null> {
    const [found] = await store.values.valuesOf({ tenant, subject, tokens: [token] });
    return found?.value ?? null;
  }

  async function identityOf(
    tenant: string,
    customerId: string,
    field: Exclude<RevealableField, 'token'>,
  ): Promise<string | null> {
    if (field === 'customer_id') return customerId;
    const view = await context.crm.view({ tenant, customerId });
    if (!view) throw new Problem('customer_not_found');
    return view.identity[field];
  }
}
