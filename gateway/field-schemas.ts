// The shapes of one value in the clear, and of what the agent and the CRM know of a journey's customer.
import { z } from 'zod';
import { journeyOutcomes, journeyStages } from '../contracts/control-facts.ts';
import { revealReasons, revealableFields } from '../contracts/reveal-reasons.ts';
import { time } from './schema-parts.ts';

const reasons = Object.keys(revealReasons) as [keyof typeof revealReasons, ...(keyof typeof revealReasons)[]];

export const revealBody = z
  .strictObject({
    field: z.enum(revealableFields),
    token: z
      .string()
      .regex(/^\[\[[A-Z_]{2,40}_[0-9a-hjkmnp-tv-z]{16}\]\]$/)
      .optional()
      .describe('for the field `token`: one that stands in the proposal, with its brackets'),
    reason: z.enum(reasons).describe('kept in the ledger, as is the field; the value never is'),
    comment: z.string().min(1).max(4000).nullish(),
  })
  .refine(({ field, token }) => (field === 'token') === (token !== undefined), { path: ['token'] });
export const revealAnswer = z.object({
  field: z.enum(revealableFields),
  token: z.string().nullable(),
  value: z.string().nullable().describe('null: the record has none, or the token is not this customer’s'),
});

export const subjectParams = z.strictObject({
  subject: z.string().max(64).describe('token of a customer, `sub_` and 32 hex digits'),
});

export const customerAnswer = z.object({
  subject: z.string(),
  facts: z.looseObject({ version: z.number() }).describe('what identifies is not among them'),
  timeline: z.array(
    z.object({ id: z.string(), at: time, kind: z.string(), text: z.string(), journeyId: z.string().nullable() }),
  ),
  tasks: z.array(z.object({ id: z.string(), forRole: z.string(), title: z.string(), state: z.string() })),
  cases: z.array(z.object({ id: z.string(), topic: z.string(), priority: z.string(), state: z.string() })),
  outbox: z.array(
    z.object({ id: z.string(), channel: z.string(), at: time, state: z.string(), text: z.string() }),
  ),
  journeys: z
    .array(
      z.object({
        id: z.string(),
        type: z.string(),
        stage: z.enum(journeyStages),
        outcome: z.enum(journeyOutcomes).nullable(),
        tier: z.string().nullable(),
        score: z.number().nullable(),
        createdAt: time,
      }),
    )
    .describe('newest first, at most 50'),
  agent: z
    .object({
      window: z.array(z.object({ event: z.string(), kind: z.string(), topic: z.string(), at: time })),
      openJourney: z.object({ id: z.string().nullable(), type: z.string(), intent: z.string() }).nullable(),
      contacts: z.array(
        z.object({ type: z.string(), intent: z.string(), outcome: z.string(), endedAt: time }),
      ),
    })
    .nullable()
    .describe('what the customer’s agent holds; null: there is none now'),
  agentAnswered: z.boolean().describe('false: the engine did not answer, so `agent` says nothing'),
}); // prettier-ignore
