// Identifiers of several countries that a check digit or a word beside them makes precise. One row each; it must never claim a
// number by its length alone, since that would take spans from cards and phones.
import { passesLuhn, passesVerhoeff, weightedSum } from './checksums.ts';
import { hasBefore } from './context-words.ts';
import type { Candidate, ScannedText } from './scanned-text.ts';

interface Identifier {
  type: string;
  /** Over the text in small letters. */
  pattern: RegExp;
  /** Cheap and asked first: a text without it holds none. */
  needs: RegExp;
  /** Of the bare characters in capitals. */
  valid?: (bare: string) => boolean;
  /** Must stand before it. */
  context?: RegExp;
  score: number;
}

const digit = (bare: string, index: number) => bare.charCodeAt(index) - 48;
const standing = (source: string) =>
  new RegExp(`(?<![\\p{L}\\d]|\\d[-./])(?:${source})(?![\\p{L}\\d]|[-./]\\d)`, 'gu');

const identifiers: readonly Identifier[] = [
  {
    type: 'IN_PAN',
    pattern: standing('[a-z]{3}[abcfghljpt][a-z]\\d{4}[a-z]'),
    needs: /[a-z]\d{4}[a-z]/,
    score: 0.9,
  },
  {
    type: 'IN_AADHAAR',
    pattern: standing('[2-9]\\d{3}[ -]?\\d{4}[ -]?\\d{4}'),
    valid: passesVerhoeff,
    context: /\b(?:aadhaa?r|uidai|uid)|आधार/u,
    needs: /aadha|uid|आधार/,
    score: 0.97,
  },
  {
    type: 'IN_AADHAAR',
    // Without its word it must stand alone: not three fours of a longer row, and not three years.
    pattern: standing('(?<!\\d )[2-9]\\d{3} \\d{4} \\d{4}(?! \\d)'),
    valid: (bare) => passesVerhoeff(bare) && !passesLuhn(bare) && !/^20\d\d(?:(?:19|20)\d\d){2}$/.test(bare),
    needs: /\d{4} \d{4} \d{4}/,
    score: 0.8,
  },
  {
    type: 'UK_NHS',
    pattern: standing('\\d{3}[ -]?\\d{3}[ -]?\\d{4}'),
    valid: isNhsNumber,
    context: /\b(?:nhs|national health|health service|patient)\b/u,
    needs: /nhs|health|patient/,
    score: 0.97,
  },
  {
    type: 'UK_NINO',
    pattern: standing(
      '(?!bg|gb|nk|kn|nt|tn|zz)[a-ceghj-pr-tw-z][a-ceghj-npr-tw-z] ?\\d{2} ?\\d{2} ?\\d{2} ?[a-d]',
    ),
    needs: /\d{2} ?[a-d]/,
    score: 0.85,
  },
  {
    type: 'US_BANK_NUMBER',
    pattern: standing('\\d{8,17}'),
    context:
      /\b(?:(?:bank|checking|savings|chequing|current)\s(?:account|acct)|account\s(?:number|no|#)\sat\s\p{L}+\sbank|direct deposit)[^\d]{0,16}$/u,
    needs: /account|acct|deposit/,
    score: 0.78,
  },
  {
    type: 'ABA_ROUTING_NUMBER',
    pattern: standing('[0-3]\\d{3}-?\\d{4}-?\\d'),
    valid: (bare) => weightedSum(bare, [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 === 0 && bare !== '000000000',
    context: /\b(?:routing|aba|rtn|transit)\b/u,
    needs: /routing|aba|rtn|transit/,
    score: 0.96,
  },
  {
    type: 'US_PASSPORT',
    pattern: standing('[a-z]?\\d{8,9}'),
    context: /\bpassports?\b(?:[^.\d]|\bno\.){0,24}$/u,
    needs: /passport/,
    score: 0.92,
  },
  {
    type: 'US_DRIVER_LICENSE',
    pattern: standing('[a-z]{0,3}\\d[\\da-z-]{4,17}'),
    context: /\b(?:driver'?s?'?|driving)\s(?:license|licence|lic|permit)(?:[^.\d]|\bno\.){0,20}$/u,
    needs: /driv/,
    score: 0.92,
  },
  {
    type: 'MEDICAL_LICENSE',
    pattern: standing('[abcdefghjklmprstux][a-z9]\\d{7}'),
    valid: isDeaNumber,
    needs: /[a-z9]\d{7}/,
    score: 0.8,
  },
  {
    type: 'ES_NIF',
    pattern: standing('\\d{8}[ -]?[a-hj-np-tv-z]|[xyz]-?\\d{7}-?[a-hj-np-tv-z]'),
    valid: isNif,
    needs: /\d[ -]?[a-z]/,
    score: 0.9,
  },
  {
    type: 'IT_FISCAL_CODE',
    pattern: standing('[a-z]{6}\\d{2}[abcdehlmprst]\\d{2}[a-z]\\d{3}[a-z]'),
    needs: /[a-z]\d{3}[a-z]/,
    score: 0.95,
  },
  {
    type: 'SG_NRIC_FIN',
    pattern: standing('[stfg]\\d{7}[a-z]'),
    valid: isNric,
    needs: /[stfg]\d{7}[a-z]/,
    score: 0.88,
  },
  {
    type: 'PL_PESEL',
    pattern: standing('\\d{11}'),
    valid: (bare) => weightedSum(bare, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 === 0,
    context: /\bpesel\b/u,
    needs: /pesel/,
    score: 0.96,
  },
  {
    type: 'FI_PERSONAL_IDENTITY_CODE',
    pattern: standing('\\d{6}[-+a-f]\\d{3}[\\da-fhj-np-y]'),
    valid: isHetu,
    needs: /\d{6}[-+a-f]\d{3}/,
    score: 0.9,
  },
  {
    type: 'BR_CPF',
    pattern: standing('\\d{3}\\.\\d{3}\\.\\d{3}-\\d{2}'),
    valid: isCpf,
    needs: /\d{3}-\d{2}/,
    score: 0.96,
  },
  {
    type: 'BR_CPF',
    pattern: standing('\\d{11}'),
    valid: isCpf,
    context: /\bcpf\b/u,
    needs: /cpf/,
    score: 0.96,
  },
  {
    type: 'AU_TFN',
    pattern: standing('\\d{3} ?\\d{3} ?\\d{3}'),
    valid: (bare) => weightedSum(bare, [1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 === 0,
    context: /\b(?:tfn|tax file)\b/u,
    needs: /tfn|tax file/,
    score: 0.96,
  },
  {
    type: 'AU_MEDICARE',
    pattern: standing('[2-6]\\d{3} ?\\d{5} ?\\d(?: ?[/-]? ?\\d)?'),
    valid: (bare) => weightedSum(bare, [1, 3, 7, 9, 1, 3, 7, 9]) % 10 === digit(bare, 8),
    context: /\bmedicare\b/u,
    needs: /medicare/,
    score: 0.96,
  },
  {
    type: 'MAC_ADDRESS',
    pattern: standing(
      '(?<!:)[0-9a-f]{2}(?::[0-9a-f]{2}){5}(?!:)|[0-9a-f]{2}(?:-[0-9a-f]{2}){5}(?!-)|(?=[\\d.]{0,13}[a-f])[0-9a-f]{4}\\.[0-9a-f]{4}\\.[0-9a-f]{4}',
    ),
    needs: /[0-9a-f]{2}[:-][0-9a-f]{2}[:-]|[0-9a-f]{4}\.[0-9a-f]{4}\./,
    score: 0.93,
  },
];

export function findNationalIdentifiers(scanned: ScannedText): Candidate[] {
  return identifiers.flatMap(({ type, pattern, needs, valid, context, score }) =>
    (needs.test(scanned.lower) ? [...scanned.lower.matchAll(pattern)] : []).flatMap(
      ({ 0: found, index }): Candidate[] => {
        if (context && !hasBefore(scanned, index, context)) return [];
        if (valid && !valid(found.replace(/[\s./-]/g, '').toUpperCase())) return [];
        return [{ type, start: index, end: index + found.length, score, recogniser: 'national-identifier' }];
      },
    ),
  );
}

function isNhsNumber(bare: string): boolean {
  const check = 11 - (weightedSum(bare, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11);
  return check % 11 === digit(bare, 9) && check !== 10;
}

function isDeaNumber(bare: string): boolean {
  const digits = bare.slice(2);
  return weightedSum(digits, [1, 2, 1, 2, 1, 2]) % 10 === digit(digits, 6);
}

function isNif(bare: string): boolean {
  const number = Number(bare.slice(0, -1).replace(/^[XYZ]/, (letter) => String('XYZ'.indexOf(letter))));
  return 'TRWAGMYFPDXBNJZSQVHLCKE'[number % 23] === bare.at(-1);
}

function isNric(bare: string): boolean {
  const sum = weightedSum(bare.slice(1), [2, 7, 6, 5, 4, 3, 2]) + (/^[TG]/.test(bare) ? 4 : 0);
  return (/^[ST]/.test(bare) ? 'JZIHGFEDCBA' : 'XWUTRQPNMLK')[sum % 11] === bare.at(-1);
}

function isHetu(bare: string): boolean {
  // The sign between is a separator to our bare form when it is a dash.
  const digits = bare.replace(/^(\d{6})[+A-F]/, '$1');
  const [day, month] = [Number(digits.slice(0, 2)), Number(digits.slice(2, 4))];
  if (day < 1 || day > 31 || month < 1 || month > 12) return false;
  return '0123456789ABCDEFHJKLMNPRSTUVWXY'[Number(digits.slice(0, 9)) % 31] === digits.at(-1);
}

function isCpf(bare: string): boolean {
  if (/^(\d)\1*$/.test(bare)) return false;
  const check = (length: number) => {
    const weights = Array.from({ length }, (_, index) => length + 1 - index);
    return ((weightedSum(bare, weights) * 10) % 11) % 10;
  };
  return check(9) === digit(bare, 9) && check(10) === digit(bare, 10);
}
