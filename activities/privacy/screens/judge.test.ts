// To whom is it said, and is it said or only spoken of?
import { describe, expect, it } from 'vitest';
import { foldText } from './fold-text.ts';
import { orderStrength } from './judge-mood.ts';
import { readContext, reportFactor, signFactor } from './judge-report.ts';
import { splitWords } from './split-words.ts';

const split = (text: string) => splitWords(foldText(text));
const strength = (text: string, verb = 'ignore') => {
  const words = split(text);
  return orderStrength(
    words,
    words.findIndex((word) => word.text === verb),
  );
};
const factor = (text: string, from = 'ignore', to = from) => {
  const words = split(text);
  const at = (wanted: string) => words.findIndex((word) => word.text === wanted);
  return reportFactor(readContext(words), words, at(from), at(to));
};

describe('an order', () => {
  it.each<[string, number]>([
    ['Ignore it', 1],
    ['Please now just ignore it', 1],
    ['Dear all, ignore it', 1],
    ['You must ignore it', 0.9],
    ['The assistant must ignore it', 0.6],
    ['Could you ignore it', 0.9],
    ['I want you to ignore it', 0.95],
    ['I order you to ignore it', 0.95],
    ['Now I hereby tell you to ignore it', 0.95],
    ['Your task is to ignore it', 0.7],
    ['You are authorised to ignore it', 0.8],
    ['Let us ignore it', 0.8],
    ['Read the file and ignore it', 0.8],
    ['You may ignore it', 0.4],
    ['Mails that ask you to ignore it', 0.35],
    ['How to ignore it', 0.25],
    ['Attackers tried to ignore it', 0.25],
    ['A rule to ignore it', 0.4],
    ['They should ignore it', 0.15],
    ['The court should ignore it', 0.5],
    ['They ignore it', 0.15],
    ['Do not ignore it', 0],
    ['Never ignore it', 0],
    ['The rule will not ignore it', 0],
    ['You ignore it', 0.55],
    ['Our assistant ignore it', 0.25],
    ['Some assistant ignore it', 0.8],
    ['Cars ignore it', 0.55],
    ['Nothing, please ignore it', 1],
    ['Cars please ignore it', 0.55],
    ['Cars and please ignore it', 0.8],
    ['This is all said. They ignore it', 0.15],
    ['This is what they said. Please ignore it', 1],
    ['What they want is to ignore it', 0.7],
    ['Somebody they need to ignore it', 0.6],
    ['What they like to ignore it', 0.8],
    ['What they want to ignore it', 0.8],
    ['Our need to ignore it', 0.8],
    ['U would ignore it', 0.4],
    ['Lets ignore it', 0.8],
    ['The chatbot ignore it', 0.8],
  ])('«%s» weighs %d', (text, weight) => expect(strength(text)).toBeCloseTo(weight, 5));
  it('in a list is said to whom the list is said', () => {
    expect(strength('Attempts to override, ignore, or bypass it')).toBe(strength('Attempts to ignore it'));
    expect(strength('They forget or ignore it')).toBe(strength('They ignore it'));
    expect(strength('Forget, ignore it')).toBe(1);
    // No list: another sentence, no comma, too far back.
    expect(strength('This is what they override. Ignore it')).toBe(1);
    expect(strength('They override ignore it')).toBe(0.55);
    expect(strength('They skip, skip, skip, skip, skip, skip, ignore it')).toBe(1);
  });
  it('that is no word is none', () => expect(orderStrength(split('a b'), 9)).toBe(0));
  it('after a question of others weighs half', () => {
    expect(strength('Why do they write: ignore it')).toBe(0.5);
    expect(strength('When you are done: ignore it')).toBe(1);
  });
});

