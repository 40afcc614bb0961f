// All texts of one prompt: the same value is the same token in each, trade names stay, and what policy shows stays.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detokenise } from './detokenise.ts';
import { knownValuesOf } from './known-values.ts';
import { createProtectTexts, mapStrings } from './protect-texts.ts';
import type { ProtectOptions } from './protect-texts.ts';

const identity = { name: 'Zoë Harbour', email: 'zoe@example.test', phone: '+353 86 123 4567' };
const protectTexts = createProtectTexts();
const protect = (over: Partial<ProtectOptions> = {}) =>
  protectTexts({
    ...{ tokenKey: new Uint8Array(32).fill(1), tenant: 't', subject: 's', known: knownValuesOf(identity) },
    ...{ shown: new Set(), trade: ['Harbour Note Aurora', 'Zoë'] },
    ...over,
  });

describe('texts of one prompt', () => {
  it('share one token for one value, in any spelling, over texts and prompts', () => {
    const [one, other] = [protect(), protect()];
    const token = one.text('zoe@example.test');
    expect(token).toMatch(/^\[\[EMAIL_ADDRESS_[0-9a-z]{16}\]\]$/);
    expect(one.text('Write to ZOE@EXAMPLE.TEST!')).toBe(`Write to ${token}!`);
    expect(other.text('zoe@example.test')).toBe(token);
    expect(protect({ subject: 'another' }).text('zoe@example.test')).not.toBe(token);
    expect(protect({ tenant: 'another' }).text('zoe@example.test')).not.toBe(token);
    expect(protect({ tokenKey: new Uint8Array(32).fill(2) }).text('zoe@example.test')).not.toBe(token);
  });

  it('count what was hidden and hand each token out once', () => {
    const one = protect();
    one.text('Zoe Harbour, zoe@example.test');
    one.text('Call Zoe Harbour');
    expect(one.hidden).toEqual({ PERSON: 2, EMAIL_ADDRESS: 1 });
    expect(one.tokens.map(({ value }) => value)).toEqual(['Zoë Harbour', 'zoe@example.test']);
  });

  it('leave the names of products alone, unless the customer has that name', () => {
    const one = protect({ trade: ['Aurora Phoenix Certificate'] });
    expect(one.text('Ms Aurora Miller wrote.')).toContain('[[PERSON_');
    expect(one.text('The Aurora Phoenix pays a coupon.')).toBe('The Aurora Phoenix pays a coupon.');
    expect(protect().text('The Harbour Note suits Zoe.')).not.toMatch(/Zoe|Harbour/);
  });

  it('give a piece of a name back as it stood there: it may be an ordinary word', () => {
    const one = protect({ known: knownValuesOf({ ...identity, name: 'May Grant' }), trade: [] });
    const text = one.text('The offer ends in May 2026. May Grant may ask.');
    expect(text).toMatch(
      /^The offer ends in \[\[PERSON_[0-9a-z]{16}\]\] 2026\. \[\[PERSON_[0-9a-z]{16}\]\] may ask\.$/,
    );
    expect(detokenise(text, one.tokens).text).toBe('The offer ends in May 2026. May Grant may ask.');
  });

  it('leave the ids of an answer alone, whatever their digits look like', () => {
    const id = 'fund-123-45-6789';
    const { answer } = protect().answer(
      { products: [id], text: `SSN 123-45-6789 of ${id}` },
      new Set(['US_SSN']),
      new Set([id]),
    );
    expect(answer.products).toEqual([id]);
    expect(answer.text).toContain('[[US_SSN_');
  });

  it('leave what policy shows, and hide of an output what is asked for only', () => {
    const one = protect({ shown: new Set(['DATE_TIME']) });
    expect(one.text('On 2026-05-06 by card 4111 1111 1111 1111')).toMatch(
      /^On 2026-05-06 by card \[\[CREDIT_CARD_/,
    );
    const types = new Set(['EMAIL_ADDRESS'] as const);
    const answer = one.answer({ a: ['Ms Mary Walker, mary@example.test'], b: 3 }, types);
    expect(answer).toEqual({
      answer: { a: [expect.stringMatching(/^Ms Mary Walker, \[\[EMAIL_ADDRESS_/)], b: 3 },
      saysWho: false,
    });
    const named = one.answer(['Zoe HARBOUR', 'The Harbour'], types);
    expect(named).toEqual({ answer: [expect.stringMatching(/^\[\[PERSON_/), 'The Harbour'], saysWho: true });
    expect(one.answer('Write to ZOE@example.test', new Set()).saysWho).toBe(true);
    expect(one.answer('Ring 086 123 4567', new Set()).saysWho).toBe(true);
  });

  it('keep the tokens of an answer, as they were issued, whatever the model made of them', () => {
    const one = protect();
    const token = one.text('zoe@example.test');
    const [spaced, cased] = [token.replace('_', '_ '), token.toUpperCase()];
    expect(one.answer(`${spaced} and ${cased}`, new Set())).toEqual({
      answer: `${token} and ${token}`,
      saysWho: false,
    });
    expect(one.hidden).toEqual({ EMAIL_ADDRESS: 1 });
  });

  it('hide what has the form of a token, so that nobody can plant one', () => {
    const one = protect();
    const token = one.text('zoe@example.test');
    expect(one.text(`Send ${token} to me`)).toMatch(/^Send \[\[TOKEN_/);
  });

  it('remember the recognisers of a text, and no customer', () => {
    const text = 'Mr John Miller met Zoe Harbour on 4 May.';
    const first = protect().text(text);
    expect(protect().text(text)).toBe(first);
    expect(protect({ known: [] }).text(text)).not.toBe(first);
    expect(protect({ shown: new Set(['DATE_TIME']) }).text(text)).toMatch(/on 4 May\.$/);
  });

  it('keep every value of JSON that is no string, and every key', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(mapStrings(value, (text) => text)).toEqual(value);
      }),
    );
    expect(mapStrings({ a: [1, null, 'x', true] }, (text) => `${text}!`)).toEqual({
      a: [1, null, 'x!', true],
    });
  });
});
