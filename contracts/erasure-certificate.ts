// The certificate of an erasure: one file, canonical JSON, checked offline without keys. Its words are made from what the ledger says and
// from nothing else, so that a verifier makes them again. Versions are added beside this one; what stands here never changes.
import { z } from 'zod';
import { bundledLedgerSchema } from './bundle.ts';
import { erasureGrounds } from './erasure.ts';
import type { EraseSubjectResult } from './erasure.ts';
import { isId, type IdKind } from './ids.ts';

export const certificateFormat = 'wayproof-erasure/1';

const count = z.number().int().nonnegative();
const id = (kind: IdKind) => z.custom<string>((value) => isId(kind, value));

/** Facts of the record `subject.erased`; members that came later are let through. */
export const erasedFactsSchema = z.looseObject({
  erasure: id('erasure'),
  subject: id('subject'),
  region: z.string(),
  ground: z.enum(erasureGrounds),
  requestedBy: id('principal'),
  approvedBy: id('principal'),
  runs: z.looseObject({ ended: count, stillOpen: z.array(z.string()) }),
  erased: z.looseObject({
    documents: count,
    personalValues: count,
    passages: count,
    connectors: z.array(
      z.looseObject({
        name: z.string(),
        region: z.string(),
        verdict: z.enum(['erased', 'missing', 'refused']),
        objects: count,
      }),
    ),
    /** Absent: each was asked. */
    notAsked: z.array(z.looseObject({ name: z.string(), region: z.string() })).optional(),
  }),
});
export type ErasedFacts = z.infer<typeof erasedFactsSchema>;

/** With the connectors that could not be asked, because the customer's id was not known any more. */
export interface SubjectErased extends EraseSubjectResult {
  notAsked?: { name: string; region: string }[];
}

export const certificateSchema = z.strictObject({
  format: z.literal(certificateFormat),
  readme: z.string(),
  tenant: id('tenant'),
  erasure: id('erasure'),
  subject: id('subject'),
  /** In the register's numbers; the record says the same. */
  numbers: z.strictObject({ documents: count, personalValues: count, passages: count }),
  /** In plain words. */
  erased: z.array(z.string()),
  notReached: z.array(z.string()),
  /** Of the request, the refusals, the decision and, last, what was erased. */
  ledger: bundledLedgerSchema,
});
export type ErasureCertificate = z.infer<typeof certificateSchema>;

export const certificateReadme = `This file certifies that what this installation kept under the token of one subject was erased, at the request of one person and with the approval of another; "notReached" says what may be left. Check it with Wayproof's source from somebody whom you trust: npx wayproof audit verify THIS-FILE --anchor ANCHOR-FILE. Each record of the ledger is signed (Ed25519) and stands in the Merkle tree of the signed head (RFC 9162). A subject (sub_) and a principal (prn_) are tokens; the link from the subject's token to the person was destroyed.`;

const grounds: Record<(typeof erasureGrounds)[number], string> = {
  subject_request: 'The data subject asked for it (GDPR Article 17).',
  retention_ended: 'The term of retention had ended.',
  authority_order: 'An authority ordered it.',
};

/** What the record says, for a person. */
export function erasedInWords({ ground, runs, erased }: ErasedFacts): string[] {
  return [
    grounds[ground],
    `The key of the subject's texts was destroyed, and with it ${erased.documents} encrypted documents (events, prompts, drafts, proposals, comments) and ${erased.personalValues} personal values; only their references and commitments are left, so that chains of evidence hold.`,
    `The link between the customer's id and the subject's token was destroyed.`,
    `${runs.ended} journeys that were open have ended; a write that had begun was finished before. The customer's agent was ended.`,
    ...(runs.stillOpen.length > 0
      ? [`${runs.stillOpen.length} journeys had not ended within ten minutes; they find the customer gone: ${runs.stillOpen.join(', ')}.`]
      : []),
    ...erased.connectors.map(connectorInWords),
  ]; // prettier-ignore
}

function connectorInWords({ name, region, verdict, objects }: ErasedFacts['erased']['connectors'][number]) {
  const part = `${name} (${region})`;
  if (verdict === 'erased') return `${part} deleted ${objects} objects.`;
  if (verdict === 'missing') return `${part} answered that it holds nothing about the subject.`;
  return `${part} refused to delete its record, which it has a duty to keep; what is kept here went all the same.`;
}

export function notReachedInWords({ erased }: ErasedFacts): string[] {
  return [
    "The database's backups, replicas and write-ahead log hold what was destroyed until their own terms end; the key in them opens it only with the installation's master key.",
    'Lines that somebody exported, copied or printed before, bundles with texts among them.',
    'Knowledge documents that name the customer but were loaded without his id, and texts in the documents of other subjects that name him.',
    'Records of other controllers, and of systems that no connector here reaches.',
    ...(erased.notAsked ?? []).map(
      ({ name, region }) =>
        `The record of ${name} (${region}), which was not asked: the customer's id was not known any more.`,
    ),
    ...erased.connectors
      .filter(({ verdict }) => verdict === 'refused')
      .map(({ name, region }) => `The record of ${name} (${region}), which refused to delete it.`),
  ];
}
