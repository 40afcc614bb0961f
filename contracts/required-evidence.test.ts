// The table of required evidence covers every ending, and completeness counts what is missing.
import { describe, expect, it } from 'vitest';
import { journeyOutcomes } from './control-facts.ts';
import type { EvidenceType } from './evidence-entry.ts';
import { auditCompleteness, evidenceShare, mostRequired, requiredEvidence } from './required-evidence.ts';

const happyPath: EvidenceType[] = [
  'journey.started',
  'intent.confirmed',
  'policy.allowed',
  'evidence.retrieved',
  'draft.inferred',
  'guard.passed',
  'checkpoint.opened',
  'decision.accepted',
  'crm.acted',
  'journey.ended',
];

describe('audit completeness', () => {
  it('knows every ending, and each way to it has a frame', () => {
    for (const outcome of journeyOutcomes) {
      for (const way of requiredEvidence[outcome]) {
        expect(way[0]).toEqual(['journey.started']);
        expect(way.at(-1)).toEqual(['journey.ended']);
      }
    }
  });

  it('is one for a whole happy path and less for each entry that is taken away', () => {
    expect(auditCompleteness('acted', happyPath)).toBe(1);
    for (const missing of happyPath) {
      expect(
        auditCompleteness(
          'acted',
          happyPath.filter((type) => type !== missing),
        ),
      ).toBeLessThan(1);
    }
  });

  it('accepts either way to a denial', () => {
    expect(
      auditCompleteness('denied', ['journey.started', 'intent.confirmed', 'policy.denied', 'journey.ended']),
    ).toBe(1);
    const atTheAct = happyPath.map((type) => (type === 'crm.acted' ? 'act.denied' : type));
    expect(auditCompleteness('denied', atTheAct)).toBe(1);
  });

  it('counts what is there and what is required, of the way that was gone', () => {
    const steps = requiredEvidence.acted[0]?.length ?? 0;
    expect(evidenceShare('acted', happyPath)).toEqual({ present: steps, required: steps });
    expect(evidenceShare('acted', [])).toEqual({ present: 0, required: steps });
    const early: EvidenceType[] = ['journey.started', 'intent.confirmed', 'policy.denied', 'journey.ended'];
    expect(evidenceShare('denied', early)).toEqual({ present: 4, required: 4 });
    const atTheAct = happyPath.map((type) => (type === 'crm.acted' ? 'act.denied' : type));
    expect(evidenceShare('denied', atTheAct)).toMatchObject({ required: atTheAct.length });
    expect(mostRequired).toBeGreaterThanOrEqual(steps);
  });
});
