// Takes out of a short text of the CRM whatever says who the customer is, so that what is left may be a fact that rules read and that
// a record of a decision keeps. Nothing brings it back.
import type { PersonalDataType } from '../../contracts/personal-data.ts';
import { locatePersonalData } from './recognisers/find-personal-data.ts';

// A segment or a tier may be named for a place, a year or a site.
const ofBusiness: ReadonlySet<PersonalDataType> = new Set<PersonalDataType>(['LOCATION', 'DATE_TIME', 'URL']);
/** Below this two capitalised words are as often a product's name. */
const surelyName = 0.6;

/** @returns the text with `[[TYPE]]` in the place of each value. */
export function hideWho(text: string): string {
  let shown = '';
  let copied = 0;
  for (const { type, start, end, score } of locatePersonalData(text)) {
    if (ofBusiness.has(type) || (type === 'PERSON' && score < surelyName)) continue;
    shown += `${text.slice(copied, start)}[[${type}]]`;
    copied = end;
  }
  return shown + text.slice(copied);
}
