// Scores a text for prompt injection: what a stranger wrote, read as speech acts and structure. Pure and synchronous; it decides
// nothing, calls nothing, and its answer repeats no word of the text.
import type { ScreenFinding, ScreenResult } from '../../../contracts/screens.ts';
import { findPayloads } from './decode-payloads.ts';
import { foldLeet } from './fold-leet.ts';
import { foldText } from './fold-text.ts';
import type { FoldedText } from './fold-text.ts';
import { findFrames, namesMachine } from './frames/find-frames.ts';
import { frames } from './frames/frame-list.ts';
import { orderStrength } from './judge-mood.ts';
import { readContext, reportFactor, signFactor } from './judge-report.ts';
import type { ReportContext } from './judge-report.ts';
import { mapText } from './mapped-text.ts';
import { compilePhrases, matchPhrases } from './match-phrases.ts';
import type { PhraseMatch, Word } from './match-phrases.ts';
import { readStructure } from './read-structure.ts';
import { repairWords } from './repair-words.ts';
import { phraseRules } from './rules/all-rules.ts';
import { featuresOf, scoreOf } from './score-findings.ts';
import type { RawFinding } from './score-findings.ts';
import { screenSentences } from '../../../contracts/screen-sentences.ts';
import { softening } from './soften.ts';
import { splitWords } from './split-words.ts';
import { undisguise } from './undisguise.ts';
import { weights } from './weights.ts';

export interface ScreenInput {
  text: string;
}

// Encoded within encoded within encoded; and no more decoded text in all than this, in characters.
const deepest = 3;
const mostDecoded = 200_000;
// Findings weaker than this are not worth a person's time.
const faintest = 0.05;
// The answer names the heaviest; the score knows all.
const mostFindings = 50;

const book = compilePhrases(phraseRules);

/**
 * @returns the label, the score (0 to 1; `injection` from 0.5) and the findings with their spans in code points of `text`.
 * The time is linear in the text.
 */
export function screenText({ text }: ScreenInput): ScreenResult {
  const raw = collect(text, 0, { left: mostDecoded });
  const score = scoreOf(featuresOf(raw));
  return { label: score >= 0.5 ? 'injection' : 'benign', score, findings: present(raw) };
}

/** @returns every finding, unweighed. */
function collect(text: string, depth: number, budget: { left: number }): RawFinding[] {
  const source = mapText(text);
  const folded = foldText(source);
  const { text: unleeted, found: disguised } = foldLeet(folded);
  const { words, spaced } = repairWords(splitWords(unleeted));
  const context = readContext(words);
  const findings = findActs(words, context);
  const structure = readStructure(folded);
  for (const finding of structure.findings) {
    const at = wordAt(words, finding.start);
    findings.push({ ...finding, strength: finding.strength * reportFactor(context, words, at) });
  }
  for (const reading of undisguise(words)) {
    const hits = findActs(reading, readContext(reading));
    findings.push(...hits);
    const [first] = hits;
    if (first && scoreOf(featuresOf(hits)) >= 0.5)
      findings.push({ code: 'encoded_text', strength: 0.6, start: first.start, end: first.end });
  }
  findings.push(...oddCharacters(folded, disguised, spaced));
  markHidden(findings, structure.hidden);
  if (depth < deepest) findings.push(...decodedFindings(source, folded, depth, budget));
  return findings.filter(({ strength }) => strength >= faintest);
}

function findActs(words: readonly Word[], context: ReportContext): RawFinding[] {
  return [...findPhrases(words, context), ...findSuspicions(words, context)];
}

function findPhrases(words: readonly Word[], context: ReportContext): RawFinding[] {
  return matchPhrases(words, book).map((match) => {
    const { rule, first } = match;
    const mood = rule.imperative ? orderStrength(words, first) : negated(words, first);
    return {
      code: rule.code,
      strength:
        rule.strength *
        mood *
        softening(words, rule.code, first, match.last) *
        reportFactor(context, words, first, match.last),
      ...spanOf(words, match),
    };
  });

  function negated(all: readonly Word[], first: number): number {
    const before = all[first - 1];
    return before?.sentence === all[first]?.sentence && ['never', 'not', 'dont'].includes(before?.text ?? '')
      ? 0.5
      : 1;
  }
}

/** What several signs near each other make likely, in whatever words. */
function findSuspicions(words: readonly Word[], context: ReportContext): RawFinding[] {
  return findFrames(words, (index) => orderStrength(words, index)).map((match) => {
    const { frame, code, mood, first, last } = match;
    const worth = frames[frame]?.[0] ?? 0;
    const factor =
      mood *
      softening(words, code, first, last) *
      signFactor(context, words, first, last, code === 'tool_request' || namesMachine[frame] === true);
    return {
      code,
      strength: (worth / weights[code]) * factor,
      ...spanOf(words, match),
    };
  });
}

