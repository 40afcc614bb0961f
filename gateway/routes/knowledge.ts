// Loads and searches the tenant's knowledge. What a caller may find follows from his roles, applied by the store.
import { callerOf } from '../authenticate.ts';
import type { GatewayApp, RouteContext } from '../gateway-app.ts';
import { knowledgeDocuments, knowledgeLoaded, knowledgePassages, knowledgeQuery } from '../schemas.ts';
import { servedTenant } from '../served-tenant.ts';

export function registerKnowledgeRoutes(app: GatewayApp, context: RouteContext): void {
  const { knowledge } = context;
  app.post(
    '/v1/knowledge/documents',
    {
      config: { rule: 'knowledge.load' },
      schema: {
        operationId: 'loadKnowledge',
        summary: 'Load knowledge documents; idempotent by content',
        tags: ['knowledge'],
        security: [{ token: [] }],
        body: knowledgeDocuments,
        response: { 200: knowledgeLoaded },
      },
    },
    async (request) => {
      const { tenant } = callerOf(request);
      await servedTenant(context, tenant);
      return knowledge.load({ tenant, documents: request.body.documents });
    },
  );

  app.get(
    '/v1/knowledge/search',
    {
      config: { rule: 'knowledge.search' },
      schema: {
        operationId: 'searchKnowledge',
        summary: 'Search the passages that the caller may read',
        tags: ['knowledge'],
        security: [{ token: [] }],
        querystring: knowledgeQuery,
        response: { 200: knowledgePassages },
      },
    },
    async (request) => {
      const { tenant, roles } = callerOf(request);
      const { q, source, limit } = request.query;
      const sources = source === undefined ? null : [source];
      return { passages: await knowledge.search({ tenant, roles, query: q, sources, limit }) };
    },
  );
}
