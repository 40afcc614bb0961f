// What holds for any text: offsets in code points, no overlap, no exception, every generated card and IBAN found.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPersonalData } from '../../activities/privacy/recognisers/find-personal-data.ts';

const fragment = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.constantFrom(
    '4111 1111 1111 1111', 'DE89370400440532013000', 'ann@example.org', '+44 20 7946 0958', '10.0.0.1', '::1', '536-90-4399',
    'Dr. Ann Lee', 'my name is ', 'in Paris', '12 March 2024', 'https://a.example/?q=', '😀', '𝟜𝟙𝟙𝟙', '\ud800', '​', '٤١١١', 'É', 'ﷺ', 'İ', '\\n', '1 Main Street', '(', '@', '+', ' at x dot com', 'Zoe',
  ), // prettier-ignore
);
const text = fc.array(fragment, { maxLength: 12 }).map((parts) => parts.join(' '));

function withCheckDigit(digits: string): string {
  const sum = Array.from(digits)
    .reverse()
    .reduce((total, digit, index) => {
      const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return digits + String((10 - (sum % 10)) % 10);
}

const card = fc
  .tuple(fc.constantFrom('4', '51', '2221', '6011', '3528', '622126'), fc.stringMatching(/^\d{18}$/))
  .map(([head, rest]) => withCheckDigit((head + rest).slice(0, 15)));

describe('recognisers on any text', () => {
  it('give spans in order, inside the text, none overlapping, in code points', () => {
    fc.assert(
      fc.property(text, (given) => {
        const length = Array.from(given).length;
        let end = 0;
        for (const span of findPersonalData(given)) {
          expect(span.start).toBeGreaterThanOrEqual(end);
          expect(span.end).toBeGreaterThan(span.start);
          expect(span.score).toBeGreaterThan(0);
          expect(span.score).toBeLessThanOrEqual(1);
          end = span.end;
        }
        expect(end).toBeLessThanOrEqual(length);
      }),
      { numRuns: 300 },
    );
  });

  it('move their spans by exactly the characters put before, astral ones counting one', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('😀', 'é', '中', '🏳'), { maxLength: 20 }), (before) => {
        const value = 'ann@example.org';
        const [span] = findPersonalData(`${before.join('')} ${value}`);
        const start = Array.from(before.join('')).length + 1;
        expect(span).toMatchObject({ type: 'EMAIL_ADDRESS', start, end: start + value.length });
      }),
    );
  });

  it('find every card of a scheme, whatever groups it and whatever word it is glued to', () => {
    fc.assert(
      fc.property(
        card,
        fc.constantFrom('', ' ', '-', '.'),
        fc.constantFrom('', 'x', 'card', 'é'),
        (digits, mark, glue) => {
          fc.pre(!/^(\d)\1*$/.test(digits));
          const written = digits.replace(/(\d{4})(?=\d)/g, `$1${mark}`);
          const found = findPersonalData(`pay ${glue}${written}${glue} now`);
          expect(found.filter(({ type }) => type === 'CREDIT_CARD')).toMatchObject([
            { start: 4 + glue.length, end: 4 + glue.length + written.length },
          ]);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('find a known value in another spelling before anything is guessed', () => {
    const found = findPersonalData('zoe brannagh, card 4111111111111111, ZOË', {
      known: [{ type: 'PERSON', value: 'Zoë Brannagh' }],
    });
    expect(found).toMatchObject([
      { type: 'PERSON', start: 0, end: 12, score: 1, recogniser: 'known-value' },
      { type: 'CREDIT_CARD' },
      { type: 'PERSON', recogniser: 'known-value' },
    ]);
  });
});
