// Lumen Retail's offers, values in paise. Some are above the tenant's limit on purpose: policy must keep them out.
// The documents in samples/knowledge/lumen-retail/offers-*.md describe exactly these.

export interface RetailOffer {
  id: string;
  name: string;
  /** INR, minor units (paise). */
  valueMinor: number;
  currency: 'INR';
}

export const retailOffers: readonly RetailOffer[] = [
  { id: 'offer-shipping-free', name: 'Free express shipping', valueMinor: 29_900, currency: 'INR' },
  { id: 'offer-audio-1500', name: 'Audio upgrade credit', valueMinor: 150_000, currency: 'INR' },
  { id: 'offer-cart-2000', name: 'Return to your cart credit', valueMinor: 200_000, currency: 'INR' },
  { id: 'offer-care-plus', name: 'One year of Lumen Care Plus', valueMinor: 249_900, currency: 'INR' },
  { id: 'offer-exchange-3000', name: 'Exchange bonus', valueMinor: 300_000, currency: 'INR' },
  { id: 'offer-premium-4000', name: 'Premium electronics credit', valueMinor: 400_000, currency: 'INR' },
  { id: 'offer-gold-5000', name: 'Gold member credit', valueMinor: 500_000, currency: 'INR' },
  { id: 'offer-oled-7500', name: 'OLED launch credit', valueMinor: 750_000, currency: 'INR' },
  { id: 'offer-festive-10000', name: 'Festive flagship credit', valueMinor: 1_000_000, currency: 'INR' },
  { id: 'offer-corporate-15000', name: 'Corporate purchase credit', valueMinor: 1_500_000, currency: 'INR' },
]; // prettier-ignore
