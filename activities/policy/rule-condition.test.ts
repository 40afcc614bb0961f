// The language of conditions: whatever fact is missing, an allow cannot hold and a deny is not cleared.
import { describe, expect, it } from 'vitest';
import { splitCondition } from './rule-condition.ts';

describe('splitting a condition', () => {
  it('names its parts and their facts', () => {
    expect(
      splitCondition("r.facts.purpose == 'x' && (r.facts.openCases < 2 || r.facts.segment == 'a')", 'allow'),
    ).toEqual([
      { text: "r.facts.purpose == 'x'", facts: ['purpose'] },
      { text: "(r.facts.openCases < 2 || r.facts.segment == 'a')", facts: ['openCases', 'segment'] },
    ]);
    expect(splitCondition('true', 'deny')).toEqual([{ text: 'true', facts: [] }]);
  });

  it.each([
    ['an allow by inequality, which a missing fact fulfils', "r.facts.purpose != 'x'", 'allow'],
    ['a deny by equality, which a missing fact escapes', 'r.facts.optedOut == true', 'deny'],
    ['a deny by comparison', 'r.facts.openCases > 3', 'deny'],
    ['a negation', '!(r.facts.optedOut == true)', 'allow'],
    ['an alternative that is always true', 'r.facts.optedOut == false || true', 'allow'],
    ['an alternative without brackets', 'r.facts.optedOut == false || r.facts.openCases == 0', 'allow'],
    ['a call', "r.facts.purpose.constructor('x') == 1", 'allow'],
    ['unknown names', 'process == 1', 'allow'],
    ['open brackets', '(r.facts.openCases == 0', 'allow'],
    ['nothing', '', 'allow'],
    ['two comparisons without a word between', 'r.facts.openCases == 0 r.facts.optedOut == false', 'allow'],
  ] as const)('refuses %s', (_what, condition, effect) => {
    expect(() => splitCondition(condition, effect)).toThrow();
  });
});
