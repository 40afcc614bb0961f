// Every rule of policies/rules.csv has a case that it allows and one that it denies, as data in test/policy/cases/.
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { loadPolicySet } from '../../activities/policy/load-policy-set.ts';
import { engineOf, evaluate } from '../../activities/policy/policy-engine.ts';
import type { PolicyQuestion } from '../../activities/policy/policy-engine.ts';

const facts = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
const question = z.strictObject({
  subject: z.string().optional(),
  roles: z.array(z.string()).optional(),
  tenant: z.string().optional(),
  object: z.string().optional(),
  action: z.string().optional(),
  facts: facts.optional(),
});
const caseFile = z.strictObject({
  base: question,
  cases: z.array(
    question.extend({
      rule: z.string(),
      name: z.string(),
      verdict: z.enum(['allowed', 'denied']),
      code: z.string().optional(),
    }),
  ),
});

const folder = new URL('./cases/', import.meta.url);
const cases = readdirSync(folder).flatMap((file) => {
  const { base, cases: listed } = caseFile.parse(parse(readFileSync(new URL(file, folder), 'utf8')));
  return listed.map(({ rule, name, verdict, code, ...own }) => {
    const laid = { ...base, ...own, facts: { ...base.facts, ...own.facts } };
    const known = Object.entries(laid.facts).filter(([, value]) => value !== null);
    return {
      rule,
      name,
      verdict,
      code,
      question: { ...laid, facts: Object.fromEntries(known) },
    };
  });
});

const set = await loadPolicySet(new URL('../../policies', import.meta.url).pathname);

describe('policy cases', () => {
  it.each(cases)('$rule: $name → $verdict', async ({ rule, verdict, code, question: asked }) => {
    const answer = await evaluate(set, asked as PolicyQuestion);
    expect({ verdict: answer.verdict, code: answer.explanation?.code }).toEqual({ verdict, code });
    const { rules } = await engineOf(set);
    const effect = rules.find(({ id }) => id === rule)?.effect;
    // An allow case of a deny rule shows that the rule lets it pass; every other case names its own rule.
    if (
      effect &&
      !(effect === 'deny' && verdict === 'allowed') &&
      !(effect === 'allow' && verdict === 'denied')
    ) {
      expect(answer.rule).toBe(rule);
    }
  });

  it('has an allow and a deny case for every rule and role link, and no case of a rule that is gone', async () => {
    const { rules, links } = await engineOf(set);
    const wanted = [
      ...rules.map(({ id }) => id),
      ...links.map(({ role, inherits, domain }) => `g:${role}:${inherits}:${domain}`),
    ];
    const lacking = wanted.flatMap((rule) =>
      ['allowed', 'denied']
        .filter((verdict) => !cases.some((one) => one.rule === rule && one.verdict === verdict))
        .map((verdict) => `${rule}: ${verdict}`),
    );
    expect(lacking).toEqual([]);
    expect(cases.map(({ rule }) => rule).filter((rule) => !wanted.includes(rule))).toEqual([]);
  });
});
