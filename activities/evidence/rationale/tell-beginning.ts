// Why the journey began and why it was allowed: intent, policy, grant. Pure; tellers of entries.
import type { Teller, Telling } from './telling.ts';
import { explained } from './telling.ts';
import { count, duration, list, plain, quoted, score, sentence, signed, time } from './readable.ts';
import { factsOf, listIn, numberIn, textIn, textsIn, type Facts } from '../read-facts.ts';

export const started: Teller = ({ entry, facts }) => {
  const events = textsIn(factsOf(facts['window']), 'events').length;
  const intent = textIn(facts, 'intent');
  return [
    `The journey${typed(facts, 'type')} began at ${time(entry.at)}, by the event ${textIn(facts, 'trigger') ?? 'that started it'}.`,
    `${count(events, 'event')} of the customer ${events === 1 ? 'was' : 'were'} looked at${intent === null ? '' : ` for the intent ${quoted(plain(intent))}`}.`,
    ...someone(facts),
    ...region(facts, 'Its data stay in the region'),
  ];
};

export const confirmed: Teller = (telling) => [
  `The intent ${intentOf(telling.facts)} was confirmed: ${compared(telling.facts)}.`,
  ...reasonsOf(telling),
];

export const notConfirmed: Teller = (telling) => [
  `The intent ${intentOf(telling.facts)} was not confirmed when it was looked at again: ${compared(telling.facts)}.`,
  ...reasonsOf(telling),
];

export const allowed: Teller = (telling) => {
  const { facts, labels } = telling;
  const purpose = textIn(facts, 'purpose');
  const meaning = purpose === null ? undefined : labels.purpose(purpose);
  const terms = factsOf(facts['checkpoint']);
  return [
    `Policy allowed the journey at ${time(telling.entry.at)}, by the rule ${quoted(textIn(facts, 'rule') ?? 'unnamed')}.`,
    ...(purpose === null ? [] : [`The purpose is ${plain(purpose)}${meaning === undefined ? '' : ` (${trimmed(meaning)})`}, in the jurisdiction ${textIn(facts, 'jurisdiction') ?? 'unknown'}.`]),
    ...seenBy(telling),
    `The policy of that moment holds for the whole journey; its fingerprint is ${(textIn(facts, 'policySnapshot') ?? 'not kept').slice(0, 16)}.`,
    ...grantOf(facts),
    ...(facts['evidence'] === 'required' ? ['It may propose nothing without passages to rest on.'] : []),
    ...asked(terms),
  ];
}; // prettier-ignore

export const renewed: Teller = (telling) => [
  `The permission had run out; policy was asked again at ${time(telling.entry.at)} under the same snapshot, and allowed it again.`,
  ...seenBy(telling),
  ...grantOf(telling.facts),
];

export const denied: Teller = (telling) => [
  `Policy denied the journey at ${time(telling.entry.at)}; nothing more was done.`,
  ...explained(factsOf(telling.facts['explanation']), telling),
  ...seenBy(telling),
];

function typed(facts: Facts, name: string): string {
  const type = textIn(facts, name);
  return type === null ? '' : ` ${quoted(plain(type))}`;
}

function someone(facts: Facts): string[] {
  const by = textIn(facts, 'initiatedBy');
  return by === null ? [] : [`Whoever sent that event (${by}) may not decide about the journey.`];
}

export function region(facts: Facts, before: string): string[] {
  const name = textIn(facts, 'region');
  return name === null ? [] : [`${before} ${quoted(name)}.`];
}

function intentOf(facts: Facts): string {
  return quoted(plain(textIn(facts, 'intent') ?? 'unnamed'));
}

function compared(facts: Facts): string {
  const [reached, threshold] = [numberIn(facts, 'score'), numberIn(facts, 'threshold')];
  if (reached === null || threshold === null) return 'its score is not kept';
  const [one, other] = [score(reached), score(threshold)];
  // What is rounded alike is still above or below.
  const exactly = one === other && reached !== threshold ? ` (exactly ${reached} and ${threshold})` : '';
  const relation = reached > threshold ? 'above' : reached === threshold ? 'at' : 'below';
  return `score ${one}, ${relation} the threshold ${other}${exactly}`;
}

function reasonsOf({ facts, words, labels }: Telling): string[] {
  const intent = textIn(facts, 'intent') ?? '';
  const reasons = listIn(facts, 'reasons')
    .map((reason) => ({ code: textIn(reason, 'code') ?? '', value: numberIn(reason, 'value'), weight: numberIn(reason, 'contribution') ?? 0 }))
    .sort((one, other) => Math.abs(other.weight) - Math.abs(one.weight) || (one.code < other.code ? -1 : 1));
  const told = reasons.map(({ code, value, weight }) => {
    const label = labels.reason(intent, code) ?? words.sentence('reason', code);
    const name = label === undefined ? quoted(plain(code)) : trimmed(label);
    const measured = value === null ? '' : ` (measured ${Number(value.toFixed(2))})`;
    return `${name}${measured} weighed ${signed(weight)}`;
  });
  const [first, ...others] = told;
  if (first === undefined) return ['No reason is kept.'];
  const strongest = `The strongest reason: ${first}.`;
  return others.length === 0 ? [strongest] : [strongest, `Besides: ${others.join('; ')}.`];
} // prettier-ignore

/** A label of the policy within a sentence. */
function trimmed(label: string): string {
  return label.trim().replace(/\.$/, '');
}

function grantOf(facts: Facts): string[] {
  const grant = factsOf(facts['grant']);
  const id = textIn(grant, 'id');
  return id === null ? [] : [`It got a permission of its own (${id}), which holds until ${time(grant['expiresAt'])}.`];
} // prettier-ignore

function asked(terms: Facts): string[] {
  const role = textIn(terms, 'approverRole');
  if (role === null) return [];
  return [`A person in the role ${plain(role)} must decide before anything is done, within ${duration(terms['deadlineMs'])}; without a decision nothing is done.`]; // prettier-ignore
}

/** What policy was told, and which data it let the journey use, from the record of its decision. */
function seenBy({ facts, decisions, words }: Telling): string[] {
  const id = textIn(facts, 'policyDecision');
  const decision = id === null ? undefined : decisions.get(id);
  if (!decision) return [];
  const saw = Object.entries(factsOf(factsOf(decision['request'])['facts']))
    .filter(([, value]) => typeof value === 'boolean')
    .map(([name, value]) => `${name}=${String(value)}`)
    .sort()
    .map((fact) => words.clause('fact', fact));
  const classes = textsIn(factsOf(factsOf(decision['answer'])['dataClasses']), 'allowed').map(plain);
  return [
    ...(saw.length === 0 ? [] : [sentence(`Policy was told that ${list(saw)}`)]),
    ...(classes.length === 0 ? [] : [`It may use these kinds of data: ${list(classes)}.`]),
  ];
}
