// How surely a look is a telephone number. Each row is a look with what stands around it, and the score it must have; a
// score that changes changes which recogniser wins.
import { describe, expect, it } from 'vitest';
import { judgeShape } from './phone-shapes.ts';
import type { PhoneShape } from './phone-shapes.ts';

/** `020 7946 0958`: the digits and the shape are read from it as the recogniser reads them. */
function seen(written: string, around: Partial<PhoneShape> = {}): PhoneShape {
  const groups = [...written.matchAll(/\d+/g)];
  const shape = groups
    .map(({ 0: digits, index }, place) => {
      const gap = written.slice(index + digits.length, groups[place + 1]?.index ?? index + digits.length);
      return `${digits.length}${/[()]/.test(gap) ? ')' : place < groups.length - 1 ? (gap.trim()[0] ?? ' ') : ''}`;
    })
    .join('');
  return {
    digits: written.replace(/\D/g, ''),
    shape,
    plus: written.startsWith('+'),
    parenthesis: written.includes('('),
    called: false,
    reference: false,
    alone: groups.length === 1,
    amongNumbers: false,
    valid: () => true,
    ...around,
  };
}
const called = { called: true };
const reference = { reference: true };
const invalid = { valid: () => false };
const among = { amongNumbers: true };

const rows: [written: string, around: Partial<PhoneShape>, score: number][] = [
  // International.
  ['+44 20 7946 0958', {}, 0.95],
  ['+44 (0)20 7946 0958', invalid, 0.95],
  ['+44 31 7946 0958', invalid, 0.8],
  ['+123 4567', {}, 0],
  ['+123 4567', called, 0],
  ['+123 45678', {}, 0.95],
  ['+123 45678', invalid, 0],
  ['+123 45678', { ...invalid, called: true }, 0.8],
  ['+123456789', invalid, 0],
  ['+1234567891', invalid, 0.8],
  ['+1230567891123456', invalid, 0.95],
  ['+1234567891123456', invalid, 0.8],
  ['+12345678911234567', {}, 0],
  ['+12345678911234567', called, 0.7],
  ['+0441234567', {}, 0],
  ['+0441234567', called, 0.7],
  // With the number that leads abroad.
  ['0044 20 7946 0958', {}, 0.8],
  ['0044 20 7946 0958', called, 0.9],
  ['00442079460958', {}, 0.6],
  ['00442079460958', invalid, 0],
  ['00442079460958', reference, 0],
  ['00442079460958', { ...reference, called: true }, 0.9],
  ['011 44 20 7946 0958', {}, 0.8],
  ['000 44 20 7946 0958', {}, 0],
  ['0044 207946 09581234', {}, 0.8],
  ['0044 207946 095812345', {}, 0],
  ['0044 123456', {}, 0.75],
  // Rows of numbers, decimals, dates.
  ['1111111', {}, 0],
  ['1111111', called, 0.6],
  ['020 7946 0958', among, 0],
  ['020 7946 0958', { ...among, called: true }, 0.9],
  ['9529 6837 1234', { ...among, called: true }, 0],
  ['9529-6837', { ...among, called: true }, 0],
  ['08.112623396', {}, 0],
  ['08.112623396', called, 0.9],
  ['015-08-15457', {}, 0],
  ['015-08-15457', called, 0.9],
  ['2024-01-15', called, 0],
  ['2024-13-15', called, 0.75],
  ['15.01.2024', called, 0],
  ['15/01/24', called, 0],
  ['5550143', { ...called, ...reference }, 0.6],
  ['12345678901234', called, 0],
  ['020 7946 0958', reference, 0],
  // Luxembourg and Greenland.
  ['33 50 96', {}, 0],
  ['33 50 96', called, 0.6],
  ['12 11 24', called, 0],
  ['12 11 41', called, 0.6],
  ['41 12 11', called, 0.6],
  ['12 41 11', called, 0.6],
  ['12 32 11', called, 0.6],
  ['32 12 11', called, 0.6],
  ['335 096', called, 0],
  // Russia.
  ['8 (495) 123-45-67', {}, 0.7],
  ['8 495 123 4567', {}, 0.7],
  ['8 495 123 4567', called, 0.85],
  ['84951234567', called, 0.85],
  ['84951234567', {}, 0],
  ['7 495 123 4567', {}, 0.7],
  // North America.
  ['202-555-0143', {}, 0.85],
  ['202-555-0143', called, 0.95],
  ['202.555.0143', {}, 0.85],
  ['1-202-555-0143', {}, 0.85],
  ['2-202-555-0143', {}, 0],
  ['(202) 555-0143', {}, 0.85],
  ['1 (202) 555-0143', called, 0.95],
  ['(202)5550143', {}, 0.65],
  ['(202)5550143', called, 0.9],
  ['202-5550143', {}, 0.65],
  ['102-5550143', {}, 0],
  ['102-5550143', called, 0.9],
  ['202 555 0143', {}, 0.7],
  ['1 202 555 0143', {}, 0.7],
  ['102 555 0143', {}, 0],
  ['202 155 0143', {}, 0],
  ['202 155 0143', called, 0.7],
  ['084 837 2345', {}, 0.75],
  // Australia, India, China, Brazil.
  ['1300 555 123', {}, 0.75],
  ['1800 555 123', {}, 0.75],
  ['1400 555 123', {}, 0],
  ['98765 43210', {}, 0.65],
  ['58765 43210', {}, 0],
  ['138-1234-5678', {}, 0.6],
  ['128-1234-5678', {}, 0],
  ['11 91234-5678', {}, 0.6],
  ['11 9123-5678', {}, 0.6],
  ['11 912345-678', {}, 0],
  ['555-0143', {}, 0.6],
  ['556-0143', {}, 0],
  ['612 345 678', {}, 0.55],
  ['612 34 56 78', {}, 0.55],
  ['612 345 678', invalid, 0],
  ['512 345 678', {}, 0],
  // Brackets.
  ['(030) 9018201', {}, 0.65],
  ['(0207) 496 0888', {}, 0.85],
  ['(1432) 123', {}, 0.65],
  ['(1432) 123', called, 0.85],
  ['(11) 912', called, 0],
  // A trunk 0.
  ['0800 33 36', {}, 0.65],
  ['08003336', {}, 0],
  ['0900 33 36', {}, 0],
  ['020 7946 0958', {}, 0.75],
  ['020 7946 0958', called, 0.9],
  ['02079460958', {}, 0.6],
  ['02079460958', invalid, 0],
  ['02079460958', called, 0.85],
  ['020794609', {}, 0],
  ['0207946095', {}, 0.6],
  ['020794609581', {}, 0],
  ['01 2 3 456789', {}, 0],
  ['0 2936 0314', {}, 0.75],
  ['0 29 360314', {}, 0],
  ['0123456 789', {}, 0],
  // Called by a word, or nothing but digits.
  ['5550143', called, 0.6],
  ['55501434', called, 0.8],
  ['555014345', called, 0.8],
  ['95 29 68 37', called, 0.75],
  ['1234567890123', called, 0],
  ['2025550143', {}, 0.5],
  ['2025550143', invalid, 0],
  ['1025550143', {}, 0],
  ['12025550143', {}, 0.5],
  ['22025550143', {}, 0],
  ['202555014', {}, 0],
];

describe('the look of a telephone number', () => {
  it.each(rows)('%s with %o: %d', (written, around, score) => {
    expect(judgeShape(seen(written, around))).toBe(score);
  });
});
