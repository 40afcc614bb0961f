// A refusal by a journey, or by an erasure, as the problem that its sender reads: the code, its sentence, and what the guard found.
import type { JsonValue } from '../contracts/canonical-json.ts';
import type { Finding } from '../contracts/control-facts.ts';
import type { DecisionRefusal } from '../contracts/decision.ts';
import type { ErasureRefusal } from '../contracts/erasure.ts';
import { decisionRefusalSentences, erasureRefusalSentences } from '../contracts/refusals.ts';
import { explained } from './journey-view.ts';
import { Problem } from './problems.ts';
import type { ProblemCode } from './problems.ts';

/** Refusals that are about who acts, not about what: trying again does not help him. */
const personal: readonly DecisionRefusal[] = [
  'wrong_role',
  'self_approval',
  'delegated_away',
  'assigned_to_other',
  'device_not_trusted',
  'sign_in_risky',
];

export function refusalProblem(
  problem: 'decision_refused' | 'checkpoint_action_refused',
  code: DecisionRefusal,
  findings: Finding[] = [],
): Problem {
  const told = explained(findings.map((finding) => ({ ...finding })));
  return refused(problem, { code, sentence: decisionRefusalSentences[code], findings: told });
}

export function erasureRefusalProblem(code: ErasureRefusal): Problem {
  return refused('erasure_refused', { code, sentence: erasureRefusalSentences[code], findings: [] });
}

function refused(
  problem: ProblemCode,
  refusal: { code: DecisionRefusal | ErasureRefusal; sentence: string; findings: JsonValue },
): Problem {
  const isPersonal = personal.some((one) => one === refusal.code);
  return new Problem(problem, { ...(isPersonal && { status: 403 }), refusal });
}
