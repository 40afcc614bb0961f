// What a person can choose has a name; what is in no list stands as the CRM writes it.
import type { Content, Option } from '../api/content.ts';
import { labelWords } from './codes.ts';
import { shortTimeWords } from './time.tsx';

export function optionWords(options: Content['options'], id: string): string {
  const option = Object.values(options)
    .flat()
    .find((one) => one.id === id);
  return option === undefined ? id : choiceWords(option);
}

/** An hour that can be booked in the reader's zone; its own label names the tenant's. */
export function choiceWords({ label, facts }: Pick<Option, 'label' | 'facts'>): string {
  const { start, minutes } = facts;
  if (typeof start !== 'number' || typeof minutes !== 'number') return labelWords(label);
  return `${shortTimeWords(start)}, ${minutes} min, ${label.split(', ').at(-1) ?? ''}`;
}
