// A refusal that no rule of Casbin made: a precondition, an emergency, an unreadable policy.
import type { RefusalExplanation } from '../../contracts/control-facts.ts';
import type { PolicyRefusalCode } from '../../contracts/refusals.ts';

/** Its codes for a list of reasons: what refused first, then what was missing or wrong. */
export function codesOf({ code, missing }: RefusalExplanation): string[] {
  return [...new Set([code, ...missing])];
}

/** @param rule what refused, where it has a name. */
export function refusal(code: PolicyRefusalCode, rule: string | null = null): RefusalExplanation {
  return { code, rule, missing: [code] };
}
