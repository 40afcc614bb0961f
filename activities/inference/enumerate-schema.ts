// Turns a journey's output schema into the schema of one answer: only the options and passages of this customer and moment
// can be named. It must never widen the declared schema.
import type { OptionListName, Options } from '../../contracts/journey.ts';

/** Stands where a list is empty: an answer needs some word, and the guard refuses this one because no option has it. */
export const noOption = 'none';

type Schema = Record<string, unknown>;

export function enumerateSchema(input: {
  schema: Schema;
  options: Options;
  /** Ids that a statement may cite. */
  passages: readonly string[];
}): Schema {
  return walk(input.schema, input);
}

function walk(schema: Schema, input: { options: Options; passages: readonly string[] }): Schema {
  if (schema['wayproof'] === 'option') {
    const ids = input.options[schema['list'] as OptionListName]?.map((option) => option.id) ?? [];
    return { ...schema, enum: ids.length > 0 ? ids : [noOption] };
  }
  if (schema['wayproof'] === 'statements') return withCitations(schema, input.passages);
  const changed = Object.entries(schema).map(([name, value]): [string, unknown] => {
    if (name === 'properties' && isSchema(value)) {
      return [
        name,
        Object.fromEntries(
          Object.entries(value).map(([key, member]) => [
            key,
            isSchema(member) ? walk(member, input) : member,
          ]),
        ),
      ];
    }
    return [name, name === 'items' && isSchema(value) ? walk(value, input) : value];
  });
  return Object.fromEntries(changed);
}

/** Without a passage there is nothing to cite, and an empty enumeration would be no valid schema. */
function withCitations(schema: Schema, passages: readonly string[]): Schema {
  const items = schema['items'];
  const properties = isSchema(items) ? items['properties'] : undefined;
  const citations = isSchema(properties) ? properties['citations'] : undefined;
  if (!isSchema(items) || !isSchema(properties) || !isSchema(citations)) return schema;
  const limited =
    passages.length > 0
      ? { ...citations, items: { type: 'string', enum: [...passages] } }
      : { ...citations, maxItems: 0 };
  return { ...schema, items: { ...items, properties: { ...properties, citations: limited } } };
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
