// Why a journey went as it did, in sentences: of a sealed one from the ledger, of an open one from its own word. Codes and tokens, but for
// texts, which are shown only to whom policy allows and only after that is recorded.
import { z } from 'zod';
import type { EvidenceEntry } from '../../contracts/evidence-entry.ts';
import { verifyChain } from '../../contracts/evidence.ts';
import { failures } from '../../contracts/failures.ts';
import type { JourneyRow } from '../../contracts/ports/store.ts';
import { rationaleSchema } from '../../contracts/rationale.ts';
import { callerOf } from '../authenticate.ts';
import type { GatewayApp, RouteContext } from '../gateway-app.ts';
import { Problem } from '../problems.ts';
import { revealIfAllowed } from '../reveal.ts';
import { journeyParams } from '../schemas.ts';
import { findJourney } from './journeys.ts';

const rationaleAnswer = z.object({
  journey: z.string(),
  sealed: z.boolean().describe('false: the entries are those so far, and nobody has signed them'),
  texts: z.boolean().describe('false: the caller sees codes only'),
  paragraphs: rationaleSchema.shape.paragraphs,
});

export function registerRationaleRoutes(app: GatewayApp, context: RouteContext): void {
  app.get(
    '/v1/journeys/:id/rationale',
    {
      config: { rule: 'journeys.read' },
      schema: {
        operationId: 'getRationale',
        summary: 'Read in sentences why a journey went as it did, or stands where it stands',
        tags: ['journeys'],
        security: [{ token: [] }],
        params: journeyParams,
        response: { 200: rationaleAnswer },
      },
    },
    async (request) => {
      const { explainJourney } = context;
      if (!explainJourney) throw new Problem('part_unavailable');
      const { tenant } = callerOf(request);
      const row = await findJourney(context, tenant, request.params.id);
      const { id, type } = row;
      const { entries, sealed } = await entriesOf(context, row);
      const about = { content: 'journey', about: id, journeyId: id } as const;
      const texts = await revealIfAllowed(context, request, about);
      const { paragraphs } = await explainJourney({ tenant, journeyId: id, type, entries, texts });
      return { journey: id, sealed, texts, paragraphs };
    },
  );
}

/** @throws Problem `not_sealed`: it is not sealed and no run of it answers; ContractBroken: its chain does not fit together. */
export async function entriesOf(
  { store, engine }: Pick<RouteContext, 'store' | 'engine'>,
  { tenant, id, workflowId }: JourneyRow,
): Promise<{ entries: EvidenceEntry[]; sealed: boolean }> {
  const evidence = await store.ledger.evidenceOf({ tenant, journeyId: id });
  if (evidence) return { entries: evidence.entries, sealed: true };
  const entries = await engine.evidence({ workflowId });
  if (!entries) throw new Problem('not_sealed');
  if (!verifyChain(workflowId, entries).ok)
    throw failures.contractBroken('the entries of a run do not follow each other', { part: 'temporal' });
  return { entries, sealed: false };
}
