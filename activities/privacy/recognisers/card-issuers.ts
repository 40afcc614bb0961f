// Which numbers a card scheme issues: the first digits and the lengths (ISO/IEC 7812 ranges as the schemes publish them).
// It must be widened, never narrowed, when a scheme grows: what is missing here is not hidden.

/**
 * `weak` and `short` ranges are shared with much that is no card, so that more is asked of the text around; `maestro` are the
 * twelve digits that stand for a card on their own.
 */
export type IssuerStrength = 'strong' | 'weak' | 'maestro' | 'short' | 'none';

type Range = readonly [from: number, to: number, lengths: readonly number[], strength: IssuerStrength];

const long = [16, 17, 18, 19];
const some = [13, 14, 15, 16, 17, 18, 19];
/** First six digits, from and to. The first row that holds wins. */
const ranges: readonly Range[] = [
  [400000, 499999, [16], 'strong'], // Visa, Elo
  [400000, 499999, [18, 19], 'strong'],
  [400000, 499999, [13], 'weak'], // Visa of old; also EAN codes
  [510000, 559999, [16], 'strong'], // Mastercard
  [222100, 272099, [16], 'strong'],
  [340000, 349999, [15], 'strong'], // American Express
  [370000, 379999, [15], 'strong'],
  [300000, 305999, [14, 16, 17, 18, 19], 'strong'], // Diners
  [309500, 309599, [14, 16, 17, 18, 19], 'strong'],
  [360000, 369999, [14, 16, 17, 18, 19], 'strong'],
  [380000, 399999, [14, 16, 17, 18, 19], 'strong'],
  [352800, 358999, long, 'strong'], // JCB
  [350000, 359999, [16], 'weak'], // the rest of 35: not JCB's today
  [213100, 213199, [15], 'strong'],
  [180000, 180099, [15], 'strong'],
  [601100, 601199, long, 'strong'], // Discover
  [644000, 659999, long, 'strong'], // Discover, RuPay, Elo
  [620000, 629999, long, 'strong'], // UnionPay
  [810000, 829999, long, 'strong'], // UnionPay, RuPay
  [220000, 220599, long, 'strong'], // Mir, Borica
  [508500, 508999, [16], 'strong'], // RuPay
  [606980, 608599, [16], 'strong'],
  [606282, 606282, long, 'strong'], // Hipercard
  [636000, 639999, long, 'strong'], // Inter, Insta, Maestro
  [979200, 979299, [16], 'strong'], // Troy
  [980400, 980499, [16], 'strong'], // Prostir
  [860000, 860099, [16], 'strong'], // Uzcard
  [986000, 986099, [16], 'strong'], // Humo
  [506099, 506198, [16, 18, 19], 'strong'], // Verve
  [501800, 501999, some, 'strong'], // Maestro, Dankort
  [502000, 502099, some, 'strong'],
  [503800, 503899, some, 'strong'],
  [589300, 589399, some, 'strong'],
  [630400, 630499, some, 'strong'],
  [675900, 676399, some, 'strong'],
  [500000, 509999, long, 'weak'],
  [560000, 589999, some, 'weak'],
  [600000, 699999, long, 'weak'],
  [100000, 199999, [15], 'none'], // UATP: with a context word only
  [60400, 60499, [12], 'maestro'], // 0604: Maestro of old
  [501800, 501899, [12], 'maestro'],
  [502000, 502099, [12], 'maestro'],
  [503800, 503899, [12], 'maestro'],
  [560000, 589999, [12], 'maestro'],
  [630400, 630499, [12], 'maestro'],
  [639000, 639099, [12], 'maestro'],
  [675900, 676399, [12], 'maestro'],
  [500000, 509999, [12, 13, 14, 15], 'short'],
  [600000, 699999, [12, 13, 14, 15], 'short'],
];

export function issuerStrength(digits: string): IssuerStrength {
  const head = Number(digits.slice(0, 6));
  const range = ranges.find(
    ([from, to, lengths]) => head >= from && head <= to && lengths.includes(digits.length),
  );
  return range?.[3] ?? 'none';
}
