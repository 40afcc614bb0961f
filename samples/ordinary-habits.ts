// What customers do on other days: everyday habits, and the near misses that resemble an intent and are none.
// Data for samples/generate.ts; the scorer must stay silent on all of it.
import type { Behaviour, EventPattern, SessionPattern } from './expected-cases.ts';
import { retailGoods } from './catalogue/retail-goods.ts';

export interface TenantHabits {
  /** One short visit each; drawn until the stream is full. */
  everyday: EventPattern[][];
  /** Each is played by this many customers. */
  nearMisses: { customers: number; behaviour: Pick<Behaviour, 'meaning' | 'sessions'> }[];
}

const page = 'com.wayproof.web.page_viewed.v1';
const tool = 'com.wayproof.web.tool_used.v1';
const viewed = 'com.wayproof.commerce.product_viewed.v1';
const started = 'com.wayproof.commerce.checkout_started.v1';
const abandoned = 'com.wayproof.commerce.checkout_abandoned.v1';
const ordered = 'com.wayproof.commerce.order_placed.v1';
const contact = 'com.wayproof.service.contact_logged.v1';

const dwellSeconds: [number, number] = [8, 140];

function visit(daysAgo: [number, number], ...events: EventPattern[]): SessionPattern {
  return { daysAgo, events };
}

export const wealthHabits: TenantHabits = {
  everyday: [
    [{ type: page, topic: 'account_overview', paths: ['/account', '/account/statements'], dwellSeconds }],
    [
      { type: page, topic: 'account_overview', paths: ['/account'], dwellSeconds },
      { type: page, topic: 'market_news', times: [1, 2], paths: ['/news/morning-note', '/news/rates', '/news/weekly'], dwellSeconds },
    ],
    [{ type: page, topic: 'market_news', times: [1, 3], paths: ['/news/morning-note', '/news/equities', '/news/weekly'], dwellSeconds }],
    [{ type: page, topic: 'funds', times: [1, 2], paths: ['/invest/funds', '/invest/funds/costs'], dwellSeconds }],
    [{ type: viewed, topic: 'funds', products: ['aw402-mixed-balanced-50', 'aw401-mixed-income-30', 'aw501-equity-world-index'] }],
    [{ type: page, topic: 'equities', paths: ['/invest/equities', '/invest/equities/europe'], dwellSeconds }],
    [{ type: viewed, topic: 'bonds', products: ['aw301-bond-euro-short', 'aw302-bond-euro-corporate', 'aw303-bond-green'] }],
    [
      { type: page, topic: 'pensions', paths: ['/pension', '/pension/transfer'], dwellSeconds },
      { type: tool, topic: 'pension_calculator', inputs: { monthlyEur: [100, 900], yearsToRetirement: [8, 32] } },
    ],
    [{ type: contact, topic: 'billing', channel: 'email', texts: ['Asked for the yearly cost statement as a PDF.', 'Wants to know when the custody fee is charged.'] }],
    [{ type: contact, topic: 'support', channel: 'phone', texts: ['Locked out of the app after a phone change; access restored.', 'Asked how to add a second signatory.'] }],
    [{ type: page, topic: 'home', paths: ['/'], dwellSeconds }],
  ],
  nearMisses: [
    {
      customers: 6,
      behaviour: {
        meaning: 'Reads about structured notes once and does not come back.',
        sessions: [
          visit([2, 11], { type: page, topic: 'structured_notes', times: [2, 3], paths: ['/invest/structured-notes'], dwellSeconds }),
        ],
      },
    },
    {
      customers: 5,
      behaviour: {
        meaning: 'Plays with the return calculator for a savings plan.',
        sessions: [
          visit([7, 12], { type: tool, topic: 'return_calculator', times: [1, 2], inputs: { monthlyEur: [50, 400], years: [5, 25] } }),
          visit([1, 4], { type: page, topic: 'funds', times: [1, 2], paths: ['/invest/funds'], dwellSeconds }),
        ],
      },
    },
    {
      customers: 4,
      behaviour: {
        meaning: 'Looks at a risk scenario first and at a note later: the other way round, and no returns.',
        sessions: [
          visit([8, 12], { type: page, topic: 'risk_scenarios', paths: ['/tools/risk-scenarios'], dwellSeconds }),
          visit([2, 5], { type: viewed, topic: 'structured_notes', products: ['aw101-note-protected-100'] }),
        ],
      },
    },
    {
      customers: 3,
      behaviour: {
        meaning: 'A worried investor: news and one risk scenario after a bad week.',
        sessions: [
          visit([3, 6], { type: page, topic: 'market_news', times: [2, 3], paths: ['/news/equities'], dwellSeconds }, { type: page, topic: 'risk_scenarios', paths: ['/tools/risk-scenarios/stress'], dwellSeconds }),
          visit([1, 2], { type: contact, topic: 'support', channel: 'phone', texts: ['Asked whether the savings plan should be paused after the fall.'] }),
        ],
      },
    },
    {
      customers: 3,
      behaviour: {
        meaning: 'A study evening: notes, returns and risks in one sitting, and no second visit.',
        sessions: [
          visit([2, 10], { type: page, topic: 'structured_notes', times: [1, 2], paths: ['/invest/structured-notes/how-they-work'], dwellSeconds }, { type: tool, topic: 'return_calculator', inputs: { amountEur: [5000, 40_000], years: [2, 6] } }, { type: page, topic: 'risk_scenarios', paths: ['/tools/risk-scenarios'], dwellSeconds }),
        ],
      },
    },
    {
      customers: 3,
      behaviour: {
        meaning: 'From risks to returns to notes: the shift the other way round.',
        sessions: [
          visit([9, 12], { type: page, topic: 'risk_scenarios', times: [2, 2], paths: ['/tools/risk-scenarios/stress'], dwellSeconds }),
          visit([5, 7], { type: tool, topic: 'return_calculator', times: [1, 2], inputs: { amountEur: [5000, 40_000], years: [2, 6] } }),
          visit([3, 4], { type: viewed, topic: 'structured_notes', products: ['aw101-note-protected-100', 'aw102-note-floater'] }),
          visit([1, 2], { type: page, topic: 'structured_notes', paths: ['/invest/structured-notes/current-issues'], dwellSeconds }),
        ],
      },
    },
    {
      customers: 3,
      behaviour: {
        meaning: 'Comes back to notes and works out returns, but never looks at a risk.',
        sessions: [
          visit([8, 11], { type: page, topic: 'structured_notes', times: [1, 2], paths: ['/invest/structured-notes'], dwellSeconds }),
          visit([2, 5], { type: viewed, topic: 'structured_notes', products: ['aw103-note-protected-90'] }, { type: tool, topic: 'return_calculator', times: [1, 2], inputs: { amountEur: [5000, 40_000], years: [2, 6] } }),
        ],
      },
    },
  ],
}; // prettier-ignore

