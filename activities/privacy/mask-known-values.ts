// Hides what is known of one customer in any text before a model or a stored prompt sees it. It must never be the only wall:
// it knows this customer's recorded values, not every personal value that a text may hold.
import type { CustomerIdentity } from '../../contracts/ports/crm.ts';

/** The same value always becomes the same token, so that a draft keeps its sense over steps and weeks. */
export const maskTokens = { name: '[[NAME_1]]', email: '[[EMAIL_1]]', phone: '[[PHONE_1]]' } as const;

export type Mask = (text: string) => string;

/** @returns a function that replaces name (whole and in parts), e-mail address and phone number by tokens. */
export function maskKnownValues(identity: CustomerIdentity | null): Mask {
  if (!identity) return (text) => text;
  const rules = [...emailRules(identity.email), ...phoneRules(identity.phone), ...nameRules(identity.name)];
  return (text) =>
    rules.reduce((masked, { pattern, token }) => masked.replace(pattern, token), text.normalize('NFC'));
}

/** The same for every string of a JSON value; keys stay. */
export function maskJson<Value>(value: Value, mask: Mask): Value {
  if (typeof value === 'string') return mask(value) as Value;
  if (Array.isArray(value)) return value.map((member: unknown) => maskJson(member, mask)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, maskJson(member as unknown, mask)]),
  ) as Value;
}

interface Rule {
  pattern: RegExp;
  token: string;
}

const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** Not inside a longer word; `\b` knows only ASCII. */
const whole = (source: string, flags: string) =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})(?![\\p{L}\\p{N}])`, flags);

function nameRules(name: string): Rule[] {
  const parts = name
    .normalize('NFC')
    .split(/[\s,]+/)
    .filter((part) => /\p{L}/u.test(part));
  if (parts.length === 0) return [];
  const everything = { pattern: whole(parts.map(letters).join('[\\s,]+'), 'giu'), token: maskTokens.name };
  // A part of two letters (`Li`, `de`) would hide ordinary words, so it must be written as it is recorded; one letter alone
  // names nobody.
  const single = parts
    .filter((part) => /\p{L}{2}/u.test(part))
    .map((part) => ({
      pattern: whole(letters(part), part.length > 2 ? 'giu' : 'gu'),
      token: maskTokens.name,
    }));
  return [everything, ...single];
}

/** `Zoë` also matches `Zoe`: people write names without their marks. */
function letters(part: string): string {
  return Array.from(part, (letter) => {
    const plain = letter.normalize('NFD').replace(/\p{M}/gu, '');
    return plain === letter || plain === '' ? escape(letter) : `(?:${escape(letter)}|${escape(plain)})`;
  }).join('');
}

function emailRules(email: string | null): Rule[] {
  return email ? [{ pattern: new RegExp(escape(email.trim()), 'giu'), token: maskTokens.email }] : [];
}

/** Any grouping of the digits, with or without the country's prefix: the last nine are the number at home. */
function phoneRules(phone: string | null): Rule[] {
  const digits = phone?.replace(/\D/g, '') ?? '';
  if (digits.length < 6) return [];
  const grouped = (text: string) => Array.from(text).join('[\\s().\\/-]*');
  const home = digits.slice(-9);
  const sources = digits === home ? [grouped(digits)] : [grouped(digits), `0?[\\s().\\/-]*${grouped(home)}`];
  return sources.map((source) => ({
    pattern: new RegExp(`(?<!\\d)\\(?\\+?(?:00)?${source}(?!\\d)`, 'gu'),
    token: maskTokens.phone,
  }));
}
