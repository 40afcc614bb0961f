// Which passages were found, what the model said, and what the guard thought of it. Pure; tellers of entries.
import { count, list, plain, quoted, score, spaced } from './readable.ts';
import { factsOf, listIn, numberIn, textIn, type Facts } from '../read-facts.ts';
import { region } from './tell-beginning.ts';
import { textsOfDraft } from './tell-texts.ts';
import type { Teller, Telling } from './telling.ts';
import { findingOf, verbsOf } from './telling.ts';

export const retrieved: Teller = ({ facts }) => {
  const passages = listIn(facts, 'passages');
  return [
    `${count(passages.length, 'passage')} of the firm's own knowledge ${passages.length === 1 ? 'was' : 'were'} found as evidence.`,
    ...passages.map(passageOf),
    ...region(facts, 'They come from the region'),
  ];
};

export const noneRetrieved: Teller = ({ facts }) => [
  "No passage of the firm's own knowledge was found, so nothing could be claimed from one.",
  ...region(facts, 'It was looked for in the region'),
];

export const inferred: Teller = (telling) => {
  const { facts } = telling;
  const model = factsOf(facts['model']);
  const name = textIn(model, 'model') ?? 'unnamed';
  const isComposer = model['provider'] === 'extractive';
  const author = isComposer
    ? `The extractive composer, which only quotes passages, drafted the recommendation (version ${textIn(model, 'version') ?? 'unknown'})`
    : `The model ${quoted(name)} (version ${textIn(model, 'version') ?? 'unknown'}) drafted the recommendation`;
  return [
    `${author}${facts['repair'] === true ? ', told what the guard had found in the draft before' : ''}.`,
    ...(facts['composed'] === true ? ["The model's drafts had not passed the guard, so its words were thrown away."] : []),
    ...fallbackOf(model, telling),
    ...(isComposer ? [] : promptOf(model)),
    ...sentOf(factsOf(facts['sent']), telling),
    ...region(model, 'It was drafted in the region'),
    ...textsOfDraft(facts['draft'], telling),
  ];
}; // prettier-ignore

export const passed: Teller = (telling) => [
  `${authorOf(telling.facts)} passed the checks and became the exact proposal ${proposalOf(telling.facts)}.`,
  ...tierOf(telling),
  ...findingsOf(telling),
];

export const failed: Teller = (telling) => [
  `${authorOf(telling.facts)} did not pass the checks.`,
  ...tierOf(telling),
  ...findingsOf(telling),
];

function passageOf(passage: Facts): string {
  const source = textIn(passage, 'source');
  const version = numberIn(passage, 'version');
  const from = source === null ? '' : ` from ${quoted(plain(source))}`;
  const dated = version === null ? '' : `, version ${version} of its document`;
  return `Passage ${textIn(passage, 'id') ?? 'without id'}${from}${dated}, with the search score ${score(numberIn(passage, 'score'))}.`;
} // prettier-ignore

function fallbackOf(model: Facts, { words }: Telling): string[] {
  const code = textIn(model, 'fallback');
  return code === null ? [] : [`It was not the first choice: ${words.clause('fallback', code)}.`];
}

function promptOf(model: Facts): string[] {
  const prompt = factsOf(model['prompt']);
  const id = textIn(prompt, 'id');
  if (id === null) return [];
  const tokens = [numberIn(model, 'promptTokens') ?? 0, numberIn(model, 'outputTokens') ?? 0];
  const amount = tokens.every((one) => one === 0)
    ? ''
    : `; it read ${tokens[0]} tokens and wrote ${tokens[1]}`;
  return [`It followed the instructions ${quoted(id)} (fingerprint ${(textIn(prompt, 'hash') ?? 'not kept').slice(0, 16)})${amount}.`]; // prettier-ignore
}

/** What of the customer went to a model. */
function sentOf(sent: Facts, { facts }: Telling): string[] {
  if (facts['sent'] === undefined) return [];
  const fields = Array.isArray(sent['fields'])
    ? sent['fields'].filter((one): one is string => typeof one === 'string')
    : [];
  const hidden = Object.values(factsOf(sent['hidden'])).filter((one) => typeof one === 'number');
  const total = hidden.reduce((sum, one) => sum + one, 0);
  return [
    fields.length === 0
      ? 'Nothing of the customer’s record was told to the model.'
      : `Of the customer’s record the model was told: ${list(fields.map(spaced))}.`,
    ...(total === 0 ? [] : [`${count(total, 'personal value')} stood in it as ${total === 1 ? 'a token' : 'tokens'}.`]),
  ];
} // prettier-ignore

function authorOf(facts: Facts): string {
  return facts['author'] === 'person' ? 'What a person had written' : 'The draft';
}

function proposalOf(facts: Facts): string {
  const hash = textIn(factsOf(facts['proposal']), 'commitment');
  return hash === null ? '' : `${hash.slice(0, 16)}…`;
}

function tierOf(telling: Telling): string[] {
  const tier = textIn(telling.facts, 'tier');
  const to = `It would ${verbsOf(telling.facts, telling)}`;
  return [tier === null ? `${to}.` : `${to}; it falls into ${telling.words.clause('tier', tier)}.`];
}

function findingsOf(telling: Telling): string[] {
  const findings = listIn(telling.facts, 'findings');
  return findings.length === 0 ? ['Nothing was found against it.'] : findings.map((one) => findingOf(one, telling));
} // prettier-ignore
