// How surely a run of letters and digits is an IBAN, where it ends, and what it must not take.
import { describe, expect, it } from 'vitest';
import { ibanForms } from './iban-registry.ts';
import { findIbans } from './iban.ts';
import { scanText } from './scanned-text.ts';

const found = (text: string) =>
  findIbans(scanText(text)).map(({ start, end, score }) => [text.slice(start, end), score]);

/** Check digits by hand, so that the test knows the arithmetic too. */
function iban(country: string, body: string): string {
  const digits = Array.from(`${body}${country}00`, (character) => parseInt(character, 36)).join('');
  return country + String(98n - (BigInt(digits) % 97n)).padStart(2, '0') + body;
}

describe('an IBAN', () => {
  it.each([...ibanForms])(
    'of %s is found in the form of its country, and surely',
    (country, { length, body }) => {
      const letters = 'ABCD1234567890123456789012345678901234';
      const bodies = ['0'.repeat(length - 4).replace(/0/g, '7'), letters.slice(0, length - 4)];
      const digits = '7'.repeat(length - 4);
      const fits = [digits, ...bodies, ...shapes(length - 4)].find((candidate) => body.test(candidate));
      expect(fits, country).toBeDefined();
      const written = iban(country, fits!);
      expect(found(written)).toEqual([[written, 1]]);
      expect(found(`IBAN${written}`)).toEqual([[written, 1]]);
      expect(found(`${written}7`).filter(([, score]) => score === 1)).toEqual([]);
    },
  );

  it.each([
    ['DE89 3704 0044 0532 0130 00', 1],
    ['de89 3704 0044 0532 0130 00', 1],
    ['DE89-3704-0044-0532-0130-00', 1],
    ['DE89.3704.0044.0532.0130.00', 1],
    ['DE89/3704/0044/0532/0130/00', 1],
    ['DE89 3704 0044\n0532 0130 00', 1],
    ['DE89 370400440532013000', 1],
    [iban('DE', 'ABCDEFGHIJKLMNOPQR'), 0.85],
    [iban('PH', '7905427997487'), 0.995],
    [iban('PH', '7905427997487').toLowerCase(), 0.85],
  ])('%s has the score %d', (written, score) => {
    expect(found(written)).toEqual([[written, score]]);
    expect(found(`pay to ${written}.`)).toEqual([[written, score]]);
  });

  it('of another length is believed alone, by its check digits, and less beside the word card', () => {
    const short = iban('GB', 'ABCD3138058150207');
    expect(found(short)).toEqual([[short, 0.995]]);
    expect(found(`card ${short}`)).toEqual([[short, 0.85]]);
    expect(found(`x${short}`)).toEqual([]);
    expect(found(`${short}x`)).toEqual([]);
    expect(found(`order ${short}`)).toEqual([]);
    expect(found(`order, account ${short}`)).toEqual([[short, 0.995]]);
    expect(found(short.replace('GB', 'ZZ'))).toEqual([]);
    expect(found(short.slice(0, -1) + '8')).toEqual([]);
  });

  it('of another length has fourteen characters at least, and ten digits', () => {
    expect(found(iban('TH', '1234567890'))).toHaveLength(1);
    expect(found(iban('TH', '123456789'))).toEqual([]);
    expect(found(iban('TH', 'ABCDEFGH12345678'))).toHaveLength(1);
    expect(found(iban('TH', 'ABCDEFGHI1234567'))).toEqual([]);
  });

  it('ends where the sentence goes on', () => {
    expect(found('send it to PH83 7905 4279 9748 75 FROM HERE')).toEqual([['PH83 7905 4279 9748 75', 0.995]]);
    expect(found('send it to PH83 7905 4279 9748 75 from here')).toEqual([['PH83 7905 4279 9748 75', 0.995]]);
    expect(found('PH83 7905 4279 9748 1234')).toEqual([]);
  });

  it.each([
    ['a word in one case, the number in another', 'De89 3704 0044 0532 0130 00'],
    ['glued to a word, in groups', 'xDE89 3704 0044 0532 0130 00'],
    ['glued to a word, small', 'xde89370400440532013000'],
    ['after a digit', '7DE89370400440532013000'],
    ['too short', 'DE89 3704'],
    ['with other marks', 'DE89 #370400440532013000'],
    ['with wide gaps', 'DE89    370400440532013000'],
  ])('is not read: %s', (_name, text) => {
    expect(found(text)).toEqual([]);
  });

  it('glued to a word or in two cases is read where nothing else about it is doubtful', () => {
    expect(found('xDE89370400440532013000')).toEqual([['DE89370400440532013000', 1]]);
    expect(found('xGB29nwbk60161331926819')).toEqual([['GB29nwbk60161331926819', 1]]);
    expect(found('De89370400440532013000')).toEqual([['De89370400440532013000', 1]]);
    expect(found('GB29 NWBK 6016 1331 9268 19 xy')).toEqual([['GB29 NWBK 6016 1331 9268 19', 1]]);
    expect(found('iban no: gb29nwbk60161331926819')).toEqual([['gb29nwbk60161331926819', 1]]);
    const other = iban('DE', 'ABCDEFGHIJ12345678');
    expect(found(other)).toEqual([[other, 0.85]]);
    expect(found(`x${other}`)).toEqual([]);
    expect(found(`${other}x`)).toEqual([]);
  });

  it('is found twice in one text', () => {
    expect(found('NL91ABNA0417164300 NO9386011117947')).toHaveLength(2);
  });
});

/** Bodies with up to four letters at the beginning, at the end or in the middle: what the forms ask for. */
function shapes(length: number): string[] {
  const heads = ['', 'A', 'AB', 'ABCD'];
  const tails = ['', 'A', 'AB', 'ABC', 'A1'];
  return heads.flatMap((head) =>
    tails.map((tail) => head + '7'.repeat(Math.max(0, length - head.length - tail.length)) + tail),
  );
}
