// Everything that the store holds about one subject, for an access request: reading only, for whoever's right to it was judged.
// Every method may throw the failure DependencyUnavailable.
import type { JsonValue } from '../canonical-json.ts';
import type {
  DocumentRef,
  EpochMilliseconds,
  EventToken,
  PrincipalToken,
  Sha256Hex,
  SubjectToken,
  TenantId,
} from '../ids.ts';
import type { PersonalDataType } from '../personal-data.ts';
import type { ErasureRow } from './erasure.ts';
import type { DocumentKind, LedgerRecord } from './store.ts';

interface OfSubject {
  tenant: TenantId;
  subject: SubjectToken;
}

/** `after`: the last of the page before; null: the first page. */
interface Page extends OfSubject {
  after: string | null;
  limit: number;
}

export interface HeldEvent {
  event: EventToken;
  type: string;
  session: string | null;
  /** Its whole text is the document of this reference. */
  body: DocumentRef;
  acceptedBy: PrincipalToken;
  occurredAt: EpochMilliseconds;
  acceptedAt: EpochMilliseconds;
  deliveredAt: EpochMilliseconds | null;
}

export interface HeldDocument {
  ref: DocumentRef;
  kind: DocumentKind;
  commitment: Sha256Hex;
  createdAt: EpochMilliseconds;
  /** `altered`: it does not fit its commitment, so nobody knows what it was. */
  content: { body: JsonValue } | 'altered';
}

export interface HeldValue {
  token: string;
  type: PersonalDataType;
  value: string;
  createdAt: EpochMilliseconds;
}

export interface SubjectRecords {
  /** @returns null: the subject is unknown or erased. */
  knownSince(input: OfSubject): Promise<EpochMilliseconds | null>;
  /** By token. */
  events(input: Page): Promise<HeldEvent[]>;
  /** By reference; events' own texts are among them. */
  documents(input: Page): Promise<HeldDocument[]>;
  /** By token. @throws ContractBroken: one was altered. */
  values(input: Page): Promise<HeldValue[]>;
  /** Every request to erase the subject. */
  erasures(input: OfSubject): Promise<Omit<ErasureRow, 'tenant' | 'subject' | 'erased'>[]>;
  /** Every record of the ledger that names the subject, one of his journeys or one of his events, by index. */
  ledger(input: OfSubject): Promise<LedgerRecord[]>;
}
