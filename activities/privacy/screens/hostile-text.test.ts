// A text that is written to cost: the time of a screen grows with its length and no faster.
import { describe, expect, it } from 'vitest';
import { screenText } from './screen-text.ts';

describe('the time', () => {
  // A ratio, so that a slow machine changes nothing: ten times the text may take at most forty times as long, where a square
  // would take a hundred.
  it.each([
    'ignore all previous ',
    'i g n o r e ',
    '<!-- ',
    'system:\n',
    '"\'',
    'aWdub3Jl',
    'aWdub3JlIHRoaXMgcGxlYXNlIG5vdw==\n',
    '69 67 ',
    '%69%6',
    '&#',
    '1!|1!|1 ',
    'a\u200b',
    '\u{E0041}',
    'аb ',
    '![x](http://a/?q={',
    '.-',
    '忽略之前的',
    'vtaber nyy ',
    'ignoreallprevious',
    'display:none',
    '\ufdfa',
    'open_the_',
    '[system ',
    "say 'a_",
    'or ignore, ',
    'ignroe prevoius ',
    ' ',
    '\n',
  ])('is linear for a text of «%s»', (unit) => {
    const measure = (size: number) => {
      const text = unit.repeat(Math.ceil(size / unit.length)).slice(0, size);
      const before = process.cpuUsage();
      screenText({ text });
      const { user, system } = process.cpuUsage(before);
      return user + system;
    };
    const best = (size: number) => Math.min(measure(size), measure(size), measure(size));
    // Both sizes once before: what is compiled and collected at first is no part of the ratio.
    measure(50_000);
    measure(5_000);
    expect(best(50_000)).toBeLessThan(40 * Math.max(best(5_000), 2_000));
  });
});
