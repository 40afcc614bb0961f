// From findings to one number: the strongest of each kind within a stretch of text, weighed and summed, as log odds. Weak
// signs far apart do not add up, and no finding ever lowers the score.
import type { ScreenCode } from '../../../contracts/screens.ts';
import { bias, weights } from './weights.ts';

export interface RawFinding {
  code: ScreenCode;
  /** 0 to 1. */
  strength: number;
  start: number;
  end: number;
}

// A few paragraphs: what belongs to one attempt. Stretches overlap by half, so nothing is cut in two.
export const stretch = 1_000;
const step = stretch / 2;
// A second place with the same act makes it surer; a third says nothing new.
const secondPlace = 0.25;

export type Features = ReadonlyMap<ScreenCode, number>;

/** @returns for each stretch that has findings: how strong each kind is in it. */
export function featuresOf(findings: readonly RawFinding[]): Features[] {
  const stretches = new Map<number, Map<ScreenCode, [number, number, number]>>();
  for (const { code, strength, start } of findings) {
    const last = Math.floor(start / step);
    for (const index of last === 0 ? [0] : [last - 1, last]) {
      const kinds = stretches.get(index) ?? new Map<ScreenCode, [number, number, number]>();
      stretches.set(index, kinds);
      const [best, second, at] = kinds.get(code) ?? [0, 0, -1];
      if (strength > best) kinds.set(code, [strength, start === at ? second : Math.max(best, second), start]);
      else if (start !== at && strength > second) kinds.set(code, [best, strength, at]);
    }
  }
  return [...stretches.values()].map(
    (kinds) => new Map([...kinds].map(([code, [best, second]]) => [code, best + secondPlace * second])),
  );
}

/** @returns 0 to 1. */
export function scoreOf(features: readonly Features[]): number {
  let best = bias;
  for (const kinds of features) {
    let sum = bias;
    for (const [code, value] of kinds) sum += weights[code] * value;
    best = Math.max(best, sum);
  }
  return 1 / (1 + Math.exp(-best));
}
