// What was written to the CRM, or why nothing was, and how the journey ended. Pure; tellers of entries.
import { plain, quoted, time } from './readable.ts';
import { factsOf, numberIn, textIn } from '../read-facts.ts';
import { region } from './tell-beginning.ts';
import { changesInCrm } from './tell-texts.ts';
import type { Teller } from './telling.ts';
import { explained, person, unknownCode, verbsOf } from './telling.ts';

export const acted: Teller = (telling) => {
  const { facts, entry } = telling;
  const { before, after } = versions(factsOf(facts['recordVersion']));
  return [
    `The CRM was changed at ${time(entry.at)}, once, by the write ${textIn(facts, 'write') ?? 'without a name'}: ${verbsOf(facts, telling)}.`,
    ...(telling.actAllowed
      ? ['Right before the write policy was asked again with fresh facts, and allowed it.']
      : []),
    `The customer's record went from version ${before} to version ${after}.`,
    ...(facts['replayed'] === true ? ['An earlier attempt had already written it; nothing was written twice.'] : []),
    ...region(facts, 'The CRM stands in the region'),
    ...changesInCrm(facts['diff'], telling),
  ];
}; // prettier-ignore

function versions(version: ReturnType<typeof factsOf>): { before: string; after: string } {
  const of = (name: string) => String(numberIn(version, name) ?? 'unknown');
  return { before: of('before'), after: of('after') };
}

export const waiting: Teller = ({ facts }) => [
  `The approved change waited: the hours in which the customer may be contacted open at ${time(facts['until'])}. The deadline is ${time(facts['deadlineAt'])}.`,
];

export const actDenied: Teller = (telling) => [
  `Policy was asked again at the moment of writing, ${time(telling.entry.at)}, and denied it; nothing was written.`,
  ...explained(factsOf(telling.facts['explanation']), telling),
];

export const refusedByCrm: Teller = ({ facts, words }) => {
  const code = textIn(facts, 'code') ?? '';
  return [
    'The CRM refused the change by a rule of its own; nothing was written, and a person is asked again.',
    words.sentence('reason', code) ?? unknownCode(code),
  ];
};

export const recordChanged: Teller = () => [
  "The customer's record had changed since the proposal was made; nothing was written, and a person is asked again.",
];

export const approvalLapsed: Teller = ({ facts, words }) => {
  const code = textIn(facts, 'code') ?? '';
  return [
    `${person(facts)} had approved it and could not any more at the moment of writing; nothing was written, and a person is asked again.`,
    words.sentence('reason', code) ?? words.sentence('policy', code) ?? unknownCode(code),
  ];
};

export const actFailed: Teller = ({ facts, entry, words }) => {
  const failure = textIn(facts, 'failure');
  const why = failure === null ? 'the reason is not kept' : words.clause('failure', failure);
  return [`The act failed at ${time(entry.at)} and cannot be repeated: ${why}.`];
};

export const compensated: Teller = ({ facts, entry }) => {
  const nothing = facts['verdict'] === 'nothing_written';
  return [nothing ? 'Nothing had been written, so nothing had to be taken back.' : `What the act had written was taken back at ${time(entry.at)}.`];
}; // prettier-ignore

export const ended: Teller = ({ facts, entry, words }) => {
  const outcome = textIn(facts, 'outcome');
  const reason = textIn(facts, 'reasonCode');
  return [
    `The journey ended at ${time(entry.at)}: ${outcome === null ? 'how is not kept' : words.clause('outcome', outcome)}.`,
    ...(reason === null ? [] : [words.sentence('reason', reason) ?? `The reason given: ${quoted(plain(reason))}.`]),
  ];
}; // prettier-ignore
