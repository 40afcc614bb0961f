// Sealed values open with their key and under their name only, whole.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { deriveKey, newKey, open, sameHash, seal } from './sealing.ts';

const key = newKey();

it('opens what was sealed, whatever it is', () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.string(), fc.string(), (plain, purpose, id) => {
      expect(open(key, [purpose, id], seal(key, [purpose, id], plain))).toEqual(Buffer.from(plain));
    }),
  );
});

it('opens nothing of which any bit was changed, or the end cut off', () => {
  const sealed = seal(key, ['document', 'a'], Buffer.from('text'));
  fc.assert(
    fc.property(fc.nat(sealed.length - 1), fc.nat(7), (at, bit) => {
      const altered = Uint8Array.from(sealed, (byte, index) => (index === at ? byte ^ (1 << bit) : byte));
      expect(open(key, ['document', 'a'], altered)).toBeNull();
      expect(open(key, ['document', 'a'], sealed.slice(0, at))).toBeNull();
    }),
  );
});

it('opens nothing with another key, for another purpose, or with the parts of the name cut elsewhere', () => {
  const sealed = seal(key, ['document', 'ab', 'c'], Buffer.from('text'));
  expect(open(newKey(), ['document', 'ab', 'c'], sealed)).toBeNull();
  expect(open(deriveKey(key, 'x'), ['document', 'ab', 'c'], sealed)).toBeNull();
  expect(open(key, ['salt', 'ab', 'c'], sealed)).toBeNull();
  expect(open(key, ['document', 'a', 'bc'], sealed)).toBeNull();
});

it('seals the same text differently each time', () => {
  const text = Buffer.from('text');
  expect(seal(key, ['a'], text)).not.toEqual(seal(key, ['a'], text));
});

it('compares hashes of any length', () => {
  expect(sameHash('ab', 'ab')).toBe(true);
  expect(sameHash('ab', 'ac')).toBe(false);
  expect(sameHash('ab', 'abc')).toBe(false);
});
