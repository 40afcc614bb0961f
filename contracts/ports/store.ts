// What the durable store promises. Each call is one short transaction under the tenant's row-level security.
// Every method may throw the failure DependencyUnavailable.
import type { JsonValue } from '../canonical-json.ts';
import type { Approval, CheckpointStanding } from '../decision.ts';
import type {
  DocumentReference,
  GrantFacts,
  JourneyOutcome,
  JourneyStage,
  Quorum,
} from '../control-facts.ts';
import type { EvidenceEntry } from '../evidence-entry.ts';
import type { ConsistencyProof, InclusionProof, SignedTreeHead } from '../tree-head.ts';
import type { ErasureRegister } from './erasure.ts';
import type { IssuedToken, PersonalDataType } from '../personal-data.ts';
import type {
  DocumentRef,
  EpochMilliseconds,
  EventToken,
  JourneyId,
  PrincipalToken,
  Sha256Hex,
  SubjectToken,
  TenantId,
} from '../ids.ts';

export const documentKinds = [
  'event', 'evidence-set', 'prompt', 'draft', 'edit', 'proposal', 'comment', 'crm-diff', 'policy-request',
] as const; // prettier-ignore
export type DocumentKind = (typeof documentKinds)[number];

export interface StoredDocument {
  kind: DocumentKind;
  body: JsonValue;
  reference: DocumentReference;
  /** Base64url of the commitment's key; only where it was asked for. */
  salt?: string;
}

/** Texts, encrypted with the subject's key (AES-256-GCM) under the tenant's key under the master key. */
export interface DocumentStore {
  put(input: {
    tenant: TenantId;
    subject: SubjectToken;
    kind: DocumentKind;
    body: JsonValue;
  }): Promise<DocumentReference>;
  /**
   * Decrypts and recomputes the commitment.
   * @param input.withSalt for an evidence bundle, whose reader recomputes it himself (contracts/document-commitment.ts).
   * @returns null when the document or its key was erased. @throws ContractBroken when the commitment does not fit.
   */
  get(input: { tenant: TenantId; ref: DocumentRef; withSalt?: true }): Promise<StoredDocument | null>;
}

/** Tenant and customer ↔ random subject token. */
export interface SubjectVault {
  /** Gets or creates. */
  subjectOf(input: { tenant: TenantId; customerId: string }): Promise<SubjectToken>;
  /** Creates nothing; for reads. @returns null when the customer has no token here. */
  find(input: { tenant: TenantId; customerId: string }): Promise<SubjectToken | null>;
  /** @returns null after an erasure. */
  customerOf(input: { tenant: TenantId; subject: SubjectToken }): Promise<string | null>;
}

/** What the tokens of personal values stand for. Everything goes with the subject's key. */
export interface ValueVault {
  /**
   * 32 bytes that the subject's tokens are made with, derived from his key: the same until he is erased.
   * @returns null when the subject is unknown or erased.
   */
  tokenKey(input: { tenant: TenantId; subject: SubjectToken }): Promise<Uint8Array | null>;
  /** Keeps values by their tokens; what is known stays as it is. @throws RecordMissing: the subject is unknown or erased. */
  keep(input: {
    tenant: TenantId;
    subject: SubjectToken;
    values: readonly Pick<IssuedToken, 'token' | 'type' | 'value'>[];
  }): Promise<void>;
  /** Those of the tokens that the subject has; any other is absent. */
  valuesOf(input: {
    tenant: TenantId;
    subject: SubjectToken;
    tokens: readonly string[];
  }): Promise<{ token: string; type: PersonalDataType; value: string }[]>;
}

/** Keyed tokens for values that must be recognisable without being readable. */
export interface TokenMint {
  /** Same tenant, space and value: the same 32 hex digits (HMAC-SHA-256 under a tenant key, truncated to 128 bits). */
  token(input: {
    tenant: TenantId;
    space: 'event' | 'session' | 'principal' | 'passage';
    value: string;
  }): Promise<string>;
}

