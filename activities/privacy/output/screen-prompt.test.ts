// Words of our own prompt in a text that would leave the house: a run of eight, however it is written, unless one cited passage says it too.
import { describe, expect, it } from 'vitest';
import { readText } from './outgoing-texts.ts';
import { repeatsPrompt } from './screen-prompt.ts';

const words = 'You prepare an adviser for a talk with his customer';
const template = {
  id: 'p',
  hash: 'of-this-page',
  system: `${words}.`,
  user: 'Choose {{slots}} and then be brief.',
};
const passage = (text: string, title = 'Title') => ({ id: 'kp_1', source: 'faq', title, text });
const repeats = (text: string, cited: ReturnType<typeof passage>[] = [], own = template) =>
  repeatsPrompt(readText(text), cited, own);

describe('a run of eight words of the prompt', () => {
  it.each([
    ['as it stands', words],
    ['its first eight', 'You prepare an adviser for a talk with'],
    ['its last eight', 'an adviser for a talk with his customer'],
    ['in other letters', words.toUpperCase()],
    ['with marks and lines between', words.replaceAll(' ', ' ~\n')],
    ['without gaps', words.replaceAll(' ', '')],
    ['within another sentence', `My orders are: ${words}, they said.`],
  ])('is found %s', (_, text) => expect(repeats(text)).toBe(true)); // prettier-ignore

  it.each([
    ['seven words', 'You prepare an adviser for a talk'],
    ['other words in between', 'You prepare an adviser and then for a talk with his customer'],
    ['nothing', ''],
    ['what stands on both sides of a slot', 'Choose and then be brief'],
  ])('is not %s', (_, text) => expect(repeats(text)).toBe(false));

  it('does not go from one part of the prompt to the next, or over a slot', () => {
    const own = { ...template, hash: 'of-two-parts', system: 'one two three four', user: 'five six {{slot}} seven eight' };
    expect(repeats('one two three four five six seven eight', [], own)).toBe(false);
    const whole = { ...own, hash: 'of-one-part', user: 'one two three four five six seven eight' };
    expect(repeats('one two three four five six seven eight', [], whole)).toBe(true);
  }); // prettier-ignore
});

describe('a passage that says it as well', () => {
  it('makes it no secret, in its text or its title', () => {
    expect(repeats(words, [passage(`As we say: ${words}.`)])).toBe(false);
    expect(repeats(words, [passage('other words', words)])).toBe(false);
    expect(repeats(words, [passage('other words'), passage(words)])).toBe(false);
  });
  it('has to say all of it', () => {
    expect(repeats(words, [passage('You prepare an adviser for a talk with')])).toBe(true);
  });
  it('is one passage: two halves in two of them are none', () => {
    const halves = [passage('', 'You prepare an adviser for'), passage('customer', 'a talk with his')];
    expect(repeats(words, halves)).toBe(true);
  });
});

it('each template has its own words, also when there were many others before', () => {
  for (let nth = 0; nth < 60; nth += 1) {
    const text = Array.from({ length: 8 }, (_, at) => `w${nth}x${at}`).join(' ');
    const own = { ...template, hash: `of-${nth}`, system: text };
    expect(repeats(text, [], own)).toBe(true);
    expect(repeats(text)).toBe(false);
  }
  expect(repeats(words)).toBe(true);
});
