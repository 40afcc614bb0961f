// One value, however it is written, has one normalised form: what its token is made of. It must never make two values one.
import { parsePhoneNumberFromString } from 'libphonenumber-js';
import type { CountryCode } from 'libphonenumber-js';
import type { PersonalDataType } from '../../../contracts/personal-data.ts';
import { scanText } from '../recognisers/scanned-text.ts';

/** @param locale BCP 47; its country is where a national phone number is at home. */
export function normaliseValue(type: PersonalDataType, value: string, locale?: string): string {
  const { text } = scanText(value.normalize('NFC'));
  if (type === 'PHONE_NUMBER') return normalisePhone(text, locale);
  if (spoken.has(type)) return text.toLowerCase().replace(/\s+/g, ' ').trim();
  if (caseless.has(type)) return text.toLowerCase().trim();
  if (verbatim.has(type)) return text.trim();
  // Numbers and codes: their separators and their case mean nothing.
  return text.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');
}

const spoken = new Set<PersonalDataType>(['PERSON', 'LOCATION', 'DATE_TIME']);
const caseless = new Set<PersonalDataType>(['EMAIL_ADDRESS', 'IP_ADDRESS']);
const verbatim = new Set<PersonalDataType>(['URL', 'CRYPTO', 'TOKEN']);

function normalisePhone(text: string, locale: string | undefined): string {
  const region = locale?.split(/[-_]/).find((part) => /^[A-Z]{2}$/.test(part)) as CountryCode | undefined;
  const international = text.replace(/^\s*\(?(?:00|011[\s.-])(?=[\s.-]?[1-9])/, '+');
  const parsed = parsePhoneNumberFromString(international, region ? { defaultCountry: region } : undefined);
  if (parsed?.isPossible()) return parsed.ext ? `${parsed.number};ext=${parsed.ext}` : parsed.number;
  return text.toUpperCase().replace(/[^\p{L}\p{N}+]/gu, '');
}

/** Letters and digits alone, without their marks: two spellings of one name are the same. */
export function bareText(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