export interface AcceptEventInput {
  tenant: TenantId;
  source: string;
  id: string;
  type: string;
  customerId: string;
  at: EpochMilliseconds;
  /** Session id of the event, if any; only its token is kept outside the document. */
  sessionId: string | null;
  by: PrincipalToken;
  /** The whole CloudEvent, for the document and for the comparison of duplicates. */
  event: JsonValue;
}
export type AcceptEventResult =
  | {
      verdict: 'accepted' | 'duplicate';
      event: EventToken;
      subject: SubjectToken;
      session: string | null;
      body: DocumentReference;
      delivered: boolean;
    }
  /** Same source and id, other content: a person must look. */
  | { verdict: 'conflict'; event: EventToken };

/** An accepted event of which nobody remembers that an agent holds it. */
export interface UndeliveredEvent {
  event: EventToken;
  type: string;
  subject: SubjectToken;
  session: string | null;
  at: EpochMilliseconds;
  by: PrincipalToken;
  body: DocumentReference;
  /** The whole CloudEvent; or why there is none to deliver any more. */
  content: { cloudEvent: JsonValue } | 'erased' | 'altered';
}

/** Permanent rows of accepted events. `accept` does vault, document and row in one transaction. */
export interface EventInbox {
  /**
   * All or nothing for the whole batch; the results are in order. A conflict does not stop the others. Concurrent calls may
   * share a transaction, in the order of the calls; none fails for what another one holds.
   */
  accept(input: { tenant: TenantId; events: AcceptEventInput[] }): Promise<AcceptEventResult[]>;
  /**
   * A page of the events that were accepted before then and never delivered, oldest first. Whoever finds some holds the
   * tenant's turn for ten seconds, and longer by asking for the next page; `holder` is his own random name.
   * @returns null: somebody else has the turn. `next` null: that was the last page.
   */
  undelivered(input: {
    tenant: TenantId;
    holder: string;
    acceptedBefore: EpochMilliseconds;
    limit: number;
    /** `next` of the page before; null: the first. */
    cursor: string | null;
  }): Promise<{ events: UndeliveredEvent[]; next: string | null } | null>;
  /** Remembers that the agent holds the events (signal acknowledged by Temporal). */
  markDelivered(input: { tenant: TenantId; events: EventToken[] }): Promise<void>;
}

/** Out of office until then; decisions delegated to the person go on to the substitute. */
export interface Absence {
  until: EpochMilliseconds;
  substitute: PrincipalToken;
}

/** What is known of a caller besides his name. */
export interface Person {
  principal: PrincipalToken;
  /** Roles of the newest token, less the withdrawn ones. */
  roles: string[];
  withdrawnRoles: string[];
  /** Null when it is over or there is none. */
  absence: Absence | null;
  seenAt: EpochMilliseconds;
}

/** A caller as his verified token names him. */
export interface CallerIdentity {
  tenant: TenantId;
  issuer: string;
  subject: string;
  displayName: string;
  /** Of the verified token; kept as the roles that were seen last. */
  roles: string[];
}

export interface PrincipalDirectory {
  /** Gets or creates the token of a caller; the name is kept encrypted, for people who may see it. */
  principalOf(input: CallerIdentity): Promise<PrincipalToken>;
  /** The same, and what is known of him; writes only when his roles changed or he was not seen for some minutes. */
  personCalling(input: CallerIdentity): Promise<Person>;
  /** Everybody who has called, by token; for choosing a delegate. */
  people(input: { tenant: TenantId }): Promise<(Person & { displayName: string })[]>;
  /** @returns null when nobody with this token ever called. */
  personOf(input: { tenant: TenantId; principal: PrincipalToken }): Promise<Person | null>;
  /** Takes roles from a person at once, whatever his tokens say; an empty list gives them back. @returns false: unknown. */
  withdrawRoles(input: { tenant: TenantId; principal: PrincipalToken; roles: string[] }): Promise<boolean>;
  /** Out of office; null ends it. @returns false: the person or the substitute is unknown. */
  setAbsence(input: {
    tenant: TenantId;
    principal: PrincipalToken;
    absence: Absence | null;
  }): Promise<boolean>;
  nameOf(input: { tenant: TenantId; principal: PrincipalToken }): Promise<string | null>;
}

/** A reminder, or one more role that is asked as well. */
export interface CheckpointStep {
  step: 'remind' | 'escalate';
  at: EpochMilliseconds;
  /** Who is asked as well; null for a reminder. */
  role: string | null;
}

