// What the gateway is built from. workers/ alone chooses the implementations; the gateway knows ports only.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { ArchiveSubject } from '../contracts/access-archive.ts';
import type { RefusalExplanation } from '../contracts/control-facts.ts';
import type { EpochMilliseconds, ErasureId, JourneyId, TenantId } from '../contracts/ids.ts';
import type { TracedLineage, TraceLineageInput } from '../contracts/lineage.ts';
import type { PolicyRegistry, PolicySet } from '../contracts/policy.ts';
import type { EvidenceCompleteness } from '../contracts/ports/completeness.ts';
import type { ConsoleReading } from '../contracts/ports/console-reading.ts';
import type { CrmConnector } from '../contracts/ports/crm.ts';
import type { DecisionAssertions, TokenVerifier } from '../contracts/ports/identity.ts';
import type { KillSwitches, LimitCounters } from '../contracts/ports/limits.ts';
import type { SessionStore, SignIn } from '../contracts/ports/sign-in.ts';
import type { JsonPayload, PayloadClaim } from '../contracts/ports/payload-keys.ts';
import type { KnowledgeDocumentState, ScoredPassage } from '../contracts/ports/knowledge.ts';
import type { Store } from '../contracts/ports/store.ts';
import type { PreviewProposal } from '../contracts/proposal-preview.ts';
import type { ExplainJourney } from '../contracts/rationale.ts';
import type { ConsoleFiles } from './console/console-files.ts';
import type { ScreenEvent } from './event-signal.ts';
import type { JourneyEngine } from './journey-engine.ts';

export interface PolicyQuestion {
  /** `journey:<type>`, or a name for a person; then `roles` are asked for. */
  subject: string;
  roles?: string[];
  tenant: TenantId;
  object: string;
  action: string;
  facts: Record<string, string | number | boolean>;
}

export interface PolicyAnswer {
  verdict: 'allowed' | 'denied';
  /** The rule that decided, or came nearest; null when none did. */
  rule: string | null;
  /** Null when allowed. */
  explanation: RefusalExplanation | null;
  /** Every rule that was looked at, part by part; for compliance, auditor and supervisor. */
  considered?: unknown[];
}

/** What the gateway reads of a CRM; whoever writes there is the act. */
export type CustomerRecords = Pick<CrmConnector, 'readFacts' | 'view'>;

/** The policy engine (PE). Throws PolicyUnreadable; whoever asks then denies. */
export type EvaluatePolicy = (set: PolicySet, question: PolicyQuestion) => Promise<PolicyAnswer>;

export interface KnowledgeDocument {
  documentId: string;
  title: string;
  source: string;
  language: string;
  /** Roles that may read it, or `all`. */
  audience: string[];
  text: string;
  /** ISO date. */
  updated: string;
  /** Whom it is about: kept as his token, and erased with him. */
  customerId?: string | undefined;
}

/** One labelled question, and what each list made of it; `null` where nothing is relevant. */
export interface RetrievalQuestion {
  id: string;
  /** Whose eyes it is asked with, besides `all`; null: those only. */
  role: string | null;
  query: string;
  /** Ids of the documents that answer it; none: to find nothing is right. */
  relevant: string[];
}
export interface RetrievalListScore {
  recallAt5: number | null;
  ndcgAt10: number | null;
  /** How many documents were found. */
  found: number;
}
export interface RetrievalEvaluation {
  store: string;
  /** Name of the vector space. */
  space: string;
  questions: {
    id: string;
    bm25: RetrievalListScore;
    dense: RetrievalListScore;
    fused: RetrievalListScore;
  }[];
  /** Labels that name no document of the store. */
  unknownDocuments: string[];
}

