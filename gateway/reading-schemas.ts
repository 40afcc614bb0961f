// The shapes of what pages read besides single journeys: counts, the stream of changes, the overview. Codes, tokens and numbers.
import { z } from 'zod';
import { journeyOutcomes, journeyStages } from '../contracts/control-facts.ts';
import { queryInteger, time } from './schema-parts.ts';
import { switchSchema } from './switch-schemas.ts';

const count = z.number().int();
const codeCount = z.object({ code: z.string(), count });
const explained = codeCount.extend({ sentence: z.string().nullable() });

export const waitingAnswer = z.object({
  open: count.describe('open checkpoints of the tenant'),
  high: count.describe('of a high tier'),
  dueSoon: count.describe('whose deadline is within the hour'),
  mine: count.describe('that I have claimed, or was given'),
  forMe: count.describe('that ask for a role of mine and that nobody else has in hand'),
});

export const streamQuery = z.strictObject({
  once: z
    .enum(['true', 'false'])
    .default('false')
    .describe('end after what has changed since `Last-Event-ID`, for whoever cannot hold a stream'),
});

export const overviewQuery = z.strictObject({ days: queryInteger(1, 90).default(7) });

export const overviewAnswer = z.object({
  from: time,
  to: time,
  started: count.describe('journeys that began in this time; everything here is about those'),
  ended: count,
  outcomes: z.array(z.object({ code: z.enum(journeyOutcomes), count })),
  reasons: z.array(explained).describe('of journeys that ended without an act'),
  tiers: z.array(codeCount),
  models: z.array(
    z.object({ provider: z.string(), model: z.string(), fallback: z.string().nullable(), count }),
  ),
  fallbacks: count.describe('drafts of the composer because the configured model failed'),
  approvals: z.object({
    decided: count,
    approved: count,
    edited: count,
    rejected: count,
    medianMs: z.number().nullable().describe('from the opening of the checkpoint to the decision'),
    p90Ms: z.number().nullable(),
    editRate: z.number().nullable().describe('edited of decided, 0 to 1; null: nobody has decided'),
    rejectRate: z.number().nullable(),
    neverRejects: z
      .array(z.object({ principal: z.string(), decisions: count }))
      .describe('who decided at least `fromDecisions` times and never rejected'),
    fromDecisions: count,
  }),
  throughput: z.object({
    unit: z.enum(['day', 'hour']),
    points: z.array(z.object({ at: time, started: count, acted: count })),
  }),
  evidence: z
    .object({
      sampled: count,
      of: count,
      stages: z.array(
        z.object({ stage: z.enum(journeyStages), journeys: count, p50Ms: z.number(), p95Ms: z.number() }),
      ),
      regions: z.array(codeCount).describe('in how many of the sampled journeys each region was used'),
    })
    .describe(
      'of the newest sealed journeys, at most `of`: a stage lasts from the evidence entry before to its own',
    ),
  resetReasons: z.array(z.string()).describe('for POST /v1/switches/{id}/reset'),
  switches: z.array(switchSchema).describe('kill switches in force'),
  mayResetSwitches: z.array(z.string()).describe('roles'),
});

export const samplesAnswer = z.object({
  customers: count,
  events: count,
  accepted: count.describe('deliveries that were new'),
  duplicates: count.describe('deliveries of what was sent before'),
});
