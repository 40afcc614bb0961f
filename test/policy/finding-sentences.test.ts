// Whoever approves reads a sentence for everything that the shipped guard and rules can find.
import { describe, expect, it } from 'vitest';
import { shippedPolicy } from '../support/shipped-policy.ts';
import { findingSentence, guardSentences } from '../../contracts/finding-sentences.ts';
import { plantedCode, screenSentences } from '../../contracts/screen-sentences.ts';
import { screenCodes } from '../../contracts/screens.ts';

describe('a finding', () => {
  it('of the guard, a shipped hard rule or an input screen has its own sentence', () => {
    const rules = shippedPolicy.hardRules.map(({ id }) => id);
    const codes = [...Object.keys(guardSentences), ...rules, ...screenCodes.map(plantedCode)];
    const sentences = codes.map(findingSentence);
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].*\.$/);
    expect(new Set(sentences).size).toBe(codes.length);
    expect(findingSentence('planted_secrecy')).toBe(screenSentences.secrecy);
  });

  it('that only a tenant’s policy knows has none, whatever it is called', () => {
    for (const code of ['of_a_tenant', 'constructor', 'toString', '__proto__', ''])
      expect(findingSentence(code)).toBeUndefined();
  });
});
