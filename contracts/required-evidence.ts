// Which evidence each ending must have left behind; the one table from which audit completeness is computed.
// Pure: the demo, the auditor's tools and a verifier share it.
import type { JourneyOutcome } from './control-facts.ts';
import type { EvidenceType } from './evidence-entry.ts';

/** One required entry; any of the listed types serves. */
type Requirement = readonly EvidenceType[];

const started: Requirement[] = [['journey.started']];
const ended: Requirement[] = [['journey.ended']];
const allowed: Requirement[] = [...started, ['intent.confirmed'], ['policy.allowed']];
const asked: Requirement[] = [
  ...allowed,
  ['evidence.retrieved', 'evidence.none'],
  ['draft.inferred'],
  ['guard.passed', 'guard.failed'],
  ['checkpoint.opened'],
];

/** For each ending the ways to reach it; each way lists what it must have left. */
export const requiredEvidence: Record<JourneyOutcome, readonly (readonly Requirement[])[]> = {
  no_intent: [[...started, ['intent.not_confirmed'], ...ended]],
  denied: [
    [...started, ['intent.confirmed'], ['policy.denied'], ...ended],
    [...asked, ['decision.accepted'], ['act.denied'], ...ended],
  ],
  no_evidence: [[...allowed, ['evidence.none'], ...ended]],
  // These two may come at any stage, so only the frame can be asked for.
  withdrawn: [[...started, ...ended]],
  superseded: [[...started, ...ended]],
  rejected: [[...asked, ['decision.accepted'], ...ended]],
  expired: [[...asked, ['checkpoint.expired'], ...ended]],
  acted: [[...asked, ['guard.passed'], ['decision.accepted'], ['crm.acted'], ...ended]],
  failed_compensated: [[...asked, ['decision.accepted'], ['act.failed'], ['act.compensated'], ...ended]],
};

/** Required entries, and how many of them are present; of several ways to an ending the best one. */
export function evidenceShare(
  outcome: JourneyOutcome,
  present: Iterable<EvidenceType>,
): { present: number; required: number } {
  const types = new Set(present);
  const shares = requiredEvidence[outcome].map((way) => ({
    present: way.filter((anyOf) => anyOf.some((type) => types.has(type))).length,
    required: way.length,
  }));
  // Of ways that are complete alike, the longer one says more.
  const best = shares.sort((one, other) => shareOf(other) - shareOf(one) || other.required - one.required)[0];
  return best ?? { present: 0, required: 0 };
}

function shareOf({ present, required }: { present: number; required: number }): number {
  return present / required;
}

/** Of the way that requires most. */
export const mostRequired = Math.max(
  ...Object.values(requiredEvidence)
    .flat()
    .map((way) => way.length),
);

/** Required entries that are present, over required entries, in [0, 1]; of several ways to an ending the best one. */
export function auditCompleteness(outcome: JourneyOutcome, present: Iterable<EvidenceType>): number {
  return shareOf(evidenceShare(outcome, present));
}