/** A row of the list of journeys: what pages, CLI and API show. Codes and tokens only. */
export interface JourneyRow {
  id: JourneyId;
  workflowId: string;
  tenant: TenantId;
  type: string;
  subject: SubjectToken;
  stage: JourneyStage;
  outcome: JourneyOutcome | null;
  /** Codes of why it ended so (denied, rejected). */
  reasons: string[];
  score: number | null;
  tier: string | null;
  checkpoint: {
    requestId: string;
    proposal: DocumentReference;
    draft: DocumentReference;
    evidence: DocumentReference | null;
    approverRole: string;
    opensAt: EpochMilliseconds;
    deadlineAt: EpochMilliseconds;
    blocked: boolean;
    findings: JsonValue;
    rejectReasons: string[];
    // What follows is absent in rows from before 2026-11-21.
    standing?: CheckpointStanding;
    remindedAt?: EpochMilliseconds | null;
    /** Approvals by different people that are still needed. */
    remaining?: number;
    /** What this tier asks for; absent where the row's writer did not say. */
    quorum?: Quorum;
    /** What comes before the deadline while nobody decides, in order; absent where the row's writer did not say. */
    schedule?: CheckpointStep[];
  } | null;
  decision: {
    /** The proposal that was decided about; after an edit, the edited one. */
    proposal: DocumentReference | null;
    kind: string;
    actor: PrincipalToken;
    role: string;
    at: EpochMilliseconds;
    reasonCode: string | null;
    /** Everybody who approved it, this one last. Absent in rows from before 2026-11-21 and for a rejection. */
    approvals?: Approval[];
  } | null;
  model: { provider: string; model: string; fallback: string | null } | null;
  retrieval: { store: string; passages: number } | null;
  write: { id: string; diff: DocumentReference } | null;
  head: Sha256Hex | null;
  createdAt: EpochMilliseconds;
  updatedAt: EpochMilliseconds;
}

export type JourneyPatch = Partial<
  Omit<JourneyRow, 'id' | 'workflowId' | 'tenant' | 'type' | 'subject' | 'createdAt' | 'updatedAt'>
>;

export interface JourneyReadModel {
  /** Creates the row or patches it; idempotent. Members that the patch lacks stay. */
  record(input: { tenant: TenantId; workflowId: string; patch: JourneyPatch }): Promise<void>;
  get(input: { tenant: TenantId; id: JourneyId }): Promise<JourneyRow | null>;
  /** Newest first, or as `order` says; `cursor` is opaque, and of one order alone. */
  list(input: {
    tenant: TenantId;
    /** `urgency`: open checkpoints only, those of a high tier first, then by deadline. Absent: newest. */
    order?: 'newest' | 'urgency';
    filter: {
      type?: string;
      tier?: string;
      /** Created at or after then, and before then. */
      since?: EpochMilliseconds;
      until?: EpochMilliseconds;
      /** Open checkpoints that nobody has in hand (claim or delegation), or somebody else has, at `now`. */
      inHandOf?: { who: 'nobody' | 'others'; principal: PrincipalToken; now: EpochMilliseconds };
      stage?: JourneyStage;
      outcome?: JourneyOutcome;
      approverRole?: string;
      subject?: SubjectToken;
      /** Open checkpoints that were delegated to this person, or that he has claimed and, at `now`, still holds. */
      heldBy?: { principal: PrincipalToken; now: EpochMilliseconds };
    };
    limit: number;
    cursor: string | null;
  }): Promise<{ rows: JourneyRow[]; next: string | null }>;
}

export interface LedgerRecord {
  index: number;
  /** `seal`, `decision.refused`, `incident`, … */
  kind: string;
  journeyId: JourneyId | null;
  at: EpochMilliseconds;
  facts: JsonValue;
  /** Base64url Ed25519 over the canonical JSON of `ledgerContent` (contracts/ledger.ts). */
  signature: string;
  keyId: string;
  /** Idempotency key, and hash of the record before: with the above, all that the signature covers. */
  key?: string;
  prev?: Sha256Hex;
}

export interface SealedStatement {
  format: 'wayproof-seal/1';
  tenant: TenantId;
  workflowId: string;
  outcome: JourneyOutcome;
  head: Sha256Hex;
  entries: number;
}

/** Append-only, per tenant, each record signed (Ed25519). */
export interface SealedEvidence {
  statement: SealedStatement;
  entries: EvidenceEntry[];
  /** The seal. */
  record: LedgerRecord;
}

