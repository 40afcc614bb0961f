import { expect, test } from 'vitest';
import { hideWho } from './hide-who.ts';

test.each(['private', 'premium', 'Private Wealth', 'Gold Premier', 'Mass Affluent Dublin 2024', 'SME', 'young_professional', 'Premier Banking', ''])('a segment is a code and stays one: %s', (text) => {
  expect(hideWho(text)).toBe(text);
}); // prettier-ignore

test('what somebody wrote into one about a person goes', () => {
  expect(hideWho('of Margaret Quillfeather, card 4539 7218 1260 4828, reader@example.org, call +353 85 712 4012')).toBe(
    'of [[PERSON]], card [[CREDIT_CARD]], [[EMAIL_ADDRESS]], call [[PHONE_NUMBER]]',
  );
}); // prettier-ignore
