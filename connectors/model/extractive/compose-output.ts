// Walks a journey's JSON schema and fills it without a model: first listed options, verbatim quotes. It must never put a
// word into a statement that is neither quoted nor in the list of claim-free sentences.
import { claimFreeSentences } from '../../../contracts/claim-free-sentences.ts';
import { failures } from '../../../contracts/failures.ts';
import type { Options, OptionListName, Statement } from '../../../contracts/journey.ts';
import type { PassageText } from '../../../contracts/ports/model.ts';
import { preferPassages } from './prefer-passages.ts';
import { quoteSentences } from './quote-sentences.ts';

/** The members of a JSON schema that the composer reads. */
interface Schema {
  type?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  minItems?: number;
  maxItems?: number;
  enum?: unknown[];
  const?: unknown;
  wayproof?: string;
  list?: OptionListName;
}

/** Enough for a message or a briefing; more quotes read as a heap. */
const mostQuotes = 3;

export interface ComposeInput {
  schema: Record<string, unknown>;
  passages: PassageText[];
  options: Options;
}

/** @throws ModelOutputUnusable when the schema asks for something that can be neither chosen nor quoted. */
export function composeOutput({ schema, passages, options }: ComposeInput): unknown {
  const labels = chosenLabels(schema, options);
  return compose(schema, { passages: preferPassages(passages, labels), options });
}

/** What the chosen options are called, so that the quotes speak of them rather than of something else. */
function chosenLabels(schema: Schema, options: Options): string[] {
  if (schema.wayproof === 'option') {
    const [id] = chosen(schema, options);
    const entry = schema.list && options[schema.list]?.find((option) => option.id === id);
    return entry ? [entry.label] : [];
  }
  const members = [...Object.values(schema.properties ?? {}), ...(schema.items ? [schema.items] : [])];
  return members.flatMap((member) => chosenLabels(member, options));
}

function compose(schema: Schema, input: Omit<ComposeInput, 'schema'>): unknown {
  if (schema.wayproof === 'statements') return composeStatements(schema, input.passages);
  if (schema.wayproof === 'option') return chosen(schema, input.options)[0];
  if (schema.type === 'object') {
    const names = schema.required ?? Object.keys(schema.properties ?? {});
    return Object.fromEntries(
      names.map((name) => [name, compose(schema.properties?.[name] ?? {}, input)] as const),
    );
  }
  if (schema.type === 'array' && schema.items?.wayproof === 'option') {
    return chosen(schema.items, input.options).slice(0, Math.max(1, schema.minItems ?? 0));
  }
  if (schema.type === 'array' && (schema.minItems ?? 0) === 0) return [];
  if (schema.const !== undefined) return schema.const;
  if (schema.enum?.length) return schema.enum[0];
  throw failures.modelOutputUnusable('the extractive composer can only choose options and quote passages', {
    part: 'extractive',
    code: 'schema_not_composable',
  });
}

/** Ids that may be chosen, in order; the schema's enumeration wins, because it is what the answer is checked by. */
function chosen(schema: Schema, options: Options): unknown[] {
  if (schema.enum?.length) return schema.enum;
  const ids = (schema.list ? (options[schema.list] ?? []) : []).map((option) => option.id);
  if (ids.length > 0) return ids;
  throw failures.modelOutputUnusable('an option list is empty', {
    part: 'extractive',
    code: 'no_option',
    ids: { list: schema.list ?? 'unknown' },
  });
}

function composeStatements(schema: Schema, passages: PassageText[]): Statement[] {
  const least = schema.minItems ?? 0;
  const most = Math.max(least, Math.min(schema.maxItems ?? mostQuotes, mostQuotes));
  const statements = quoteSentences(passages, most).map(({ text, passage }): Statement => ({
    text,
    citations: [passage],
  }));
  for (let index = 0; statements.length < least; index += 1) {
    const text = claimFreeSentences[index % claimFreeSentences.length] ?? '';
    statements.push({ text, citations: [] });
  }
  return statements;
}
