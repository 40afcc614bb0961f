// What the entries of a chain name: documents, policy snapshots, policy decisions. Whoever exports collects these, and whoever verifies
// asks for exactly these. Pure.
import type { DocumentReference } from '../../contracts/control-facts.ts';
import type { EvidenceEntry } from '../../contracts/evidence-entry.ts';
import { isId, type Sha256Hex } from '../../contracts/ids.ts';

export interface NamedInEntries {
  /** Each once, by reference. */
  documents: DocumentReference[];
  /** Hashes, sorted. */
  policies: Sha256Hex[];
  /** Ids, sorted. */
  decisions: string[];
}

export function namedInEntries(entries: readonly Pick<EvidenceEntry, 'facts'>[]): NamedInEntries {
  const documents = new Map<string, DocumentReference>();
  const policies = new Set<string>();
  const decisions = new Set<string>();
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { ref, commitment, policySnapshot, policyDecision } = value as Record<string, unknown>;
    if (isId('document', ref) && typeof commitment === 'string')
      documents.set(`${ref} ${commitment}`, { ref, commitment });
    if (typeof policySnapshot === 'string') policies.add(policySnapshot);
    if (typeof policyDecision === 'string') decisions.add(policyDecision);
    for (const member of Object.values(value)) look(member);
  };
  for (const { facts } of entries) look(facts);
  const names = [...documents.keys()].sort();
  return {
    documents: names.flatMap((name) => documents.get(name) ?? []),
    policies: [...policies].sort(),
    decisions: [...decisions].sort(),
  };
}
