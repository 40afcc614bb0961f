// Everything that anybody did in the CRM for one customer as lines of one history. A kind is worded here, once: words that are worded
// again come out as others.
import type { Customer } from '../../api/types.ts';
import { wordOf, wordWithin } from '../../words/codes.ts';
import { readFacts } from '../../api/crm-facts.ts';

export interface HistoryLine {
  id: string;
  /** Milliseconds since 1970. */
  at: number;
  /** In words. */
  kind: string;
  /** Somebody's text; empty: there is none. */
  text: string;
  journeyId: string | null;
}

// The CRM keeps each line under the name of what was to be done.
const doneWords: Record<string, string> = {
  schedule_call: 'Call booked',
  post_inbox_briefing: 'Briefing posted',
  propose_portfolio: 'Portfolio proposed',
  grant_offer: 'Offer granted',
  grant_points: 'Points granted',
  open_case: 'Case opened',
  send_message: 'Message',
  create_task: 'Task given',
  add_note: 'Note added',
};

/** @returns contacts, messages and notes, newest first. */
export function contactHistory(known: Pick<Customer, 'facts' | 'timeline' | 'outbox'>): HistoryLine[] {
  const done = known.timeline.map(({ id, at, kind, text, journeyId }) => ({
    ...{ id, at, text, journeyId, kind: doneWords[kind] ?? wordOf(kind) },
  }));
  const messages = known.outbox.map(({ id, at, channel, state, text }) => ({
    ...{ id, at, text, journeyId: null, kind: `${wordOf(channel)}, ${wordWithin(state)}` },
  }));
  const contacts = readFacts(known.facts).contacts.map(({ channel, at }) => ({
    ...{ id: `${channel}/${at}`, at, text: '', journeyId: null, kind: `Contact by ${wordWithin(channel)}` },
  }));
  return [...done, ...messages, ...contacts].sort((one, other) => other.at - one.at);
}