function spanOf(
  words: readonly Word[],
  { first, last }: Pick<PhraseMatch, 'first' | 'last'>,
): { start: number; end: number } {
  let start = Infinity;
  let end = 0;
  for (let index = first; index <= last; index += 1) {
    start = Math.min(start, words[index]?.start ?? Infinity);
    end = Math.max(end, words[index]?.end ?? 0);
  }
  return { start: Math.min(start, end), end };
}

function oddCharacters(
  folded: FoldedText,
  disguised: readonly { start: number; end: number }[],
  spaced: readonly { start: number; end: number }[],
): RawFinding[] {
  const found: RawFinding[] = [];
  const add = (strength: number, start: number, end: number) =>
    found.push({ code: 'obfuscated_text', strength: Math.min(1, strength), start, end });
  const places = (list: readonly number[], each: number) => {
    const [first] = list;
    if (first !== undefined) add(0.2 + each * list.length, first, (list.at(-1) ?? first) + 1);
  };
  places(folded.invisible, 0.1);
  places(folded.turned, 0.1);
  places(folded.mixed, 0.15);
  const [sign] = disguised;
  if (sign && disguised.length >= 2)
    add(0.15 * disguised.length, sign.start, disguised.at(-1)?.end ?? sign.end);
  for (const { start, end } of spaced.slice(0, 20)) add(0.5, start, end);
  return found;
}

// What makes a hidden passage more than a note of the page's maker.
const telling: ReadonlySet<string> = new Set([
  'override_instructions',
  'new_instructions',
  'addressed_to_model',
  'steers_user',
  'secrecy',
  'prompt_extraction',
  'secret_request',
  'unrestricted_persona',
  'role_reassignment',
  'forged_turn',
  'answer_dictation',
  'data_exfiltration',
  'tool_request',
]);

/** An order within a passage that a person does not see weighs more than either alone. */
function markHidden(findings: RawFinding[], hidden: readonly { start: number; end: number }[]): void {
  for (const { start, end } of hidden.slice(0, 40)) {
    const inside = findings.some(
      (finding) =>
        telling.has(finding.code) && finding.start >= start && finding.end <= end && finding.strength >= 0.45,
    );
    if (inside) findings.push({ code: 'hidden_text', strength: 1, start, end });
  }
}

/** A text that no screen shows is odd; that alone makes no injection of one that is nearly harmless. */
function smuggledStrength(innerScore: number): number {
  if (innerScore >= 0.4) return 1;
  return innerScore < 0.25 ? 0.4 : 0.05;
}

function decodedFindings(
  source: ReturnType<typeof mapText>,
  folded: FoldedText,
  depth: number,
  budget: { left: number },
): RawFinding[] {
  const found: RawFinding[] = [];
  const payloads = [
    ...findPayloads(source),
    ...folded.smuggled.map((payload) => ({ ...payload, encoding: 'tags' })),
  ];
  for (const { encoding, start, end, text } of payloads) {
    if (text.length > budget.left) continue;
    budget.left -= text.length;
    const inner = collect(text, depth + 1, budget);
    const innerScore = scoreOf(featuresOf(inner));
    if (encoding === 'tags')
      found.push({ code: 'hidden_text', strength: smuggledStrength(innerScore), start, end });
    if (innerScore >= 0.5) found.push({ code: 'encoded_text', strength: 1, start, end });
    found.push(...inner.map((finding) => ({ ...finding, start, end })));
  }
  return found;
}

function wordAt(words: readonly Word[], place: number): number {
  let low = 0;
  let high = words.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((words[middle]?.end ?? 0) > place) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** One finding for each code and span, the heaviest, by start. */
function present(raw: readonly RawFinding[]): ScreenFinding[] {
  const best = new Map<string, RawFinding>();
  for (const finding of raw) {
    const key = `${finding.code} ${finding.start} ${finding.end}`;
    const known = best.get(key);
    if (!known || known.strength < finding.strength) best.set(key, finding);
  }
  return [...best.values()]
    .map(({ code, strength, start, end }) => ({
      code,
      weight: Math.round(weights[code] * strength * 1000) / 1000,
      start,
      end,
      sentence: screenSentences[code],
    }))
    .sort((one, other) => other.weight - one.weight || one.start - other.start)
    .reduce<ScreenFinding[]>((kept, finding) => {
      // Several rules often see the same words; the heaviest speaks for them.
      const told = kept.some(
        ({ code, start, end }) => code === finding.code && start < finding.end && finding.start < end,
      );
      return told || kept.length >= mostFindings ? kept : [...kept, finding];
    }, [])
    .sort(
      (one, other) => one.start - other.start || one.end - other.end || one.code.localeCompare(other.code),
    );
}
