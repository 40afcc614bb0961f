// Finds telephone numbers, international and as people write them at home. What a window of digit groups looks like decides,
// libphonenumber where the look is not enough, and the words around where neither is.
import { parsePhoneNumberFromString } from 'libphonenumber-js';
import type { CountryCode } from 'libphonenumber-js';
import { contextWords, hasAfter, hasBefore, isLabelledAsReference } from './context-words.ts';
import { digitChains } from './digit-chains.ts';
import type { DigitGroup } from './digit-chains.ts';
import { judgeShape } from './phone-shapes.ts';
import type { Candidate, ScannedText } from './scanned-text.ts';

const separator = /^(?:[ ]?[-./][ ]?|[ ]{1,2}|[ ]?\([ ]?|[ ]?\)[ ]?[-./]?[ ]?|[ ]?\/[ ]?)$/;
const extension =
  /^[\s,;]{0,2}(?:x|ext\.?|extn\.?|extension|durchwahl|poste|anexo|ramal)[\s.:]{0,2}\d{1,6}(?![\p{L}\d])/u;
/** E.164: fifteen digits; "(0)" and a leading 00 or 011 come on top. */
const mostDigits = 18;
const mostGroups = 9;
/** libphonenumber is asked at most so often about one text; after that the looks decide alone, more readily. */
const mostQuestions = 400;
const homes: readonly CountryCode[] = ['US', 'GB', 'IN', 'DE', 'FR', 'ES', 'AU', 'IT', 'BR'];

export function findPhones(scanned: ScannedText, locale?: string): Candidate[] {
  const found: Candidate[] = [];
  const asked = askedOnce(scanned, locale);
  for (const chain of digitChains(scanned.text, separator)) {
    for (let first = 0; first < chain.length;) {
      const taken = longestFrom(scanned, chain, first, asked);
      if (taken) {
        found.push(taken.candidate);
        first = taken.next;
      } else first += 1;
    }
  }
  return [...found, ...lettered(scanned)];
}

/** Where people write ten digits with no 0 before them. */
const withoutTrunk = new Set<CountryCode>(['US', 'IN']);

type Ask = (digits: string, international: boolean) => boolean;

/** What many windows of digits ask about one place of the text. */
interface Asked {
  plans: Ask;
  /** A word such as "call" stands before. */
  called: (start: number) => boolean;
  /** A word such as "order" stands directly before. */
  reference: (start: number) => boolean;
}

function askedOnce(scanned: ScannedText, locale: string | undefined): Asked {
  const once = (answer: (start: number) => boolean) => {
    const known = new Map<number, boolean>();
    return (start: number) => {
      const here = known.get(start) ?? answer(start);
      known.set(start, here);
      return here;
    };
  };
  return {
    plans: createJudge(homesOf(locale)),
    called: once(
      (start) =>
        hasBefore(scanned, start, contextWords.phone) || hasBefore(scanned, start, /\bregistered\s$/u, 14),
    ),
    reference: once((start) => isLabelledAsReference(scanned, start)),
  };
}

function longestFrom(scanned: ScannedText, chain: readonly DigitGroup[], first: number, asked: Asked) {
  let best: { candidate: Candidate; next: number } | null = null;
  let digits = '';
  for (let last = first; last < chain.length && last - first < mostGroups; last += 1) {
    digits += scanned.text.slice(chain[last]!.start, chain[last]!.end);
    if (digits.length > mostDigits) break;
    if (digits.length < 6) continue;
    // A column of small numbers, not a telephone number.
    if (digits.length < (last - first + 1) * 1.6) continue;
    const groups = chain.slice(first, last + 1);
    if (isPartOfMore(scanned.text, chain, first, last)) continue;
    const candidate = judge(scanned, groups, digits, isAmongNumbers(scanned.text, chain, first, last), asked);
    // The longer window is taken unless the shorter one was surer.
    if (candidate && (!best || candidate.score >= best.candidate.score)) best = { candidate, next: last + 1 };
  }
  return best;
}

/** Joined to a further group by a dash or a dot, it is a piece of another number. */
function isPartOfMore(text: string, chain: readonly DigitGroup[], first: number, last: number): boolean {
  const joins = (left: DigitGroup | undefined, right: DigitGroup | undefined) =>
    left !== undefined && right !== undefined && /^[-./]$/.test(text.slice(left.end, right.start));
  return joins(chain[first - 1], chain[first]) || joins(chain[last], chain[last + 1]);
}

