// Everything that can be said of a bundle offline, in the order in which one thing rests on the other. It opens no file and no network.
import type { Bundle } from '../../../contracts/bundle.ts';
import type { ErasureId } from '../../../contracts/ids.ts';
import { checkAnchor } from './check-anchor.ts';
import { checkChain } from './check-chain.ts';
import { checkNamed } from './check-documents.ts';
import { checkExport } from './check-export.ts';
import { checkHistory, type Replayer } from './check-history.ts';
import { checkLedger } from './check-ledger.ts';
import { checkRationale } from './check-rationale.ts';
import { verdictOf, type Finding, type Verdict } from './finding.ts';
import type { ReadAnchor } from './read-anchor.ts';
import { readBundle } from './read-bundle.ts';
import type { ReadReleases } from './read-releases.ts';
import { verifyCertificate } from './verify-certificate.ts';

export interface VerifyTerms {
  /** Null: none was given. */
  anchor: ReadAnchor | null;
  releases: ReadReleases;
  replayer: Replayer;
}

export interface VerifiedBundle {
  verdict: Verdict;
  /** Null when the file is no bundle that can be read. */
  journey: Bundle['journey'] | null;
  /** The file is the certificate of this erasure, and no bundle. */
  erasure?: ErasureId;
  findings: Finding[];
}

export async function verifyBundle(bytes: Uint8Array, terms: VerifyTerms): Promise<VerifiedBundle> {
  const read = readBundle(bytes);
  if ('fault' in read) {
    const finding: Finding = { check: 'form', state: 'refuted', where: read.where, says: read.fault };
    return { verdict: 'refuted', journey: null, findings: [finding] };
  }
  if ('certificate' in read) {
    const { certificate } = read;
    const found = verifyCertificate(certificate, terms.anchor);
    return { verdict: verdictOf(found), journey: null, erasure: certificate.erasure, findings: found };
  }
  const { bundle } = read;
  const findings: Finding[] = [
    { check: 'form', state: 'proved', where: null, says: 'The file is a bundle in canonical form, byte by byte.' },
    ...checkChain(bundle),
    ...checkLedger(bundle),
    ...checkExport(bundle),
    ...checkNamed(bundle),
    ...checkRationale(bundle),
    ...checkAnchor(bundle, terms.anchor),
  ]; // prettier-ignore
  findings.push(...(await checkHistory(bundle, findings, terms.releases, terms.replayer)));
  return { verdict: verdictOf(findings), journey: bundle.journey, findings };
}