const goods = (topic: string): string[] =>
  retailGoods.filter((good) => good.topic === topic).map(({ id }) => id);

export const retailHabits: TenantHabits = {
  everyday: [
    [{ type: viewed, topic: 'phones', times: [1, 3], products: goods('phones') }],
    [{ type: viewed, topic: 'accessories', times: [1, 2], products: goods('accessories') }],
    [{ type: viewed, topic: 'home_appliances', times: [1, 3], products: goods('home_appliances') }],
    [{ type: viewed, topic: 'gaming', times: [1, 2], products: goods('gaming') }],
    [{ type: viewed, topic: 'audio', products: ['aud-aurora-lite', 'aud-pebble-pro'] }],
    [
      { type: viewed, topic: 'accessories', products: goods('accessories') },
      { type: started, topic: 'accessories', cart: 'a', valueMinor: [120_000, 600_000] },
      { type: ordered, topic: 'accessories', valueMinor: [120_000, 600_000] },
    ],
    [
      { type: viewed, topic: 'phones', products: goods('phones') },
      { type: ordered, topic: 'phones', valueMinor: [1_700_000, 7_500_000] },
    ],
    [{ type: page, topic: 'order_tracking', times: [1, 2], paths: ['/orders', '/orders/track'], dwellSeconds }],
    [{ type: page, topic: 'home', times: [1, 2], paths: ['/', '/deals'], dwellSeconds }],
    [{ type: contact, topic: 'billing', channel: 'email', texts: ['Needs a GST invoice in the company name.', 'Card was charged twice; one charge reversed.'] }],
    [{ type: contact, topic: 'returns', channel: 'chat', texts: ['Returning a cable of the wrong length; pickup booked.', 'Asked how long a refund to UPI takes.'] }],
  ],
  nearMisses: [
    {
      customers: 6,
      behaviour: {
        meaning: 'Gives up one checkout and buys the next day.',
        sessions: [
          visit([4, 9], { type: viewed, topic: 'premium_electronics', products: goods('premium_electronics') }, { type: started, topic: 'premium_electronics', cart: 'a', valueMinor: [6_400_000, 13_000_000] }, { type: abandoned, topic: 'premium_electronics', cart: 'a' }),
          visit([2, 3], { type: ordered, topic: 'premium_electronics', valueMinor: [6_400_000, 13_000_000] }),
        ],
      },
    },
    {
      customers: 5,
      behaviour: {
        meaning: 'Dreams of a television: looks and looks, and never goes to the checkout.',
        sessions: [
          visit([8, 11], { type: viewed, topic: 'premium_electronics', times: [1, 2], products: ['pre-vista-65', 'pre-vista-77'] }),
          visit([2, 4], { type: viewed, topic: 'premium_electronics', times: [1, 2], products: ['pre-vista-65', 'pre-beam-4k'] }),
        ],
      },
    },
    {
      customers: 4,
      behaviour: {
        meaning: 'Bought headphones and asks where they are.',
        sessions: [
          visit([6, 9], { type: viewed, topic: 'audio', products: goods('audio') }, { type: ordered, topic: 'audio', valueMinor: [800_000, 3_000_000] }),
          visit([2, 4], { type: page, topic: 'order_tracking', times: [1, 2], paths: ['/orders/track'], dwellSeconds }, { type: contact, topic: 'shipping', channel: 'whatsapp', texts: ['Parcel shows out for delivery since yesterday; courier contacted.', 'Asked to change the delivery address to the office.'] }),
        ],
      },
    },
    {
      customers: 4,
      behaviour: {
        meaning: 'Has a warranty question about a washing machine bought last year.',
        sessions: [
          visit([2, 8], { type: contact, topic: 'warranty', channel: 'phone', texts: ['Drum makes a noise; visit booked under the two-year warranty.', 'Asked if the motor is still covered in the third year.'] }),
        ],
      },
    },
    {
      customers: 3,
      behaviour: {
        meaning: 'Leaves two small carts behind.',
        sessions: [
          visit([7, 10], { type: started, topic: 'accessories', cart: 'a', valueMinor: [100_000, 400_000] }, { type: abandoned, topic: 'accessories', cart: 'a' }),
          visit([2, 4], { type: started, topic: 'accessories', cart: 'b', valueMinor: [100_000, 400_000] }, { type: abandoned, topic: 'accessories', cart: 'b' }),
        ],
      },
    },
    {
      customers: 4,
      behaviour: {
        meaning: 'Gives up two dear checkouts and says nothing to anybody.',
        sessions: [
          visit([7, 10], { type: viewed, topic: 'premium_electronics', times: [1, 2], products: goods('premium_electronics') }, { type: started, topic: 'premium_electronics', cart: 'a', valueMinor: [6_400_000, 16_000_000] }, { type: abandoned, topic: 'premium_electronics', cart: 'a' }),
          visit([2, 4], { type: viewed, topic: 'premium_electronics', times: [1, 2], products: goods('premium_electronics') }, { type: started, topic: 'premium_electronics', cart: 'b', valueMinor: [6_400_000, 16_000_000] }, { type: abandoned, topic: 'premium_electronics', cart: 'b' }),
        ],
      },
    },
    {
      customers: 4,
      behaviour: {
        meaning: 'Looks at laptops and asks about the warranty before deciding.',
        sessions: [
          visit([5, 8], { type: viewed, topic: 'premium_electronics', times: [2, 3], products: ['pre-slate-14', 'pre-slate-16'] }),
          visit([1, 3], { type: contact, topic: 'warranty', channel: 'chat', texts: ['Asked what the two-year warranty covers on a laptop keyboard.', 'Asked whether the warranty is valid abroad.'] }),
        ],
      },
    },
  ],
}; // prettier-ignore
