// Grants an offer of the catalogue, at most at its catalogue value and in its currency.
import { and, eq } from 'drizzle-orm';
import { CrmRefusal } from '../crm-refusal.ts';
import { grantedOffers, offers } from '../schema.ts';
import { newEntry, recordCreated } from '../write-scope.ts';
import type { Verb } from './verb.ts';

export const grantOffer: Verb<'grant_offer'> = async (scope, { offerId, valueMinor, currency }) => {
  const [offer] = await scope.transaction
    .select()
    .from(offers)
    .where(and(eq(offers.tenant, scope.tenant), eq(offers.id, offerId)));
  if (!offer) throw new CrmRefusal('unknown_offer');
  const isWithin = Number.isInteger(valueMinor) && valueMinor >= 0 && valueMinor <= offer.valueMinor;
  if (!isWithin || currency !== offer.currency) throw new CrmRefusal('offer_limit');

  const entry = newEntry(scope, 'offer', 'granted');
  await scope.transaction.insert(grantedOffers).values({ ...entry, offerId, valueMinor, currency });
  recordCreated(
    scope,
    'granted_offer',
    entry.id,
    { offerId, valueMinor, currency, state: entry.state },
    'withdrawn',
  );
  return `Offer granted: ${offer.name}`;
};
