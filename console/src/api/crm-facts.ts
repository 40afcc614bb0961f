// The CRM's facts as a page shows them. They are another system's, so nothing is taken to be there.
import { nameInId, wordOf } from '../words/codes.ts';

export interface ReadFacts {
  plain: [name: string, value: string][];
  optedOut: boolean;
  purposes: [code: string, given: boolean][];
  channels: [code: string, given: boolean][];
  contacts: { channel: string; at: number }[];
}

export function readFacts(facts: Record<string, unknown>): ReadFacts {
  const consents = membersOf(facts.consents);
  const loyalty = membersOf(facts.loyalty);
  const plain: [string, string | undefined][] = [
    ['Segment', textOf(facts.segment, wordOf)],
    ['Risk class', typeof facts.riskClass === 'number' ? `${facts.riskClass} of 7` : undefined],
    ['Loyalty', typeof loyalty.tier === 'string' ? loyaltyWords(loyalty) : undefined],
    ['Language', textOf(facts.language, languageWords)],
    ['Time zone', textOf(facts.timeZone)],
    ['Open cases', typeof facts.openCases === 'number' ? String(facts.openCases) : undefined],
    ['Holds', Array.isArray(facts.holdings) ? listWords(facts.holdings) : undefined],
  ];
  return {
    plain: plain.flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, value]])),
    optedOut: facts.optedOut === true,
    purposes: given(consents.purposes),
    channels: given(consents.channels),
    contacts: Array.isArray(facts.recentContacts) ? facts.recentContacts.flatMap(contactIn) : [],
  };
}

function given(value: unknown): [string, boolean][] {
  return Object.entries(membersOf(value)).map(([code, answer]) => [code, answer === true]);
}

function contactIn(value: unknown): { channel: string; at: number }[] {
  const { channel, at } = membersOf(value);
  return typeof channel === 'string' && typeof at === 'number' ? [{ channel, at }] : [];
}

function membersOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function textOf(value: unknown, words = (text: string) => text): string | undefined {
  return typeof value === 'string' && value !== '' ? words(value) : undefined;
}

function loyaltyWords({ tier, points }: Record<string, unknown>): string {
  const name = wordOf(String(tier));
  return typeof points === 'number' ? `${name}, ${points.toLocaleString()} points` : name;
}

function languageWords(code: string): string {
  // What is no language tag makes the browser throw.
  if (!/^[a-z]{2,3}(-[A-Za-z]{2,4})?$/.test(code)) return code;
  return new Intl.DisplayNames(undefined, { type: 'language' }).of(code) ?? code;
}

function listWords(values: unknown[]): string {
  return values.length === 0 ? 'nothing' : values.map((id) => nameInId(String(id))).join(', ');
}