export interface Ledger {
  /** Idempotent by `key`: the same key answers with the first record. */
  append(input: {
    tenant: TenantId;
    key: string;
    kind: string;
    journeyId: JourneyId | null;
    facts: JsonValue;
  }): Promise<LedgerRecord>;
  /** Recomputes the chain, stores it and signs its head; idempotent by workflow id. A chain that does not lead to the head, or another head, is a ContractBroken. */
  seal(input: { statement: SealedStatement; entries: EvidenceEntry[] }): Promise<LedgerRecord>;
  evidenceOf(input: { tenant: TenantId; journeyId: JourneyId }): Promise<SealedEvidence | null>;
  list(input: {
    tenant: TenantId;
    kind?: string;
    journeyId?: JourneyId;
    limit: number;
    afterIndex: number | null;
  }): Promise<LedgerRecord[]>;
  /** The record that has this key; null: there is none. */
  find(input: { tenant: TenantId; key: string }): Promise<LedgerRecord | null>;
  /**
   * Signs the tree as it stands, unless the newest head covers it; null: there is no record yet.
   * @throws ContractBroken when the newest head covers it with another root.
   */
  signHead(input: { tenant: TenantId }): Promise<SignedTreeHead | null>;
  /** Newest first; with `size` that of this size alone. */
  heads(input: { tenant: TenantId; limit: number; size?: number }): Promise<SignedTreeHead[]>;
  /** @throws RecordMissing when the tree never had that size, or the index is not below it. */
  inclusion(input: { tenant: TenantId; index: number; size: number }): Promise<InclusionProof>;
  /** @throws RecordMissing when the tree never had these sizes. */
  consistency(input: { tenant: TenantId; from: number; to: number }): Promise<ConsistencyProof>;
  /** From now on another key signs; the old one signs the new one's introduction, as a record of the ledger. */
  rotateKey(input: { tenant: TenantId }): Promise<{ keyId: string }>;
  /** Public keys by id, as JWK, for verifiers. */
  publicKeys(input: { tenant: TenantId }): Promise<{ keyId: string; jwk: JsonValue }[]>;
}

/** Policy snapshots by hash, stored before a journey uses them; not per tenant. */
export interface PolicySnapshotStore {
  put(input: { hash: Sha256Hex; canonical: string }): Promise<void>;
  get(input: { hash: Sha256Hex }): Promise<string | null>;
}

export interface PolicyDecisionRecord {
  id: string;
  tenant: TenantId;
  journeyId: JourneyId;
  /** Which question: `authorise`, `decide`, `act`. */
  question: string;
  policySnapshot: Sha256Hex | null;
  /** Full request and facts, as tokens and codes. */
  request: JsonValue;
  answer: JsonValue;
  at: EpochMilliseconds;
}
export interface PolicyDecisionLog {
  /** Idempotent by (journey, question, attempt key). @returns the id. */
  record(input: Omit<PolicyDecisionRecord, 'id' | 'at'> & { key: string }): Promise<string>;
  list(input: { tenant: TenantId; journeyId: JourneyId }): Promise<PolicyDecisionRecord[]>;
}

export interface GrantClaims {
  id: string;
  tenant: TenantId;
  workflowId: string;
  journeyType: string;
  purpose: string;
  /** e.g. `knowledge.search`, `model.infer`, `crm.write`. */
  actions: string[];
  dataClasses: string[];
  region: string;
  policySnapshot: Sha256Hex;
  expiresAt: EpochMilliseconds;
}
/** Short-lived signed grants; histories hold id and claims hash only. */
export interface GrantStore {
  issue(input: Omit<GrantClaims, 'id'>): Promise<GrantFacts>;
  /** Verifies signature and expiry. @returns null when there is no such grant of the tenant, or its signature does not fit. */
  find(input: {
    tenant: TenantId;
    id: string;
    now: EpochMilliseconds;
  }): Promise<{ claims: GrantClaims; expired: boolean } | null>;
}

export interface Store {
  documents: DocumentStore;
  vault: SubjectVault;
  values: ValueVault;
  tokens: TokenMint;
  inbox: EventInbox;
  principals: PrincipalDirectory;
  journeys: JourneyReadModel;
  ledger: Ledger;
  policySnapshots: PolicySnapshotStore;
  policyDecisions: PolicyDecisionLog;
  grants: GrantStore;
  erasures: ErasureRegister;
}
