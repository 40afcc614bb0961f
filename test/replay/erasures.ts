// Erasures to be recorded: erased after a refusal, a part that was away and a step that failed for good; rejected; expired.
import type { DecideErasureResult, ErasureDecisionInput, ErasureInput } from '../../contracts/erasure.ts';
import { failures } from '../../contracts/failures.ts';
import type { ErasureActivities } from '../../workflows/governance/erasure.ts';
import { approver, hash, initiator, tenant } from '../support/scripted-activities.ts';

export interface RecordedErasure {
  name: string;
  /** Milliseconds from its start. */
  deadlineMs: number;
  drive(decide: (decision: ErasureDecisionInput) => Promise<DecideErasureResult>): Promise<void>;
}

export function erasureInput(name: string, deadlineMs: number): ErasureInput {
  return {
    ...{ tenant, region: 'eu', subject: `sub_${hash(name).slice(0, 32)}` },
    erasure: `ers_${hash(name).slice(0, 24)}`,
    ...{ ground: 'subject_request', requestedBy: initiator },
    ...{ deadlineAt: Date.now() + deadlineMs, afterFailureMs: 50 },
  };
}

/** An assertion says who decides; `forged` is none. */
export function erasureActivities(): ErasureActivities {
  const before = new Set<string>();
  const first = (name: string) => !before.has(name) && before.add(name);
  return {
    async verifyErasureDecision({ decision: { assertion }, requestedBy }) {
      if (assertion === 'forged') return { verdict: 'refused', actor: null, code: 'assertion_invalid' };
      if (assertion === requestedBy) return { verdict: 'refused', actor: requestedBy, code: 'self_approval' };
      return { verdict: 'accepted', actor: assertion, role: 'supervisor', at: Date.now() };
    },
    detachSubject: async () => ({ at: Date.now() }),
    async endSubjectRuns({ tenant: of, subject }) {
      if (first('ending')) throw failures.dependencyUnavailable('temporal does not answer', { part: 'temporal' }); // prettier-ignore
      const open = `journey/advisory-outreach/${of}/${subject}/${'0'.repeat(16)}`;
      return { ended: 2, stillOpen: [open] };
    },
    async eraseSubject() {
      if (first('erasing')) throw failures.credentialRejected('the CRM refused the key', { part: 'crm' });
      const connectors = [{ name: 'embedded', region: 'eu', verdict: 'erased' as const, objects: 7 }];
      return { documents: 12, personalValues: 3, passages: 1, connectors };
    },
    certifyErasure: async () => ({ ledgerIndex: 41, at: Date.now() }),
    closeErasure: async () => undefined,
  };
}

export const erasures: RecordedErasure[] = [
  {
    name: 'erasure-erased',
    deadlineMs: 600_000,
    async drive(decide) {
      await decide({ decision: 'approve', assertion: 'forged' });
      // Two at once: the second waits, and meets what the first one left.
      await Promise.all([
        decide({ decision: 'approve', assertion: approver }),
        decide({ decision: 'reject', assertion: approver }),
      ]);
    },
  },
  {
    name: 'erasure-rejected',
    deadlineMs: 600_000,
    async drive(decide) {
      await decide({ decision: 'approve', assertion: initiator });
      await decide({ decision: 'reject', assertion: approver });
    },
  },
  { name: 'erasure-expired', deadlineMs: 1_000, drive: async () => undefined },
];
