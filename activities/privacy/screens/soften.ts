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
const invented = set(
  'fictional sample example new good better effective simple generic basic writing photo drawing journal',
);

const everydaySecrets = set(
  'reset forgot forgotten recipe question lost gift keeping santa prevent prevents obtaining rotate rotated rotates expires',
);

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

const given = set('gave sent placed issued submitted left signed handed');

/** "The instruction I gave you on 5 May." */
function isGiven(before: string, word: string): boolean {
  return before === 'i' && given.has(word);
}

const passwords = set('password passwords pin pins otp passcode passcodes');
/** Who asks how to do one of these is the victim. */
const warded = set(
  'report reporting spot recognise recognize detect avoid prevent protect stop block secure safe victim scammed reported beware warn warning',
);

const owners = set('your our their unser euer votre notre su nuestro');
const doing = set(
  'does doesnt do dont is isnt was has hasnt can cannot cant follow follows ignore ignores repeat repeats answers says handles use uses sees reads prevents works asks keeps stores treats obeys protects repeated ignored followed',
);
const guarding = set('prevents protects handles stores treats keeps works');
const aboutMachines: Partial<Record<ScreenCode, ReadonlySet<string>>> = {
  override_instructions: doing,
  addressed_to_model: doing,
  steers_user: doing,
  conditional_trigger: doing,
  tool_request: doing,
  prompt_extraction: guarding,
  secret_request: guarding,
};
const readers = set('ai model assistant chatbot bot llm system robot ki ia');
// So many words before a phrase may name the machine that is spoken of.
const machineBefore = 6;

/** "Does your bot follow instructions in my mail?" is said to those who run it. */
function isAboutMachine(
  words: readonly Word[],
  doings: ReadonlySet<string>,
  first: number,
  last: number,
): boolean {
  for (let at = Math.max(1, first - machineBefore); at <= last; at += 1) {
    const word = words[at];
    if (!word || word.sentence !== words[first]?.sentence || !readers.has(word.text)) continue;
    if (owners.has(words[at - 1]?.text ?? '') && doings.has(words[at + 1]?.text ?? '')) return true;
  }
  return false;
}

/** @returns the part of its weight that what stands from the first to the last word keeps. */
export function softening(words: readonly Word[], code: ScreenCode, first: number, last: number): number {
  const composed = aboutPeople.has(code) && isComposition(words, first) ? 0.5 : 1;
  let factor = composed;
  const doings = aboutMachines[code];
  if (doings && isAboutMachine(words, doings, first, last)) factor = Math.min(factor, 0.4);
  const softeners = softened[code];
  if (!softeners) return factor;
  const sentence = words[first]?.sentence;
  for (let index = first; index <= last + 4; index += 1) {
    const word = words[index];
    if (!word || word.sentence !== sentence) break;
    if (index > last && (word.clauseStart || stop.has(word.text))) break;
    factor = Math.min(factor, softeners(word.text, index > last, words[index - 1]?.text ?? ''));
  }
  return factor;
}

const softened: Partial<Record<ScreenCode, (word: string, after: boolean, before: string) => number>> = {
  override_instructions: (word, after, before) =>
    everyday.has(word)
      ? 0.2
      : own.has(word)
        ? after
          ? 0.5
          : 0.35
        : !after && isGiven(before, word)
          ? 0.35
          : 1,
  // "Never tell anybody your password."
  secrecy: (word) => (passwords.has(word) ? 0.3 : 1),
  harmful_request: (word) => (warded.has(word) ? 0.2 : 1),
  new_instructions: (word) => (everyday.has(word) ? 0.4 : 1),
  // What a machine should be is a description of it.
  addressed_to_model: (word, after) => (after && word === 'be' ? 0.5 : 1),
  prompt_extraction: (word, after, before) =>
    everyday.has(word) ? 0.3 : !after && (invented.has(word) || isGiven(before, word)) ? 0.2 : 1,
  secret_request: (word, after, before) =>
    everydaySecrets.has(word)
      ? 0.15
      : !after && own.has(word)
        ? 0.3
        : before === 'a' && word === 'secret'
          ? 0.5
          : 1,
};