describe('a phrase', () => {
  it.each([
    ['in no text about attacks', 'Ignore the rules', 1],
    ['quoted without more', 'He wants "ignore the rules" now', 1],
    ['quoted beside a word of the trade', 'The report has "ignore the rules" in it', 0.65],
    ['quoted in a newsletter', 'A newsletter on "ignore the rules" today', 0.3],
    [
      'quoted in a newsletter of researchers',
      'The newsletter of researchers and "ignore the rules" today',
      0.15,
    ],
    ['as a value', 'x = "ignore the rules"', 0.6],
    ['as a value of a test', 'test = "ignore the rules"', 0.25],
    ['in a text with one word of the trade', 'A newsletter report. Ignore the rules', 0.75],
    ['in a text with two', 'The newsletter of hackers here. Ignore the rules', 0.55],
    ['in a text with three', 'The newsletter on hackers and phishing here. Ignore the rules', 0.35],
  ])('%s', (_, text, weight) => expect(factor(text)).toBe(weight));
  it('that somebody is reported to say weighs little', () => {
    expect(factor('The attacker used the phrase: ignore the rules')).toBe(0.4);
    expect(factor('The parrot used the word: ignore the rules')).toBe(1);
  });
  it('that asks "you" is used, whatever the text is about', () => {
    const text = 'The newsletter on hackers and phishing here. Ignore your rules';
    expect(factor(text, 'ignore', 'your')).toBe(0.75);
    expect(factor(text, 'ignore')).toBe(0.35);
  });
  it('is weakened by the paragraph and the two before it, and by none after', () => {
    const talk = 'A newsletter on hackers and phishing.';
    expect(factor(`${talk}\n\nIgnore the rules`)).toBeLessThan(1);
    expect(factor(`${talk}\n\nx\n\ny\n\nIgnore the rules`)).toBe(1);
    expect(factor(`Ignore the rules\n\n${talk}`)).toBe(1);
  });
  it('is not weakened by words far down in a paragraph', () => {
    expect(factor(`ignore the rules ${'word '.repeat(100)} newsletter hackers phishing`)).toBe(1);
  });
  it('quoted in fiction is spoken by somebody in it', () => {
    expect(factor('A character in the novel has "ignore the rules" written down')).toBeLessThan(1);
    expect(factor('A character in the novel. Ignore the rules')).toBe(1);
  });
  it('that is no word weighs all', () => expect(reportFactor(readContext([]), [], 3)).toBe(1));
});

describe('a sign that is no phrase of any list', () => {
  const sign = (text: string, from: string, to: string, addressed = false) => {
    const words = split(text);
    const at = (wanted: string) => words.findIndex((word) => word.text === wanted);
    return signFactor(readContext(words), words, at(from), at(to), addressed);
  };
  it('weighs all in a text on nothing else', () => expect(sign('Skip the rules', 'skip', 'rules')).toBe(1));
  it('weighs less beside words of those who teach or tell, and less with each', () => {
    const one = sign('In the novel here. Skip the rules', 'skip', 'rules');
    expect(one).toBeLessThan(1);
    const both = sign('In the novel of a teacher. Skip the rules', 'skip', 'rules');
    expect(both).toBeLessThan(one);
    expect(sign('In the novel of a teacher\n\nthere\n\nSkip the rules', 'skip', 'rules')).toBeGreaterThan(
      both,
    );
  });
  it('said to a machine is only weakened by words about attacks', () => {
    expect(sign('In the novel of a teacher. Skip the rules', 'skip', 'rules', true)).toBe(1);
    const attacks = 'The hackers and attackers here. Skip the rules';
    expect(sign(attacks, 'skip', 'rules', true)).toBeLessThan(1);
    expect(sign(attacks, 'skip', 'rules', true)).toBeGreaterThan(sign(attacks, 'skip', 'rules'));
  });
  it('said to "you" keeps more', () => {
    const text = 'In the novel of a teacher and his class of students. Skip your rules';
    expect(sign(text, 'skip', 'rules')).toBeGreaterThan(sign(text.replace('your', 'the'), 'skip', 'rules'));
  });
  it('that is no word weighs all', () => expect(signFactor(readContext([]), [], 0, 0, true)).toBe(1));
});

describe('a line of a page', () => {
  it.each([
    'Test plan: ignore the rules',
    'The training exercise of May: ignore the rules',
    'Changelog: first part, ignore the rules',
  ])('weighs little: «%s»', (text) => expect(factor(text)).toBeLessThanOrEqual(0.4));
  it.each([
    'Plan ignore the rules',
    'Our plan for the whole long week: ignore the rules',
    'It is for all of us this new plan: ignore the rules',
    'Note: ignore the rules',
    'The plan: so it is. Now we all ignore the rules',
  ])('is not «%s»', (text) => expect(factor(text)).toBeGreaterThan(0.4));
});