/** A group of three digits or more right beside it, or one that is glued to letters. */
function isAmongNumbers(text: string, chain: readonly DigitGroup[], first: number, last: number): boolean {
  const before = chain[first - 1];
  const after = chain[last + 1];
  return (
    (before !== undefined && (isLong(before) || /\p{L}/u.test(text[before.start - 1] ?? ''))) ||
    (after !== undefined && isLong(after) && !/[\n(+]/.test(text.slice(chain[last]!.end, after.start)))
  );
}

const isLong = ({ start, end }: DigitGroup) => end - start > 2;

function judge(
  scanned: ScannedText,
  groups: readonly DigitGroup[],
  digits: string,
  amongNumbers: boolean,
  asked: Asked,
): Candidate | null {
  const { text } = scanned;
  let start = groups[0]!.start;
  let end = groups.at(-1)!.end;
  const lead = /(?:\+ ?|\(\+ ?|\+ ?\(|\()$/.exec(text.slice(Math.max(0, start - 3), start))?.[0] ?? '';
  start -= lead.length;
  const inside = text.slice(start, end);
  if (count(inside, '(') !== count(inside, ')')) {
    // "(212 555 1234)": the bracket is the sentence's.
    const own = inside.slice(1);
    if (!lead.startsWith('(') || count(own, '(') !== count(own, ')')) return null;
    start += lead.startsWith('(+') ? 1 : lead.length;
  }
  const plus = lead.includes('+');
  const previous = text[start - 1] ?? '';
  const next = text.slice(end, end + 2);
  if (/[$€£¥₹#]/.test(previous) || /^\s?[%€$£¥₹]/.test(next)) return null;
  if (/^[\p{L}_]/u.test(next) && !extension.test(scanned.lower.slice(end, end + 20))) return null;
  if (
    /[\d_]/.test(previous) ||
    (/\p{L}/u.test(previous) &&
      !/(?:tel|ph|mob|fax|[:=])$/.test(scanned.lower.slice(Math.max(0, start - 4), start)))
  )
    return null;
  if (/[-/]/.test(previous) && /[\p{L}\p{N}]/u.test(text[start - 2] ?? '')) return null;
  const shape = shapeOf(text, groups);
  if (digits.length === 6 && shape !== '2 2 2') return null;
  const called =
    asked.called(start) ||
    hasAfter(
      scanned,
      end,
      /^[\s,-]{0,2}(?:\(?(?:mobile|cell|home|work|office|fax|tel|phone|handy|mobil)\b|is my (?:\p{L}+ )?(?:number|phone|cell|mobile))/u,
    );
  const reference = asked.reference(start);
  const score = judgeShape({
    digits,
    plus,
    shape,
    parenthesis: text.slice(start, end).includes('('),
    called,
    reference,
    alone: groups.length === 1,
    amongNumbers,
    valid: (international) =>
      asked.plans(international ? digits.replace(/^(?:00|011)/, '') : digits, international),
  });
  if (score === 0) return null;
  const tail = extension.exec(scanned.lower.slice(end, end + 24));
  if (tail) end += tail[0].length;
  return { type: 'PHONE_NUMBER', start, end, score, recogniser: 'phone' };
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}

/** `3-3-4`, `2 4 4`: lengths of the groups, and the first mark of what stands between them. */
function shapeOf(text: string, groups: readonly DigitGroup[]): string {
  return groups
    .map((group, index) => {
      const following = groups[index + 1];
      const gap = following ? text.slice(group.end, following.start) : '';
      const mark = following ? (/[)(]/.test(gap) ? ')' : (gap.trim()[0] ?? ' ')) : '';
      return `${group.end - group.start}${mark}`;
    })
    .join('');
}

function createJudge(countries: readonly CountryCode[]): Ask {
  const answers = new Map<string, boolean>();
  return (digits, international) => {
    const key = `${international ? '+' : ''}${digits}`;
    const known = answers.get(key);
    if (known !== undefined) return known;
    if (answers.size >= mostQuestions) return true;
    const answer = international
      ? (parsePhoneNumberFromString(key)?.isPossible() ?? false)
      : countries
          .filter(
            (country) =>
              digits.startsWith('0') ||
              digits.length < 10 ||
              withoutTrunk.has(country) ||
              country === countries[0],
          )
          .some((country) => parsePhoneNumberFromString(digits, country)?.isValid() ?? false);
    answers.set(key, answer);
    return answer;
  };
}

function homesOf(locale: string | undefined): readonly CountryCode[] {
  const region = locale?.split(/[-_]/).find((part) => /^[A-Z]{2}$/.test(part));
  return region ? [region as CountryCode, ...homes] : homes;
}

/** `1-800-FLOWERS` */
function lettered({ text }: ScannedText): Candidate[] {
  const pattern =
    /(?<![\w-])(?:\+?1[-. ])?\(?8(?:00|33|44|55|66|77|88)\)?[-. ](?:[A-Z]{7,10}|[A-Z]{3}[-. ](?:[A-Z]{4}|\d{4})|\d{3}[-. ][A-Z]{4})(?![\w-])/g;
  return [...text.matchAll(pattern)].map(({ 0: whole, index }) => ({
    type: 'PHONE_NUMBER',
    start: index,
    end: index + whole.length,
    score: 0.8,
    recogniser: 'phone-lettered',
  }));
}
