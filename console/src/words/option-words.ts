// What a person can choose has a name; what is in no list stands as the CRM writes it.
import type { Content } from '../api/content.ts';
import { labelWords } from './codes.ts';

export function optionWords(options: Content['options'], id: string): string {
  const label = Object.values(options)
    .flat()
    .find((option) => option.id === id)?.label;
  return label === undefined ? id : labelWords(label);
}
