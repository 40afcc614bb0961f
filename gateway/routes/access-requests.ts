// Everything about one customer in one archive, for a request under Articles 15 and 20 of the GDPR. Who may is asked three times: the call,
// and the right to read customers and journeys in the clear; it stands in the ledger before a byte of it is given. So it is whole in memory
// until it is read, and few are at a time.
import { Readable } from 'node:stream';
import { accessMediaType } from '../../contracts/access-archive.ts';
import { callerOf } from '../authenticate.ts';
import type { GatewayApp, RouteContext } from '../gateway-app.ts';
import { accessAnswer, accessBody } from '../lineage-schemas.ts';
import { Problem } from '../problems.ts';
import { revealable } from '../reveal.ts';

// Each may have 64 MiB. Those that wait for their turn to be made are counted as well.
const mostAtOnce = 4;
const againSeconds = 10;
// Whoever reads 110 kB a second has the largest one by then.
const readWithinMs = 10 * 60_000;

export function registerAccessRequestRoutes(app: GatewayApp, context: RouteContext): void {
  let atOnce = 0;

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
      if (atOnce >= mostAtOnce) throw new Problem('part_unavailable', {}, againSeconds);
      atOnce += 1;
      try {
        const archived = await context.archiveSubject({
          ...{ tenant, customerId: request.body.customerId, by: person.principal, roles: [...roles] },
          rules: rights.flatMap(({ rule }) => rule ?? []),
          now: context.clock(),
        });
        if (archived.verdict === 'unknown') throw new Problem('subject_not_found');
        if (archived.verdict === 'too_large') throw new Problem('archive_too_large');
        const body = Readable.from(givenAway(archived.chunks));
        const tooLate = setTimeout(() => body.destroy(), readWithinMs);
        body.once('close', () => clearTimeout(tooLate));
        // Its bytes are what the ledger has the hash of: nothing may write it anew. It is sent when it was read to its end or given up.
        await reply
          .type(accessMediaType)
          .header('content-length', archived.bytes)
          .send(body as never);
        return reply;
      } finally {
        atOnce -= 1;
      }
    },
  );
}

/** What was read is held no longer. */
function* givenAway(chunks: Uint8Array[]): Generator<Uint8Array> {
  chunks.reverse();
  for (let chunk = chunks.pop(); chunk; chunk = chunks.pop()) yield chunk;
}
