// Every string of a draft that would leave the house, with where it stands and what it may rest on. It must never leave out a member
// because nobody thought of its name; only what policy or the CRM gave to choose from is no text.
import { foldText } from '../screens/fold-text.ts';
import { findTokens } from '../tokens/find-tokens.ts';
import type { FoundToken } from '../tokens/find-tokens.ts';
import type { Options, Statement } from '../../../contracts/journey.ts';
import type { CrmOperation } from '../../../contracts/ports/crm.ts';
import type { PassageText } from '../../../contracts/ports/model.ts';

export interface OutgoingText {
  text: string;
  /** Index of a statement, or `operation:<index>`. */
  about: string;
  /** The passages that it cites; of an operation, all that any statement cites. */
  cited: readonly PassageText[];
  /** True: the customer himself will read it. */
  toCustomer: boolean;
}

/** A text as the screens read it, once for all of them. */
export interface ReadText {
  tokens: FoundToken[];
  /** Without its tokens, each as long as it was, so that no recogniser reads their letters and digits. */
  plain: string;
  /** The same in the one form of the input screens: small letters, look-alikes and invisible characters folded. */
  folded: string;
  /** What was written in characters that no screen shows. */
  smuggled: string[];
}

export function readText(text: string): ReadText {
  const tokens = findTokens(text);
  let plain = text;
  for (const { start, end } of tokens)
    plain = plain.slice(0, start) + ' '.repeat(end - start) + plain.slice(end);
  return { tokens, plain, ...foldedOf(plain) };
}

export function foldedOf(text: string): Pick<ReadText, 'folded' | 'smuggled'> {
  const { chars, smuggled } = foldText(text);
  return { folded: chars.join(''), smuggled: smuggled.map((hidden) => hidden.text) };
}

/** Verbs whose texts reach the customer; the others are read by colleagues. */
const customerVerbs = new Set<CrmOperation['verb']>(['send_message', 'schedule_call']);

export function outgoingTexts(input: {
  statements: readonly Statement[];
  operations: readonly CrmOperation[];
  options: Options;
  passages: readonly PassageText[];
}): OutgoingText[] {
  const byId = new Map(input.passages.map((passage) => [passage.id, passage]));
  const citedBy = (ids: readonly string[]) => ids.flatMap((id) => byId.get(id) ?? []);
  const all = citedBy([...new Set(input.statements.flatMap(({ citations }) => citations))]);
  const chosen = choices(input.options);
  const statements = input.statements.map(({ text, citations }, index) => ({
    ...{ text, about: String(index), toCustomer: false },
    cited: citedBy(citations),
  }));
  const operations = input.operations.flatMap(({ verb, ...members }, index) =>
    stringsOf(members)
      .filter((text) => text !== '' && !chosen.has(text))
      .map((text) => ({
        ...{ text, about: `operation:${index}`, cited: all },
        toCustomer: customerVerbs.has(verb),
      })),
  );
  return [...statements, ...operations];
}

/** Every string of a JSON value; keys are none. */
export function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return Object.values(value ?? {}).flatMap(stringsOf);
}

function choices(options: Options): Set<string> {
  const entries = Object.values(options).flatMap((list) => list ?? []);
  return new Set(entries.flatMap(({ id, facts }) => [id, ...stringsOf(facts)]));
}
