// Policies, decisions and documents: exactly those that the entries name, and each fits its hash or its commitment. Pure.
import type { Bundle, BundledDocument } from '../../../contracts/bundle.ts';
import { canonicalJson, hashText } from '../../../contracts/canonical-json.ts';
import { documentCommitment } from '../../../contracts/document-commitment.ts';
import { namedInEntries } from '../named-in-entries.ts';
import { erasureRecord } from './check-ledger.ts';
import { faultsOr, type Finding } from './finding.ts';

type Fault = readonly [string | null, string];

export function checkNamed(bundle: Bundle): Finding[] {
  const named = namedInEntries(bundle.evidence.entries);
  return [
    ...policies(bundle, named.policies),
    ...decisions(bundle, named.decisions),
    ...documents(bundle, named.documents),
  ];
}

function policies({ policies: held }: Bundle, named: readonly string[]): Finding[] {
  const faults: Fault[] = [];
  if (canonicalJson(held.map(({ hash }) => hash)) !== canonicalJson(named))
    faults.push(['policies', 'They are not the snapshots that the entries name.']);
  for (const [at, { hash, canonical }] of held.entries())
    if (canonical !== null && hashText(canonical) !== hash)
      faults.push([`policies[${at}]`, 'The snapshot does not fit its hash.']);
  const missing = held.findIndex(({ canonical }) => canonical === null);
  if (faults.length === 0 && missing >= 0)
    return [notProved('policies', `policies[${missing}]`, 'The store no longer has the snapshot that the entries name.')]; // prettier-ignore
  return faultsOr('policies', faults, 'The policy snapshots are those that the entries name.');
}

function decisions({ decisions: held, journey, tenant }: Bundle, named: readonly string[]): Finding[] {
  const faults: Fault[] = [];
  for (const [at, decision] of held.entries())
    if (decision['journeyId'] !== journey.id || decision['tenant'] !== tenant)
      faults.push([`decisions[${at}]`, 'The decision is about another journey.']);
  const ids = new Set(held.map(({ id }) => id));
  const missing = named.find((id) => !ids.has(id));
  if (faults.length === 0 && missing !== undefined)
    return [notProved('decisions', 'decisions', 'A policy decision that the entries name is not kept.')];
  return faultsOr(
    'decisions',
    faults,
    'Each policy decision that the entries name is there, with its question.',
  );
}

function documents(bundle: Bundle, named: readonly { ref: string; commitment: string }[]): Finding[] {
  const { documents: held } = bundle;
  const faults: Fault[] = [];
  const listed = held.map(({ ref, commitment }) => ({ ref, commitment }));
  if (canonicalJson(listed) !== canonicalJson(named))
    faults.push(['documents', 'They are not the documents that the entries name.']);
  for (const [at, document] of held.entries()) {
    const fault = documentFault(document);
    if (fault !== null) faults.push([`documents[${at}]`, fault]);
  }
  const count = (state: BundledDocument['state']) => held.filter((one) => one.state === state).length;
  const states = `${count('given')} given, ${count('redacted')} redacted, ${count('erased')} erased${erasedBy(bundle)}`;
  return faultsOr('documents', faults, `The documents are those that the entries name: ${states}. Those given fit their commitments.`); // prettier-ignore
}

/** By which record of the ledger, where the bundle has it. */
function erasedBy(bundle: Bundle): string {
  const record = erasureRecord(bundle);
  return record ? ` with their subject, as record ${record.index} of the ledger says` : '';
}

function documentFault({ state, kind, salt, body, commitment }: BundledDocument): string | null {
  if (state !== 'given')
    return salt === undefined && body === undefined && (kind === null) === (state === 'erased')
      ? null
      : 'The document is not given, and yet something of it is here.';
  if (kind === null || salt === undefined || body === undefined) return 'A part of the document is missing.';
  const bytes = Buffer.from(salt, 'base64url');
  if (bytes.length !== 32 || bytes.toString('base64url') !== salt) return 'The salt is none.';
  return documentCommitment({ salt: bytes, kind, body }) === commitment
    ? null
    : 'The document does not fit the commitment of the entries.';
}

function notProved(check: Finding['check'], where: string, says: string): Finding {
  return { check, state: 'not_proved', where, says };
}
