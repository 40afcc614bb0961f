// The shape of test/expected-cases.json, the one place that knows the cases, and its reader. Fails on any unknown member.
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { journeyOutcomes, journeyStages } from '../contracts/control-facts.ts';
import { decisionKinds } from '../contracts/decision.ts';
import { eventTypes, topics } from '../contracts/events.ts';
import type { EventType } from '../contracts/events.ts';
import { optionLists } from '../contracts/journey.ts';
import { roles } from '../contracts/ports/identity.ts';

const eventType = z.enum(eventTypes as [EventType, ...EventType[]]);

/** Smallest and largest; both included. */
const range = z
  .tuple([z.number().nonnegative(), z.number().nonnegative()])
  .refine(([min, max]) => min <= max);

/** How one kind of event looks in a session. Lists are drawn from; ranges are drawn within. */
const eventPattern = z.strictObject({
  type: eventType,
  topic: z.enum(topics),
  /** How many; once when absent. */
  times: range.exactOptional(),
  paths: z.array(z.string()).min(1).exactOptional(),
  dwellSeconds: range.exactOptional(),
  products: z.array(z.string()).min(1).exactOptional(),
  inputs: z.record(z.string(), range).exactOptional(),
  valueMinor: range.exactOptional(),
  /** Events of one behaviour with the same label share a cart. */
  cart: z.string().exactOptional(),
  channel: z.string().exactOptional(),
  texts: z.array(z.string()).min(1).exactOptional(),
});

export type EventPattern = z.infer<typeof eventPattern>;

const session = z.strictObject({
  /** Whole days before `now`, 1 to 13. */
  daysAgo: z.tuple([z.number().int().min(1), z.number().int().max(13)]),
  events: z.array(eventPattern).min(1),
});
export type SessionPattern = z.infer<typeof session>;

const behaviour = z.strictObject({
  meaning: z.string(),
  /** The customer's everyday visits around it; none with an event of these types. */
  hiddenAmong: z.strictObject({ without: z.array(eventType) }),
  sessions: z.array(session).min(1),
});
export type Behaviour = z.infer<typeof behaviour>;

/** What the CRM must say of a customer who plays a case. */
const factsNeeded = z.strictObject({
  optedOut: z.boolean().exactOptional(),
  purposes: z.record(z.string(), z.boolean()).exactOptional(),
  /** At least one of the listed channels is consented to. */
  anyChannel: z.array(z.string()).exactOptional(),
  riskClass: range.exactOptional(),
  /** At most this many contacts in the last 90 days. */
  recentContactsAtMost: z.number().int().nonnegative().exactOptional(),
});
export type FactsNeeded = z.infer<typeof factsNeeded>;

const count = z.number().int().nonnegative();

/** How a case must end, read back from the outside. Every member is compared. */
const caseExpectation = z.strictObject({
  /** Journeys of the customer, of any type. */
  journeys: count,
  type: z.string(),
  outcome: z.enum(journeyOutcomes),
  /** Code of the denial or the rejection. */
  reason: z.string().nullable(),
  /** Stages that left evidence, in order. */
  stages: z.array(z.enum(journeyStages)),
  approverRole: z.enum(roles).nullable(),
  decision: z.enum(decisionKinds).nullable(),
  /** What the CRM holds of this journey. */
  crm: z.strictObject({
    writes: count,
    calls: count,
    briefings: count,
    portfolios: count,
    /** Offers, points and support cases. */
    remedies: count,
    messages: count,
  }),
  /** Products within the risk class, offers and points within the limits, messages on consented channels only. */
  withinRules: z.boolean(),
  /** The CRM holds what the approver edited in. */
  carriesEdit: z.boolean(),
  auditCompleteness: z.number().min(0).max(1),
  verified: z.boolean().nullable(),
});
export type CaseExpectation = z.infer<typeof caseExpectation>;

const caseDecision = z.strictObject({
  persona: z.enum(roles),
  decision: z.enum(decisionKinds),
  reasonCode: z.string().exactOptional(),
  edit: z
    .strictObject({
      /** Another option of the draft's list, by its position from 0. */
      choose: z
        .strictObject({ field: z.string(), from: z.enum(optionLists), position: count })
        .exactOptional(),
      /** The sentence takes the place of all but the first statement of the field. */
      say: z.strictObject({ field: z.string(), sentence: z.string() }).exactOptional(),
    })
    .exactOptional(),
});
export type CaseDecision = z.infer<typeof caseDecision>;

export const expectedCasesSchema = z.strictObject({
  format: z.literal('wayproof-expected-cases/1'),
  about: z.string(),
  /** Largest offer (minor units) and point grant that may reach a customer. */
  limits: z.strictObject({ offerMinor: count, points: count }),
  behaviours: z.record(z.string(), behaviour),
  cases: z
    .array(
      z.strictObject({
        case: z.string(),
        tenant: z.string(),
        behaviour: z.string(),
        facts: factsNeeded,
        delivery: z.enum(['in_order', 'three_times', 'shuffled']),
        /** What the persona does at the checkpoint; null: nobody comes. */
        decision: caseDecision.nullable(),
        expect: caseExpectation,
      }),
    )
    .min(1),
  /** Everybody else. */
  ordinary: z.strictObject({ journeys: count }),
});
export type ExpectedCases = z.infer<typeof expectedCasesSchema>;
export type ExpectedCase = ExpectedCases['cases'][number];

/** Reads and checks the expectation file. @throws ZodError naming the member that is wrong. */
export function readExpectedCases(
  file: URL = new URL('../test/expected-cases.json', import.meta.url),
): ExpectedCases {
  return expectedCasesSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}
