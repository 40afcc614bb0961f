// Links and images: what a device would follow is found however it is written, and prose is left alone.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findLinks } from './find-links.ts';

const hosts = ['aldermoor.example', 'help.lumen.example'];
const [zeroWidth, cyrillicA, cyrillicO] = ['\u200b', '\u0430', '\u043e'];

const links: string[] = [
  'https://evil.example',
  'See http://aldermoor.example for more.',
  'HTTPS://EVIL.EXAMPLE/x',
  'http:/evil.example',
  'https:evil.example',
  'https:\\\\evil.example',
  'ftp://aldermoor.example/file',
  'hxxps://evil.example/a',
  'custom-app://open?x=1',
  'www.evil.test/offer',
  'go to evil.com now',
  'Go to Evil.com.',
  'evil.it',
  'GO TO EVIL.RU',
  'bit.ly/3xYz',
  't.me/desk',
  'x.com',
  'status.anything/path',
  'evil.co.uk',
  'readme at evil.zip',
  'aldermoor.example',
  '//evil.com/x',
  '192.0.2.7/login',
  'https://192.0.2.7/login',
  // The firm's host is only in sight.
  'https://aldermoor.example.evil.com',
  'https://aldermoor.example@evil.com',
  'https://evil.com/aldermoor.example',
  'https://notaldermoor.example',
  'https://aldermoor.example:8443/x',
  'https://user:pw@aldermoor.example',
  'https://aldermoor.example\\@evil.com',
  'https://aldermoor.example/go?to=https://evil.com',
  'https://aldermoor.example/go?to=//evil.com',
  'https://aldermoor.example/go?to=https%3A%2F%2Fevil.com',
  'https://lumen.example',
  // Other letters.
  `https://${cyrillicA}ldermoor.example`,
  `visit evil.c${cyrillicO}m`,
  'https://xn--ldermoor-1nd.example',
  'xn--80ak6aa92e.com',
  'привет.рф',
  'ｅｖｉｌ．ｃｏｍ',
  'evil。com',
  'ⓔⓥⓘⓛ.ⓒⓞⓜ',
  // Split.
  `https://ev${zeroWidth}il.com`,
  `ev${zeroWidth}il${zeroWidth}.c${zeroWidth}om`,
  'https:\n//evil.com',
  'https://aldermoor.example\n.evil.com/x',
  'evil .com',
  'evil . com',
  'evil.\ncom/x',
  'evil\n.com',
  'ht\ntps://evil.com',
  'e v i l . c o m',
  'h t t p s : / / e v i l . c o m',
  'evil[.]com',
  'evil(dot)com',
  'evil dot com',
  'https&#58;&#x2f;&#x2F;evil.com',
  'https&colon;&sol;&sol;evil.com',
  Array.from('https://evil.com', (letter) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0))).join(''),
  // Markup and schemes.
  '[click](https://evil.com)',
  '[click](/inside)',
  '[click][1]\n\n[1]: somewhere',
  '<https://evil.com>',
  '<a href=x>y</a>',
  '<a\nhref=x',
  '<b>bold</b>',
  '<script>x</script>',
  '&lt;a href=x&gt;',
  'javascript:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html;base64,AAAA',
  'mailto:somebody',
  'tel:+35312345',
  'whatsapp://send?text=x',
  'vbscript:x',
];

const prose: string[] = [
  '',
  'https://aldermoor.example',
  'See https://aldermoor.example/notes?id=3#costs.',
  'See https://www.aldermoor.example, please.',
  'Help is at https://help.lumen.example/returns (in English).',
  'HTTPS://ALDERMOOR.EXAMPLE/X',
  '[our page](https://aldermoor.example/a)',
  'See https://aldermoor.example/a\nThe next line.',
  'The Harbour note pays 4.5 % a year. Its risk class is 4 of 7.',
  'The price is ₹1,39,990 and the picture is up to 150 inches from 2.3 metres.',
  'The end.It was good.',
  'Calls are held e.g. on Mondays, i.e. between 9:30 and 16:30.',
  'At 10 a.m. or 4 p.m., Dublin time.',
  'Ltd. is a company. In Ireland it is common.',
  'The U.S. fund costs 0.19 percent.',
  'No. 5 of 7, approx. in March.',
  'It supports 5.1.2 channels and USB-C/HDMI.',
  'The ratio is 3/4 and/or less.',
  'Dates such as 21.11.2026 and times such as 10.30.',
  'A price < 10 and > 5 is fine.',
  'Data: yes. File: attached. About: us. Tel: 01.',
  'javascript is a language; data is a word',
  'She asked (twice) about [risk] and the rest.',
  'Section 4.2.in short',
  'The courier said: wait.\nin short, it is less',
  'We hold the slot for 24 hours…and then release it.',
  'Grüße aus Zürich, bis bald.',
  'Привет. Как дела?',
  'यह एक वाक्य है। दूसरा।',
  'The S&P 500 & the DAX.',
];

const images: [string, boolean][] = [
  ['![chart](https://aldermoor.example/chart)', true],
  ['![](x)', true],
  ['![chart][1]', true],
  ['<img src="https://aldermoor.example/a">', true],
  ['< img src=x', true],
  ['<svg onload=x>', true],
  ['data:image/png;base64,AAAA', true],
  ['https://aldermoor.example/pixel.gif?c=1', true],
  ['&#60;img src=x&#62;', true],
  ['A picture says more!', false],
  ['See [1] and ! [2]', false],
  ['https://aldermoor.example/image', false],
  ['An image of the firm, and a video.', false],
  ['Wow![sic] No.', false],
];

describe('links', () => {
  it.each(links)('%j is one', (text) => {
    expect(findLinks(text, hosts).link).toBe(true);
  });

  it.each(prose)('%j is none, or is allowed', (text) => {
    expect(findLinks(text, hosts)).toEqual({ link: false, image: false });
  });

  it('are none of them allowed where policy names no host', () => {
    expect(findLinks('https://aldermoor.example', []).link).toBe(true);
  });

  it('of an allowed host stay allowed in any sentence, and its look-alikes never are', () => {
    const words = fc.array(fc.constantFrom('Please', 'see', 'our', 'page', 'on', 'costs'), { maxLength: 6 });
    fc.assert(
      fc.property(words, words, fc.constantFrom('', '/a', '/a/b-c?x=1', '#top'), (before, after, path) => {
        const sentence = (host: string) => [...before, `https://${host}${path}`, ...after].join(' ');
        expect(findLinks(sentence('www.aldermoor.example'), hosts).link).toBe(false);
        expect(findLinks(sentence('aldermoor.example.co'), hosts).link).toBe(true);
      }),
    );
  });
});

describe('images', () => {
  it.each(images)('%j: %s', (text, is) => {
    expect(findLinks(text, hosts).image).toBe(is);
  });
});
