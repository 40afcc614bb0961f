// Facts and identity of one customer, from the tables as they are: open cases and contacts are counted, never kept.
import { and, count, eq, gt, ne } from 'drizzle-orm';
import type { EpochMilliseconds } from '../../../contracts/ids.ts';
import { channels, type CustomerFacts, type CustomerIdentity } from '../../../contracts/ports/crm.ts';
import type { Transaction } from '../../../store/database.ts';
import { calls, cases, consents, earlierContacts, loyalty, outbox } from './schema.ts';
import type { CustomerRow } from './write-scope.ts';

// As the port says: frequency caps look at 90 days at most.
const contactWindowMs = 90 * 86_400_000;

/**
 * @param customer Row read earlier in this transaction. Earlier matters: when another write commits in between, the facts
 * carry the older version, and a write made from them is refused, never accepted on stale facts.
 */
export async function readFacts(
  transaction: Transaction,
  customer: CustomerRow,
  now: EpochMilliseconds,
): Promise<CustomerFacts> {
  const { tenant, customerId } = customer;
  const given = await transaction
    .select()
    .from(consents)
    .where(and(eq(consents.tenant, tenant), eq(consents.customerId, customerId)));
  const [account] = await transaction
    .select({ tier: loyalty.tier, points: loyalty.points })
    .from(loyalty)
    .where(and(eq(loyalty.tenant, tenant), eq(loyalty.customerId, customerId)));
  const [open] = await transaction
    .select({ count: count() })
    .from(cases)
    .where(and(eq(cases.tenant, tenant), eq(cases.customerId, customerId), eq(cases.state, 'open')));

  const purposes: Record<string, boolean> = {};
  const byChannel: CustomerFacts['consents']['channels'] = {};
  for (const consent of given) {
    if (consent.kind === 'purpose') purposes[consent.name] = consent.given;
    const channel = channels.find((name) => name === consent.name);
    if (consent.kind === 'channel' && channel) byChannel[channel] = consent.given;
  }
  return {
    version: customer.version,
    segment: customer.segment,
    riskClass: customer.riskClass,
    loyalty: account ?? null,
    optedOut: customer.optedOut,
    consents: { purposes, channels: byChannel },
    timeZone: customer.timeZone,
    language: customer.language,
    openCases: open?.count ?? 0,
    holdings: customer.holdings,
    recentContacts: await recentContacts(transaction, customer, now - contactWindowMs),
  };
}

export function identityOf(customer: CustomerRow): CustomerIdentity {
  return { name: customer.name, email: customer.email, phone: customer.phone };
}

/** What was sent before Wayproof, messages that were not cancelled, and booked calls; newest first. */
async function recentContacts(
  transaction: Transaction,
  { tenant, customerId }: CustomerRow,
  after: EpochMilliseconds,
): Promise<CustomerFacts['recentContacts']> {
  const earlier = await transaction
    .select({ channel: earlierContacts.channel, at: earlierContacts.at })
    .from(earlierContacts)
    .where(
      and(
        eq(earlierContacts.tenant, tenant),
        eq(earlierContacts.customerId, customerId),
        gt(earlierContacts.at, after),
      ),
    );
  const messages = await transaction
    .select({ channel: outbox.channel, at: outbox.at })
    .from(outbox)
    .where(
      and(
        eq(outbox.tenant, tenant),
        eq(outbox.customerId, customerId),
        ne(outbox.state, 'cancelled'),
        gt(outbox.at, after),
      ),
    );
  const booked = await transaction
    .select({ at: calls.at })
    .from(calls)
    .where(
      and(
        eq(calls.tenant, tenant),
        eq(calls.customerId, customerId),
        ne(calls.state, 'cancelled'),
        gt(calls.at, after),
      ),
    );
  const phone = booked.map(({ at }) => ({ channel: 'phone' as const, at }));
  // Channel as the second key, so that the same contacts always come in the same order.
  return [...earlier, ...messages, ...phone].sort(
    (one, other) => other.at - one.at || one.channel.localeCompare(other.channel),
  );
}
