// Turns a behaviour (data) into one customer's events. It knows patterns only, never what a behaviour is for.
import type { EventPattern, SessionPattern } from './expected-cases.ts';
import type { SampleEvent } from './sample-types.ts';
import type { Prng } from './prng.ts';

const dayMs = 86_400_000;
const hourMs = 3_600_000;

export interface Stage {
  prng: Prng;
  tenant: string;
  now: number;
  /** Hours that the tenant's day is ahead of UTC. */
  hoursAhead: number;
  currency: string;
  /** List price of a product in minor units, where there is one. */
  priceOf: (productId: string) => number | undefined;
}

type UnnamedEvent = Omit<SampleEvent, 'id'>;

/** The events of `sessions` for one customer, in the order in which they happened; all before `now`. */
export function playSessions(
  stage: Stage,
  customerId: string,
  sessions: readonly SessionPattern[],
): UnnamedEvent[] {
  const carts = new Map<string, { cartId: string; valueMinor: number }>();
  return sessions.flatMap((session) => playSession(stage, customerId, session, carts));
}

function playSession(
  stage: Stage,
  customerId: string,
  session: SessionPattern,
  carts: Map<string, { cartId: string; valueMinor: number }>,
): UnnamedEvent[] {
  const { prng } = stage;
  const sessionId = `web-${prng.hex(16)}`;
  const day = Math.floor(stage.now / dayMs) * dayMs - prng.int(...session.daysAgo) * dayMs;
  // Between 8 and 21 o'clock of the tenant's day; days ago are at least 1, so it is always before now.
  let at = day + (prng.int(8, 20) - stage.hoursAhead) * hourMs + prng.int(0, hourMs - 1);
  const events: UnnamedEvent[] = [];
  for (const pattern of session.events) {
    const times = prng.int(...(pattern.times ?? [1, 1]));
    for (let count = 0; count < times; count += 1) {
      at += prng.int(25_000, 240_000);
      events.push({
        specversion: '1.0',
        source: sourceOf(stage.tenant, pattern),
        type: pattern.type,
        subject: customerId,
        time: new Date(at).toISOString(),
        datacontenttype: 'application/json',
        data: dataOf(stage, pattern, sessionId, carts),
      });
    }
  }
  return events;
}

function sourceOf(tenant: string, pattern: EventPattern): string {
  const system = pattern.type.includes('.service.')
    ? 'service-desk'
    : pattern.type.includes('.commerce.')
      ? 'shop'
      : 'web';
  return `//${tenant}.example/${system}`;
}

function dataOf(
  stage: Stage,
  pattern: EventPattern,
  sessionId: string,
  carts: Map<string, { cartId: string; valueMinor: number }>,
): Record<string, unknown> {
  const { prng, currency } = stage;
  const { topic } = pattern;
  switch (pattern.type) {
    case 'com.wayproof.web.page_viewed.v1':
      return {
        sessionId,
        topic,
        ...(pattern.paths && { path: prng.pick(pattern.paths) }),
        ...(pattern.dwellSeconds && { dwellSeconds: prng.int(...pattern.dwellSeconds) }),
      };
    case 'com.wayproof.web.tool_used.v1':
      return { sessionId, topic, ...(pattern.inputs && { inputs: drawInputs(prng, pattern.inputs) }) };
    case 'com.wayproof.commerce.product_viewed.v1': {
      const productId = prng.pick(pattern.products ?? []);
      const priceMinor = stage.priceOf(productId);
      return { sessionId, topic, productId, ...(priceMinor !== undefined && { priceMinor, currency }) };
    }
    case 'com.wayproof.commerce.checkout_started.v1':
    case 'com.wayproof.commerce.checkout_abandoned.v1':
      return { sessionId, topic, ...cartOf(prng, pattern, carts), currency };
    case 'com.wayproof.commerce.order_placed.v1':
      return {
        sessionId,
        topic,
        orderId: `ord-${prng.hex(10)}`,
        valueMinor: drawValue(prng, pattern),
        currency,
      };
    case 'com.wayproof.service.contact_logged.v1':
      return {
        topic,
        channel: pattern.channel ?? 'chat',
        ...(pattern.texts && { text: prng.pick(pattern.texts) }),
      };
  }
}

function cartOf(
  prng: Prng,
  pattern: EventPattern,
  carts: Map<string, { cartId: string; valueMinor: number }>,
): { cartId: string; valueMinor: number } {
  const label = pattern.cart ?? prng.hex(8);
  const known = carts.get(label);
  if (known) return known;
  const cart = { cartId: `cart-${prng.hex(10)}`, valueMinor: drawValue(prng, pattern) };
  carts.set(label, cart);
  return cart;
}

/** Whole hundreds of minor units, as shops price. */
function drawValue(prng: Prng, pattern: EventPattern): number {
  const [min, max] = pattern.valueMinor ?? [100_000, 900_000];
  return prng.int(Math.ceil(min / 100), Math.floor(max / 100)) * 100;
}

function drawInputs(prng: Prng, inputs: Record<string, [number, number]>): Record<string, number> {
  return Object.fromEntries(Object.entries(inputs).map(([name, range]) => [name, prng.int(...range)]));
}
