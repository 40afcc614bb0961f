// The sealed evidence of a journey, as JSON or as a bundle that is verified offline, and the ledger. Codes, tokens and hashes only, but
// for documents that were asked for and may be read: an auditor needs no key.
import { bundleMediaType } from '../../contracts/bundle.ts';
import { regionsNamedIn } from '../../contracts/evidence-regions.ts';
import { callerOf } from '../authenticate.ts';
import type { GatewayApp, RouteContext } from '../gateway-app.ts';
import { Problem } from '../problems.ts';
import { reveal } from '../reveal.ts';
import {
  bundleAnswer,
  evidenceAnswer,
  evidenceQuery,
  journeyParams,
  ledgerList,
  ledgerQuery,
} from '../schemas.ts';
import { findJourney } from './journeys.ts';

export function registerEvidenceRoutes(app: GatewayApp, context: RouteContext): void {
  const { ledger } = context.store;
  app.get(
    '/v1/journeys/:id/evidence',
    {
      config: { rule: 'evidence.read' },
      schema: {
        operationId: 'getEvidence',
        summary: 'Read the sealed chain of evidence with its signature and keys',
        tags: ['evidence'],
        security: [{ token: [] }],
        params: journeyParams,
        querystring: evidenceQuery,
        response: {
          200: {
            description: 'The evidence; a bundle where `accept` asks for one',
            content: {
              'application/json': { schema: evidenceAnswer },
              [bundleMediaType]: { schema: bundleAnswer },
            },
          },
        },
      },
    },
    async (request, reply) => {
      const { tenant } = callerOf(request);
      const { id } = await findJourney(context, tenant, request.params.id);
      const evidence = await ledger.evidenceOf({ tenant, journeyId: id });
      if (!evidence) throw new Problem('not_sealed');
      if (request.headers.accept?.includes(bundleMediaType)) {
        const documents = request.query.documents === 'true';
        if (!context.exportBundle) throw new Problem('part_unavailable');
        if (documents) await reveal(context, request, { content: 'journey', about: id, journeyId: id });
        const bundle = await context.exportBundle({ tenant, journeyId: id, documents });
        // Its bytes are what is verified: nothing may write it anew.
        return reply.type(bundleMediaType).send(bundle as never);
      }
      const { statement, entries, record } = evidence;
      return {
        statement: { ...statement },
        entries: entries.map((entry) => ({ ...entry })),
        regions: regionsNamedIn(entries),
        record,
        keys: await ledger.publicKeys({ tenant }),
      };
    },
  );

  app.get(
    '/v1/ledger',
    {
      config: { rule: 'ledger.read' },
      schema: {
        operationId: 'listLedger',
        summary: "List the tenant's ledger, oldest first",
        tags: ['evidence'],
        security: [{ token: [] }],
        querystring: ledgerQuery,
        response: { 200: ledgerList },
      },
    },
    async (request) => {
      const { tenant } = callerOf(request);
      const { kind, journey, after, limit } = request.query;
      const records = await ledger.list({
        tenant,
        ...(kind !== undefined && { kind }),
        ...(journey !== undefined && { journeyId: journey }),
        limit,
        afterIndex: after ?? null,
      });
      return { records, next: records.length === limit ? (records.at(-1)?.index ?? null) : null };
    },
  );
}
