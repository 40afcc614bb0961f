// Which passages the guard's findings cast doubt on, so that the composer, which only quotes, does not quote them again.
import type { Finding } from '../../contracts/control-facts.ts';
import type { JourneyDeclaration, Statement } from '../../contracts/journey.ts';
import type { PolicySet } from '../../contracts/policy.ts';
import type { PassageText } from '../../contracts/ports/model.ts';
import { forbiddenPromises } from '../policy/forbidden-promises.ts';

/**
 * @returns ids cited by the statements that a blocking finding names by index, in the order in which the guard counts them;
 * and, once anything was found at all, of the passages that hold a forbidden promise, which a finding names by operation only.
 */
export function doubtedPassages(input: {
  declaration: JourneyDeclaration;
  /** Output of the draft that the findings are about. */
  output: unknown;
  findings: readonly Finding[];
  passages: readonly PassageText[];
  set: Pick<PolicySet, 'forbiddenPromises'>;
}): Set<string> {
  if (input.findings.length === 0) return new Set();
  const statements = statementsOf(input.declaration, input.output);
  const doubted = input.findings
    .filter(({ severity, about }) => severity === 'block' && about !== null && /^\d+$/.test(about))
    .flatMap(({ about }) => statements[Number(about)]?.citations ?? []);
  const promising = input.passages
    .filter(({ text }) => forbiddenPromises(input.set, text).length > 0)
    .map(({ id }) => id);
  return new Set([...doubted, ...promising]);
}

function statementsOf(declaration: JourneyDeclaration, output: unknown): Statement[] {
  const parsed = declaration.output.safeParse(output);
  if (!parsed.success) return [];
  const fields = parsed.data;
  return Object.entries(declaration.output.shape).flatMap(([name, schema]) => {
    const meta = (schema as { meta?: () => Record<string, unknown> | undefined }).meta?.();
    return meta?.['wayproof'] === 'statements' ? (fields[name] as Statement[]) : [];
  });
}
