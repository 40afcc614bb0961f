// Numbers in three fours without a word beside them: what is surely an Aadhaar number, and what could be something else.
import { expect, it } from 'vitest';
import { passesLuhn, passesVerhoeff } from './checksums.ts';
import { findPersonalData } from './find-personal-data.ts';

/** The first number from `from` on that passes as is wanted. */
function numberThat(from: number, isWanted: (digits: string) => boolean): string {
  let number = from;
  while (!isWanted(String(number))) number += 1;
  return String(number).replace(/(\d{4})(?=\d)/g, '$1 ');
}
const typesIn = (text: string) => findPersonalData(text).map(({ type }) => type);
const from = 4_993_5789_5000;

it('an Aadhaar number is one by its check digit', () => {
  const number = numberThat(from, (digits) => passesVerhoeff(digits) && !passesLuhn(digits));
  expect(typesIn(`it is ${number} here`)).toEqual(['IN_AADHAAR']);
});
it('a number that would be a card as well is none without its word', () => {
  const number = numberThat(from, (digits) => passesVerhoeff(digits) && passesLuhn(digits));
  expect(typesIn(`it is ${number} here`)).not.toContain('IN_AADHAAR');
  expect(typesIn(`aadhaar ${number}`)).toContain('IN_AADHAAR');
});
it('a number of another check digit is none', () => {
  const number = numberThat(from, (digits) => !passesVerhoeff(digits) && !passesLuhn(digits));
  expect(typesIn(`it is ${number} here`)).not.toContain('IN_AADHAAR');
});
it('three years are none, whatever their digits sum up to', () => {
  const years = (first: number, second: number, third: number) => `${first} ${second} ${third}`;
  const all = Array.from({ length: 100 }, (_, nth) => years(2000 + (nth % 100), 1950 + nth / 2, 2020));
  const passing = all.filter((row) => {
    const digits = row.replaceAll(' ', '');
    return /^\d{12}$/.test(digits) && passesVerhoeff(digits) && !passesLuhn(digits);
  });
  expect(passing.length).toBeGreaterThan(0);
  for (const row of passing) expect(typesIn(row), row).not.toContain('IN_AADHAAR');
});
