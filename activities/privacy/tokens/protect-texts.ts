// Puts tokens in the place of personal values in everything that one prompt is made of, and remembers which. The names of what a
// firm sells stay readable, since a recogniser that guesses takes some of them for people.
import type { IssuedToken, KnownValue, PersonalDataType } from '../../../contracts/personal-data.ts';
import { createKeptByText } from '../kept-by-text.ts';
import { recogniserCandidates } from '../recognisers/find-personal-data.ts';
import type { Candidate } from '../recognisers/scanned-text.ts';
import { bareText } from './normalise-value.ts';
import { createTokenFor } from './token-for.ts';
import { tokenise } from './tokenise.ts';
import type { TokeniseOptions } from './tokenise.ts';

export interface ProtectOptions {
  /** From the store's vault of values; see createTokenFor. */
  tokenKey: Uint8Array;
  tenant: string;
  subject: string;
  /** What the CRM knows of the customer. */
  known: readonly KnownValue[];
  /** BCP 47. */
  locale?: string;
  /** Types that may stay in the clear. What the CRM knows of the customer never does. */
  shown: ReadonlySet<PersonalDataType>;
  /** Names of products, offers and the firm: what is made of their words only names no person and no place. */
  trade: readonly string[];
}

export interface ProtectedTexts {
  text(text: string): string;
  /**
   * What a model answered, every string of it: its tokens stay, in the form in which they were issued, and what it wrote in the
   * clear is hidden where it is of one of the types, or known of the customer. A single word of his name stays: it may be an ordinary
   * one.
   * @param ids of passages and options: a string that is one of them is no text, whatever its digits look like.
   * @returns `saysWho`: it wrote something known of the customer.
   */
  answer<Value>(
    value: Value,
    types: ReadonlySet<PersonalDataType>,
    ids?: ReadonlySet<string>,
  ): { answer: Value; saysWho: boolean };
  /** Each token once. */
  readonly tokens: IssuedToken[];
  /** How many values were hidden, by type. */
  readonly hidden: Record<string, number>;
}

export type ProtectTexts = (options: ProtectOptions) => ProtectedTexts;

/** @returns a function whose memory of texts serves every prompt of the process. */
export function createProtectTexts(): ProtectTexts {
  const known = createKeptByText<readonly Candidate[]>();

  function candidatesOf(text: string, locale: string | undefined): readonly Candidate[] {
    const key = `${locale ?? ''}\n${text}`;
    const kept = known.get(key);
    if (kept) return kept;
    const candidates = recogniserCandidates(text, locale);
    known.keep(key, candidates);
    return candidates;
  }

  return (options) => {
    const tokenFor = createTokenFor({ ...options, key: options.tokenKey });
    const words = wordsOf(options.trade);
    const issued = new Map<string, IssuedToken>();
    const hidden: Record<string, number> = {};
    const { locale, shown } = options;

    function protect(text: string, how: Partial<TokeniseOptions>): string {
      const result = tokenise(text, {
        ...{ tokenFor, issued, known: options.known },
        ...(locale === undefined ? {} : { locale }),
        ...how,
      });
      for (const { type } of result.spans) hidden[type] = (hidden[type] ?? 0) + 1;
      return result.text;
    }

    return {
      text: (text) =>
        protect(text, {
          candidates: candidatesOf(text, locale),
          isShown: (type, value) => shown.has(type) || isTrade(words, type, value),
        }),
      answer(value, types, ids) {
        let saysWho = false;
        const isShownPart = (written: string, whole: string) => {
          const isPart = /\p{L}/u.test(whole) && bareText(written) !== bareText(whole);
          if (!isPart) saysWho = true;
          return isPart;
        };
        const isShown = (type: PersonalDataType) => !types.has(type);
        const answer = mapStrings(value, (text) =>
          ids?.has(text) ? text : protect(text, { keepsTokens: true, isShown, isShownPart }),
        );
        return { answer, saysWho };
      },
      get tokens() {
        return [...issued.values()];
      },
      hidden,
    };
  };
}

/** The same for every string of a JSON value; keys stay. */
export function mapStrings<Value>(value: Value, map: (text: string) => string): Value {
  if (typeof value === 'string') return map(value) as Value;
  if (Array.isArray(value)) return value.map((member: unknown) => mapStrings(member, map)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([key, member]) => [key, mapStrings(member as unknown, map)]);
  return Object.fromEntries(members) as Value;
}

const lettersAndDigits = /[\p{L}\p{N}]+/gu;
const wordsOf = (names: readonly string[]) =>
  new Set(names.flatMap((name) => name.toLowerCase().match(lettersAndDigits) ?? []));

function isTrade(words: ReadonlySet<string>, type: PersonalDataType, value: string): boolean {
  if (type !== 'PERSON' && type !== 'LOCATION') return false;
  const own = value.toLowerCase().match(lettersAndDigits) ?? [];
  return own.length > 0 && own.every((word) => words.has(word));
}
