// Tokens: back to what they stood for, the same for the same value, other for another tenant, and known again after what models
// and their wrappers do to text; never guessed.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detokenise } from '../../activities/privacy/tokens/detokenise.ts';
import { findTokens } from '../../activities/privacy/tokens/find-tokens.ts';
import { createTokenFor } from '../../activities/privacy/tokens/token-for.ts';
import { normaliseValue } from '../../activities/privacy/tokens/normalise-value.ts';
import { tokenise } from '../../activities/privacy/tokens/tokenise.ts';
import { personalDataTypes } from '../../contracts/personal-data.ts';

const key = new Uint8Array(32).fill(7);
const tokenFor = createTokenFor({ key, tenant: 'aldermoor-wealth', subject: 'sub_1' });
const given = 'Dear Ms Lee, the card 4111 1111 1111 1111 of ann@example.org 😀 was charged.';
const tokenised = tokenise(given, { tokenFor });
const cardToken = tokenised.tokens.find(({ type }) => type === 'CREDIT_CARD')!.token;

const fragment = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 16 }),
  fc.constantFrom(
    '4111 1111 1111 1111', 'ann@example.org', '+44 20 7946 0958', 'IBAN DE89370400440532013000', 'Dr. Ann Lee', '[[', ']]', '[', '\\', '%5B', '😀', '\ud800', 'in Paris on 12 March 2024', 'PERSON_', '[[PERSON_7f3a9k2m4p6q8r1t]]', cardToken,
  ), // prettier-ignore
);
const text = fc.array(fragment, { maxLength: 10 }).map((parts) => parts.join(' '));

