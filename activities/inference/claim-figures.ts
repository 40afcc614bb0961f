// Figures with what they count: a number in a claim must stand in a cited passage, in digits or in words, with the same unit,
// currency, magnitude and period. It converts nothing: 30 days are not a month.
import { foldClaim, sentencesOfClaim, spokenText } from './read-claim.ts';

export interface Figure {
  /** As written, digits only by number words. */
  number: string;
  unit: string | null;
  currency: string | null;
  magnitude: string | null;
  /** "a year", "monthly": the time that it is for. */
  period: string | null;
  bound: 'most' | 'least' | null;
  inWords: boolean;
}

const small = 'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' '); // prettier-ignore
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const numberWord = new RegExp(
  `(?<![\\p{L}\\p{N}-])(?:(${tens.join('|')})(?:[- ](${small.slice(1, 10).join('|')}))?|(${small.join('|')}))(?![\\p{L}\\p{N}])`,
  'giu',
);

const currencies: Record<string, string> = {
  ...{ '€': 'EUR', eur: 'EUR', euro: 'EUR', euros: 'EUR', '$': 'USD', usd: 'USD', dollar: 'USD', dollars: 'USD', '£': 'GBP' },
  ...{ gbp: 'GBP', pound: 'GBP', pounds: 'GBP', '₹': 'INR', rs: 'INR', inr: 'INR', rupee: 'INR', rupees: 'INR', '¥': 'JPY' },
  ...{ jpy: 'JPY', yen: 'JPY', chf: 'CHF', aud: 'AUD', cad: 'CAD', sek: 'SEK', nok: 'NOK', dkk: 'DKK', pln: 'PLN', aed: 'AED', sgd: 'SGD' },
}; // prettier-ignore
const currency = Object.keys(currencies).map((name) => (/\w/.test(name) ? `${name}(?![\\p{L}])` : name === '$' ? '\\$' : name)).join('|'); // prettier-ignore
const magnitudes: Record<string, string> = {
  ...{
    hundred: '100',
    thousand: '1000',
    k: '1000',
    million: '1e6',
    mn: '1e6',
    billion: '1e9',
    bn: '1e9',
    trillion: '1e12',
  },
  ...{ lakh: '1e5', lakhs: '1e5', crore: '1e7', crores: '1e7' },
};
const units: Record<string, string> = {
  ...{ '%': 'percent', percent: 'percent', 'per cent': 'percent', prozent: 'percent', 'percentage point': 'percentage point' },
  ...{ 'percentage points': 'percentage point', 'basis point': 'basis point', 'basis points': 'basis point', bps: 'basis point' },
  ...Object.fromEntries(
    ['second', 'minute', 'hour', 'week', 'month', 'quarter', 'year', 'point', 'time', 'star', 'gram', 'metre', 'inch', 'megapixel', 'lumen', 'store', 'city', 'bank', 'microphone', 'device', 'degree', 'litre', 'watt'].flatMap((unit) => [[unit, unit], [`${unit}s`, unit]]),
  ),
  ...{ inches: 'inch', cities: 'city', meter: 'metre', meters: 'metre', day: 'day', days: 'day', 'calendar days': 'day' },
  ...Object.fromEntries(
    ['working', 'business', 'trading'].flatMap((kind) => [[`${kind} day`, 'working day'], [`${kind} days`, 'working day']]),
  ),
  ...Object.fromEntries(['kg', 'km', 'cm', 'mm', 'gb', 'tb', 'mb', 'hz', 'db', 'kwh', 'ml'].map((unit) => [unit, unit])),
}; // prettier-ignore

const longestFirst = (table: object) =>
  Object.keys(table)
    .sort((a, b) => b.length - a.length)
    .map((name) => (/\p{L}$/u.test(name) ? `${name}(?![\\p{L}])` : name))
    .join('|');
const before = new RegExp(`(?:^|[^\\p{L}])(${currency})\\.?\\s?$`, 'iu');
const after = new RegExp(
  `^(?:[\\s-]?(${longestFirst(magnitudes)}))?(?:[\\s-]?(${longestFirst(units)}))?(?:\\s?(${currency}))?`,
  'iu',
);
const per =
  /^\s?(?:(?:a|an|per|each|every|\/|in the|im|pro)\s?(year|month|week|day|hour|quarter|jahr|monat)|(yearly|annually|monthly|weekly|daily|hourly|quarterly|p\.\s?a))(?!\p{L})/iu;
const periods: Record<string, string> = {
  ...{ yearly: 'year', annually: 'year', annual: 'year', 'p.a': 'year', 'p. a': 'year', jahr: 'year', jährlich: 'year' },
  ...{ monthly: 'month', monat: 'month', monatlich: 'month', weekly: 'week', daily: 'day', hourly: 'hour', quarterly: 'quarter' },
}; // prettier-ignore
const anyPeriod =
  /(?<!\p{L})(years?|months?|weeks?|days?|hours?|quarters?|yearly|annual(?:ly)?|monthly|weekly|daily|hourly|quarterly|p\.\s?a)(?!\p{L})/giu;
