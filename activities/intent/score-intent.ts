// The explainable scorer: an additive model in log-odds whose every term is a reason. Pure; knows no customer and no case.
import type { IntentReason, IntentScore } from '../../contracts/control-facts.ts';
import type { EventSignal } from '../../contracts/events.ts';
import type { Sha256Hex } from '../../contracts/ids.ts';
import { durationMs } from '../../contracts/policy.ts';
import type { IntentPolicy } from '../../contracts/policy.ts';
import { eventsInWindow, measure } from './measure-features.ts';

// Scores stand in histories and are compared: six decimals are the same on every machine, the last bits of exp() are not.
const PRECISION = 1e6;

export interface ScoreIntentInput {
  policy: IntentPolicy;
  policyHash: Sha256Hex;
  /** The journey that would serve the intent. */
  journeyType: string;
  /** Events in any order; duplicates count once. Time is relative to the newest of them, not to the clock. */
  window: readonly EventSignal[];
}

/** `sigmoid(bias + Σ weight × min(value, cap))`, with every contribution but zero as a reason, strongest first. */
export function scoreIntent({ policy, policyHash, journeyType, window }: ScoreIntentInput): IntentScore {
  const events = eventsInWindow(window, durationMs(policy.window));
  const reasons = policy.features
    .map((feature): IntentReason => {
      const value = Math.min(measure(feature, events, policy.window), feature.cap);
      return { code: feature.code, value: rounded(value), contribution: rounded(value * feature.weight) };
    })
    .filter(({ contribution }) => contribution !== 0);
  const logOdds = reasons.reduce((sum, { contribution }) => sum + contribution, policy.bias);
  return {
    intent: policy.intent,
    journeyType,
    score: rounded(1 / (1 + Math.exp(-logOdds))),
    threshold: policy.threshold,
    reasons: reasons.sort(
      (a, b) => Math.abs(b.contribution) - Math.abs(a.contribution) || (a.code < b.code ? -1 : 1),
    ),
    scorer: { id: `${policy.intent}@${policy.version}`, hash: policyHash },
  };
}

function rounded(value: number): number {
  return Math.round(value * PRECISION) / PRECISION;
}
