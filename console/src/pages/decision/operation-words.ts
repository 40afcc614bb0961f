// What a CRM operation does, in one sentence; its texts are shown beside it, never inside.
import type { Content, Operation } from '../../api/content.ts';
import { wordOf, wordWithin } from '../../words/codes.ts';
import { moneyWords } from '../../words/money.ts';
import { optionWords } from '../../words/option-words.ts';

export interface WordedOperation {
  what: string;
  /** Text that somebody will read; null: none. */
  text: string | null;
  details: string[];
}

const textIn = (value: unknown): string => (typeof value === 'string' ? value : '');

export function operationWords(operation: Operation, { options }: Pick<Content, 'options'>): WordedOperation {
  const worded = (id: unknown) => optionWords(options, textIn(id));
  const text = typeof operation['text'] === 'string' ? operation['text'] : null;
  switch (operation.verb) {
    case 'schedule_call':
      return {
        what: `Book a call with the ${wordWithin(textIn(operation['withRole']))}`,
        text: null,
        details: [worded(operation['slotId']), `Subject: ${textIn(operation['subject'])}`],
      };
    case 'post_inbox_briefing':
      return {
        what: `Put a briefing into the ${wordWithin(textIn(operation['toRole']))}’s inbox`,
        text,
        details: [textIn(operation['title'])],
      };
    case 'propose_portfolio': {
      const products = Array.isArray(operation['productIds']) ? operation['productIds'] : [];
      return {
        what: products.length === 1 ? 'Propose a product' : `Propose ${products.length} products`,
        text: null,
        details: [
          ...products.map(worded),
          `The customer’s recorded risk class is ${String(operation['riskClass'])} of 7`,
        ],
      };
    }
    case 'grant_offer':
      return {
        what: `Grant an offer worth ${moneyWords(Number(operation['valueMinor']), textIn(operation['currency']))}`,
        text: null,
        details: [worded(operation['offerId'])],
      };
    case 'grant_points':
      return {
        what: `Grant ${Number(operation['points']).toLocaleString()} loyalty points`,
        text: null,
        details: [],
      };
    case 'open_case':
      return {
        what: `Open a case of ${textIn(operation['priority'])} priority about ${wordWithin(textIn(operation['topic']))}`,
        text,
        details: [],
      };
    case 'send_message':
      return {
        what: `Send the customer a message by ${wordOf(textIn(operation['channel']))}`,
        text,
        details: [],
      };
    case 'create_task':
      return {
        what: `Give the ${wordWithin(textIn(operation['forRole']))} a task`,
        text,
        details: [textIn(operation['title'])],
      };
    case 'add_note':
      return { what: 'Add a note to the record', text, details: [] };
    default:
      return { what: wordOf(operation.verb), text, details: [] };
  }
}
