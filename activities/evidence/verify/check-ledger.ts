// The ledger's records: their signatures, their place in the signed head's tree, and that the seal says what the chain says. Pure.
import {
  exportKind,
  type Bundle,
  type BundledLedger,
  type BundledRecord,
} from '../../../contracts/bundle.ts';
import { canonicalJson } from '../../../contracts/canonical-json.ts';
import { erasureKinds } from '../../../contracts/erasure-records.ts';
import { parseJourneyWorkflowId } from '../../../contracts/ids.ts';
import { ledgerContent } from '../../../contracts/ledger.ts';
import { leafHash, verifyConsistency, verifyInclusion } from '../../../contracts/merkle.ts';
import { factsOf } from '../read-facts.ts';
import { faultsOr, type Finding } from './finding.ts';
import { isSignedBy, keyIdOf } from './public-keys.ts';

export type Fault = readonly [string | null, string];

/** Records of one tenant's ledger, whatever they prove. */
export interface LedgerPart {
  tenant: string;
  ledger: BundledLedger;
}

export function checkLedger(bundle: Bundle): Finding[] {
  const { records } = bundle.ledger;
  return [
    ...faultsOr(
      'signatures',
      [...signatureFaults(bundle), ...aboutFaults(bundle), ...sealFaults(bundle)],
      `The ledger's ${records.length} records are signed, and its seal is that of this chain.`,
    ),
    ...checkTree(bundle),
  ];
}

export function checkTree(part: LedgerPart): Finding[] {
  return [
    ...faultsOr('inclusion', inclusionFaults(part), 'Every record is in the tree of the signed head.'),
    ...faultsOr('head', headFaults(part), `The head over ${part.ledger.head.head.size} records is signed.`),
  ];
}

function aboutFaults(bundle: Bundle): Fault[] {
  const erased = erasureRecord(bundle);
  return bundle.ledger.records.flatMap((record, at): Fault[] =>
    record.journeyId === bundle.journey.id || record === erased
      ? []
      : [[`ledger.records[${at}]`, 'The record is about another journey.']],
  );
}

/** The record by which the journey's subject was erased, if he was. */
export function erasureRecord({ journey, ledger: { records } }: Bundle): BundledRecord | null {
  const subject = parseJourneyWorkflowId(journey.workflowId)?.subject;
  const found = records.find(({ kind, journeyId }) => kind === erasureKinds.erased && journeyId === null);
  return found && subject !== undefined && factsOf(found.facts)['subject'] === subject ? found : null;
}

function contentOf(tenant: string, { signature: _signature, keyId: _keyId, ...record }: BundledRecord) {
  return ledgerContent(tenant, record);
}

export function signatureFaults({ tenant, ledger: { records, head, anchored, keys } }: LedgerPart): Fault[] {
  const faults: Fault[] = [];
  const known = new Map(keys.map(({ keyId, jwk }) => [keyId, jwk]));
  const used = new Set([head, ...(anchored ? [anchored] : []), ...records].map(({ keyId }) => keyId));
  for (const [at, { keyId, jwk }] of keys.entries()) {
    const where = `ledger.keys[${at}]`;
    if (keyIdOf(jwk) !== keyId) faults.push([where, 'The key has not the name that is its own.']);
    if (!used.has(keyId)) faults.push([where, 'The key signed nothing here.']);
    if (at > 0 && (keys[at - 1]?.keyId ?? '') >= keyId) faults.push([where, 'The keys are not in order.']);
  }
  for (const [at, record] of records.entries()) {
    const where = `ledger.records[${at}]`;
    if (!known.has(record.keyId))
      faults.push([where, 'The key that signed the record is not in the bundle.']);
    else if (!isSignedBy(known.get(record.keyId), contentOf(tenant, record), record.signature))
      faults.push([where, 'The signature of the record does not fit.']);
    if (at > 0 && (records[at - 1]?.index ?? 0) >= record.index)
      faults.push([where, 'The records are not in order.']);
  }
  return faults;
}

function sealFaults({ journey, evidence, ledger: { records } }: Bundle): Fault[] {
  const seals = records.flatMap((record, at) => (record.kind === 'seal' ? [{ record, at }] : []));
  const [seal] = seals;
  if (!seal || seals.length > 1) return [['ledger.records', 'There is not one seal of the journey.']];
  const where = `ledger.records[${seal.at}]`;
  const faults: Fault[] = [];
  if (canonicalJson(seal.record.facts) !== canonicalJson(evidence.statement))
    faults.push([where, 'The seal is over another statement.']);
  if (seal.record.key !== `seal/${journey.workflowId}`)
    faults.push([where, 'The seal is of another workflow.']);
  return faults;
}

function inclusionFaults({ tenant, ledger: { records, inclusion, head } }: LedgerPart): Fault[] {
  const faults: Fault[] = [];
  const { size, root } = head.head;
  if (inclusion.length !== records.length)
    faults.push(['ledger.inclusion', 'There is not one proof for each record.']);
  for (const [at, record] of records.entries()) {
    const proof = inclusion[at];
    const fits =
      proof?.index === record.index &&
      proof.size === size &&
      verifyInclusion({ leaf: leafHash(canonicalJson(contentOf(tenant, record))), ...proof, root });
    if (!fits)
      faults.push([`ledger.inclusion[${at}]`, `Record ${record.index} is not in the tree of the head.`]);
  }
  return faults;
}

function headFaults({ tenant, ledger: { head, anchored, consistency, keys } }: LedgerPart): Fault[] {
  const faults: Fault[] = [];
  const keyOf = (keyId: string) => keys.find((key) => key.keyId === keyId)?.jwk;
  for (const [name, signed] of [['head', head], ['anchored', anchored]] as const) {
    if (!signed) continue;
    if (!isSignedBy(keyOf(signed.keyId), signed.head, signed.signature))
      faults.push([`ledger.${name}`, 'The signature of the head does not fit, or its key is not in the bundle.']);
    if (signed.head.tenant !== tenant) faults.push([`ledger.${name}`, 'The head is of another tenant.']);
  } // prettier-ignore
  if ((anchored === null) !== (consistency === null))
    faults.push(['ledger.consistency', 'The anchored head and its proof do not come together.']);
  if (anchored && consistency) {
    const { size: to, root: toRoot } = head.head;
    const { size: from, root: fromRoot } = anchored.head;
    const fits =
      consistency.from === from &&
      consistency.to === to &&
      verifyConsistency({ from, to, fromRoot, toRoot, path: consistency.path });
    if (!fits) faults.push(['ledger.consistency', 'The head does not only add to the anchored one.']);
  }
  return faults;
}

/** The record that vouches for the rest of the bundle: the last one. */
export function exportRecord({ ledger: { records } }: Bundle): BundledRecord | null {
  const exports = records.filter(({ kind }) => kind === exportKind);
  const [only] = exports;
  return only && exports.length === 1 && only === records.at(-1) ? only : null;
}
