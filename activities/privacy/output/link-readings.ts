// The ways in which a reader, a mail program or a phone may read a text that hides an address: entities decoded, look-alike letters
// and invisible characters folded, spaces and line breaks around dots and slashes gone. Pure, one pass each.
import { scanText } from '../recognisers/scanned-text.ts';
import { foldedOf } from './outgoing-texts.ts';
import { joinSpacedLetters } from './spaced-letters.ts';
import { certainDomains } from './top-level-domains.ts';

const named: Record<string, string> = {
  ...{ colon: ':', sol: '/', period: '.', lt: '<', gt: '>', amp: '&', quot: '"', bsol: '\\' },
  ...{ lpar: '(', rpar: ')', lbrack: '[', rbrack: ']', excl: '!', num: '#', commat: '@', hyphen: '-' },
};
const entity = /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,8}));?/gi;

/**
 * @param read the text folded, where that is known.
 * @returns one to three readings; the first keeps capitals.
 */
export function linkReadings(text: string, read = foldedOf(text)): string[] {
  const decoded = text.replace(entity, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return named[name.toLowerCase()] ?? whole;
    const code = hex === undefined ? Number(decimal) : parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
  const plain = scanText(decoded).text;
  const { folded, smuggled } = decoded === text ? read : foldedOf(decoded);
  const readings = [joined(plain), joined(joinSpacedLetters(folded)), ...smuggled];
  return [...new Set(readings)];
}

const bracketedDot = /\s{0,3}[[({<]\s{0,3}(?:\.|dot|punkt|punto|point)\s{0,3}[\])}>]\s{0,3}/giu;
const spelledDot = new RegExp(`\\s{1,3}dot\\s{1,3}(?=(?:${certainDomains})(?![\\p{L}\\p{N}]))`, 'giu');
const spacedDot = /(?<=[\p{L}\p{N}])\s{1,8}\.\s{0,3}(?=[\p{L}\p{N}])/gu;
const brokenAfterDot = new RegExp(
  `(?<=[\\p{L}\\p{N}]\\.)[ \\t]{0,8}[\\r\\n]\\s{0,8}(?=(?:${certainDomains})(?![\\p{L}\\p{N}]))`,
  'giu',
);
const spacedScheme = /\s{0,4}:\s{0,4}\/\s{0,4}\/\s{0,4}/g;

function joined(text: string): string {
  return text
    .replace(bracketedDot, '.')
    .replace(spelledDot, '.')
    .replace(spacedDot, '.')
    .replace(brokenAfterDot, '')
    .replace(spacedScheme, '://');
}
