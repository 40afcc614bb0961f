// The check digits, each against numbers that are published as right, and against every single wrong digit.
import { describe, expect, it } from 'vitest';
import { passesLuhn, passesMod97, passesVerhoeff, weightedSum } from './checksums.ts';

const changed = (number: string) =>
  Array.from(number).flatMap((digit, place) =>
    Array.from('0123456789')
      .filter((other) => other !== digit && /\d/.test(digit))
      .map((other) => number.slice(0, place) + other + number.slice(place + 1)),
  );

describe('check digits', () => {
  it.each(['4111111111111111', '79927398713', '378282246310005', '0', '18', '59'])('Luhn: %s', (number) => {
    expect(passesLuhn(number)).toBe(true);
    for (const other of changed(number)) expect(passesLuhn(other), other).toBe(false);
  });
  it.each(['DE89370400440532013000', 'GB82WEST12345698765432', 'MT84MALT011000012345MTLCAST001S'])(
    'mod 97: %s',
    (number) => {
      expect(passesMod97(number)).toBe(true);
      for (const other of changed(number)) expect(passesMod97(other), other).toBe(false);
    },
  );
  it('mod 97 refuses what is no letter and no digit', () => {
    expect(passesMod97('DE89-370400440532013000')).toBe(false);
  });
  it.each([
    '2363',
    '1428570',
    '234123412346',
    '499357895595',
    '956245249833',
    '414880715716',
    '786675905474',
  ])('Verhoeff: %s', (number) => {
    expect(passesVerhoeff(number)).toBe(true);
    for (const other of changed(number)) expect(passesVerhoeff(other), other).toBe(false);
    const swapped = number.replace(/^(\d)(\d)/, '$2$1');
    if (swapped !== number) expect(passesVerhoeff(swapped)).toBe(false);
  });
  it('weighs each digit by its place', () => {
    expect(weightedSum('123', [1, 10, 100])).toBe(321);
    expect(weightedSum('905', [2, 3, 4])).toBe(38);
  });
});
