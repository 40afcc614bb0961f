// Hard rules: what no model and no person may propose, whatever else allows it.
import { describe, expect, it } from 'vitest';
import type { CrmOperation } from '../../contracts/ports/crm.ts';
import { crmWith, policiesDirectory, willingCustomer } from '../../test/policy/policy-fakes.ts';
import { forbiddenPromises } from './forbidden-promises.ts';
import { checkHardRules } from './hard-rules.ts';
import { loadPolicySet } from './load-policy-set.ts';

const set = await loadPolicySet(policiesDirectory);
const now = Date.parse('2025-11-20T10:00:00Z');
const crm = crmWith(null, 'eu');
const [products, offers] = [await crm.products(), await crm.offers()];
const check = (tenant: string, operation: CrmOperation, facts = willingCustomer()) => {
  const tenantPolicy = set.tenants[tenant];
  if (!tenantPolicy) throw new Error('no such tenant');
  return checkHardRules({ set, tenantPolicy, operations: [operation], facts, products, offers, now });
};
const portfolio = (productIds: string[], riskClass = 4): CrmOperation => ({
  verb: 'propose_portfolio',
  productIds,
  riskClass,
});
const message = (text: string): CrmOperation => ({ verb: 'send_message', channel: 'whatsapp', text });

describe('hard rules', () => {
  it('never let a product above the recorded risk class through', () => {
    expect(check('aldermoor-wealth', portfolio(['note-4']))).toEqual([]);
    expect(check('aldermoor-wealth', portfolio(['note-4', 'note-6']))).toEqual([
      { code: 'product_within_risk_class', severity: 'block', about: 'note-6' },
    ]);
    expect(check('aldermoor-wealth', portfolio(['note-6'], 7))).not.toEqual([]);
    expect(
      check('aldermoor-wealth', portfolio(['note-4']), willingCustomer({ riskClass: null })),
    ).toMatchObject([{ code: 'product_within_risk_class' }]);
  });

  it('refuse a product that the tenant does not sell, and an empty portfolio', () => {
    expect(check('aldermoor-wealth', portfolio(['invented'])).map(({ code }) => code)).toEqual([
      'product_within_risk_class',
      'product_in_catalogue',
    ]);
    expect(check('aldermoor-wealth', portfolio([])).map(({ code }) => code)).toEqual([
      'product_in_catalogue',
    ]);
  });

  it.each([
    ['an offer of the catalogue within the limit', 'offer-1', 150_000, 'INR', 0],
    ['an offer above the limit', 'offer-9', 900_000, 'INR', 1],
    ['a value that the catalogue does not give', 'offer-1', 160_000, 'INR', 1],
    ['another currency', 'offer-1', 150_000, 'EUR', 1],
    ['an invented offer', 'offer-x', 1, 'INR', 1],
  ])('%s', (_what, offerId, valueMinor, currency, findings) => {
    expect(check('lumen-retail', { verb: 'grant_offer', offerId, valueMinor, currency })).toHaveLength(
      findings,
    );
  });

  it.each([
    [2000, 0],
    [2001, 1],
    [0, 1],
    [-5, 1],
    [0.5, 1],
  ])('%d points: %d findings', (points, findings) => {
    expect(check('lumen-retail', { verb: 'grant_points', points, reason: 'goodwill' })).toHaveLength(
      findings,
    );
  });

  it('need consent for the channel, also of a call', () => {
    const silent = willingCustomer({ consents: { purposes: {}, channels: { push: true } } });
    const call: CrmOperation = {
      verb: 'schedule_call',
      slotId: 's',
      withRole: 'adviser',
      subject: 'Options',
    };
    expect(check('lumen-retail', message('Hello'), silent)).toMatchObject([
      { code: 'channel_consented', about: 'operation:0' },
    ]);
    expect(check('aldermoor-wealth', call, silent)).toMatchObject([{ code: 'channel_consented' }]);
  });

  it('count contacts of every journey and person against the caps', () => {
    const hour = 3_600_000;
    const contacted = (...hoursAgo: number[]) =>
      willingCustomer({
        recentContacts: hoursAgo.map((ago) => ({ channel: 'email' as const, at: now - ago * hour })),
      });
    expect(check('lumen-retail', message('Hello'), contacted(25))).toEqual([]);
    expect(check('lumen-retail', message('Hello'), contacted(23))).toMatchObject([{ code: 'within_caps' }]);
    expect(check('lumen-retail', message('Hello'), contacted(30, 60, 90))).toMatchObject([
      { code: 'within_caps' },
    ]);
  });

  it('keep promises that nobody can keep out of every text', () => {
    expect(check('lumen-retail', message('A guaranteed refund, no questions asked refunds'))).toMatchObject([
      { code: 'no_forbidden_promise' },
    ]);
    const briefing: CrmOperation = {
      verb: 'post_inbox_briefing',
      toRole: 'adviser',
      title: 'Risk-free',
      text: 'See above',
    };
    expect(check('aldermoor-wealth', briefing)).toMatchObject([{ code: 'no_forbidden_promise' }]);
    const later = { ...briefing, title: 'x', note: { lines: ['Risk-free'] } } as CrmOperation;
    expect(check('aldermoor-wealth', later)).toMatchObject([{ code: 'no_forbidden_promise' }]);
  });
});

describe('forbidden promises', () => {
  it.each([
    ['We offer guaranteed annual returns of 5 %', 'guaranteed_return'],
    ['The returns are fully guaranteed', 'return_is_guaranteed'],
    ['A RISK-FREE note', 'risk_free'],
    ['You cannot lose', 'cannot_lose'],
    ['You can’t lose with this', 'cannot_lose'],
    ['Double your money in a year', 'double_your_money'],
    ['An unconditional refund is yours', 'unconditional_refund'],
    ['We refund you: money back no matter what', 'refund_whatever'],
    ['Lifetime warranty on everything', 'lifetime_promise'],
    ['We promise next day delivery', 'delivery_promise'],
    ['risk\u200b-\u200bfree', 'risk_free'],
    ['guaranteed\n\n   returns', 'guaranteed_return'],
    ['ｒｉｓｋ-ｆｒｅｅ', 'risk_free'],
    ['gu\u0430r\u0430nteed returns', 'guaranteed_return'],
    ['gu\u0430r\u0430nteed r\u00e9turns', 'guaranteed_return'],
    ['r i s k - f r e e', 'risk_free'],
    ['g u a r a n t e e d  r e t u r n s', 'guaranteed_return'],
    ['r.i.s.k f.r.e.e', 'risk_free'],
    ['ⓡⓘⓢⓚ free', 'risk_free'],
    ['guaranteedreturns', 'guaranteed_return'],
    ['you can`t lose', 'cannot_lose'],
    [
      Array.from('risk-free', (letter) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0))).join(''),
      'risk_free',
    ],
  ])('%j is caught as %s', (text, id) => {
    expect(forbiddenPromises(set, text)).toContain(id);
  });

  it.each([
    'The note returns the full amount only if the barrier holds; you may lose part of your capital.',
    'Returns are not known in advance.',
    'Refunds within 14 days follow our returns policy.',
    'The warranty lasts two years.',
    'Shall I look into your delivery?',
    'We do without. Risk classes go from 1 to 7.',
    'Plans A, B and C: a b c d e f without end.',
  ])('%j passes', (text) => {
    expect(forbiddenPromises(set, text)).toEqual([]);
  });
});
