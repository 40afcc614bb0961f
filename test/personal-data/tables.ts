// What each recogniser must find, and what it must leave: as many non-matches as matches, at least. A row that is found is
// written `text ⟦value⟧ text`.
import { contactTables } from './tables-contact.ts';
import { identifierTables } from './tables-identifiers.ts';
import { languageTables } from './tables-language.ts';
import { paymentTables } from './tables-payment.ts';

export interface RecogniserTable {
  type: string;
  matches: string[];
  /** Nothing of this type may be found in them. */
  others: string[];
}

export const tables: readonly RecogniserTable[] = [
  ...paymentTables,
  ...contactTables,
  ...identifierTables,
  ...languageTables,
];
