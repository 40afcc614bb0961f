// What belongs to one attempt adds up; what stands a page apart does not; a second place says a little more, a third nothing.
import { describe, expect, it } from 'vitest';
import type { ScreenCode } from '../../../contracts/screens.ts';
import { featuresOf, scoreOf, stretch } from './score-findings.ts';
import { bias, weights } from './weights.ts';

const at = (start: number, strength: number, code: ScreenCode = 'secrecy') => ({
  code,
  strength,
  start,
  end: start + 5,
});
const values = (...findings: ReturnType<typeof at>[]) =>
  featuresOf(findings).map((kinds) => kinds.get('secrecy'));

describe('findings of one kind', () => {
  it('count by the strongest, and a quarter of the next in another place', () => {
    expect(values(at(0, 0.8))).toEqual([0.8]);
    expect(values(at(0, 0.8), at(50, 0.4))).toEqual([0.9]);
    expect(values(at(0, 0.4), at(50, 0.8))).toEqual([0.9]);
    expect(values(at(0, 0.4), at(50, 0.8), at(90, 0.6))[0]).toBeCloseTo(0.95);
    expect(values(at(0, 0.8), at(50, 0.6), at(90, 0.4))[0]).toBeCloseTo(0.95);
    expect(values(at(0, 0.2), at(50, 0.4), at(90, 0.8))[0]).toBeCloseTo(0.9);
  });
  it('in the same place are one, however many rules see it', () => {
    expect(values(at(7, 0.8), at(7, 0.8), at(7, 0.4))).toEqual([0.8]);
    expect(values(at(7, 0.4), at(7, 0.8))).toEqual([0.8]);
    expect(values(at(0, 0.2), at(7, 0.4), at(7, 0.8))[0]).toBeCloseTo(0.85);
  });
});

describe('a stretch', () => {
  it('overlaps the next by half, so that nothing is cut in two', () => {
    expect(values(at(0, 0.5))).toHaveLength(1);
    expect(values(at(stretch / 2, 0.5))).toHaveLength(2);
    expect(values(at(stretch / 2 - 1, 0.8), at(stretch / 2, 0.4))).toEqual([0.9, 0.4]);
    expect(values(at(stretch - 1, 0.8), at(stretch, 0.4))).toEqual([0.8, 0.9, 0.4]);
  });
  it('is as far as weak signs add up', () => {
    const near = [at(0, 0.9), at(900, 0.9, 'coercion'), at(1_100, 0.9, 'tool_request')];
    const far = [at(0, 0.9), at(9_000, 0.9, 'coercion'), at(20_000, 0.9, 'tool_request')];
    expect(scoreOf(featuresOf(near))).toBeGreaterThan(0.5);
    expect(scoreOf(featuresOf(far))).toBeLessThan(0.5);
  });
});

describe('the score', () => {
  const logistic = (odds: number) => 1 / (1 + Math.exp(-odds));
  it('of nothing is that of the bias', () => expect(scoreOf([])).toBeCloseTo(logistic(bias)));
  it('adds the weights of all kinds as log odds', () => {
    expect(scoreOf(featuresOf([at(0, 0.5), at(9, 0.5, 'coercion')]))).toBeCloseTo(
      logistic(bias + 0.5 * weights.secrecy + 0.5 * weights.coercion),
    );
  });
  it('is that of the worst stretch', () => {
    const weak = at(0, 0.1);
    expect(scoreOf(featuresOf([weak, at(9_000, 1)]))).toBeCloseTo(logistic(bias + weights.secrecy));
  });
});
