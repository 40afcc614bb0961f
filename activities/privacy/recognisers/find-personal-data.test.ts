// The two halves of the search: what the recognisers claim may be kept and used again for another customer's record.
import { describe, expect, it } from 'vitest';
import type { KnownValue } from '../../../contracts/personal-data.ts';
import { locatePersonalData, recogniserCandidates, resolveCandidates } from './find-personal-data.ts';

const text = 'Zoë 😀 Brannagh, card 4111\u200b1111 1111 1111, call 0151 23456789, zoe@mail.example';
const known: KnownValue[] = [{ type: 'PERSON', value: 'Zoë Brannagh' }];

describe('candidates that a caller keeps', () => {
  it('give with the known values what the whole search gives', () => {
    for (const locale of [undefined, 'de-DE'])
      for (const values of [[], known])
        expect(resolveCandidates(text, recogniserCandidates(text, locale), values)).toEqual(
          locatePersonalData(text, { known: values, ...(locale && { locale }) }),
        );
  });

  it('are the same for the same text and locale, and are not changed by their use', () => {
    const kept = recogniserCandidates(text);
    const before = structuredClone(kept);
    resolveCandidates(text, kept, known, [{ type: 'TOKEN', start: 0, end: 9, score: 2, recogniser: 'x' }]);
    expect(kept).toEqual(before);
    expect(recogniserCandidates(text)).toEqual(before);
  });

  it('hold nothing of the known values, which belong to one customer', () => {
    expect(recogniserCandidates(text).some(({ recogniser }) => recogniser === 'known-value')).toBe(false);
    const [first] = resolveCandidates('brannagh', recogniserCandidates('brannagh'), known);
    expect(first).toMatchObject({ type: 'PERSON', known: 'Zoë Brannagh', start: 0, end: 8 });
  });

  it('stand in UTF-16 units of the text as it was given', () => {
    const card = recogniserCandidates(text).find(({ type }) => type === 'CREDIT_CARD')!;
    expect(text.slice(card.start, card.end)).toBe('4111\u200b1111 1111 1111');
  });

  it('give way to a surer claim of the caller', () => {
    const start = text.indexOf('4111');
    const more = [{ type: 'TOKEN', start, end: start + 4, score: 2, recogniser: 'token' }];
    const located = resolveCandidates(text, recogniserCandidates(text), [], more);
    expect(located.filter(({ start: at }) => at >= start && at < start + 20)).toMatchObject([
      { type: 'TOKEN' },
    ]);
  });
});