export interface Knowledge {
  /** Splits, embeds and stores what changed. `documents` were looked at, `changed` of them written; the others are passages. */
  load(input: { tenant: TenantId; documents: KnowledgeDocument[] }): Promise<{
    documents: number;
    changed: number;
    written: number;
    unchanged: number;
    hidden: Record<string, number>;
    screened: { documentId: string; codes: string[] }[];
  }>;
  /** Passages that one of `roles`, or everybody (`all`), may read; best first. */
  search(input: {
    tenant: TenantId;
    roles: string[];
    query: string;
    sources: string[] | null;
    limit: number;
  }): Promise<ScoredPassage[]>;
  /** Documents whose id starts with `prefix`, by id; whoever may read them. */
  documents(input: { tenant: TenantId; prefix: string }): Promise<KnowledgeDocumentState[]>;
  /** @returns how many passages went; 0: there was no such document. */
  delete(input: { tenant: TenantId; documentId: string }): Promise<number>;
  /** Measures the lists of the search by labelled questions; gives ids and numbers, never a text. */
  evaluate(input: { tenant: TenantId; questions: RetrievalQuestion[] }): Promise<RetrievalEvaluation>;
}

export interface PartStatus {
  /** `store`, `temporal`, `policies`, `model`, … */
  name: string;
  /** `off`: known, optional, and not there; it does not keep the gateway from being ready. */
  state: 'ready' | 'missing' | 'off';
  /** Which implementation is in use, or what is missing and how to get it; nothing personal. */
  detail: string;
  /** Of what serves it; null or absent: it has none, or does not answer. */
  version?: string | null;
  /** Regions that it serves here, with commas between. */
  region?: string;
}

