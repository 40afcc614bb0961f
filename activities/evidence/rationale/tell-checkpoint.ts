// Who was asked, who decided, what was changed by whom, what was refused, and what time did. Pure; tellers of entries.
import { count, plain, quoted, time } from './readable.ts';
import { factsOf, listIn, numberIn, textIn, textsIn, type Facts } from '../read-facts.ts';
import { changesOfEdit, commentOf, proposed } from './tell-texts.ts';
import type { Teller, Telling } from './telling.ts';
import { findingOf, person, unknownCode } from './telling.ts';

export const opened: Teller = (telling) => {
  const { facts, words } = telling;
  const tier = textIn(facts, 'tier');
  const quorum = factsOf(facts['quorum']);
  const approvals = numberIn(quorum, 'approvals') ?? 1;
  const including = textIn(quorum, 'including');
  const must = including === null ? '' : `, one of them in the role ${plain(including)}`;
  return [
    `A person was asked at ${time(facts['opensAt'])} to decide about exactly the proposal ${shortHash(facts['proposal'])}, until ${time(facts['deadlineAt'])} (request ${textIn(facts, 'requestId') ?? 'unnamed'}).`,
    `The checkpoint rule is ${quoted(textIn(facts, 'rule') ?? 'unnamed')}${tier === null ? '' : `, in ${words.clause('tier', tier)}`}.`,
    approvals > 1 ? `${count(approvals, 'different person').replace('persons', 'people')} had to approve it${must}.` : `One person had to approve it${must}.`,
    ...proposed(facts['proposal'], telling),
    ...(facts['blocked'] === true ? ['The guard blocks it as it is: it could only be changed or rejected.'] : []),
  ];
}; // prettier-ignore

export const accepted: Teller = (telling) => {
  const { facts, entry, words } = telling;
  const kind = textIn(facts, 'decision') ?? '';
  const reason = textIn(facts, 'reasonCode');
  const insteadOf = textIn(facts, 'insteadOf');
  const remaining = numberIn(facts, 'remaining');
  return [
    `${person(facts)} ${words.clause('decision', kind)} at ${time(entry.at)}.`,
    ...(insteadOf === null ? [] : [`It was decided in the stead of another person (${insteadOf}).`]),
    ...(reason === null ? [] : [`The reason given, from the list of the checkpoint: ${quoted(plain(reason))}.`]),
    ...(kind === 'edit_and_approve' ? edited(telling) : []),
    ...(remaining !== null && remaining > 0 ? [`${count(remaining, 'more approval')} by ${remaining === 1 ? 'another person was' : 'other people were'} needed.`] : []),
    ...commentOf(facts['comment'], telling),
  ];
}; // prettier-ignore

function edited(telling: Telling): string[] {
  const { facts } = telling;
  return [
    `What was shown was the proposal ${(textIn(facts, 'shownHash') ?? 'not kept').slice(0, 16)}…; what was approved is ${(textIn(facts, 'approvedHash') ?? 'not kept').slice(0, 16)}….`,
    ...changesOfEdit(telling),
  ];
}

export const refused: Teller = (telling) => {
  const { facts, words } = telling;
  const attempt = words.clause('attempt', textIn(facts, 'decision') ?? 'approve');
  return [refusal(telling, attempt), ...listIn(facts, 'findings').map((one) => findingOf(one, telling))];
};

export const actionRefused: Teller = (telling) =>
  [refusal(telling, telling.words.clause('attempt', textIn(telling.facts, 'action') ?? 'claim'))]; // prettier-ignore

function refusal({ entry, facts, words }: Telling, attempt: string): string {
  const code = textIn(facts, 'code') ?? '';
  const why = words.sentence('decision', code) ?? unknownCode(code);
  return `${attempt}${by(facts)} was refused at ${time(entry.at)}: ${why}`;
}

function by(facts: Facts): string {
  const actor = textIn(facts, 'actor');
  const roles = textsIn(facts, 'roles').map(plain);
  const as = roles.length === 0 ? '' : `, who called as ${roles.join(', ')},`;
  return actor === null ? ' by somebody whose assertion did not hold' : ` by ${actor}${as}`;
}

export const claimed: Teller = ({ facts, entry }) => {
  const until = numberIn(facts, 'until');
  return [`${person(facts)} took the decision in hand at ${time(entry.at)}${until === null ? '' : `, until ${time(until)}`}; others had to wait.`];
}; // prettier-ignore

export const released: Teller = ({ facts, entry }) => [
  `${person(facts)} gave the decision back at ${time(entry.at)}; others could take it.`,
];

export const delegated: Teller = ({ facts, entry }) => {
  const delegate = factsOf(facts['delegate']);
  const via = textsIn(delegate, 'via');
  return [
    `${person(facts)} delegated the decision to ${textIn(delegate, 'to') ?? 'another person'} at ${time(entry.at)}, and decides no more about it.`,
    ...(via.length === 0 ? [] : [`Passed over, because out of office: ${via.join(', ')}.`]),
  ];
}; // prettier-ignore

export const reminded: Teller = ({ facts, entry }) => {
  const number = numberIn(facts, 'reminder');
  return [`Nobody had decided by ${time(entry.at)}: the approvers were reminded${number === null ? '' : ` (reminder ${number})`}.`];
}; // prettier-ignore

export const escalated: Teller = ({ facts, entry }) => {
  const role = textIn(facts, 'role');
  const holder = textIn(factsOf(facts['claim']), 'by') ?? textIn(facts, 'assignee');
  return [
    `Nobody had decided by ${time(entry.at)}: ${role === null ? 'the next role' : `the role ${plain(role)}`} was asked as well (step ${numberIn(facts, 'level') ?? 1} of the escalation).`,
    ...(holder === null ? [] : [`That it was in the hands of ${holder} no longer kept others out.`]),
  ];
}; // prettier-ignore

export const expired: Teller = ({ facts, entry }) => {
  if (facts['reason'] === 'too_many_proposals')
    return ['People had been asked about as many proposals as is allowed, and none could be carried out; nothing was done.']; // prettier-ignore
  const within = entry.stage === 'act' ? 'The contact hours did not open' : 'Nobody decided';
  return [`${within} before the deadline, ${time(facts['deadlineAt'])}; nothing was done, as the rule says.`];
};

function shortHash(reference: unknown): string {
  const hash = textIn(factsOf(reference), 'commitment');
  return hash === null ? 'whose fingerprint is not kept' : `${hash.slice(0, 16)}…`;
}
