// Why a journey went as it did, in sentences that a lawyer can read: derived from evidence entries, policy decisions and codes, never
// written by a model. In a bundle it is what anybody can derive again from the bundle's other members.
import { z } from 'zod';
import type { JsonValue } from './canonical-json.ts';
import { journeyStages } from './control-facts.ts';
import type { EvidenceEntry } from './evidence-entry.ts';
import type { DocumentRef, EpochMilliseconds, JourneyId, TenantId } from './ids.ts';

/** Counts up when a rationale is worded otherwise than from these tables: rationales of before are then not compared word by word. */
export const rationaleFormat = 'wayproof-rationale/1';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const paragraphSchema = z.strictObject({
  stage: z.enum(journeyStages),
  /** Number of the entry that it tells; null: of the whole journey, or of what stands in the ledger only. */
  entry: z.number().int().nonnegative().nullable(),
  sentences: z.array(z.string()),
});

export const rationaleSchema = z.strictObject({
  format: z.string().max(60),
  /** Hash of the codes that it tells. */
  codes: hash,
  /** Hash of the sentences that stood for them: who derives it again in other words says that, and accuses nobody. */
  words: hash,
  paragraphs: z.array(paragraphSchema),
});
export type Rationale = z.infer<typeof rationaleSchema>;
export type RationaleParagraph = z.infer<typeof paragraphSchema>;

/** What a rationale is derived from; all of it codes, tokens, hashes and times. */
export interface RationaleSource {
  type: string;
  /** In order; of an open journey those so far. */
  entries: readonly Pick<EvidenceEntry, 'seq' | 'type' | 'stage' | 'at' | 'facts'>[];
  /** What policy was asked about the journey, and its answers. */
  decisions: readonly object[];
  /** Snapshots that the entries name; their labels are the policy's own words for its codes. */
  policies: readonly { hash: string; canonical: string | null }[];
  /** The ledger's records about the journey; refusals at the door stand nowhere else. */
  records: readonly { kind: string; at: EpochMilliseconds; facts: JsonValue }[];
}

/** Bodies of documents that may be shown, by reference; null: erased. What is not there is not shown. */
export type RevealedDocuments = ReadonlyMap<DocumentRef, JsonValue | null>;

/**
 * The rationale of a journey of which these are the entries so far.
 * @param input.texts whoever asks may read texts, and that he does is recorded already.
 * @throws DependencyUnavailable; ContractBroken: a document does not fit its commitment.
 */
export type ExplainJourney = (input: {
  tenant: TenantId;
  journeyId: JourneyId;
  type: string;
  entries: readonly EvidenceEntry[];
  texts: boolean;
}) => Promise<Rationale>;
