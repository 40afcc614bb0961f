// What may be shown of texts, to those whom policy allows: what the model said and the sentences that it cites, the exact proposal, what
// an edit changed, what a comment says, what changed in the CRM. Only documents that were given to it; of one that was erased it says so.
import type { JsonValue } from '../../../contracts/canonical-json.ts';
import { ending, list, money, quoted, sentence, spaced } from './readable.ts';
import { factsOf, listIn, numberIn, textIn, textsIn, type Facts } from '../read-facts.ts';
import { shown, type Telling } from './telling.ts';

// A long message of the CRM stands whole in the proposal.
const mostOfOneValue = 400;
const erased = 'Its text was erased, with the key that could read it.';

/** What a draft says: what it chose, each statement, and the sentence of each passage that it cites. */
export function textsOfDraft(reference: unknown, telling: Telling): string[] {
  const draft = shown(reference, telling);
  if (draft === null) return [];
  if (draft === 'erased') return [erased];
  const body = factsOf(draft.body);
  const passages = passagesOf(body, telling);
  const labels = new Map(
    Object.values(factsOf(body['options'])).flatMap((options) =>
      listIn({ options }, 'options').map((option) => [textIn(option, 'id'), textIn(option, 'label')] as const),
    ),
  );
  return Object.entries(factsOf(body['output'])).flatMap(([name, value]) => {
    const statements = listIn({ value }, 'value').filter((one) => textIn(one, 'text') !== null);
    if (statements.length > 0) return statements.flatMap((one) => statementOf(one, passages));
    const chosen = (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string');
    if (chosen.length === 0) return [];
    return [`For ${quoted(spaced(name))} it chose ${list(chosen.map((id) => quoted(labels.get(id) ?? id)))}.`];
  });
} // prettier-ignore

function statementOf(statement: Facts, passages: ReadonlyMap<string, Facts>): string[] {
  const text = textIn(statement, 'text') ?? '';
  const citations = textsIn(statement, 'citations');
  const cited = citations.flatMap((id) => {
    const passage = passages.get(id);
    const said = passage && nearestSentence(textIn(passage, 'text') ?? '', text);
    if (!said) return [];
    return [`Passage ${id}, which it cites${titled(passage)}, says: ${ending(said)}`];
  });
  return [
    citations.length === 0 ? `It said, citing nothing: ${ending(text)}` : `It said: ${ending(text)}`,
    ...cited,
  ];
}

function titled(passage: Facts): string {
  const title = textIn(passage, 'title');
  return title === null ? '' : ` (${quoted(title)})`;
}

/** The set as it was retrieved, where it may be shown; else what the model was given of it. */
function passagesOf(body: Facts, telling: Telling): Map<string, Facts> {
  const set = shown(telling.sofar.passages, telling);
  const source = set !== null && set !== 'erased' ? factsOf(set.body) : body;
  return new Map(listIn(source, 'passages').map((passage) => [textIn(passage, 'id') ?? '', passage]));
}

/** The sentence of a passage that shares most words with what cites it; the first one where none does. */
function nearestSentence(passage: string, statement: string): string {
  const wanted = new Set(wordsOf(statement));
  let best = { text: '', shared: -1 };
  for (const text of passage.split(/(?<=[.!?])\s+/)) {
    const shared = new Set(wordsOf(text).filter((word) => wanted.has(word))).size;
    if (text.trim() !== '' && shared > best.shared) best = { text: text.trim(), shared };
  }
  return best.text;
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [];
}

/** The exact change that people decide about. */
export function proposed(reference: unknown, telling: Telling): string[] {
  const proposal = shown(reference, telling);
  if (proposal === null) return [];
  if (proposal === 'erased') return [erased];
  return listIn(factsOf(proposal.body), 'operations').map((operation) => {
    const verb = telling.words.clause('verb', textIn(operation, 'verb') ?? '');
    const parts = Object.entries(operation).flatMap(([name, value]) => partOf(name, value, operation));
    return sentence(`Exactly this was proposed: ${verb}${parts.length === 0 ? '' : ` (${parts.join('; ')})`}`);
  });
} // prettier-ignore

function partOf(name: string, value: unknown, operation: Facts): string[] {
  const currency = textIn(operation, 'currency');
  if (name === 'verb' || (name === 'currency' && numberIn(operation, 'valueMinor') !== null)) return [];
  if (name === 'valueMinor' && typeof value === 'number' && currency !== null)
    return [`value ${money(value, currency)}`];
  return [`${spaced(name)} ${brief(value)}`];
}

/** What a person changed, place by place, against what was shown. */
export function changesOfEdit(telling: Telling): string[] {
  const { edit } = telling.sofar;
  if (edit === null) return [];
  const after = shown(edit.to, telling);
  const first = shown(edit.from, telling);
  if (after === 'erased') return [erased];
  if (after === null || first === null || first === 'erased') return [];
  const [old, edited] = [first, after].map(({ body }) => leavesOf(factsOf(body)['output']));
  const names = [...new Set([...(old?.keys() ?? []), ...(edited?.keys() ?? [])])];
  return names.flatMap((name) => {
    const [was, is] = [old?.get(name), edited?.get(name)];
    if (was === is) return [];
    if (was === undefined) return [sentence(`The person added, as ${quoted(name)}: ${is ?? ''}`)];
    if (is === undefined) return [sentence(`The person took out, of ${quoted(name)}: ${was}`)];
    return [sentence(`The person changed ${quoted(name)} from ${was} to ${is}`)];
  });
}

/** Leaves by where they stand: `message 1 text`. */
function leavesOf(value: unknown, at: readonly string[] = []): Map<string, string> {
  if (typeof value !== 'object' || value === null)
    return new Map(value === undefined ? [] : [[at.join(' '), brief(value)]]);
  const members = Array.isArray(value)
    ? value.map((one, index) => [String(index + 1), one as unknown] as const)
    : Object.entries(value).map(([name, one]) => [spaced(name), one as unknown] as const);
  return new Map(members.flatMap(([name, one]) => [...leavesOf(one, [...at, name])]));
}

export function commentOf(reference: unknown, telling: Telling): string[] {
  if (textIn(factsOf(reference), 'ref') === null) return [];
  const comment = shown(reference, telling);
  if (comment === 'erased') return ['A comment was given; its text was erased.'];
  const text = comment && textIn(factsOf(comment.body), 'text');
  return [text === null ? 'A comment was given.' : `The comment given: ${ending(text)}`];
}

/** Field by field, as the CRM answered. */
export function changesInCrm(reference: unknown, telling: Telling): string[] {
  const diff = shown(reference, telling);
  if (diff === null) return [];
  if (diff === 'erased') return [erased];
  return listIn({ changes: diff.body }, 'changes').map((change) => {
    const field = `${spaced(textIn(change, 'object') ?? 'a record')}, ${spaced(textIn(change, 'field') ?? 'a field')}`;
    return sentence(
      `Changed in the CRM: ${field}, from ${brief(change['before'])} to ${brief(change['after'])}`,
    );
  });
}

function brief(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  const text = typeof value === 'string' ? value : objectText(value as JsonValue);
  // By characters: half of one is no text.
  const characters = [...text];
  const short = characters.length > mostOfOneValue ? `${characters.slice(0, mostOfOneValue).join('')}…` : text;
  return typeof value === 'string' ? quoted(short) : short;
} // prettier-ignore

/** `points 250, reason “x”` of an object; a list's members one by one. */
function objectText(value: JsonValue): string {
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return list(value.map((one) => brief(one)));
  return Object.entries(value).flatMap(([name, one]) => partOf(name, one, value)).join(', ');
} // prettier-ignore
