import { describe, expect, it } from 'vitest';
import { maskJson, maskKnownValues } from './mask-known-values.ts';

const mask = maskKnownValues({
  name: 'Zoë Ó Brannagh',
  email: 'Zoe.B+note@example.test',
  phone: '+353 86 123 4567',
});

describe('masking of known values', () => {
  it.each([
    ['Zoë Ó Brannagh called.', '[[NAME_1]] called.'],
    ['zoe rang; Ms BRANNAGH waits', '[[NAME_1]] rang; Ms [[NAME_1]] waits'],
    ["Zoë's note", "[[NAME_1]]'s note"],
    ['write to zoe.b+NOTE@example.test.', 'write to [[EMAIL_1]].'],
    ['ring +353861234567 or (086) 123-4567', 'ring [[PHONE_1]] or [[PHONE_1]]'],
    ['00353 86 123 4567', '[[PHONE_1]]'],
  ])('%s', (text, masked) => {
    expect(mask(text)).toBe(masked);
  });

  it('leaves other words and numbers as they are', () => {
    const text = 'The zoetrope costs 1234567 cents; order 99861234567123.';
    expect(mask(text)).toBe(text);
  });

  it('hides a name of two letters only as it is recorded', () => {
    expect(maskKnownValues({ name: 'Li Na', email: null, phone: null })('Li Na, Na; na li')).toBe(
      '[[NAME_1]], [[NAME_1]]; na li',
    );
  });

  it('reaches every string of a JSON value and is the identity without an identity', () => {
    expect(maskJson({ a: ['Zoë', 1, null], b: { c: 'x Brannagh' } }, mask)).toEqual({
      a: ['[[NAME_1]]', 1, null],
      b: { c: 'x [[NAME_1]]' },
    });
    expect(maskKnownValues(null)('Zoë')).toBe('Zoë');
  });
});
