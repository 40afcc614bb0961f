// The rationale of a bundle, from its other members alone: whoever exports writes it, and whoever verifies derives it again. Pure.
import type { BundledDocument, BundleMaterial } from '../../../contracts/bundle.ts';
import { exportKind } from '../../../contracts/bundle.ts';
import type { Rationale, RationaleSource, RevealedDocuments } from '../../../contracts/rationale.ts';
import { rationaleOf } from './rationale-of.ts';

/** @param records of the ledger about the journey; those of exports tell nothing. */
export function rationaleOfBundle(
  material: Pick<BundleMaterial, 'journey' | 'evidence' | 'decisions' | 'policies' | 'documents'>,
  records: RationaleSource['records'],
): Rationale {
  const { journey, evidence, decisions, policies, documents } = material;
  const source = {
    ...{ type: journey.type, entries: evidence.entries, decisions, policies },
    records: records.filter(({ kind }) => kind !== exportKind),
  };
  return rationaleOf(source, revealedIn(documents));
}

/** What the file shows: a redacted text is not there, of an erased one it says that it was. */
function revealedIn(documents: readonly BundledDocument[]): RevealedDocuments {
  return new Map(
    documents.flatMap(({ ref, state, body }) =>
      state === 'redacted' ? [] : [[ref, state === 'given' ? (body ?? null) : null] as const],
    ),
  );
}
