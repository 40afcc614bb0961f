// The archive of an access request (GDPR, Articles 15 and 20): everything that is held about one customer, in one file of canonical JSON
// (RFC 8785). What stands in the format never changes; members are added.
import type { EpochMilliseconds, PrincipalToken, Sha256Hex, SubjectToken, TenantId } from './ids.ts';

export const accessFormat = 'wayproof-access/1';
export const accessMediaType = 'application/vnd.wayproof.access+json';
/** A customer with 2,000 events and 50 journeys has some 10 MB; it is made in memory, one at a time in a process. */
export const accessBytesLimit = 64 * 1024 * 1024;

/** Kind of the record that stands in the ledger before anything of an archive is given. */
export const accessKind = 'evidence.archived_for_subject';

/** Facts of that record: hashes, tokens and numbers. */
export interface AccessFacts {
  format: typeof accessFormat;
  /** Null: no event of the customer was ever accepted, and the CRM's record is all there is. */
  about: SubjectToken | null;
  by: PrincipalToken;
  roles: string[];
  /** Rules by which the customer's and the journeys' contents may be shown. */
  rules: string[];
  sha256: Sha256Hex;
  bytes: number;
  members: Record<string, Sha256Hex>;
}

export interface ArchiveSubjectInput {
  tenant: TenantId;
  customerId: string;
  /** Who asks; that he may was judged. */
  by: PrincipalToken;
  roles: string[];
  rules: string[];
  now: EpochMilliseconds;
}

export type ArchivedSubject =
  | { verdict: 'archived'; sha256: Sha256Hex; bytes: number; chunks: Uint8Array[] }
  /** Nobody here knows such a customer: he never was, or was erased. */
  | { verdict: 'unknown' }
  /** More than `accessBytesLimit`, or a list of the CRM's record that is too long: no archive leaves anything out. */
  | { verdict: 'too_large' };

/**
 * Makes the archive and records it; nothing is given that is not recorded.
 * @throws ContractBroken: what is stored does not fit; DependencyUnavailable: a part is down.
 */
export type ArchiveSubject = (input: ArchiveSubjectInput) => Promise<ArchivedSubject>;
