// Each recogniser of structured data alone against its table: what it finds it must find itself, not because another lost.
import { describe, expect, it } from 'vitest';
import { findCards } from '../../activities/privacy/recognisers/card.ts';
import { findCryptoAddresses } from '../../activities/privacy/recognisers/crypto-address.ts';
import { findEmails } from '../../activities/privacy/recognisers/email.ts';
import { findIbans } from '../../activities/privacy/recognisers/iban.ts';
import { findIpAddresses } from '../../activities/privacy/recognisers/ip-address.ts';
import { findNationalIdentifiers } from '../../activities/privacy/recognisers/national-identifiers.ts';
import { scanText } from '../../activities/privacy/recognisers/scanned-text.ts';
import type { Candidate, ScannedText } from '../../activities/privacy/recognisers/scanned-text.ts';
import { findUrls } from '../../activities/privacy/recognisers/url.ts';
import { findSsns } from '../../activities/privacy/recognisers/us-ssn.ts';
import { tables } from './tables.ts';

const finders: Record<string, (scanned: ScannedText) => Candidate[]> = {
  CREDIT_CARD: findCards,
  REFERENCE_NUMBER: findCards,
  IBAN_CODE: findIbans,
  EMAIL_ADDRESS: findEmails,
  US_SSN: findSsns,
  US_ITIN: findSsns,
  IP_ADDRESS: findIpAddresses,
  CRYPTO: findCryptoAddresses,
  URL: findUrls,
};
/** People, places, dates and telephones are decided among several. */
const together = new Set(['PERSON', 'LOCATION', 'DATE_TIME', 'PHONE_NUMBER']);

/** Less sure claims are for others to win. */
const sure = 0.62;

describe.each(tables.filter(({ type }) => !together.has(type)))(
  '$type alone',
  ({ type, matches, others }) => {
    const find = finders[type] ?? findNationalIdentifiers;
    const claimed = (text: string, least = 0) => {
      const scanned = scanText(text);
      return find(scanned)
        .filter((candidate) => candidate.type === type && candidate.score >= least)
        .map(({ start, end }) => {
          const range = scanned.original(start, end);
          return text.slice(range.start, range.end);
        });
    };
    it.each(matches)('claims %j', (marked) => {
      const values = [...marked.matchAll(/⟦([^⟧]+)⟧/gu)].map(([, value]) => value);
      expect(claimed(marked.replace(/[⟦⟧]/gu, ''))).toEqual(expect.arrayContaining(values));
    });
    it.each(others)('does not claim all of %j', (text) => {
      expect(claimed(text, sure).filter((value) => value.length > text.length / 2)).toEqual([]);
    });
  },
);
