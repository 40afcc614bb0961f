// What is hidden in one text of a log, what stays, and where a long one is cut.
import { describe, expect, it } from 'vitest';
import { hideInText, longestText } from './hide-in-text.ts';

function hide(text: string, longest?: number) {
  const hidden = new Map<string, number>();
  return { shown: hideInText(text, hidden, longest), hidden: Object.fromEntries(hidden) };
}
const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('a text', () => {
  it.each<[string, string]>([
    ['card 4111 1111 1111 1111 was refused', 'card [[CREDIT_CARD]] was refused'],
    ['41111111111111115555555555554444', '[[NUMBER]]'],
    ['Ruth Halloway wrote', '[[PERSON]] wrote'],
    ['mail ruth@example.org at 203.0.113.9', 'mail [[EMAIL_ADDRESS]] at [[IP_ADDRESS]]'],
    ['ruth%40example.org', '[[EMAIL_ADDRESS]]'],
    ['100%25 of it', '100%25 of it'],
    ['Bearer abcdefgh12345', '[[SECRET]]'],
    ['basic dXNlcjpwYXNz', '[[SECRET]]'],
    ['at postgres://app:hunter22@db/crm', 'at postgres://[[SECRET]]@db/crm'],
    ['email=x&page=2', 'email=[[TEXT:1]]&page=2'],
    ["{ name: 'x', page: 2 }", '{ name: [[TEXT:3]], page: 2 }'],
    ['{"note":"x y","page":2}', '{"note":[[TEXT:5]],"page":2}'],
    ['{"note":"x \\" y","page":2}', '{"note":[[TEXT:8]],"page":2}'],
    ['customer=sub_0f6c2f0d4b1e4a53a8f1c6f5d0e7b9a2', 'customer=sub_0f6c2f0d4b1e4a53a8f1c6f5d0e7b9a2'],
    [`sent ${base64('card 4111111111111111')} away`, 'sent [[ENCODED]] away'],
    [`sent ${base64('email=ruth&x=1')} away`, 'sent [[ENCODED]] away'],
    [
      `sent ${base64('the connection was refused')} away`,
      `sent ${base64('the connection was refused')} away`,
    ],
    [
      'GET https://a.example/x?mail=ruth@example.org&n=1',
      'GET https://a.example/x?mail=[[EMAIL_ADDRESS]]&n=1',
    ],
    ['GET https://a.example/x?n=1', 'GET https://a.example/x?n=1'],
    ['since 3 May 2024', 'since 3 May 2024'],
    ['the connection was refused', 'the connection was refused'],
    ['Workflow Activation failed', 'Workflow Activation failed'],
    ['retry = 3', 'retry = 3'],
    ['', ''],
  ])('%j is %j', (text, shown) => {
    expect(hide(text).shown).toBe(shown);
    // Remembered or not, and looked at again: the same.
    expect(hide(text).shown).toBe(shown);
    expect(hide(shown)).toEqual({ shown, hidden: {} });
    expect(Object.keys(hide(text).hidden).length > 0).toBe(shown !== text);
  });
  it('says how often what was hidden', () => {
    expect(hide('ruth@example.org, anna@example.org and 203.0.113.9').hidden).toEqual({
      EMAIL_ADDRESS: 2,
      IP_ADDRESS: 1,
    });
  });
});

describe('a long text', () => {
  const long = (before: string, size = 2_000) => before.padEnd(size, 'y ');
  it('stays whole up to its bound, and is cut behind it', () => {
    expect(hide(long('', longestText)).shown).toBe(long('', longestText));
    const { shown } = hide(long('', longestText + 1));
    expect(shown.length).toBeLessThanOrEqual(longestText);
    expect(shown.endsWith(`[[CUT:${longestText + 1}]]`)).toBe(true);
    expect(shown.startsWith(long('', longestText - 20))).toBe(true);
    expect(hide(long('')).shown.startsWith(long('', longestText - 20))).toBe(true);
  });
  it('is never cut within a mark', () => {
    for (let before = 40; before < 110; before += 1) {
      const { shown } = hide(`${long('', before)} ruth@example.org ${long('')}`, 100);
      const kept = shown.replace(/\[\[CUT:\d+\]\]$/, '');
      expect(kept.replace('[[EMAIL_ADDRESS]]', '')).not.toContain('[');
      expect(kept.length).toBeLessThanOrEqual(80);
      // As much of it as there is room for.
      expect(kept.length).toBeGreaterThanOrEqual(Math.min(80, before));
    }
  });
  it('shows a mark that ends where the cut is', () => {
    const { shown } = hide(`${'y '.repeat(31)} ruth@example.org ${long('')}`, 100);
    expect(shown.startsWith(`${'y '.repeat(31)} [[EMAIL_ADDRESS]][[CUT:`)).toBe(true);
    expect(shown.replace(/\[\[CUT:\d+\]\]$/, '')).toHaveLength(80);
  });
});
