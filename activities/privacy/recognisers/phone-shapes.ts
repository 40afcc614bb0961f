// How surely a window of digit groups is a telephone number, from its look, its words and, asked last, the numbering plans.

export interface PhoneShape {
  digits: string;
  plus: boolean;
  /** Lengths of the groups with the mark between them: `3-3-4`. */
  shape: string;
  parenthesis: boolean;
  /** A word such as "call" or "mobile" stands near. */
  called: boolean;
  /** A word such as "order" stands directly before. */
  reference: boolean;
  alone: boolean;
  /** Longer groups of digits stand right beside it. */
  amongNumbers: boolean;
  /** Asks the numbering plans; the dear part. */
  valid: (international: boolean) => boolean;
}

/** Day, month and year in any order, or a time after them. */
const dateLike = /^(?:4[-./ ][12][-./ ][12](?!\d)|[12][-./ ][12][-./ ]4|[12][-./][12][-./]2(?: |$))/;

/** @returns 0 when it is none. */
export function judgeShape(seen: PhoneShape): number {
  const { digits, shape, called } = seen;
  if (/^(\d)\1*$/.test(digits) && !called) return 0;
  if (seen.plus) return international(seen, digits.replace(/^(\d{1,3})0(?=\d)/, '$1'), digits);
  // A row of numbers; the decimals of one, and a social security number with a digit too many.
  if (seen.amongNumbers && (!called || /^4(?:[- ]4)+$/.test(shape))) return 0;
  if (!called && (/^\d\.\d+$/.test(shape) || /^3-2-\d$/.test(shape))) return 0;
  const abroad = /^(?:00|011)[1-9]/.test(digits);
  if (abroad && digits.length >= 11 && digits.length <= 18) {
    if (called) return 0.9;
    if (!seen.alone) return 0.8;
    return !seen.reference && seen.valid(true) ? 0.6 : 0;
  }
  if (isDate(digits, shape)) return 0;
  if (digits.length > 13 || (seen.reference && !called)) return 0;
  return national(seen);
}

/** Written with +, it is meant as a number; the plans say only whether its length can be. */
function international(seen: PhoneShape, withoutTrunk: string, digits: string): number {
  if (digits.length < 8 || digits.length > 16 || digits.startsWith('0'))
    return seen.called && digits.length >= 8 ? 0.7 : 0;
  return seen.valid(true) || withoutTrunk !== digits ? 0.95 : seen.called || digits.length >= 10 ? 0.8 : 0;
}

function national({ digits, shape, parenthesis, called, alone, reference, valid }: PhoneShape): number {
  const { length } = digits;
  if (length < 7) return called && isLuxembourgish(digits, shape) ? 0.6 : 0;
  // Russia's and Kazakhstan's trunk number is 8.
  if (
    digits[0] === '8' &&
    length === 11 &&
    (called || /^1[-. ]?[) ]?3[-.) ]3[-. ](?:4|2[-. ]2)$/.test(shape))
  )
    return called ? 0.85 : 0.7;
  // North America, with or without the country's 1.
  if (/^(?:1[-. )])?3[-.)]3[-. ]4$/.test(shape) || /^(?:1[-. ])?3\)3[-. ]?4$/.test(shape)) {
    return length === 10 || digits[0] === '1' ? (called ? 0.95 : 0.85) : 0;
  }
  if (/^(?:1 )?3 3[- ]4$/.test(shape) && digits[0] !== '0')
    return called || /^1?[2-9]\d\d[2-9]/.test(digits) ? 0.7 : 0;
  if (/^3\)7$/.test(shape) || (/^3[-. ]7$/.test(shape) && (called || digits[0] !== '1')))
    return called ? 0.9 : 0.65;
  if (/^4 3 3$/.test(shape) && /^1[38]00/.test(digits)) return 0.75;
  if (parenthesis)
    return length >= 7 && length <= 13
      ? called || digits[0] === '0' || digits.startsWith('00')
        ? 0.85
        : 0.65
      : 0;
  if (/^08001?\d{4}$/.test(digits) && !alone) return 0.65;
  if (digits[0] === '0' && length >= 9 && length <= 13) {
    if (alone) return called ? 0.85 : length >= 10 && length <= 11 && valid(false) ? 0.6 : 0;
    return plausibleGroups(shape) ? (called ? 0.9 : 0.75) : 0;
  }
  if (called && length >= 7 && length <= 12) return alone ? (length >= 9 || length === 8 ? 0.8 : 0.6) : 0.75;
  if (/^5[- ]5$/.test(shape) && /^[6-9]/.test(digits)) return 0.65;
  if (/^3[- ]4[- ]4$/.test(shape) && /^1[3-9]/.test(digits)) return 0.6;
  if (/^2 [45]-4$/.test(shape)) return 0.6;
  if (/^3-4$/.test(shape) && digits.startsWith('555')) return 0.6;
  if (/^3 (?:3 3|2 2 2)$/.test(shape) && /^[679]/.test(digits)) return valid(false) ? 0.55 : 0;
  if (
    alone &&
    !reference &&
    ((length === 10 && /^[2-9]/.test(digits)) || (length === 11 && digits[0] === '1'))
  )
    return valid(false) ? 0.5 : 0;
  return 0;
}

/** Three pairs, as in Luxembourg and Greenland, that are no date. */
function isLuxembourgish(digits: string, shape: string): boolean {
  return shape === '2 2 2' && /[4-9]\d$|^[4-9]|^..[4-9]|^3[2-9]|^..3[2-9]/.test(digits);
}

/** No group so short that it would be a chapter's number, at most one of one digit. */
function plausibleGroups(shape: string): boolean {
  const lengths = shape.split(/\D/).filter(Boolean).map(Number);
  return (
    lengths.filter((length) => length === 1).length <= 1 &&
    lengths[0]! <= 6 &&
    (lengths[0]! > 1 || lengths[1]! > 2)
  );
}

function isDate(digits: string, shape: string): boolean {
  if (dateLike.test(shape)) {
    const isoLike = /^(?:19|20|21)\d\d(?:0[1-9]|1[0-2])/.test(digits) && /^4/.test(shape);
    return isoLike || /^[12]\D[12]\D/.test(shape);
  }
  return false;
}
