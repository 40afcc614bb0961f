// Checks a draft's output against the journey's own schema and the options that hold right now.
import type { Finding } from '../../contracts/control-facts.ts';
import type { JourneyDeclaration, OptionListName, Options, Statement } from '../../contracts/journey.ts';

export interface CheckedOutput {
  output: Record<string, unknown>;
  statements: Statement[];
}

/** @returns the parsed output, or null with findings when it does not fit the schema. */
export function checkOutput(input: { declaration: JourneyDeclaration; output: unknown; options: Options }): {
  checked: CheckedOutput | null;
  findings: Finding[];
} {
  const parsed = input.declaration.output.safeParse(input.output);
  if (!parsed.success) {
    const fields = new Set(
      parsed.error.issues.map((issue) => declaredField(input.declaration, issue.path[0])),
    );
    return {
      checked: null,
      findings: [...fields].map((about) => ({ code: 'schema_mismatch', severity: 'block', about })),
    };
  }
  const output = parsed.data;
  const findings: Finding[] = [];
  for (const [field, schema] of Object.entries(input.declaration.output.shape)) {
    const value = output[field];
    const list = optionListOf(schema);
    if (list) {
      const ids = new Set(input.options[list]?.map((option) => option.id));
      for (const chosen of Array.isArray(value) ? value : [value]) {
        if (!ids.has(chosen as string))
          findings.push({ code: 'option_not_allowed', severity: 'block', about: field });
      }
    }
  }
  return { checked: { output, statements: statementsOf(input.declaration, output) }, findings };
}

/** Every statement of a parsed output, in the order in which findings count them. */
export function statementsOf(declaration: JourneyDeclaration, output: Record<string, unknown>): Statement[] {
  return Object.entries(declaration.output.shape).flatMap(([field, schema]) =>
    metaOf(schema)?.['wayproof'] === 'statements' ? (output[field] as Statement[]) : [],
  );
}

/** A hostile output may invent field names: only declared ones are repeated. */
function declaredField(declaration: JourneyDeclaration, field: PropertyKey | undefined): string | null {
  return typeof field === 'string' && field in declaration.output.shape ? field : null;
}

interface WithMeta {
  meta?: () => Record<string, unknown> | undefined;
  element?: WithMeta;
}

function metaOf(schema: unknown): Record<string, unknown> | undefined {
  return (schema as WithMeta).meta?.();
}

function optionListOf(schema: unknown): OptionListName | undefined {
  const meta = metaOf(schema) ?? metaOf((schema as WithMeta).element ?? {});
  return meta?.['wayproof'] === 'option' ? (meta['list'] as OptionListName) : undefined;
}
