// GET /v1/journeys/{id}/timeline: a journey from event to outcome, entry by entry, and what its draft was made from: reasons with their
// weights, passages by version, model and prompt. Codes, tokens, hashes and numbers; texts are asked for elsewhere.
import { z } from 'zod';
import { journeyStages } from '../../contracts/control-facts.ts';
import { evidenceSentences } from '../../contracts/evidence.ts';
import { evidenceTypes } from '../../contracts/evidence-entry.ts';
import type { EvidenceEntry } from '../../contracts/evidence-entry.ts';
import { callerOf } from '../authenticate.ts';
import type { GatewayApp, RouteContext } from '../gateway-app.ts';
import { hash, time } from '../schema-parts.ts';
import { journeyParams } from '../schemas.ts';
import { findJourney } from './journeys.ts';
import { entriesOf } from './rationale.ts';

const reason = z.object({
  code: z.string(),
  value: z.number(),
  contribution: z.number().describe('value × weight, in log-odds'),
});
const intentFacts = z.object({
  intent: z.string(),
  score: z.number(),
  threshold: z.number(),
  reasons: z.array(reason),
});
const retrievalFacts = z.object({
  passages: z.array(
    z.object({
      id: z.string(),
      source: z.string(),
      score: z.number(),
      version: z.number().int().optional().describe('of its document, when it was read'),
    }),
  ),
});
const draftFacts = z.object({
  model: z.object({
    provider: z.string(),
    model: z.string(),
    version: z.string(),
    prompt: z.object({ id: z.string(), hash }),
    region: z.string(),
    promptTokens: z.number(),
    outputTokens: z.number(),
    durationMs: z.number(),
    fallback: z.string().nullable(),
  }),
});

const timelineAnswer = z.object({
  sealed: z.boolean().describe('false: the entries are those so far, and nobody has signed them'),
  entries: z.array(
    z.object({
      seq: z.number().int(),
      type: z.enum(evidenceTypes),
      stage: z.enum(journeyStages),
      at: time,
      hash,
      sentence: z.string(),
    }),
  ),
  intent: intentFacts
    .extend({ reasons: z.array(reason.extend({ meaning: z.string().nullable() })) })
    .nullable()
    .describe('heaviest reason first; `meaning` is of the policy that is in force now'),
  passages: retrievalFacts.shape.passages,
  draft: draftFacts.shape.model.nullable().describe('what drafted the newest proposal'),
});

export function registerTimelineRoutes(app: GatewayApp, context: RouteContext): void {
  app.get(
    '/v1/journeys/:id/timeline',
    {
      config: { rule: 'journeys.read' },
      schema: {
        operationId: 'getTimeline',
        summary: 'Read a journey entry by entry, with its reasons and what drafted it',
        tags: ['journeys'],
        security: [{ token: [] }],
        params: journeyParams,
        response: { 200: timelineAnswer },
      },
    },
    async (request) => {
      const { tenant } = callerOf(request);
      const row = await findJourney(context, tenant, request.params.id);
      const { entries, sealed } = await entriesOf(context, row);
      const { intents } = await context.policies.current();
      const intent = newest(entries, 'detect', intentFacts);
      const features = intents[intent?.intent ?? '']?.policy.features ?? [];
      const meanings = new Map<string, string>(features.map(({ code, meaning }) => [code, meaning]));
      return {
        sealed,
        entries: entries.map(({ seq, type, stage, at, hash: own }) => ({
          ...{ seq, type, stage, at, hash: own, sentence: evidenceSentences[type] },
        })),
        intent: intent && {
          ...intent,
          reasons: intent.reasons
            .map((one) => ({ ...one, meaning: meanings.get(one.code) ?? null }))
            .sort((one, other) => Math.abs(other.contribution) - Math.abs(one.contribution)),
        },
        passages: newest(entries, 'retrieve', retrievalFacts)?.passages ?? [],
        draft: newest(entries, 'infer', draftFacts)?.model ?? null,
      };
    },
  );
}

/** Facts of the last entry of the stage that have this form; older histories have fewer. */
function newest<Facts>(
  entries: readonly EvidenceEntry[],
  stage: EvidenceEntry['stage'],
  form: z.ZodType<Facts>,
): Facts | null {
  for (const entry of entries.filter((one) => one.stage === stage).reverse()) {
    const read = form.safeParse(entry.facts);
    if (read.success) return read.data;
  }
  return null;
}
