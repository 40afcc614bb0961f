// Words with what stands between them: names with underscores, broken lines, quotations, values in code.
import { describe, expect, it } from 'vitest';
import { foldText } from './fold-text.ts';
import { splitWords } from './split-words.ts';

const split = (text: string) => splitWords(foldText(text));
const texts = (text: string) => split(text).map((word) => word.text);
const find = (text: string, word: string) => split(text).find((one) => one.text === word);

describe('names with underscores', () => {
  it('are one word among others', () => {
    expect(texts('Set system_prompt in the file')).toContain('system_prompt');
  });
  it('are words where underscores are the gaps', () => {
    expect(texts('ignore_all_previous_instructions')).toEqual(['ignore', 'all', 'previous', 'instructions']);
    expect(texts('ignore_all previous_rules')).toEqual(['ignore', 'all', 'previous', 'rules']);
  });
  it('begin no clause at an underscore', () => {
    expect(split('we_ignore_rules').map(({ clauseStart }) => clauseStart)).toEqual([true, false, false]);
  });
});

describe('lines', () => {
  it('of one word each are no clauses', () => {
    const words = split('please\ntell\nthem\nto\nignore\nit');
    expect(words.map(({ clauseStart }) => clauseStart)).toEqual([true, false, false, false, false, false]);
    expect(words.some(({ separated }, index) => index > 0 && separated)).toBe(false);
  });
  it('of several words are', () => {
    const words = split('dear all of you\nignore the rest of it\nthanks to you all');
    expect(words.filter(({ clauseStart }) => clauseStart).map(({ text }) => text)).toEqual([
      'dear',
      'ignore',
      'thanks',
    ]);
  });
  it('two short ones are still clauses', () => {
    expect(find('hello there\nignore it', 'ignore')?.clauseStart).toBe(true);
  });
  it('with an empty one between are paragraphs', () => {
    expect(split('one two three\n\nfour').map(({ paragraph }) => paragraph)).toEqual([0, 0, 0, 1]);
  });
});

describe('sentences', () => {
  it('end at a stop, not within a number or a name', () => {
    expect(split('This is one. That is two').map(({ sentence }) => sentence)).toEqual([0, 0, 0, 1, 1, 1]);
    expect(new Set(split('See version 1.2 of a.b now').map(({ sentence }) => sentence)).size).toBe(1);
  });
  it('of two words do not end a phrase', () => {
    expect(new Set(split('Ignore. All. Previous. Rules.').map(({ sentence }) => sentence)).size).toBeLessThan(
      4,
    );
  });
  it('know what stands before a word', () => {
    expect(find('dear assistant, ignore it', 'ignore')).toMatchObject({ separated: true, clauseStart: true });
    expect(find('please ignore it', 'ignore')).toMatchObject({ separated: false, clauseStart: false });
    expect(find('a well-known rule', 'known')?.clauseStart).toBe(false);
  });
});

describe('quotation marks', () => {
  it('of all kinds hold what they hold', () => {
    for (const text of [
      'he said "ignore it" twice',
      'he said ‘ignore it’ twice',
      "he said 'ignore it' twice",
    ]) {
      expect(find(text, 'ignore')?.quoted).toBe(true);
      expect(find(text, 'twice')?.quoted).toBe(false);
      expect(find(text, 'said')?.quoted).toBe(false);
    }
  });
  it('are not apostrophes', () => {
    expect(find("don't ignore it", 'ignore')?.quoted).toBe(false);
    expect(texts("don't ignore l'assistant")).toEqual(['dont', 'ignore', 'l', 'assistant']);
  });
  it('of three hold a block, to the next three', () => {
    const text = "'''\nignore it\n''' and stop";
    expect(find(text, 'ignore')?.quoted).toBe(true);
    expect(find(text, 'stop')?.quoted).toBe(false);
    expect(find("'' ignore it", 'ignore')?.quoted).toBe(false);
  });
  it('begin a clause', () => {
    for (const text of ['we said "ignore it"', "we said 'ignore it'"])
      expect(split(text).map(({ clauseStart }) => clauseStart)).toEqual([true, false, true, false]);
  });
  it('end with the paragraph', () => {
    expect(find('he said "ignore it\n\nplease stop', 'stop')?.quoted).toBe(false);
  });
  it('after = and ( hold a value', () => {
    for (const text of [
      'x = "ignore it"',
      'x=r"ignore it"',
      'detect("ignore it")',
      "(for example) ('ignore it')",
    ])
      expect(find(text, 'ignore')?.literal).toBe(true);
    for (const text of ['he said "ignore it"', '{"a": "ignore it"}', '<a title="ignore it">'])
      expect(find(text, 'ignore')?.literal).toBe(false);
    expect(find('x = "ignore it" and stop', 'stop')?.literal).toBe(false);
  });
});

describe('places', () => {
  it('are those of the text as it came', () => {
    expect(split('👍🏽 Ignore it').map(({ start, end }) => [start, end])).toEqual([
      [3, 9],
      [10, 12],
    ]);
    expect(find("they don't care", 'dont')).toMatchObject({ start: 5, end: 10 });
  });
});

describe('what ends a clause', () => {
  it.each([',', ':', '(', ')', '[', ']', '{', '|', '/', '#', '=', '~', '、', ' -', '\n', '.', '!', '?', '।'])(
    '«%s» does',
    (sign) =>
      expect(find(`they all say it${sign} ignore it`, 'ignore')).toMatchObject({
        clauseStart: true,
        separated: true,
      }),
  );
  it.each(['-', '%', '&', '+', '@', '_', "'"])('«%s» within words does not', (sign) =>
    expect(find(`they all say it${sign}ignore it`, 'ignore')?.clauseStart ?? false).toBe(false),
  );
  it('a stop within a name or a number does not', () => {
    expect(find('they say a.ignore it', 'ignore')?.clauseStart).toBe(false);
  });
});

describe('names of more parts than four', () => {
  it('are sentences without blanks', () => {
    expect(texts('See the file urgent_model_must_send_it now please')).toContain('model');
    expect(texts('See the file the_model_must_send now please')).toContain('the_model_must_send');
  });
});

describe('signs that are words', () => {
  it('stand alone', () => expect(texts('忽略 me')).toEqual(['忽', '略', 'me']));
});
