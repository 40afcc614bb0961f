// CloudEvents that the gateway accepts: one zod schema a type, and how each becomes control facts.
// Free text never leaves the document; only closed vocabularies reach a workflow.
import { z } from 'zod';
import type { DocumentReference } from './control-facts.ts';
import type { EpochMilliseconds, EventToken, PrincipalToken } from './ids.ts';

export const topics = [
  // wealth
  'structured_notes', 'funds', 'equities', 'bonds', 'pensions', 'market_news', 'return_calculator',
  'pension_calculator', 'risk_scenarios', 'account_overview',
  // retail
  'premium_electronics', 'audio', 'phones', 'home_appliances', 'accessories', 'gaming', 'order_tracking',
  // both
  'support', 'shipping', 'warranty', 'billing', 'returns', 'home', 'other',
] as const; // prettier-ignore
export type Topic = (typeof topics)[number];

export const eventKinds = [
  'page_viewed',
  'tool_used',
  'product_viewed',
  'checkout_started',
  'checkout_abandoned',
  'order_placed',
  'contact_logged',
] as const;
export type EventKind = (typeof eventKinds)[number];

const topic = z.enum(topics);
const sessionId = z.string().min(1).max(128);
const minor = z.number().int().nonnegative().max(1e12).describe('amount in minor units of `currency`');
const currency = z.string().regex(/^[A-Z]{3}$/);

/** CloudEvents `type` → `data` schema. Unknown members are refused: what is not understood is not stored. */
export const eventDataSchemas = {
  'com.wayproof.web.page_viewed.v1': z.strictObject({
    sessionId,
    topic,
    path: z.string().max(2048).optional(),
    dwellSeconds: z.number().nonnegative().max(86_400).optional(),
  }),
  'com.wayproof.web.tool_used.v1': z.strictObject({ sessionId, topic, inputs: z.record(z.string().max(64), z.number()).optional() }),
  'com.wayproof.commerce.product_viewed.v1': z.strictObject({
    sessionId,
    topic,
    productId: z.string().min(1).max(64),
    priceMinor: minor.optional(),
    currency: currency.optional(),
  }),
  'com.wayproof.commerce.checkout_started.v1': z.strictObject({ sessionId, topic, cartId: z.string().min(1).max(64), valueMinor: minor, currency }),
  'com.wayproof.commerce.checkout_abandoned.v1': z.strictObject({ sessionId, topic, cartId: z.string().min(1).max(64), valueMinor: minor, currency }),
  'com.wayproof.commerce.order_placed.v1': z.strictObject({ sessionId, topic, orderId: z.string().min(1).max(64), valueMinor: minor, currency }),
  'com.wayproof.service.contact_logged.v1': z.strictObject({
    topic,
    channel: z.enum(['phone', 'email', 'chat', 'store', 'whatsapp']),
    text: z.string().max(10_000).optional(),
  }),
} as const; // prettier-ignore

export type EventType = keyof typeof eventDataSchemas;

export const eventTypes = Object.keys(eventDataSchemas) as EventType[];

/** The kind that a CloudEvents type stands for: its last name before the version. */
export function kindOf(type: EventType): EventKind {
  return type.split('.').at(-2) as EventKind;
}

/** One accepted event as an agent and a journey see it: control facts only. */
export interface EventSignal {
  event: EventToken;
  kind: EventKind;
  topic: Topic;
  /** Keyed 16-hex-digit token of the session, null when the event has none. */
  session: string | null;
  /** CloudEvents `time`. */
  at: EpochMilliseconds;
  /** Who sent it. */
  by: PrincipalToken;
  body: DocumentReference;
  /** Codes of what the screens found in its texts, strongest first, at most three. Absent: nothing. */
  screened?: string[];
}
