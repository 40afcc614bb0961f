// What the certificate of an erasure proves: that the tenant's ledger says so, that two people stand behind it, and that its words are
// those of the record. It cannot prove that something is nowhere any more. Opens no file and no network.
import { canonicalJson } from '../../../contracts/canonical-json.ts';
import {
  erasedFactsSchema,
  erasedInWords,
  notReachedInWords,
} from '../../../contracts/erasure-certificate.ts';
import type { ErasedFacts, ErasureCertificate } from '../../../contracts/erasure-certificate.ts';
import { erasureKey, erasureKinds } from '../../../contracts/erasure-records.ts';
import { factsOf } from '../read-facts.ts';
import { checkAnchor } from './check-anchor.ts';
import { checkTree, signatureFaults, type Fault } from './check-ledger.ts';
import { faultsOr, type Finding } from './finding.ts';
import type { ReadAnchor } from './read-anchor.ts';

/** @param anchor null: none was given. */
export function verifyCertificate(certificate: ErasureCertificate, anchor: ReadAnchor | null): Finding[] {
  const { records } = certificate.ledger;
  const facts = erasedFactsSchema.safeParse(records.at(-1)?.facts);
  return [
    { check: 'form', state: 'proved', where: null, says: 'The file is a certificate in canonical form, byte by byte.' },
    ...faultsOr('signatures', signatureFaults(certificate), `The ledger's ${records.length} records are signed.`),
    ...checkTree(certificate),
    ...faultsOr(
      'erasure',
      facts.success ? erasureFaults(certificate, facts.data) : [[lastOf(certificate), 'The last record is no certificate.']],
      facts.success ? `Record ${records.at(-1)?.index ?? 0} says that ${facts.data.subject} was erased: ${facts.data.erased.documents} documents, ${facts.data.erased.personalValues} values, ${facts.data.erased.passages} passages; one person asked and another approved.` : '',
    ),
    ...checkAnchor(certificate, anchor),
  ]; // prettier-ignore
}

function lastOf({ ledger: { records } }: ErasureCertificate): string {
  return `ledger.records[${Math.max(0, records.length - 1)}]`;
}

function erasureFaults(certificate: ErasureCertificate, facts: ErasedFacts): Fault[] {
  const { erasure, subject, numbers, erased, notReached, ledger } = certificate;
  const faults: Fault[] = [];
  const where = lastOf(certificate);
  const last = ledger.records.at(-1);
  if (
    last?.kind !== erasureKinds.erased ||
    last.key !== erasureKey('erased', erasure) ||
    facts.erasure !== erasure
  )
    faults.push([where, 'The last record is not the certificate of this erasure.']);
  for (const [at, record] of ledger.records.entries())
    if (factsOf(record.facts)['erasure'] !== erasure || record.journeyId !== null)
      faults.push([`ledger.records[${at}]`, 'The record is about another matter.']);
  const count = (kind: string) => ledger.records.filter((one) => one.kind === kind).length;
  const { requested, decided, erased: certified } = erasureKinds;
  for (const kind of [requested, decided, certified])
    if (count(kind) !== 1) faults.push(['ledger.records', `There is not one record "${kind}".`]);
  const by = (kind: string) => factsOf(ledger.records.find((one) => one.kind === kind)?.facts)['by'];
  if (by(requested) !== facts.requestedBy) faults.push([where, 'Somebody else asked for it.']);
  if (by(decided) !== facts.approvedBy) faults.push([where, 'Somebody else approved it.']);
  if (facts.requestedBy === facts.approvedBy)
    faults.push([where, 'One person asked for it and approved it.']);
  if (facts.subject !== subject) faults.push(['subject', 'The record names another subject.']);
  const { documents, personalValues, passages } = facts.erased;
  if (canonicalJson({ documents, personalValues, passages }) !== canonicalJson(numbers))
    faults.push(['numbers', 'The record says other numbers.']);
  if (canonicalJson(erasedInWords(facts)) !== canonicalJson(erased))
    faults.push(['erased', 'These are not the words for what the record says.']);
  if (canonicalJson(notReachedInWords(facts)) !== canonicalJson(notReached))
    faults.push(['notReached', 'These are not the words for what the record says.']);
  return faults;
}