/** The embedded identity as the gateway mounts it (connectors/identity/embedded). */
export interface EmbeddedIdentity {
  readonly issuer: string;
  readonly personas: { persona: string; tenant: TenantId; subject: string; displayName: string }[];
  /** False for a request that did not come from this machine; it is refused. */
  admits(request: IncomingMessage): boolean;
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  issue(input: {
    persona: string;
    tenant: TenantId;
    device?: PersonaDevice;
  }): Promise<{ access_token: string; expires_in: number } | null>;
  /** Whether a sign-in of this browser waits for a persona. */
  isPicking(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
  /** @returns where the browser goes on; null: nothing waits, or there is no such persona. */
  pick(
    request: IncomingMessage,
    response: ServerResponse,
    picked: { subject: string; device: PersonaDevice },
  ): Promise<string | null>;
}

/** What a persona's token claims of the device; real providers ask a device manager. */
export const personaDevices = ['managed', 'unmanaged', 'risky'] as const;
export type PersonaDevice = (typeof personaDevices)[number];

/** Sign-in by a browser, and the sessions that follow. */
export interface BrowserSignIn {
  signIn: SignIn;
  sessions: SessionStore;
  /** Where browsers reach this gateway, e.g. `https://wayproof.example`; no path, no slash at the end. */
  origin: string;
}

/** Payloads of histories in the clear (connectors/temporal/payload-codec-reading.ts). */
export interface PayloadReading {
  /** Of the Temporal UI's pages: scheme, host and port. Null: no page of another origin may ask. */
  uiOrigin: string | null;
  /**
   * In their order; instead of one that `may` refuses, or that cannot be read, stands what is the matter with it. What is not
   * encrypted comes back as it is. @throws DependencyUnavailable when a key cannot be looked for.
   */
  decode(input: {
    payloads: readonly JsonPayload[];
    may: (claim: PayloadClaim) => boolean | Promise<boolean>;
  }): Promise<JsonPayload[]>;
}

/** PEM. */
export interface GatewayTls {
  cert: string;
  key: string;
  /** Only who has a certificate of this authority may connect; absent: anybody. */
  clientAuthority?: string;
}

/**
 * A journey's evidence as canonical JSON (contracts/bundle.ts). Who reads `documents` is recorded before.
 * @throws DependencyUnavailable: the run has not ended yet, or a part is down; ContractBroken: what is stored does not fit.
 */
export type ExportBundle = (input: {
  tenant: TenantId;
  journeyId: JourneyId;
  documents: boolean;
}) => Promise<string>;

/** What a journey's bundle proves, check by check, with no texts. `busy`: as many as may run at a time are running. @throws as ExportBundle. */
export type VerifyJourney = (input: { tenant: TenantId; journeyId: JourneyId }) => Promise<
  | {
      verdict: 'proved' | 'partly' | 'refuted';
      findings: {
        check: string;
        state: 'proved' | 'not_proved' | 'refuted';
        where: string | null;
        says: string;
      }[];
    }
  | 'busy'
>;

/** One finished erasure as a certificate's text (contracts/erasure-certificate.ts). @throws RecordMissing: it has none (yet). */
export type ExportCertificate = (input: { tenant: TenantId; erasure: ErasureId }) => Promise<string>;

/** What led to something and what it led to. @throws ContractBroken, DependencyUnavailable, and whatever `reveal` throws. */
export type TraceLineage = (input: TraceLineageInput) => Promise<TracedLineage>;

/** @returns null when the tenant has no samples. */
export type SendSamples = (input: {
  tenant: TenantId;
}) => Promise<{ customers: number; events: number; accepted: number; duplicates: number } | null>;

export interface GatewayDeps {
  /** Absent: plain HTTP. */
  tls?: GatewayTls;
  store: Store;
  counters: Pick<LimitCounters, 'add' | 'read'>;
  switches: KillSwitches;
  reading: ConsoleReading;
  crm: CustomerRecords;
  engine: JourneyEngine;
  tokens: TokenVerifier;
  assertions: DecisionAssertions;
  policies: PolicyRegistry;
  evaluatePolicy: EvaluatePolicy;
  screenEvent: ScreenEvent;
  knowledge: Knowledge;
  /** Absent: nothing to send. */
  sendSamples?: SendSamples;
  /** Address of a run in Temporal's own UI; absent: none is known. */
  runAddress?: (workflowId: string) => string | null;
  /** Absent: no previews. */
  previewProposal?: PreviewProposal;
  /** Absent: no bundles. */
  exportBundle?: ExportBundle;
  /** Absent: nothing is verified here. */
  verifyJourney?: VerifyJourney;
  /** Absent: no certificates. */
  exportCertificate?: ExportCertificate;
  /** Absent: no archives for access requests. */
  archiveSubject?: ArchiveSubject;
  /** Absent: no lineage. */
  traceLineage?: TraceLineage;
  /** Absent: no rationales. */
  explainJourney?: ExplainJourney;
  /** Absent: nothing is counted. */
  completeness?: EvidenceCompleteness;
  /** The state of every part that the gateway needs, for /readyz. */
  parts: () => Promise<PartStatus[]>;
  /** Mounted at /identity; absent where an OIDC issuer is configured. */
  identity?: EmbeddedIdentity;
  /** Absent: bearer tokens only, and nothing below /auth. */
  browser?: BrowserSignIn;
  /** Absent: nothing at /codec. */
  payloads?: PayloadReading;
  /** The built console; null: none is built, and `/` says so; absent: nothing answers there. */
  console?: ConsoleFiles | null;
  /** From createGatewayLogger; absent: silent. */
  logger?: Logger;
  /** Shared with other parts of the process; absent: the gateway's own. */
  metrics?: Registry;
  clock: () => EpochMilliseconds;
  /** Calls that one caller may make in a minute; absent: 1200, and 60,000 posts of events. */
  callsPerMinute?: number;
  /** What may wait for its answer; absent: `eventLimits` (event-admission.ts). */
  eventLimits?: { events: number; bytes: number };
  /** How often listeners' changes and rights are asked for; absent: each second, and every 15 seconds. */
  streamEvery?: { pollMs: number; pingMs: number };
  /** Milliseconds in which a request must have come whole; absent: 30,000. */
  requestTimeoutMs?: number;
  version: string;
}
