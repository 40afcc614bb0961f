// What the evidence of a sealed journey proves, check by check, as a verifier beside this gateway finds it: for a look. Whoever must not
// take the gateway's word for it exports the bundle and verifies it on a machine of his own.
import { z } from 'zod';
import { callerOf } from '../authenticate.ts';
import type { GatewayApp, RouteContext } from '../gateway-app.ts';
import { Problem } from '../problems.ts';
import { journeyParams } from '../schemas.ts';
import { findJourney } from './journeys.ts';

const verificationAnswer = z.object({
  verdict: z.enum(['proved', 'partly', 'refuted']).describe('partly: nothing is refuted, but not all is proved'),
  findings: z.array(
    z.object({
      check: z.string(),
      state: z.enum(['proved', 'not_proved', 'refuted']),
      where: z.string().nullable().describe('entry, record or member of the bundle; null: the whole of it'),
      says: z.string().describe('one sentence'),
    }),
  ),
}); // prettier-ignore

const againSeconds = 5;

export function registerVerificationRoutes(app: GatewayApp, context: RouteContext): void {
  app.get(
    '/v1/journeys/:id/verification',
    {
      config: { rule: 'evidence.read' },
      schema: {
        operationId: 'getVerification',
        summary: 'Verify the evidence of a sealed journey here, check by check',
        tags: ['evidence'],
        security: [{ token: [] }],
        params: journeyParams,
        response: { 200: verificationAnswer },
      },
    },
    async (request) => {
      const { tenant } = callerOf(request);
      const { id } = await findJourney(context, tenant, request.params.id);
      if (!(await context.store.ledger.evidenceOf({ tenant, journeyId: id })))
        throw new Problem('not_sealed');
      if (!context.verifyJourney) throw new Problem('part_unavailable');
      const verified = await context.verifyJourney({ tenant, journeyId: id });
      if (verified === 'busy') throw new Problem('part_unavailable', {}, againSeconds);
      return { verdict: verified.verdict, findings: verified.findings.map((finding) => ({ ...finding })) };
    },
  );
}
