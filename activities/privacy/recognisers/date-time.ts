// Finds dates and times of day as they are written in several countries. Relative words ("tomorrow", "last week") are left:
// they name nobody, and a draft without them loses its sense.
import { calendarWords, languages } from './gazetteer.ts';
import type { Candidate, ScannedText } from './scanned-text.ts';

const months = [...new Set(languages.flatMap((language) => calendarWords(language)))].filter(
  (word) => word.length > 2,
);
const monthNames = [
  ...new Set([...languages.flatMap((language) => monthsOf(language)), 'sept', 'febr', 'jän']),
];
const dayNames = months.filter((word) => !monthNames.includes(word));
const englishDays = 'monday|tuesday|wednesday|thursday|friday|saturday|sunday';

function monthsOf(language: string): string[] {
  const all = calendarWords(language);
  // Twelve months, seven days, long and then short.
  return [...all.slice(0, 12), ...all.slice(19, 31)].filter((word) => word.length > 2 && !/^\d/.test(word));
}

const longestFirst = (words: readonly string[]) =>
  [...words]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('|');
const month = `(?:${longestFirst(monthNames)})\\.?`;
const weekday = `(?:${longestFirst(dayNames)})\\.?`;
const year = `(?:1[89]\\d\\d|20\\d\\d|'\\d\\d)`;
const day = `(?:0?[1-9]|[12]\\d|3[01])(?:st|nd|rd|th|er|º|ª|°|\\.)?`;
const clock = `(?:[01]?\\d|2[0-4])(?::[0-5]\\d){1,2}(?:[.,]\\d{1,6})?(?:\\s?(?:am|pm|a\\.m\\.|p\\.m\\.|uhr|h))?(?:\\s?(?:z|utc|gmt|cet|est|pst|edt|pdt|ist)\\b|[+-]\\d{2}:?\\d{2})?`;
const then = `(?:(?:\\s?[,t]?\\s?|\\s(?:at|um|à|a las|alle|às|om)\\s)${clock})?`;
const open = '(?<![\\p{L}\\d])';
const close = '(?![\\p{L}\\d])';

interface DateRule {
  /** Over the text in small letters. */
  pattern: RegExp;
  score: number;
  /** Cheap and asked first: a text without it holds none. */
  needs: RegExp;
  accepts?: (match: RegExpMatchArray) => boolean;
}

const monthNamed = new RegExp(longestFirst(monthNames), 'u');
const rules: readonly DateRule[] = [
  {
    pattern: rule(`(?:18|19|20|21)\\d\\d([-/.])(?:0?[1-9]|1[0-2])\\1(?:0?[1-9]|[12]\\d|3[01])${then}`),
    score: 0.96,
    needs: /\d{4}[-/.]\d/,
  },
  {
    pattern: rule(`\\d{1,2}([-/.])\\d{1,2}\\1(?:\\d{4}|\\d{2})${then}`),
    score: 0.94,
    needs: /\d[-/.]\d{1,2}[-/.]\d/,
    accepts: ({ 0: text }) => isDayAndMonth(text),
  },
  {
    pattern: rule(
      `(?:${weekday},?\\s(?:the\\s|den\\s|le\\s|el\\s)?)?${day}(?:\\s(?:of|de|do))?[\\s-]${month}(?:,?[\\s-](?:de\\s|del\\s)?${year})?${then}`,
    ),
    score: 0.93,
    needs: monthNamed,
  },
  {
    pattern: rule(`(?:${weekday},?\\s)?${month}\\s(?:the\\s)?${day}(?:,?\\s${year})?${then}`),
    score: 0.93,
    needs: monthNamed,
  },
  { pattern: rule(`${month}[\\s,-]{1,2}(?:de\\s|of\\s)?${year}`), score: 0.85, needs: monthNamed },
  { pattern: rule(clock), score: 0.6, needs: /\d:[0-5]/ },
  { pattern: rule(`(?:0?[1-9]|1[0-2])\\s?(?:am|pm|a\\.m\\.|p\\.m\\.)`), score: 0.6, needs: /\d\s?[ap]\.?m/ },
  {
    pattern: rule(`(?:on\\s|next\\s|last\\s|this\\s|every\\s|by\\s|until\\s)?(?:${englishDays})`),
    score: 0.5,
    needs: /day/,
  },
  {
    pattern:
      /(?<=\b(?:in|since|of|from|year|until|by|before|after|during|born|late|early|mid|around|jahr|seit|depuis|en|desde)\s)(?:1[89]\d\d|20[0-4]\d)(?![\p{L}\d%€$£]|[.,:-]\d|\s(?:times|points|euros?|dollars?|eur|usd|gbp|pounds|people|items|pieces|km|miles|units|customers|users))/gu,
    score: 0.55,
    needs: /\s(?:1[89]|20)\d\d/,
  },
];

function rule(source: string): RegExp {
  return new RegExp(`${open}(?<![\\d][-/.:])${source}${close}(?![-/:]\\d|\\.\\d)`, 'gu');
}

export function findDates({ lower }: ScannedText): Candidate[] {
  return rules.flatMap(({ pattern, score, needs, accepts }) =>
    (needs.test(lower) ? [...lower.matchAll(pattern)] : [])
      .filter((match) => accepts?.(match) ?? true)
      .map(({ 0: found, index }) => {
        const lead = /^(?:on|next|last|this|every|by|until)\s(?=\p{L})/u.exec(found)?.[0].length ?? 0;
        return {
          type: 'DATE_TIME',
          start: index + lead,
          end: index + found.length,
          score,
          recogniser: 'date-time',
        };
      }),
  );
}

/** One of the first two is a month, the other a day of one. */
function isDayAndMonth(text: string): boolean {
  const [first, second] = text.split(/[-/.]/).map(Number) as [number, number];
  const plausible = (date: number, inYear: number) => date >= 1 && date <= 31 && inYear >= 1 && inYear <= 12;
  return plausible(first, second) || plausible(second, first);
}
