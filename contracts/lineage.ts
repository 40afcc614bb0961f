// Lineage: what came from what, from event and passage to the CRM's field and back. Codes, tokens and hashes; values of fields stand in
// it only for somebody who may read them. Kinds and words are added, never renamed.
import type { JsonValue } from './canonical-json.ts';
import type { EvidenceEntry } from './evidence-entry.ts';
import { isId } from './ids.ts';
import type { EpochMilliseconds, JourneyId, SubjectToken, TenantId } from './ids.ts';

/** In the order of the stages: a tree of them reads from cause to effect. */
export const lineageKinds = [
  'event',
  'intent',
  'policy',
  'knowledge_passage',
  'evidence_set',
  'prompt',
  'model',
  'draft',
  'edit',
  'record_version',
  'proposal',
  'person',
  'decision',
  'crm_write',
  'crm_field',
  'outcome',
] as const;
export type LineageKind = (typeof lineageKinds)[number];

/** What an edge says, read as "FROM … TO". */
export const lineageHows = {
  triggered: 'triggered',
  counted: 'counted towards',
  asked: 'was put to policy',
  allowed: 'allowed',
  denied: 'denied',
  searched: 'said what to search for',
  found_in: 'is in the set',
  told: 'was told to the model in',
  repaired: 'was found faulty, and redrafted by',
  given_to: 'was given to',
  drafted: 'drafted',
  guarded: 'passed through the guard into',
  made_from: 'is the record that it was made for:',
  shown_to: 'was shown to',
  wrote: 'wrote',
  decided: 'took',
  decided_about: 'is what was decided by',
  approved: 'approved',
  written: 'is what was written by',
  replaced: 'was changed by',
  left: 'left',
  changed: 'changed',
  ended: 'ended as',
} as const;
export type LineageHow = keyof typeof lineageHows;

export interface LineageNode {
  /** Token or reference where it has one that is its own; else the journey's id, a slash, and its place there. */
  id: string;
  kind: LineageKind;
  /** Of the evidence that names it first; null: nobody says. */
  at: EpochMilliseconds | null;
  facts: Record<string, JsonValue>;
}

export interface LineageEdge {
  from: string;
  to: string;
  how: LineageHow;
}

export interface LineageGraph {
  nodes: LineageNode[];
  edges: LineageEdge[];
}

/** A field of the CRM that a write changed. Without `before` and `after` nobody may read, or has, what stood in it. */
export interface LineageChange {
  object: string;
  /** Absent: it may name the customer, and the reader may not know who he is. */
  id?: string;
  field: string;
  before?: JsonValue;
  after?: JsonValue;
}

/** One journey, as lineage is made of it. */
export interface LineageJourney {
  journeyId: JourneyId;
  workflowId: string;
  entries: readonly Omit<EvidenceEntry, 'prev' | 'hash'>[];
  /** Of its write; null: the write's verbs stand for them. */
  changes: readonly LineageChange[] | null;
}

/**
 * What an answer of the index is looked up by: tokens of events, references of documents, ids of passages and of writes, each once.
 * Names have their kind before them, since a CRM and a vector store give ids of their own.
 */
export function lineageNames(entries: readonly Pick<EvidenceEntry, 'facts'>[]): string[] {
  const names = new Set<string>();
  const look = (value: unknown): void => {
    if (typeof value === 'string') {
      if (isId('event', value)) names.add(lineageName('event', value));
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    const { ref, commitment, passages, write } = value as Record<string, unknown>;
    if (isId('document', ref) && typeof commitment === 'string') names.add(lineageName('document', ref));
    if (typeof write === 'string') names.add(lineageName('write', write));
    if (Array.isArray(passages)) {
      for (const { id } of passages as { id?: unknown }[])
        if (typeof id === 'string') names.add(lineageName('passage', id));
    }
    for (const member of Object.values(value)) look(member);
  };
  for (const { facts } of entries) look(facts);
  return [...names].sort();
}

export type LineageNameKind = 'event' | 'document' | 'passage' | 'write';

export function lineageName(kind: LineageNameKind, id: string): string {
  return `${kind}/${id}`;
}

export type LineageAbout =
  | { journey: JourneyId }
  | { subject: SubjectToken }
  | { kind: LineageNameKind; id: string }
  | { object: string; id: string; field: string | null };

export interface TraceLineageInput {
  tenant: TenantId;
  about: LineageAbout;
  /** The newest so many journeys. */
  limit: number;
  /** Records that the caller reads the fields of this journey, before they are read. Absent: names of fields only. */
  reveal?: (journeyId: JourneyId) => Promise<void>;
}

export interface TracedLineage extends LineageGraph {
  journeys: { id: JourneyId; outcome: string | null; sealed: boolean }[];
  /** Nodes that were asked about; empty: whole journeys were. */
  focus: string[];
  /** Older journeys name it too. */
  more: boolean;
}
