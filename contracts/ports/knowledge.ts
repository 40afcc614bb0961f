// The vector-store port. A KnowledgeScope is demanded by every call and can only be made for one tenant, so that no
// caller can leave the tenant filter out. Implementations: pgvector (embedded), qdrant.
import type { Sha256Hex, SubjectToken, TenantId } from '../ids.ts';

/** Whose knowledge, and for which roles. Adapters apply it in one place. */
export interface KnowledgeScope {
  tenant: TenantId;
  /** Audience roles that the reader has; a passage is visible when it names one of them. */
  roles: string[];
  /** Whose case it is: passages about another subject are never visible. Absent: only passages about nobody are. */
  subject?: SubjectToken;
}

export interface KnowledgePassage {
  /** `kp_` and 32 hex digits: the hash of tenant, document and position. */
  id: string;
  documentId: string;
  title: string;
  /** Kind of source: products, faq, policies, offers, interactions, … */
  source: string;
  language: string;
  audience: string[];
  text: string;
  contentHash: Sha256Hex;
  /** Hash of the whole document with everything that shapes its passages and vectors: equal means nothing to do. */
  documentHash: Sha256Hex;
  /** Version of the document, from 1; grows by one whenever its content changes. */
  version: number;
  /** ISO date of the source's version, for freshness. */
  updated: string;
  /** The customer that it is about; absent: nobody in particular. */
  subject?: SubjectToken;
}

export interface ScoredPassage extends KnowledgePassage {
  score: number;
  /** Rank in each list, from 1; null where it was not found. */
  ranks: { dense: number | null; bm25: number | null };
}

export interface KnowledgeSearch {
  scope: KnowledgeScope;
  query: string;
  /** Unit vector of the query in the store's space. */
  vector: number[];
  /** Only these sources; an empty list finds nothing. */
  sources: string[];
  limit: number;
}

export interface KnowledgeDocumentState {
  documentId: string;
  documentHash: Sha256Hex;
  version: number;
  passages: number;
}

/** Throws DependencyUnavailable, ContractBroken (vector-size mismatch, with both sizes). */
export interface KnowledgeStore {
  readonly name: string;
  readonly region: string;
  /** Replaces a document's passages by these; idempotent by content hash. @returns how many were written. */
  upsert(input: {
    scope: { tenant: TenantId };
    documentId: string;
    passages: { passage: KnowledgePassage; vector: number[] }[];
  }): Promise<{ written: number; unchanged: number }>;
  search(input: KnowledgeSearch): Promise<ScoredPassage[]>;
  deleteDocument(input: { scope: { tenant: TenantId }; documentId: string }): Promise<number>;
  /** Every passage about one subject, for his erasure. Idempotent. @returns how many went. */
  deleteSubject(input: { scope: { tenant: TenantId }; subject: SubjectToken }): Promise<number>;
  /** Every passage about one subject, whoever may read it, by document and id: for his own request to see what is held. */
  aboutSubject(input: { scope: { tenant: TenantId }; subject: SubjectToken }): Promise<KnowledgePassage[]>;
  /** Every document of the tenant, by id. */
  documents(input: { scope: { tenant: TenantId } }): Promise<KnowledgeDocumentState[]>;
  /** Cheap look whether it can answer now; never throws. `detail` says what is missing and how to get it. */
  probe(): Promise<{ ready: boolean; detail: string; version: string | null }>;
  /** Number of documents and passages of the tenant. */
  stats(input: { scope: { tenant: TenantId } }): Promise<{ documents: number; passages: number }>;
}