const most =
  /(?:at most|up to|no more than|not more than|maximum(?: of)?|less than|below)\s(?:\S{1,4}\s?)?$/iu;
const least = /(?:at least|minimum(?: of)?|no less than|not less than|more than|above)\s(?:\S{1,4}\s?)?$/iu;
const between = new RegExp(
  `^\\s?(?:to|and|or|bis|und|oder|[-–,/&+]|, and|, or)\\s?(?:(?:${currency})\\s?)?$`,
  'iu',
);

/** Figures of a text in order; a number of a list or a range has the unit that stands behind the last one. */
export function figuresOf(text: string): Figure[] {
  const folded = foldClaim(spokenText(text));
  const inWords = new Set<number>();
  let shift = 0;
  const plain = folded.replace(numberWord, (word: string, ten?: string, one?: string, alone?: string, at?: number) => {
    const value = ten === undefined ? small.indexOf((alone ?? '').toLowerCase()) : 20 + 10 * tens.indexOf(ten.toLowerCase()) + Math.max(0, small.indexOf((one ?? '').toLowerCase())); // prettier-ignore
    inWords.add((at ?? 0) + shift);
    shift += String(value).length - word.length;
    return String(value);
  });
  const matches = [...plain.matchAll(/\d+(?:[.,]\d+)*/g)];
  const figures = matches.map(({ 0: number, index }): Figure => {
    const lead = plain.slice(Math.max(0, index - 24), index);
    const rest = plain.slice(index + number.length, index + number.length + 48);
    const [{ length } = '', magnitude, unit, behind] = after.exec(rest) ?? [];
    const period = per.exec(rest.slice(length));
    const named = (before.exec(lead)?.[1] ?? behind)?.toLowerCase();
    return {
      number,
      unit: unit === undefined ? null : (units[unit.toLowerCase()] ?? null),
      currency: named === undefined ? null : (currencies[named] ?? null),
      magnitude: magnitude === undefined ? null : (magnitudes[magnitude.toLowerCase()] ?? null),
      period: period ? periodOf(period[1] ?? period[2] ?? '') : null,
      bound: most.test(lead) ? 'most' : least.test(lead) ? 'least' : null,
      inWords: inWords.has(index),
    };
  });
  for (let at = figures.length - 2; at >= 0; at -= 1) inherit(figures[at]!, figures[at + 1]!, gap(plain, matches, at));
  for (let at = 1; at < figures.length; at += 1)
    if (between.test(gap(plain, matches, at - 1))) figures[at]!.currency ??= figures[at - 1]!.currency;
  return figures;
} // prettier-ignore

function gap(text: string, matches: readonly RegExpMatchArray[], at: number): string {
  const [one, next] = [matches[at]!, matches[at + 1]!];
  return text.slice((one.index ?? 0) + one[0].length, next.index);
}

function inherit(figure: Figure, next: Figure, gapText: string): void {
  if (!between.test(gapText)) return;
  figure.unit ??= next.unit;
  figure.magnitude ??= next.magnitude;
  figure.currency ??= next.currency;
  figure.period ??= next.period;
}

function periodOf(word: string): string {
  const plain = word.toLowerCase().replace(/\s+/g, ' ');
  return periods[plain] ?? plain.replace(/s$/, '');
}

export interface HeldFigure {
  figure: Figure;
  /** Periods that its sentence names anywhere: "the yearly fee of 0.60 percent". */
  named: ReadonlySet<string>;
}

/** Of one sentence of a passage. */
export function heldFigures(sentence: string): HeldFigure[] {
  const named = new Set([...sentence.matchAll(anyPeriod)].map(([word]) => periodOf(word)));
  return figuresOf(sentence).map((figure) => ({ figure, named }));
}

/** @returns true: each figure of the claim stands so in one of the passages. */
export function figuresHeld(claim: string, held: readonly HeldFigure[]): boolean {
  return sentencesOfClaim(claim).flatMap(figuresOf).every((figure) => {
    // "two kinds", "the last one": words that only count what the claim itself lists.
    if (figure.inWords && figure.unit === null && figure.currency === null) return true;
    const same = held.filter((other) => other.figure.number === figure.number && fits(figure, other));
    return same.length > 0 && !same.every((other) => isOpposite(figure.bound, other.figure.bound));
  });
} // prettier-ignore

function fits(figure: Figure, held: HeldFigure): boolean {
  const { unit, currency: money, magnitude, period } = figure;
  return (
    (unit === null || unit === held.figure.unit) &&
    (money === null || money === held.figure.currency) &&
    magnitude === held.figure.magnitude &&
    (period === null || period === held.figure.period || held.named.has(period))
  );
}

function isOpposite(one: Figure['bound'], other: Figure['bound']): boolean {
  return one !== null && other !== null && one !== other;
}
