// Everything about one customer in one archive, for a request under Articles 15 and 20 of the GDPR. Who may is asked three times: the call,
// and the right to read customers and journeys in the clear; it stands in the ledger before a byte of it is given.
import { Readable } from 'node:stream';
import { accessMediaType } from '../../contracts/access-archive.ts';
import { callerOf } from '../authenticate.ts';
import type { GatewayApp, RouteContext } from '../gateway-app.ts';
import { accessAnswer, accessBody } from '../lineage-schemas.ts';
import { Problem } from '../problems.ts';
import { revealable } from '../reveal.ts';

export function registerAccessRequestRoutes(app: GatewayApp, context: RouteContext): void {
  app.post(
    '/v1/access-requests',
    {
      config: { rule: 'subject.export' },
      schema: {
        operationId: 'archiveSubject',
        summary: 'Put everything about a customer into one archive',
        tags: ['privacy'],
        security: [{ token: [] }],
        body: accessBody,
        response: {
          200: { description: 'The archive', content: { [accessMediaType]: { schema: accessAnswer } } },
        },
      },
    },
    async (request, reply) => {
      const { tenant, person, roles } = callerOf(request);
      const rights = [
        await revealable(context, request, 'customer'),
        await revealable(context, request, 'journey'),
      ];
      if (!context.archiveSubject) throw new Problem('part_unavailable');
      const archived = await context.archiveSubject({
        ...{ tenant, customerId: request.body.customerId, by: person.principal, roles: [...roles] },
        rules: rights.flatMap(({ rule }) => rule ?? []),
        now: context.clock(),
      });
      if (archived.verdict === 'unknown') throw new Problem('subject_not_found');
      if (archived.verdict === 'too_large') throw new Problem('archive_too_large');
      // Its bytes are what the ledger has the hash of: nothing may write it anew.
      return reply
        .type(accessMediaType)
        .header('content-length', archived.bytes)
        .send(Readable.from(archived.chunks) as never);
    },
  );
}
