// The language of a rule's condition: parts joined by &&, each comparing a fact with a constant. It is kept so small that
// a missing fact can only refuse: an allow cannot hold without its facts, a deny holds unless its facts clear it.
import { isFactName } from './policy-facts.ts';
import type { FactName } from './policy-facts.ts';

export interface ConditionPart {
  text: string;
  /** Facts that the part reads; none when it is `true`. */
  facts: FactName[];
}

const token =
  /\s*(?:r\.facts\.(?<fact>[A-Za-z]+)\s*(?<comparison>==|!=|<=|>=|<|>)\s*(?:'[A-Za-z0-9_.:-]*'|\d+(?:\.\d+)?|true|false)|(?<connector>&&|\|\||[()]))\s*/y;

/**
 * Splits a condition at its outer `&&`.
 * @throws Error when the condition is outside the language.
 */
export function splitCondition(condition: string, effect: 'allow' | 'deny'): ConditionPart[] {
  const text = condition.trim();
  if (text === 'true') return [{ text, facts: [] }];
  const parts: ConditionPart[] = [];
  let skeleton = '';
  let depth = 0;
  let from = 0;
  let facts: FactName[] = [];
  const close = (to: number): void => {
    parts.push({ text: text.slice(from, to).trim(), facts: [...new Set(facts)] });
    facts = [];
  };
  for (token.lastIndex = 0; token.lastIndex < text.length;) {
    const start = token.lastIndex;
    const groups = token.exec(text)?.groups;
    if (!groups) throw new Error(`condition not understood at "${text.slice(start, start + 20)}"`);
    const { fact, comparison, connector } = groups;
    skeleton += connector ?? 'C';
    if (fact !== undefined && comparison !== undefined) {
      if (!isFactName(fact)) throw new Error(`"${fact}" is no fact`);
      checkComparison(comparison, effect);
      facts.push(fact);
    }
    if (connector === '(') depth += 1;
    if (connector === ')') depth -= 1;
    if (connector === '&&' && depth === 0) {
      close(start);
      from = token.lastIndex;
    }
  }
  close(text.length);
  let before: string;
  do {
    before = skeleton;
    skeleton = skeleton.replaceAll(/\(C(?:(?:&&|\|\|)C)*\)/g, 'C');
  } while (skeleton !== before);
  if (!/^C(&&C)*$/.test(skeleton))
    throw new Error('condition is not parts joined by && (put alternatives in brackets)');
  return parts;
}

/** undefined != 'x' is true and undefined == 'x' is false: each effect may use only what a missing fact makes refuse. */
function checkComparison(comparison: string, effect: 'allow' | 'deny'): void {
  if (effect === 'allow' && comparison === '!=')
    throw new Error('an allow says what must hold: != is not used');
  if (effect === 'deny' && comparison !== '!=') {
    throw new Error(`a deny says what would clear it, with !=: ${comparison} is not used`);
  }
}
