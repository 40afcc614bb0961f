// What the demo saw of one case from the outside, and what that amounts to in the words of the expectation file. Pure.
import { auditCompleteness } from '../../contracts/required-evidence.ts';
import type { CaseExpectation, ExpectedCases } from '../../samples/expected-cases.ts';
import type { SampleCase, SampleTenant } from '../../samples/sample-types.ts';
import type { CrmRecord, JourneyAnswer, JourneyEvidence } from './answers.ts';
import { checkSeal } from './check-seal.ts';
import { readCrmEffects } from './crm-effects.ts';

/** Read back after everything has ended. */
export interface CaseObservation extends SampleCase {
  /** All journeys of the customer, newest first. */
  journeys: JourneyAnswer[];
  /** Of the newest journey; null when it is not sealed. */
  evidence: JourneyEvidence | null;
  /** Null when the CRM shows no such customer. */
  crm: CrmRecord | null;
  /** What the persona edited in; empty when it did not edit. */
  editedIn: string[];
}

export type ObservedCase = { [Member in keyof CaseExpectation]: CaseExpectation[Member] | null };

/** Puts the observation into the form of an expectation; what could not be seen is null. */
export function summariseObservation(
  seen: CaseObservation,
  limits: ExpectedCases['limits'],
  products: SampleTenant['crm']['products'],
): ObservedCase {
  const journey = seen.journeys[0];
  const effects = journey && seen.crm ? readCrmEffects(seen.crm, journey.workflowId, limits, products) : null;
  return {
    journeys: seen.journeys.length,
    type: journey?.type ?? null,
    outcome: journey?.outcome ?? null,
    reason: journey ? reasonOf(journey) : null,
    stages: stagesOf(seen.evidence),
    approverRole: (journey?.decision?.role ?? null) as CaseExpectation['approverRole'],
    decision: journey?.decision?.kind ?? null,
    crm: effects?.counts ?? null,
    withinRules: effects?.withinRules ?? null,
    carriesEdit: effects ? carriesEdit(effects.values, seen.editedIn) : null,
    auditCompleteness: completenessOf(seen),
    verified: seen.evidence && checkSeal(seen.evidence),
  };
}

/** The stages that left evidence, in the order of their first entry. */
export function stagesOf(evidence: JourneyEvidence | null): CaseExpectation['stages'] {
  return [...new Set(evidence?.entries.map(({ stage }) => stage) ?? [])];
}

/** Present over required entries for the ending; null while there is no ending or no evidence. */
export function completenessOf({ journeys, evidence }: CaseObservation): number | null {
  const outcome = journeys[0]?.outcome;
  if (!outcome || !evidence) return null;
  return auditCompleteness(
    outcome,
    evidence.entries.map(({ type }) => type),
  );
}

function reasonOf(journey: JourneyAnswer): string | null {
  return journey.decision?.reasonCode ?? journey.reasons[0] ?? null;
}

function carriesEdit(values: string[], editedIn: string[]): boolean {
  return editedIn.length > 0 && editedIn.every((part) => values.some((value) => value.includes(part)));
}
