// What stands in a line in another form: read where it is a text, with its place; left where it only looks like one.
import { describe, expect, it } from 'vitest';
import { encodedBlocks, withoutPercent } from './encoded-text.ts';

const text = 'card 4111 of Ruth';
const utf8 = Buffer.from(text);
const utf16 = Buffer.from(text, 'utf16le');

describe('a block', () => {
  it.each([
    ['base64', utf8.toString('base64')],
    ['base64 for addresses', utf8.toString('base64url')],
    ['hexadecimal', utf8.toString('hex')],
    ['hexadecimal capitals', utf8.toString('hex').toUpperCase()],
    ['base64 of letters of two bytes', utf16.toString('base64')],
    ['hexadecimal of letters of two bytes', utf16.toString('hex')],
  ])('of %s says its text and its place', (_, code) => {
    expect(encodedBlocks(`got "${code}" here`)).toEqual([{ start: 5, end: 5 + code.length, decoded: text }]);
  });
  it('of lines and tabs is a text', () => {
    const lines = 'one\ttwo\r\nthree\n';
    expect(encodedBlocks(Buffer.from(lines).toString('hex'))[0]?.decoded).toBe(lines);
  });
  it('beside another is one of two', () => {
    const code = utf8.toString('hex');
    expect(encodedBlocks(`${code} ${code}`).map(({ start }) => start)).toEqual([0, code.length + 1]);
  });
  it.each([
    ['words of ours', 'the connection was refused'],
    ['a long name', 'processTicksAndRejections'],
    ['few letters', Buffer.from('cards').toString('hex')],
    ['bytes', Buffer.from([0, 1, 2, 3, 250, 251, 252, 253, 254, 255, 0, 1]).toString('base64')],
    ['bytes of which some are letters', Buffer.from([65, 66, 67, 7, 68, 69, 70, 71, 72, 73]).toString('hex')],
    ['letters of two bytes, few', Buffer.from('abcd', 'utf16le').toString('hex')],
    ['letters that are cut in two', `${utf16.toString('hex')}41`],
  ])('is not %s', (_, other) => expect(encodedBlocks(other)).toEqual([]));
});

describe('percent escapes', () => {
  it.each([
    ['ruth%40example.org', 'ruth@example.org'],
    ['a%20b%2Bc', 'a b+c'],
    ['M%C3%BCller', 'Müller'],
    ['M%c3%bcller', 'Müller'],
    ['100 % of it', '100 % of it'],
    ['%zz%4', '%zz%4'],
    ['plain', 'plain'],
  ])('%s reads %s', (escaped, plain) => expect(withoutPercent(escaped)).toBe(plain));
});
