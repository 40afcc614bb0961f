// What every teller of an entry is given: the entry, those before it, and where words come from. Shapes, and the sentences that several
// of them share. Nothing here names a customer: people are roles and tokens.
import type { JsonValue } from '../../../contracts/canonical-json.ts';
import type { RationaleSource, RevealedDocuments } from '../../../contracts/rationale.ts';
import type { PolicyLabels } from './policy-labels.ts';
import { list, plain, quoted, sentence } from './readable.ts';
import { factsOf, textIn, textsIn, type Facts } from '../read-facts.ts';
import type { Words } from './words.ts';

export type ToldEntry = RationaleSource['entries'][number];

/** References that earlier entries named, for those that speak of them. */
export interface SoFar {
  /** The passages that were found. */
  passages: unknown;
  /** The draft that the guard saw last. */
  draft: unknown;
  /** What a person changed last, and from what. */
  edit: { from: unknown; to: unknown } | null;
}

export interface Telling {
  entry: ToldEntry;
  facts: Facts;
  sofar: SoFar;
  words: Words;
  labels: PolicyLabels;
  /** Of policy, by id. */
  decisions: ReadonlyMap<string, Facts>;
  /** Policy was asked again before the write, and the record of that is kept. */
  actAllowed: boolean;
  revealed: RevealedDocuments;
}

/** @returns the sentences that tell the entry; the first says what happened. */
export type Teller = (telling: Telling) => string[];

/** `A person in the role adviser (prn_…)`. */
export function person(facts: Facts, actor = 'actor', role = 'role'): string {
  const token = textIn(facts, actor);
  const held = textIn(facts, role);
  const who = held === null ? 'A person' : `A person in the role ${plain(held)}`;
  return token === null ? who : `${who} (${token})`;
}

/** Why policy said no: the code, what was missing besides, and the rule that came nearest. */
export function explained(explanation: Facts, { words, labels }: Telling): string[] {
  const code = textIn(explanation, 'code');
  const codes = [...new Set([...(code === null ? [] : [code]), ...textsIn(explanation, 'missing')])];
  const rule = textIn(explanation, 'rule');
  const own = rule === null ? undefined : labels.rule(rule);
  return [
    ...codes.map((one) => words.sentence('policy', one) ?? unknownCode(one)),
    ...(rule === null ? [] : [`The rule that decided, or came nearest, is ${quoted(rule)}${own === undefined ? '' : `: ${own}`}.`]),
  ]; // prettier-ignore
}

/** A finding of the guard, as a sentence. */
export function findingOf(finding: Facts, { words, labels }: Telling): string {
  const code = textIn(finding, 'code') ?? '';
  const text = words.sentence('finding', code) ?? labels.rule(code);
  const about = textIn(finding, 'about');
  const where =
    about === 'earlier_draft' ? ', in a draft that was thrown away' : `, about ${item(about ?? '')}`;
  const said = text === undefined ? unknownCode(code) : sentence(text);
  const weight = finding['severity'] === 'block' ? 'It blocks' : 'A warning';
  return `${weight}${about === null ? '' : where}: ${said}`;
}

/** The number of a statement or an operation, as people count; ids and verbs by their name. */
function item(about: string): string {
  return /^\d{1,4}$/.test(about) ? `item ${Number(about) + 1}` : plain(about);
}

export function unknownCode(code: string): string {
  return `It gives the code ${quoted(plain(code))}, for which there is no sentence yet.`;
}

/** `schedule a call and propose products`. */
export function verbsOf(facts: Facts, { words }: Telling): string {
  const verbs = textsIn(facts, 'verbs');
  return verbs.length === 0 ? 'change nothing' : list(verbs.map((verb) => words.clause('verb', verb)));
}

export type Shown = { body: JsonValue } | 'erased' | null;

/** The text that a reference names, where it may be shown. */
export function shown(reference: unknown, { revealed }: Telling): Shown {
  const ref = textIn(factsOf(reference), 'ref');
  if (ref === null || !revealed.has(ref)) return null;
  const body = revealed.get(ref) ?? null;
  return body === null ? 'erased' : { body };
}
