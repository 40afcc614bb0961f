// Who wins where several claim the same characters.
import { describe, expect, it } from 'vitest';
import { resolveOverlaps } from './resolve-overlaps.ts';

const claim = (type: string, start: number, end: number, score = 0.5) => ({
  ...{ type, start, end, score },
  recogniser: 'test',
});
const kept = (...claims: ReturnType<typeof claim>[]) =>
  resolveOverlaps(claims).map(({ type, start, end }) => `${type} ${start}-${end}`);

describe('overlapping claims', () => {
  it('go to the surer one, whatever its length and place', () => {
    expect(kept(claim('A', 0, 30, 0.5), claim('B', 10, 12, 0.6))).toEqual(['B 10-12']);
    expect(kept(claim('B', 10, 12, 0.6), claim('A', 0, 30, 0.5))).toEqual(['B 10-12']);
  });
  it('go to the longer of two that are equally sure, then to the first', () => {
    expect(kept(claim('A', 0, 5), claim('B', 3, 10))).toEqual(['B 3-10']);
    expect(kept(claim('B', 4, 9), claim('A', 0, 5))).toEqual(['A 0-5']);
  });
  it('both stand where they only touch, in the order of the text', () => {
    expect(kept(claim('B', 5, 9), claim('A', 0, 5, 0.4))).toEqual(['A 0-5', 'B 5-9']);
  });
  it('are found over the borders of sixteen characters', () => {
    expect(kept(claim('A', 15, 17, 0.9), claim('B', 16, 18))).toEqual(['A 15-17']);
    expect(kept(claim('A', 0, 100, 0.9), claim('B', 95, 99), claim('C', 100, 116))).toEqual([
      'A 0-100',
      'C 100-116',
    ]);
    expect(kept(claim('A', 16, 32, 0.9), claim('B', 10, 16), claim('C', 32, 40))).toEqual([
      'B 10-16',
      'A 16-32',
      'C 32-40',
    ]);
  });
  it('drop an empty span', () => {
    expect(kept(claim('A', 4, 4))).toEqual([]);
  });
  it('leave a web address its head before what stands in its tail', () => {
    expect(kept(claim('URL', 0, 60), claim('CARD', 40, 56, 0.9))).toEqual(['URL 0-39', 'CARD 40-56']);
    expect(kept(claim('URL', 0, 60), claim('X', 50, 55, 0.9), claim('CARD', 40, 45, 0.8))).toEqual([
      'URL 0-39',
      'CARD 40-45',
      'X 50-55',
    ]);
  });
  it('leave a web address nothing where its head would name no host', () => {
    expect(kept(claim('URL', 0, 30), claim('IP', 7, 15, 0.9))).toEqual(['IP 7-15']);
    expect(kept(claim('URL', 0, 30), claim('IP', 10, 15, 0.9))).toEqual(['IP 10-15']);
    expect(kept(claim('URL', 0, 30), claim('IP', 11, 15, 0.9))).toEqual(['URL 0-10', 'IP 11-15']);
  });
  it('leave a web address whole where it is the surer one', () => {
    expect(kept(claim('URL', 0, 60, 0.92), claim('CARD', 40, 56, 0.75))).toEqual(['URL 0-60']);
  });
  it('do not change what was given', () => {
    const given = Object.freeze([claim('B', 9, 12), claim('A', 0, 3)]);
    expect(resolveOverlaps(given)).toHaveLength(2);
    expect(given[0]!.type).toBe('B');
  });
});
