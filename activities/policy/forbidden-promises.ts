// Promises that nobody can keep, found by the patterns of forbidden-promises.yaml. Pure.
import type { PolicySet } from '../../contracts/policy.ts';

const patterns = new Map<string, RegExp>();

/** Ids of the patterns that the text matches; an empty list when none does. */
export function forbiddenPromises(set: Pick<PolicySet, 'forbiddenPromises'>, text: string): string[] {
  const plain = plainText(text);
  return set.forbiddenPromises.filter(({ pattern }) => compiled(pattern).test(plain)).map(({ id }) => id);
}

function compiled(pattern: string): RegExp {
  let expression = patterns.get(pattern);
  if (!expression) {
    expression = new RegExp(pattern, 'iu');
    patterns.set(pattern, expression);
  }
  return expression;
}

/** NFKC, without invisible characters, single spaces: what a reader sees, so that nothing hides between letters. */
function plainText(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/\s+/gu, ' ');
}
