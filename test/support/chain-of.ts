// Hand-made chains of evidence: each entry follows the one before it, from the beginning of its workflow.
import { chainEntry, genesisHash } from '../../contracts/evidence.ts';
import type { EvidenceEntry } from '../../contracts/evidence-entry.ts';

/** What an entry says, without its place. */
export type ChainLink = Pick<EvidenceEntry, 'type' | 'stage' | 'at' | 'facts'>;

export function chainOf(workflowId: string, links: readonly ChainLink[]): EvidenceEntry[] {
  const entries: EvidenceEntry[] = [];
  for (const [seq, { type, stage, at, facts }] of links.entries()) {
    const prev = entries.at(-1)?.hash ?? genesisHash(workflowId);
    entries.push(chainEntry({ seq, type, stage, at, facts, prev }));
  }
  return entries;
}
