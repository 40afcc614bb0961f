// Finds the words of our own prompt in a text that would leave the house: a run of eight, however they are spaced, cased or
// punctuated. What a cited passage says as well is no secret.
import type { PromptTemplate } from '../../../contracts/policy.ts';
import { foldText, isWordCharacter } from '../screens/fold-text.ts';

/** Seven words in a row are common in one trade; eight of a prompt are the prompt. */
const run = 8;
/** Templates by hash, in memory: a policy has a handful, and an old snapshot's come and go. */
const mostKept = 50;
const kept = new Map<string, readonly string[]>();

/**
 * @param letters of the text, as `lettersOf` gives them.
 * @param cited the same of everything that it may repeat; asked only when there is something to look for.
 */
export function repeatsPrompt(letters: string, cited: () => string, template: PromptTemplate): boolean {
  return runsOf(template).some((words) => letters.includes(words) && !cited().includes(words));
}

/** Letters and digits only, folded. */
export function lettersOf(text: string): string {
  return foldText(text).chars.filter(isWordCharacter).join('');
}

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
  const words = foldText(text).chars.map((char) => (isWordCharacter(char) ? char : ' ')).join('').split(/ +/).filter(Boolean);
  return words.slice(0, Math.max(0, words.length - run + 1)).map((_, at) => words.slice(at, at + run).join(''));
} // prettier-ignore
