// Finds the words of our own prompt in a text that would leave the house: a run of eight, however they are spaced, cased or
// punctuated. What a cited passage says as well is no secret.
import type { PromptTemplate } from '../../../contracts/policy.ts';
import type { PassageText } from '../../../contracts/ports/model.ts';
import { foldedOf } from './outgoing-texts.ts';
import type { ReadText } from './outgoing-texts.ts';

/** Seven words in a row are common in one trade; eight of a prompt are the prompt. */
const run = 8;
/** Templates by hash, in memory: a policy has a handful, and an old snapshot's come and go. */
const mostKept = 50;
const kept = new Map<string, readonly string[]>();

/** @param cited what the text may repeat, with which it is compared only when it repeats something. */
export function repeatsPrompt(
  { folded }: Pick<ReadText, 'folded'>,
  cited: readonly PassageText[],
  template: PromptTemplate,
): boolean {
  const letters = lettersOf(folded);
  const repeated = runsOf(template).filter((words) => letters.includes(words));
  if (repeated.length === 0) return false;
  const given = cited.map(({ title, text }) => lettersOf(foldedOf(`${title} ${text}`).folded)).join('\n');
  return repeated.some((words) => !given.includes(words));
}

/** Letters and digits only. */
const lettersOf = (folded: string) => folded.replace(/[^\p{L}\p{N}]+/gu, '');

function runsOf({ hash, system, user }: PromptTemplate): readonly string[] {
  const known = kept.get(hash);
  if (known) return known;
  // Slots are filled with what is no part of the template.
  const parts = [system, ...user.split(/\{\{[^{}]{0,60}\}\}/)];
  const runs = [...new Set(parts.flatMap(runsIn))];
  const [oldest] = kept.keys();
  if (kept.size >= mostKept && oldest !== undefined) kept.delete(oldest);
  kept.set(hash, runs);
  return runs;
}

function runsIn(text: string): string[] {
  const words = foldedOf(text).folded.match(/[\p{L}\p{N}]+/gu) ?? [];
  const starts = words.slice(0, Math.max(0, words.length - run + 1));
  return starts.map((_, at) => words.slice(at, at + run).join(''));
}
