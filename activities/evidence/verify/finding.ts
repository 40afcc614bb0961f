// What a verifier says of one check: proved, not proved and why, or refuted, and where.
export const checks = [
  'form',
  'chain',
  'statement',
  'completeness',
  'signatures',
  'inclusion',
  'head',
  'export',
  'erasure',
  'policies',
  'documents',
  'decisions',
  'rationale',
  'anchor',
  'history',
  'replay',
] as const;
export type Check = (typeof checks)[number];

export interface Finding {
  check: Check;
  state: 'proved' | 'not_proved' | 'refuted';
  /** Entry, record or member that it is about, e.g. `evidence.entries[3]`; null: the bundle. */
  where: string | null;
  /** One sentence for a person; never a text of the bundle. */
  says: string;
}

export type Verdict = 'proved' | 'partly' | 'refuted';

export function verdictOf(findings: readonly Finding[]): Verdict {
  if (findings.some(({ state }) => state === 'refuted')) return 'refuted';
  return findings.some(({ state }) => state === 'not_proved') ? 'partly' : 'proved';
}

/** Findings of one check: the faults, or else that it holds. */
export function faultsOr(
  check: Check,
  faults: readonly (readonly [string | null, string])[],
  holds: string,
): Finding[] {
  if (faults.length === 0) return [{ check, state: 'proved', where: null, says: holds }];
  return faults.map(([where, says]) => ({ check, state: 'refuted', where, says }));
}