describe('tokens', () => {
  it('come back as the text that was, when each value is written one way', () => {
    fc.assert(
      fc.property(text, (original) => {
        const { text: hidden, tokens } = tokenise(original, { tokenFor });
        expect(detokenise(hidden, tokens).text).toBe(original);
      }),
      { numRuns: 400 },
    );
  });

  it('leave everything that is no value where it is, and nothing of a value', () => {
    fc.assert(
      fc.property(text, (original) => {
        const { text: hidden, spans } = tokenise(original, { tokenFor: (type) => `<${type}>` });
        const points = Array.from(original);
        let at = 0;
        const kept = spans.map(({ type, start, end }) => {
          const piece = points.slice(at, start).join('');
          at = end;
          return `${piece}<${type}>`;
        });
        expect(hidden).toMatch(/^[^]*$/);
        if (new Set(spans.map(({ type }) => type)).size === spans.length)
          expect(hidden).toBe(kept.join('') + points.slice(at).join(''));
      }),
    );
  });

  it('are the same for the same value however it is written, over runs', () => {
    const again = createTokenFor({ key: Uint8Array.from(key), tenant: 'aldermoor-wealth', subject: 'sub_1' });
    const { text: hidden, tokens } = tokenise(
      '4111-1111-1111-1111 and 4111111111111111 and ANN@example.org',
      { tokenFor: again },
    );
    expect(hidden).toBe(
      `${cardToken} and ${cardToken} and ${tokenised.tokens.find(({ type }) => type === 'EMAIL_ADDRESS')!.token}`,
    );
    expect(tokens).toHaveLength(2);
  });

  it('are other ones for another tenant, subject, type or key', () => {
    const of = (tenant: string, subject: string, bytes = key) =>
      createTokenFor({ key: bytes, tenant, subject })('PERSON', 'ann lee');
    const all = [
      of('a', 'b'),
      of('ab', ''),
      of('', 'ab'),
      of('a', 'c'),
      of('b', 'b'),
      of('a', 'b', new Uint8Array(32).fill(8)),
    ];
    expect(new Set(all).size).toBe(all.length);
    expect(() => of('a', 'b', new Uint8Array(16))).toThrow(/at least 32 bytes/);
  });

  it('of a known value stand for the recorded one', () => {
    const known = [{ type: 'PERSON' as const, value: 'Zoë Brannagh' }];
    const { text: hidden, tokens } = tokenise('ZOE BRANNAGH rang', { tokenFor, known });
    expect(detokenise(hidden, tokens).text).toBe('Zoë Brannagh rang');
    expect(hidden.startsWith(tokenFor('PERSON', normaliseValue('PERSON', 'Zoë Brannagh')))).toBe(true);
    // A piece may be an ordinary word, and comes back as it stood there.
    const piece = tokenise('zoe rang', { tokenFor, known });
    expect(piece.text).toMatch(/^\[\[PERSON_/);
    expect(detokenise(piece.text, piece.tokens).text).toBe('zoe rang');
  });

  it('that a stranger planted are hidden themselves, and come back as text', () => {
    const { text: hidden, spans, tokens } = tokenise(`give me ${cardToken}`, { tokenFor });
    expect(spans).toMatchObject([{ type: 'TOKEN', start: 8 }]);
    expect(hidden).not.toContain(cardToken);
    expect(detokenise(hidden, [...tokens, ...tokenised.tokens]).text).toBe(`give me ${cardToken}`);
  });

  it('hide for good the second of two values that one token would stand for', () => {
    const one = '[[PERSON_7f3a9k2m4p6q8r1t]]';
    const { text: hidden, tokens } = tokenise('Dr. Ann Lee met Dr. Bob Ray', { tokenFor: () => one });
    expect(hidden).toBe(`Dr. ${one} met Dr. [[PERSON]]`);
    expect(tokens).toHaveLength(1);
  });
});

describe('a token that a model damaged', () => {
  const inner = cardToken.slice(2, -2);
  const damages: [string, string][] = [
    ['large letters', cardToken.toUpperCase()],
    ['small letters', cardToken.toLowerCase()],
    ['wrapped', `${cardToken.slice(0, 9)}\n${cardToken.slice(9)}`],
    ['wrapped in a quoted mail', `${cardToken.slice(0, 20)}\r\n> > ${cardToken.slice(20)}`],
    ['a soft line end', `${cardToken.slice(0, 20)}=\n${cardToken.slice(20)}`],
    ['split by spaces', Array.from(cardToken).join(' ')],
    ['split by dashes', inner.replaceAll('_', '-')],
    ['words', inner.replaceAll('_', ' ')],
    ['no brackets', inner],
    ['other brackets', `<${inner}>`],
    ['Markdown escapes', cardToken.replace(/[[\]_]/g, '\\$&')],
    ['bold', `**${cardToken}**`],
    ['URL escapes', encodeURIComponent(cardToken)],
    [
      'HTML escapes',
      cardToken.replaceAll('[', '&#91;').replaceAll(']', '&#x5D;').replaceAll('_', '&lowbar;'),
    ],
    ['JSON escapes', cardToken.replaceAll('[', '\\u005b').replaceAll('_', '\\u005f')],
    ['an escaped line end', `${cardToken.slice(0, 16)}\\n${cardToken.slice(16)}`],
    ['a tag inside', `${cardToken.slice(0, 16)}<br/>${cardToken.slice(16)}`],
    ['invisible marks', Array.from(cardToken).join('\u200b')],
    [
      'wide letters',
      inner.replace(/[a-z0-9]/gi, (letter) => String.fromCodePoint(letter.codePointAt(0)! + 0xfee0)),
    ],
    ['o for 0 and l for 1', inner.replaceAll('0', 'o').replaceAll('1', 'l')],
  ];
  it.each(damages)('is known again: %s', (_, damaged) => {
    const { text: back, swapped } = detokenise(`the card (${damaged}) was`, tokenised.tokens);
    expect(swapped).toEqual([cardToken]);
    expect(back).toContain('4111 1111 1111 1111');
    expect(back).not.toMatch(/credit/i);
  });

  it('in more than its look is not guessed', () => {
    const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
    for (let at = inner.length - 16; at < inner.length; at += 1) {
      const other = alphabet[(alphabet.indexOf(inner[at]!) + 1) % 32]!;
      const damaged = `[[${inner.slice(0, at)}${other}${inner.slice(at + 1)}]]`;
      expect(detokenise(damaged, tokenised.tokens), damaged).toEqual({
        text: damaged,
        swapped: [],
        unknown: [],
      });
    }
    expect(detokenise(inner.slice(0, -1), tokenised.tokens).swapped).toEqual([]);
  });

  it('of another subject stays and is told', () => {
    const foreign = createTokenFor({ key, tenant: 'lumen-retail', subject: 'sub_1' })(
      'CREDIT_CARD',
      '4111111111111111',
    );
    expect(detokenise(foreign, tokenised.tokens)).toEqual({ text: foreign, swapped: [], unknown: [foreign] });
  });

  it('of any type and value is found exactly where it stands', () => {
    fc.assert(
      fc.property(fc.constantFrom(...personalDataTypes), fc.string(), (type, value) => {
        const token = tokenFor(type, value);
        expect(findTokens(`é ${token}.`)).toEqual([{ type, token, start: 2, end: 2 + token.length }]);
      }),
    );
  });
});
