// Invents one customer of a sample tenant. Addresses and numbers are of ranges that nobody can own.
import type { SeedCustomer } from '../../connectors/crm/embedded/seed-types.ts';
import type { Channel } from '../../contracts/ports/crm.ts';
import { wealthProducts } from '../catalogue/wealth-products.ts';
import { retailGoods } from '../catalogue/retail-goods.ts';
import type { Prng } from '../prng.ts';
import { europeanNames, indianNames } from './names.ts';

const dayMs = 86_400_000;

/** Number ranges that regulators keep for fiction: Bundesnetzagentur (DE) and ARCEP (FR). */
const europeanPhones = [
  (prng: Prng) => `+49 30 23125 ${digits(prng, 3)}`,
  (prng: Prng) => `+49 69 90009 ${digits(prng, 3)}`,
  (prng: Prng) => `+49 89 99998 ${digits(prng, 3)}`,
  (prng: Prng) => `+33 1 99 00 ${digits(prng, 2)} ${digits(prng, 2)}`,
  (prng: Prng) => `+33 6 39 98 ${digits(prng, 2)} ${digits(prng, 2)}`,
];

const europeanZones = ['Europe/Berlin', 'Europe/Paris', 'Europe/Amsterdam', 'Europe/Vienna', 'Europe/Madrid'];

export function makeWealthCustomer(prng: Prng, position: number, now: number): SeedCustomer {
  const segment = prng.pick(['core', 'core', 'affluent', 'affluent', 'private', 'next_generation']);
  const riskClass = prng.chance(0.06) ? null : prng.pick([1, 2, 2, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 6, 7]);
  const suitable = wealthProducts.filter((product) => product.riskClass <= (riskClass ?? 1));
  return {
    customerId: `aw-${String(100_000 + position * 37)}`,
    identity: { ...makeName(prng, europeanNames), phone: prng.pick(europeanPhones)(prng) },
    facts: {
      segment,
      riskClass,
      loyalty: null,
      optedOut: prng.chance(0.09),
      consents: {
        purposes: {
          investment_advice: prng.chance(0.82),
          service: true,
          marketing: prng.chance(0.45),
          retention: prng.chance(0.5),
        },
        channels: makeChannels(prng, { phone: 0.85, email: 0.9, secure_inbox: 0.95, push: 0.3 }),
      },
      timeZone: prng.chance(0.6) ? null : prng.pick(europeanZones),
      language: 'en',
      openCases: prng.chance(0.08) ? 1 : 0,
      holdings: prng
        .shuffle(suitable)
        .slice(0, prng.int(0, 4))
        .map(({ id }) => id),
      recentContacts: makeContacts(prng, now, ['phone', 'email', 'secure_inbox']),
    },
  };
}

export function makeRetailCustomer(prng: Prng, position: number, now: number): SeedCustomer {
  const tier = prng.pick(['member', 'member', 'member', 'silver', 'silver', 'gold']);
  const points = { member: prng.int(0, 900), silver: prng.int(800, 3200), gold: prng.int(3000, 9000) }[tier];
  return {
    customerId: `lr-${String(500_000 + position * 41)}`,
    // Indian mobile numbers start with 6 to 9, so a subscriber number that starts with 0 belongs to nobody.
    identity: { ...makeName(prng, indianNames), phone: `+91 00${digits(prng, 3)} ${digits(prng, 5)}` },
    facts: {
      segment: prng.pick(['value', 'value', 'enthusiast', 'enthusiast', 'family', 'premium']),
      riskClass: null,
      loyalty: { tier, points: points ?? 0 },
      optedOut: prng.chance(0.08),
      consents: {
        purposes: {
          retention: prng.chance(0.75),
          service: true,
          marketing: prng.chance(0.6),
        },
        channels: makeChannels(prng, { whatsapp: 0.7, push: 0.6, email: 0.8, phone: 0.4 }),
      },
      timeZone: prng.chance(0.94) ? null : prng.pick(['Asia/Dubai', 'Asia/Singapore']),
      language: 'en',
      openCases: prng.chance(0.1) ? 1 : 0,
      holdings: prng
        .shuffle(retailGoods)
        .slice(0, prng.int(0, 4))
        .map(({ id }) => id),
      recentContacts: makeContacts(prng, now, ['whatsapp', 'push', 'email']),
    },
  };
}

interface NameLists {
  given: readonly string[];
  family: readonly string[];
}

function makeName(prng: Prng, names: NameLists): { name: string; email: string } {
  const name = `${prng.pick(names.given)} ${prng.pick(names.family)}`;
  const mailbox = name
    .normalize('NFD')
    .replace(/[^A-Za-z ]/g, '')
    .toLowerCase()
    .trim()
    .replace(/ +/g, '.');
  return { name, email: `${mailbox}${prng.int(1, 99)}@example.${prng.pick(['com', 'org'])}` };
}

function makeChannels(prng: Prng, odds: Partial<Record<Channel, number>>): Partial<Record<Channel, boolean>> {
  return Object.fromEntries(
    Object.entries(odds).map(([channel, probability]) => [channel, prng.chance(probability)]),
  );
}

/** Most customers were left alone lately, a few were contacted up to the caps. Newest first. */
function makeContacts(prng: Prng, now: number, from: Channel[]): { channel: Channel; at: number }[] {
  const count = prng.pick([0, 0, 0, 0, 0, 1, 1, 2, 4]);
  return Array.from({ length: count }, () => ({
    channel: prng.pick(from),
    at: now - prng.int(1, 80) * dayMs - prng.int(0, dayMs - 1),
  })).sort((one, other) => other.at - one.at);
}

function digits(prng: Prng, count: number): string {
  return Array.from({ length: count }, () => prng.int(0, 9)).join('');
}
