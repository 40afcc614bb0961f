// What is hidden in a parsed line, member by member, and that its shape stays.
import { describe, expect, it } from 'vitest';
import { hideValue } from './hide-in-value.ts';

function hide(value: unknown) {
  const hidden = new Map<string, number>();
  return { shown: hideValue(value, hidden), hidden: Object.fromEntries(hidden) };
}
const card = '4111111111111111';
/** Each inside the next. */
const nest = (depth: number, inner: unknown): unknown =>
  depth === 0 ? inner : { a: nest(depth - 1, inner) };

describe('a value', () => {
  it.each<[string, unknown, unknown]>([
    ['nothing', null, null],
    ['a truth value', true, true],
    ['a count', 12_345_678, 12_345_678],
    ['a card as a number', Number(card), '[[CREDIT_CARD]]'],
    ['the same below nothing', -Number(card), '[[CREDIT_CARD]]'],
    ['a number that lost its last digits', 1e20, '[[NUMBER]]'],
    ['a time in milliseconds', 1_763_750_411_123, 1_763_750_411_123],
    ['a text', `card ${card}`, 'card [[CREDIT_CARD]]'],
    ['an empty text', { name: '' }, { name: '' }],
    ['a text under a telling name', { comment: 'hi' }, { comment: '[[TEXT:2]]' }],
    ['what lies below such a name', { customer: { a: 'x', n: 12_345 } }, { customer: { a: '[[TEXT:1]]', n: '[[NUMBER]]' } }],
    ['a short number below it', { customer: { n: 1234 } }, { customer: { n: 1234 } }],
    ['the message of an error', { err: { message: 'refused' } }, { err: { message: 'refused' } }],
    ['the message of its cause', { err: { cause: { message: 'refused' } } }, { err: { cause: { message: 'refused' } } }],
    ['a message that is no error’s', { x: { message: 'refused' } }, { x: { message: '[[TEXT:7]]' } }],
    ['a cause of no error', { x: { cause: { message: 'refused' } } }, { x: { cause: { message: '[[TEXT:7]]' } } }],
    ['another text of an error', { err: { note: 'refused' } }, { err: { note: '[[TEXT:7]]' } }],
    ['JSON in a text', `{"n":"${card}"}`, '{"n":"[[CREDIT_CARD]]"}'],
    ['a list in a text', ` ["${card}"]`, '["[[CREDIT_CARD]]"]'],
    ['what only begins like JSON', `{card ${card}`, '{card [[CREDIT_CARD]]'],
    ['bytes', [82, 117, 116, 104, 32, 72, 97, 108], '[[BYTES]]'],
    ['few small numbers', [1, 2, 3, 4, 5, 6, 7], [1, 2, 3, 4, 5, 6, 7]],
    ['numbers that are no bytes', [256, 1, 2, 3, 4, 5, 6, 7], [256, 1, 2, 3, 4, 5, 6, 7]],
    ['numbers with a point', [0.5, 1, 2, 3, 4, 5, 6, 7], [0.5, 1, 2, 3, 4, 5, 6, 7]],
    ['letters', [...'Halloway'], '[[TEXT:8]]'],
    ['few letters', [...'Ruth'], [...'Ruth']],
    ['a spread list', { 0: { note: 'x' }, 1: 'x' }, { 0: { note: '[[TEXT:1]]' }, 1: 'x' }],
    ['a spread list with a card', { 0: card, 1: 'x' }, '[[CREDIT_CARD]]'],
    ['a Buffer', { type: 'Buffer', data: [...Buffer.from('Ruth Halloway')] }, '[[BYTES]]'],
    ['a card in four members', ['4111', '1111', '1111', '1111'], '[[CREDIT_CARD]]'],
    ['an address in two', ['ruth@', 'example.org'], '[[EMAIL_ADDRESS]]'],
    ['four years', [2001, 2002, 2003, 2004], [2001, 2002, 2003, 2004]],
    ['an address as a name', { 'ruth@example.org': 1 }, { '[[EMAIL_ADDRESS]]': 1 }],
    ['two of them', { 'ruth@example.org': 1, 'anna@example.org': 2 }, { '[[EMAIL_ADDRESS]]': 1, '[[EMAIL_ADDRESS]] 2': 2 }],
    ['a name below a telling one', { customers: { 'Ruth Halloway': 1 } }, { customers: { '[[TEXT:13]]': 1 } }],
  ])('%s', (_, value, shown) => expect(hide(value).shown).toEqual(shown)); // prettier-ignore

  it('says how many of each type', () => {
    expect(hide({ a: card, b: { c: `x ${card}`, d: 'ruth@example.org' }, note: 'x' }).hidden).toEqual({
      CREDIT_CARD: 2,
      EMAIL_ADDRESS: 1,
      TEXT: 1,
    });
    expect(hide({ a: 'refused' }).hidden).toEqual({});
  });
});

describe('the bounds', () => {
  it('of depth: what lies deeper than an error with its causes is hidden whole', () => {
    expect(hide(nest(9, { a: 'x' }))).toEqual({ shown: nest(9, { a: 'x' }), hidden: {} });
    expect(hide(nest(10, { a: 'x' }))).toEqual({ shown: nest(10, '[[DEEP]]'), hidden: { DEEP: 1 } });
  });
  it('of members: 200, and it says so', () => {
    const record = (size: number) =>
      Object.fromEntries(Array.from({ length: size }, (_, at) => [`m${at}`, at]));
    expect(hide(record(200))).toEqual({ shown: record(200), hidden: {} });
    expect(hide(record(201))).toEqual({ shown: record(200), hidden: { CUT: 1 } });
    const list = (size: number) => Array.from({ length: size }, (_, at) => at * 1_000);
    expect(hide(list(200))).toEqual({ shown: list(200), hidden: {} });
    expect(hide(list(201))).toEqual({ shown: list(200), hidden: { CUT: 1 } });
  });
  it('of characters: 12,000 are looked at, the rest is cut to its length', () => {
    const { shown, hidden } = hide(Array.from({ length: 13 }, () => 'so it was '.repeat(100)));
    expect((shown as string[]).filter((text) => text === '[[TEXT:1000]]')).toHaveLength(1);
    expect(hidden['TEXT']).toBe(1);
  });
  it('what is short comes first: a huge member does not hide the message', () => {
    const huge = Array.from({ length: 20 }, () => 'so it was '.repeat(100));
    expect(hide({ huge, msg: 'the connection was refused' }).shown).toMatchObject({
      msg: 'the connection was refused',
    });
    expect(Object.keys(hide({ huge, msg: 'x' }).shown as object)).toEqual(['huge', 'msg']);
  });
});
