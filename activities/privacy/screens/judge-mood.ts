// Is a phrase an order to whoever reads it, or a report, a question, a refusal? Judged by the few words before it.
import type { Word } from './match-phrases.ts';
import { wordClasses } from './word-classes.ts';

const set = (words: string) => new Set(words.split(' '));

const plainLinking = set(
  'please kindly now then just simply also always instead immediately first next completely totally and or but so ok okay bitte finally again fully therefore hence secondly lastly afterwards dear silently only still henceforth',
);
const joining = set('and or but then instead');
const negation = set('not never dont doesnt cannot cant wont didnt shouldnt mustnt nicht nie ne');
const modals = set('must should shall will can may could would might ll has have need needs');
const askingYou = set('tell want ask need like instruct order command require wants authorise authorize');
const permitting = set('can may could might would');
const addressed = set(
  'you u assistant assistants ai ais llm llms model models bot bots agent agents chatbot chatbots gpt chatgpt copilot reader readers reviewers system tools intelligence youll',
);
const machine = set(
  'assistant assistants ai llm llms model models bot bots agent agents chatbot chatbots gpt chatgpt copilot claude gemini system',
);
const wishes = set(
  'want wants need like ask order command instruct tell told expect require beg have advise authorise authorize you goal task job duty mission cleared authorized authorised permitted instructed sure',
);
const doubtful = set(
  'how try tries tried trying attempt attempts attempted able possible used easy easier hard allowed asks asked tricked told tells people users someone somebody something them attackers customers fail failed chooses whether ways way it us',
);
const others = set(
  'i we they he she it who that which attackers attacker hackers hacker people users user customers customer criminals somebody someone employees they theyd ill well nobody researchers students one staff everyone advisers and',
);
const supposing = set('if when whenever unless once before until');
const verbs: ReadonlySet<string> = new Set(wordClasses.override);
const owned = set('our my the your a an his their its any this no');

// "to override, ignore, or bypass": so many verbs of a list are followed back.
const longestList = 4;

/** @returns 1 for an order to the reader, down to 0 for what is said not to be done. */
export function orderStrength(words: readonly Word[], first: number): number {
  return strengthAt(words, listHead(words, first));
}

/** The first verb of a list: what stands before it tells to whom all of them are said. */
function listHead(words: readonly Word[], first: number): number {
  let head = first;
  for (let steps = 0; steps < longestList; steps += 1) {
    const joint = words[head - 1]?.text === 'or' ? head - 2 : head - 1;
    const before = words[joint];
    if (!before || before.sentence !== words[first]?.sentence) break;
    if (!verbs.has(before.text) || (joint === head - 1 && !words[head]?.separated)) break;
    head = joint;
  }
  return head;
}

function strengthAt(words: readonly Word[], first: number): number {
  const word = words[first];
  if (!word) return 0;
  let at = first;
  let joined = false;
  // "please now just ignore": what counts stands before the words that only link.
  for (let steps = 0; steps < 4; steps += 1) {
    if (words[at]?.clauseStart) break;
    const before = words[at - 1];
    if (!before || before.sentence !== word.sentence) break;
    if (!plainLinking.has(before.text)) break;
    if (joining.has(before.text)) joined = true;
    at -= 1;
  }
  const here = words[at];
  const before = words[at - 1];
  if (!before || before.sentence !== word.sentence) return 1;
  if (negation.has(before.text)) return 0;
  if (here?.clauseStart) return questionBefore(words, at) ? 0.5 : 1;
  const second = words[at - 2]?.sentence === word.sentence ? (words[at - 2]?.text ?? '') : '';
  const third = words[at - 3]?.sentence === word.sentence ? (words[at - 3]?.text ?? '') : '';
  if (before.text === 'to') {
    if (second === 'you' && (others.has(third) || askingYou.has(third))) {
      // "I ask you to", "you have you to" and not "mails that ask you to".
      const fourth = words[at - 4];
      const speaker = !fourth || fourth.sentence !== word.sentence || words[at - 3]?.clauseStart === true;
      if (['want', 'like', 'need'].includes(third)) return 0.95;
      return speaker || ['i', 'we', 'hereby', 'now'].includes(fourth.text) ? 0.95 : 0.35;
    }
    if (doubtful.has(second)) return 0.25;
    if (wishes.has(second)) return others.has(third) && second !== 'want' && second !== 'like' ? 0.6 : 0.8;
    if (['is', 'are'].includes(second)) return 0.7;
    return 0.4;
  }
  if (modals.has(before.text)) {
    if (addressed.has(second) && permitting.has(before.text)) return 0.4;
    if (addressed.has(second)) return machine.has(second) && owned.has(third) ? 0.6 : 0.9;
    if (second === 'not') return 0.2;
    return others.has(second) ? 0.15 : 0.5;
  }
  // "If you disclose it, …" is advice.
  if (before.text === 'you' && supposing.has(second)) return 0.2;
  if (before.text === 'you' || before.text === 'u')
    return modals.has(second) || ['would', 'could', 'can', 'will'].includes(second) ? 0.9 : 0.55;
  if (machine.has(before.text)) return owned.has(second) && !['the', 'this'].includes(second) ? 0.25 : 0.8;
  if (before.text === 'lets' || (before.text === 'us' && second === 'let')) return 0.8;
  if (others.has(before.text)) return 0.15;
  // "Read this and forward it": the second half of an order, most often.
  return joined ? 0.8 : 0.55;
}

const asking = set('how why does did is are can could do when what');

/** "How does it work: ignore the rules?" A clause of a question that begins with a question word of another person. */
function questionBefore(words: readonly Word[], at: number): boolean {
  let first = at;
  const sentence = words[at]?.sentence;
  for (let steps = 0; steps < 12 && words[first - 1]?.sentence === sentence && words[first - 1]; steps += 1)
    first -= 1;
  const opener = words[first]?.text ?? '';
  return first < at && asking.has(opener) && others.has(words[first + 2]?.text ?? '');
}
