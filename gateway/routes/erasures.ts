// Erasures: one person asks, another decides, and a certificate says what was destroyed. Nothing here tells who the customer was.
import { isId } from '../../contracts/ids.ts';
import type { TenantId } from '../../contracts/ids.ts';
import type { ErasureRow } from '../../contracts/ports/erasure.ts';
import { erasureRefusalProblem } from '../answer-refusal.ts';
import { callerOf } from '../authenticate.ts';
import {
  certificateAnswer,
  erasureBody,
  erasureDecisionAnswer,
  erasureDecisionBody,
  erasureList,
  erasureParams,
  erasureQuery,
  erasureSchema,
} from '../erasure-schemas.ts';
import type { GatewayApp, RouteContext } from '../gateway-app.ts';
import { Problem } from '../problems.ts';
import { decideErasure, requestErasure } from '../request-erasure.ts';

const common = { tags: ['erasures'], security: [{ token: [] }] };

export function registerErasureRoutes(app: GatewayApp, context: RouteContext): void {
  const { erasures } = context.store;

  async function findErasure(tenant: TenantId, id: string): Promise<ErasureRow> {
    const row = isId('erasure', id) ? await erasures.get({ tenant, id }) : null;
    if (!row) throw new Problem('erasure_not_found');
    return row;
  }

  app.post(
    '/v1/erasures',
    {
      config: { rule: 'erasures.request' },
      schema: {
        operationId: 'requestErasure',
        summary: 'Ask for everything about a customer to be erased',
        description:
          'Another person must approve. Asking again answers with the request that is open. What was answered is durable, and kept in the ledger.',
        ...common,
        body: erasureBody,
        response: { 202: erasureSchema },
      },
    },
    async (request, reply) => {
      const { customerId, ground } = request.body;
      const row = await requestErasure(context, { caller: callerOf(request), customerId, ground });
      return reply.status(202).send(row);
    },
  );

  app.post(
    '/v1/erasures/:id/decision',
    {
      config: { rule: 'erasures.decide' },
      schema: {
        operationId: 'decideErasure',
        summary: 'Approve or reject an erasure that somebody else asked for',
        description: 'An approval cannot be taken back. Every refusal is kept in the ledger.',
        ...common,
        params: erasureParams,
        body: erasureDecisionBody,
        response: { 200: erasureDecisionAnswer },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const row = await findErasure(caller.tenant, request.params.id);
      const { decision } = request.body;
      const result = await context.refusals.attempt(
        { tenant: caller.tenant, journeyId: row.id, principal: caller.person.principal },
        () => decideErasure(context, { caller, row, decision }),
      );
      if (result.verdict === 'accepted') return result;
      throw erasureRefusalProblem(result.code);
    },
  );

  app.get(
    '/v1/erasures',
    {
      config: { rule: 'erasures.read' },
      schema: {
        ...{ operationId: 'listErasures', summary: 'List erasures, newest first', ...common },
        querystring: erasureQuery,
        response: { 200: erasureList },
      },
    },
    async (request) => {
      const { tenant } = callerOf(request);
      const { state, limit, cursor } = request.query;
      const { rows, next } = await erasures.list({
        ...{ tenant, limit, cursor: cursor ?? null },
        ...(state !== undefined && { state }),
      });
      return { erasures: rows, next };
    },
  );

  app.get(
    '/v1/erasures/:id',
    {
      config: { rule: 'erasures.read' },
      schema: {
        ...{ operationId: 'getErasure', summary: 'Read how an erasure stands', ...common },
        params: erasureParams,
        response: { 200: erasureSchema },
      },
    },
    async (request) => findErasure(callerOf(request).tenant, request.params.id),
  );

  app.get(
    '/v1/erasures/:id/certificate',
    {
      config: { rule: 'erasures.read' },
      schema: {
        operationId: 'getErasureCertificate',
        summary: 'Read the certificate of an erasure, in one file that is verified offline',
        ...common,
        params: erasureParams,
        response: { 200: certificateAnswer },
      },
    },
    async (request, reply) => {
      const { tenant } = callerOf(request);
      const row = await findErasure(tenant, request.params.id);
      if (row.ledgerIndex === null) throw new Problem('not_erased');
      if (!context.exportCertificate) throw new Problem('part_unavailable');
      const certificate = await context.exportCertificate({ tenant, erasure: row.id });
      // Its bytes are what is verified: nothing may write it anew.
      return reply.type('application/json').send(certificate as never);
    },
  );
}
