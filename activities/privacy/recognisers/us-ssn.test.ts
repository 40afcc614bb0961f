// How surely nine digits are a social security number or a taxpayer's, with and without the word for it.
import { describe, expect, it } from 'vitest';
import { scanText } from './scanned-text.ts';
import { findSsns } from './us-ssn.ts';

const found = (text: string) =>
  findSsns(scanText(text)).map(({ type, start, end, score }) => [type, text.slice(start, end), score]);

describe('nine digits', () => {
  it.each<[string, string, string, number]>([
    ['536-90-4399', 'US_SSN', '536-90-4399', 0.9],
    ['ssn 536-90-4399', 'US_SSN', '536-90-4399', 1],
    ['536904399 is my ssn', 'US_SSN', '536904399', 1],
    ['ssn 536 - 90 - 4399', 'US_SSN', '536 - 90 - 4399', 1],
    ['ssn 536/90/4399', 'US_SSN', '536/90/4399', 1],
    ['ssn 078-05-1120', 'US_SSN', '078-05-1120', 1],
    ['order, ssn 536-90-4399', 'US_SSN', '536-90-4399', 1],
    ['001-01-0001', 'US_SSN', '001-01-0001', 0.9],
    ['899-99-9999', 'US_SSN', '899-99-9999', 0.9],
    ['665-01-0001', 'US_SSN', '665-01-0001', 0.9],
    ['900-50-1234', 'US_ITIN', '900-50-1234', 0.6],
    ['900-65-1234', 'US_ITIN', '900-65-1234', 0.6],
    ['900-70-1234', 'US_ITIN', '900-70-1234', 0.6],
    ['900-88-1234', 'US_ITIN', '900-88-1234', 0.6],
    ['900-92-1234', 'US_ITIN', '900-92-1234', 0.6],
    ['900-94-1234', 'US_ITIN', '900-94-1234', 0.6],
    ['900-99-1234', 'US_ITIN', '900-99-1234', 0.6],
    ['itin 900 99 1234', 'US_ITIN', '900 99 1234', 0.95],
    ['itin order 900-99-1234', 'US_ITIN', '900-99-1234', 0.95],
  ])('%s: %s %s with %d', (text, type, written, score) => {
    expect(found(text)).toEqual([[type, written, score]]);
  });

  it.each([
    '536-90 4399',
    '536 90-4399',
    '536-904399',
    '536904399',
    'ssn 000-12-3456',
    'ssn 666-12-3456',
    'ssn 536-00-4399',
    'ssn 536-90-0000',
    'ssn 900-49-1234',
    '900-66-1234',
    '900-89-1234',
    '900-93-1234',
    '900-70 1234',
    '900 70-1234',
    'order 900-70-1234',
    'order 536-90-4399',
    '219-09-9999',
    '078-05-1120',
    'x536-90-4399',
    '536-90-4399x',
    '1.536-90-4399',
    '536-90-4399/1',
    'ssn 5369-04399',
  ])('none in %s', (text) => {
    expect(found(text)).toEqual([]);
  });

  it('are found twice in one text', () => {
    expect(found('536-90-4399, 212-09-7694')).toHaveLength(2);
  });
});
