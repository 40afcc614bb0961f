// Words near a phrase that make it an ordinary remark: a customer's own message, delivery instructions, a lost password.
import type { ScreenCode } from '../../../contracts/screens.ts';
import type { Word } from './match-phrases.ts';

const set = (words: string) => new Set(words.split(' '));

/** Things of everyday that have instructions, rules and orders of their own. */
const everyday = set(
  'delivery shipping shipment assembly washing payment return email mail mails letter invoice invoices form box sent courier driver yesterday manual wiki leaflet call callback phone appointment basket booking package parcel shop statement bill voicemail app website page router device washer recipe build warning warnings error errors attachment attachments version versions draft drafts quote offer voicemail procedure procedures notification notifications reminder announcement theme build builds order orders node_modules files file css stylesheet',
);
const own = set('my our meine meinen mes mis mon minha');
const stop = set('and or but then instead und et y');

/** A prompt that is to be made up is none that was given. */
const invented = set('fictional sample example new good better effective simple generic basic');

const everydaySecrets = set('reset forgot forgotten recipe question lost gift');

const composing = set('write create compose draft craft develop discuss design describe explain');
const compositions = set(
  'story stories essay poem paragraph scenario article report overview novel dialogue summary policy art guide song play book character characters',
);
const machines = set(
  'ai you your yourself model assistant chatbot bot llm gpt chatgpt system dan instructions prompt',
);
const aboutPeople: ReadonlySet<ScreenCode> = new Set([
  'unrestricted_persona',
  'role_reassignment',
  'override_instructions',
]);
// A request to write something is read from so far back.
const requestBefore = 40;

/** "Write a story in which the hero ignores all rules": asked for is a text on people, and no machine is spoken to. */
function isComposition(words: readonly Word[], first: number): boolean {
  let asked = false;
  let named = false;
  for (let at = first - 1; at >= 0 && at >= first - requestBefore; at -= 1) {
    const word = words[at];
    if (!word || word.sentence !== words[first]?.sentence) break;
    if (machines.has(word.text)) return false;
    asked ||= composing.has(word.text);
    named ||= compositions.has(word.text);
  }
  return asked && named;
}

/** @returns the part of its weight that what stands from the first to the last word keeps. */
export function softening(words: readonly Word[], code: ScreenCode, first: number, last: number): number {
  const composed = aboutPeople.has(code) && isComposition(words, first) ? 0.5 : 1;
  const softeners = softened[code];
  if (!softeners) return composed;
  let factor = composed;
  const sentence = words[first]?.sentence;
  for (let index = first; index <= last + 4; index += 1) {
    const word = words[index];
    if (!word || word.sentence !== sentence) break;
    if (index > last && (word.clauseStart || stop.has(word.text))) break;
    factor = Math.min(factor, softeners(word.text, index > last));
  }
  return factor;
}

const softened: Partial<Record<ScreenCode, (word: string, after: boolean) => number>> = {
  override_instructions: (word, after) => (everyday.has(word) ? 0.2 : !after && own.has(word) ? 0.35 : 1),
  new_instructions: (word) => (everyday.has(word) ? 0.4 : 1),
  // What a machine should be is a description of it.
  addressed_to_model: (word, after) => (after && word === 'be' ? 0.5 : 1),
  prompt_extraction: (word, after) => (everyday.has(word) ? 0.3 : !after && invented.has(word) ? 0.2 : 1),
  secret_request: (word, after) => (everydaySecrets.has(word) ? 0.15 : !after && own.has(word) ? 0.3 : 1),
};
