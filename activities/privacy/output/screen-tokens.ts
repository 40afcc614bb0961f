// Judges every token, and whatever looks like one, in a text that would leave the house: in the act it becomes the value behind it.
// It reads values to compare them, and never says one.
import type { IssuedToken, PersonalDataType } from '../../../contracts/personal-data.ts';
import { personalDataTypes } from '../../../contracts/personal-data.ts';
import type { CustomerIdentity } from '../../../contracts/ports/crm.ts';
import type { PassageText } from '../../../contracts/ports/model.ts';
import { normaliseValue } from '../tokens/normalise-value.ts';
import { findLinks, isAllowed } from './find-links.ts';
import type { ReadText } from './outgoing-texts.ts';
import { contactTypes, governmentTypes, paymentTypes } from './value-types.ts';

export type KnownToken = Pick<IssuedToken, 'token' | 'type' | 'value'>;

export interface TokenGround {
  /** What the vault has of this subject, by token. */
  values: ReadonlyMap<string, KnownToken>;
  identity: CustomerIdentity | null;
  /** Hosts that the tenant allows. */
  hosts: readonly string[];
  /** True: a draft from before 2026-11-21, or a person's words about one, whose masks the act still swaps back. */
  oldMasks?: boolean;
  /** BCP 47: a national phone number is at home in its country. */
  locale?: string;
  /** Passages in which a screen found an order to a model. */
  planted: readonly PassageText[];
}

export type TokenCode =
  | 'unknown_token'
  | 'payment_value_in_draft'
  | 'government_id_in_draft'
  | 'personal_value_in_draft'
  | 'other_person_in_draft'
  | 'other_person_planted'
  | 'link_not_allowed';

export function screenTokens(
  { tokens, plain }: ReadText,
  cited: readonly PassageText[],
  ground: TokenGround,
): TokenCode[] {
  const codes = tokens.flatMap(({ type, token }) => judge(type, token, cited, ground) ?? []);
  return looksLikeToken(plain, ground.oldMasks ? ground.identity : null)
    ? [...codes, 'unknown_token']
    : codes;
}

function judge(
  type: PersonalDataType,
  token: string,
  cited: readonly PassageText[],
  { values, identity, hosts, locale, planted }: TokenGround,
): TokenCode | null {
  const value = values.get(token)?.value;
  // Behind the type TOKEN stands what a stranger wrote in the form of a token.
  if (value === undefined || type === 'TOKEN') return 'unknown_token';
  if (paymentTypes.has(type)) return 'payment_value_in_draft';
  if (governmentTypes.has(type)) return 'government_id_in_draft';
  if (type === 'URL') return isAllowed(value.trim(), hosts) ? null : 'link_not_allowed';
  const { link, image } = type === 'EMAIL_ADDRESS' ? noLink : findLinks(value, hosts);
  if (link || image) return 'link_not_allowed';
  if (!contactTypes.has(type) && type !== 'PERSON') return null;
  if (isOwn(type, value, identity, locale)) return null;
  const holds = (passages: readonly PassageText[]) =>
    passages.some((passage) => passage.text.includes(token) || passage.title.includes(token));
  if (holds(planted)) return 'other_person_planted';
  return type === 'PERSON' || holds(cited) ? 'other_person_in_draft' : 'personal_value_in_draft';
}

const noLink = { link: false, image: false };

function isOwn(
  type: PersonalDataType,
  value: string,
  identity: CustomerIdentity | null,
  locale: string | undefined,
): boolean {
  if (!identity) return false;
  if (type === 'PERSON') {
    const own = new Set(wordsOf(identity.name));
    const words = wordsOf(value);
    return words.length > 0 && words.every((word) => own.has(word));
  }
  const recorded =
    type === 'EMAIL_ADDRESS' ? identity.email : type === 'PHONE_NUMBER' ? identity.phone : null;
  return recorded !== null && normaliseValue(type, recorded, locale) === normaliseValue(type, value, locale);
}

const wordsOf = (name: string) =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/\p{L}+/gu) ?? [];

/** In double brackets and capitals, or by the name of a type; and a token that lost its brackets and a letter. */
const bracketed = /\[{2}\s{0,3}([\p{L}\p{N}][\p{L}\p{N}_ -]{0,60})\]{2}/gu;
const typeNames = [...personalDataTypes, 'NAME', 'EMAIL', 'PHONE'].sort((a, b) => b.length - a.length);
const typed = new RegExp(`^(?:${typeNames.join('|')})(?:[_ -]|\\s*$)`, 'i');
const damaged = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${typeNames.join('|')})_(?=[a-z]{0,20}\\d)[0-9a-z]{6,20}(?![\\p{L}\\p{N}])`,
  'iu',
);

function looksLikeToken(text: string, identity: CustomerIdentity | null): boolean {
  const legacy = legacyMasks(identity);
  for (const { 0: whole, 1: label = '' } of text.matchAll(bracketed))
    if (!legacy.has(whole) && (typed.test(label) || !/\p{Ll}/u.test(label))) return true;
  return damaged.test(text);
}

/** Drafts from before 2026-11-21 hold these, and the act swaps them back while the record has the value. */
function legacyMasks(identity: CustomerIdentity | null): Set<string> {
  const masks = [
    ['[[NAME_1]]', identity?.name],
    ['[[EMAIL_1]]', identity?.email],
    ['[[PHONE_1]]', identity?.phone],
  ] as const;
  return new Set(masks.flatMap(([mask, value]) => (value ? [mask] : [])));
}
