// The texts of a journey as pages use them. They are documents of other rooms and come as plain JSON: what has not the expected form is
// left out rather than believed.
import type { JourneyDetail } from './types.ts';

export interface Operation {
  verb: string;
  [member: string]: unknown;
}
export interface Statement {
  text: string;
  citations: string[];
}
export interface Option {
  id: string;
  label: string;
  facts: Record<string, unknown>;
}
export interface Passage {
  id: string;
  source: string;
  title: string;
  text: string;
  /** Day of the source's version, ISO; null: kept before days were. */
  updated: string | null;
}
export interface Finding {
  code: string;
  severity: string;
  about: string | null;
  sentence: string | null;
}
export interface Change {
  object: string;
  id: string;
  field: string;
  before: unknown;
  after: unknown;
}
export interface Content {
  operations: Operation[];
  output: Record<string, unknown>;
  options: Record<string, Option[]>;
  passages: Passage[];
  findings: Finding[];
  diff: Change[] | null;
}

const isoDay = /^\d{4}-\d\d-\d\d$/;

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const memberOf = (value: unknown, name: string): unknown => (isObject(value) ? value[name] : undefined);

export function readContent(content: NonNullable<JourneyDetail['content']>): Content {
  const options = memberOf(content.draft, 'options');
  const output = memberOf(content.draft, 'output');
  const diff = Array.isArray(content.diff) ? content.diff : memberOf(content.diff, 'diff');
  return {
    operations: listOf(memberOf(content.proposal, 'operations')).filter(isOperation),
    output: isObject(output) ? output : {},
    options: Object.fromEntries(
      Object.entries(isObject(options) ? options : {}).map(([name, list]) => [
        name,
        listOf(list).map(optionOf),
      ]),
    ),
    passages: listOf(memberOf(content.evidence, 'passages')).map((passage) => ({
      id: textOf(passage['id']),
      source: textOf(passage['source']),
      title: textOf(passage['title']),
      text: textOf(passage['text']),
      updated: isoDay.test(textOf(passage['updated'])) ? textOf(passage['updated']) : null,
    })),
    findings: readFindings(content.findings),
    diff: Array.isArray(diff) ? readChanges(diff) : null,
  };
}

export function readFindings(value: unknown): Finding[] {
  return listOf(value).map((finding) => ({
    code: textOf(finding['code']),
    severity: textOf(finding['severity']),
    about: typeof finding['about'] === 'string' ? finding['about'] : null,
    sentence: typeof finding['sentence'] === 'string' ? finding['sentence'] : null,
  }));
}

export function readChanges(value: unknown): Change[] {
  return listOf(value).map((change) => ({
    object: textOf(change['object']),
    id: textOf(change['id']),
    field: textOf(change['field']),
    before: change['before'],
    after: change['after'],
  }));
}

function isOperation(value: unknown): value is Operation {
  return isObject(value) && typeof value['verb'] === 'string';
}

export function isStatements(value: unknown): value is Statement[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((one) => isObject(one) && typeof one['text'] === 'string' && Array.isArray(one['citations']))
  );
}

function optionOf(option: Json): Option {
  const facts = option['facts'];
  return { id: textOf(option['id']), label: textOf(option['label']), facts: isObject(facts) ? facts : {} };
}
