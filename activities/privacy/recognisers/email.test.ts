// Where an e-mail address begins and ends, and what has its sign and is none.
import { describe, expect, it } from 'vitest';
import { findEmails } from './email.ts';
import { scanText } from './scanned-text.ts';

const found = (text: string) =>
  findEmails(scanText(text)).map(({ type, start, end, score, recogniser }) => [
    type,
    text.slice(start, end),
    score,
    recogniser,
  ]);
const plainly = (written: string) => ['EMAIL_ADDRESS', written, 1, 'email'];
const label = 'a'.repeat(63);

describe('an e-mail address', () => {
  it.each([
    ['ann@mail.example', 'ann@mail.example'],
    ['x=ann@mail.example', 'ann@mail.example'],
    ['=ann@mail.example', 'ann@mail.example'],
    ['/ann@mail.example', 'ann@mail.example'],
    ['?ann@mail.example', 'ann@mail.example'],
    ['&ann@mail.example', 'ann@mail.example'],
    ['q?b=1&ann@mail.example', 'ann@mail.example'],
    ['a/b?ann@mail.example', 'ann@mail.example'],
    ['x..ann@mail.example', 'ann@mail.example'],
    ["'ann@mail.example'", 'ann@mail.example'],
    ['+ann@mail.example', '+ann@mail.example'],
    ['_ann@mail.example', '_ann@mail.example'],
    ['ann@mail.example.', 'ann@mail.example'],
    ['ann@mail.example-_.', 'ann@mail.example'],
    ['ann@mail.example.Then', 'ann@mail.example'],
    ['ann@mail.example.Then.Again', 'ann@mail.example.Then.Again'],
    ['ann@mail.Example', 'ann@mail.Example'],
    ['ann@mail.example.THEN', 'ann@mail.example.THEN'],
    ['ann@mail.EXAMPLE.Then', 'ann@mail.EXAMPLE.Then'],
    ['ann@mail.e2e.Then', 'ann@mail.e2e.Then'],
    ['ann@x.xn--p1ai', 'ann@x.xn--p1ai'],
    ['"ann lee"@mail.example', '"ann lee"@mail.example'],
    ['say "no" "ann"@mail.example', '"ann"@mail.example'],
    ['ann@[192.0.2.1]', 'ann@[192.0.2.1]'],
    ['ann@[IPv6:2001:db8::1]', 'ann@[IPv6:2001:db8::1]'],
    [`ann@${label}.example`, `ann@${label}.example`],
    [`${'b'.repeat(80)}@mail.example`, `${'b'.repeat(64)}@mail.example`],
    ['ann@mail.example:25', 'ann@mail.example:25'.slice(0, 16)],
    ['ann@mail.example: see a/b', 'ann@mail.example'],
  ])('in %j is %j', (text, written) => {
    expect(found(text)).toEqual([plainly(written)]);
  });

  it.each([
    'ann@mail',
    'ann@mail..example',
    'ann@-mail.example',
    'ann@mail-.example',
    'ann@mail.x',
    'ann@mail.e7',
    'ann@mail.py',
    'ann@mail.PNG',
    'ann.@mail.example',
    '.@mail.example',
    '"@mail.example',
    '""@mail.example',
    '"a\nb"@mail.example',
    '"a@b"@x',
    'ann@[1.2.3]',
    'ann@x [192.0.2.1]',
    `ann@${label}a.example`,
    'git@mail.example:team/x',
    'https://ann@mail.example/',
    'https://ann:word@mail.example/',
  ])('is none in %j', (text) => {
    expect(found(text)).toEqual([]);
  });

  it('after an address of a page that has ended is one', () => {
    expect(found('https://x.example/ ann@mail.example')).toEqual([plainly('ann@mail.example')]);
    expect(found('https://x.example/ann@mail.example')).toEqual([plainly('ann@mail.example')]);
  });

  it('is found each time it stands in a text', () => {
    expect(found('ann@mail.example,bob@mail.example')).toEqual([
      plainly('ann@mail.example'),
      plainly('bob@mail.example'),
    ]);
  });

  it.each([
    ['ann at mail dot example', 0.75],
    ['ann at mail.example', null],
    ['ann (at) mail.example', 0.75],
    ['ann (at) mail (dot) example', 0.9],
    ['ann @ mail . example', null],
    ['ann @ mail.example', 0.75],
    ['ann punkt lee at mail punkt de', 0.75],
    ['ann{at}mail{dot}example', 0.9],
  ])('written out as %j has the score %j', (text, score) => {
    expect(found(text)).toEqual(score === null ? [] : [['EMAIL_ADDRESS', text, score, 'email-written-out']]);
  });
});
