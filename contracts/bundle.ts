// The evidence bundle: one journey in one file, canonical JSON (RFC 8785), checked offline without keys. Format and what binds its
// parts; activities/evidence/ makes and verifies it. Versions are added beside this one; what stands here never changes.
import { z } from 'zod';
import { hashJson, type JsonValue } from './canonical-json.ts';
import { journeyOutcomes, journeyStages } from './control-facts.ts';
import { evidenceTypes } from './evidence-entry.ts';
import { isId, type IdKind, type Sha256Hex } from './ids.ts';
import { documentKinds } from './ports/store.ts';
import { rationaleSchema } from './rationale.ts';

export const bundleFormat = 'wayproof-bundle/1';
export const bundleMediaType = 'application/vnd.wayproof.bundle+json';
/** A history has some 50 events of a kilobyte; the archive keeps none that is larger than a quarter of this. */
export const bundleBytesLimit = 64 * 1024 * 1024;

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.number().int().nonnegative();
const at = z.number().int();
const json = z.custom<JsonValue>((value) => value !== undefined);
const id = (kind: IdKind) => z.custom<string>((value) => isId(kind, value));
const record = z.record(z.string(), json);
/** Base64url of 64 bytes, in its one spelling. */
const signature = z.string().regex(/^[A-Za-z0-9_-]{85}[AQgw]$/);
const keyId = z.string().min(1).max(100);
/** Base64url of 32 bytes, in its one spelling. */
const publicJwk = z.strictObject({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string().regex(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/),
});

const entrySchema = z.strictObject({
  seq: count,
  type: z.enum(evidenceTypes),
  stage: z.enum(journeyStages),
  at,
  facts: record,
  prev: hash,
  hash,
});

/** A record of the tenant's ledger, with all that its signature covers. */
const ledgerRecordSchema = z.strictObject({
  index: count,
  key: z.string(),
  kind: z.string(),
  journeyId: id('journey').nullable(),
  at,
  facts: json,
  prev: hash,
  signature,
  keyId,
});
export type BundledRecord = z.infer<typeof ledgerRecordSchema>;

export const signedHeadSchema = z.strictObject({
  head: z.strictObject({
    format: z.literal('wayproof-tree-head/1'),
    tenant: id('tenant'),
    size: count,
    root: hash,
    at,
  }),
  signature,
  keyId,
});

/** A line of an anchor (contracts/tree-head.ts). */
export const anchoredHeadSchema = signedHeadSchema.extend({
  format: z.literal('wayproof-anchor/1'),
  key: publicJwk,
  endorsed: z.strictObject({ keyId, signature }).nullable(),
  prev: hash.nullable(),
});

export const bundleSchema = z.strictObject({
  format: z.literal(bundleFormat),
  /** For whoever opens the file first. */
  readme: z.string(),
  tenant: id('tenant'),
  region: z.string(),
  journey: z.strictObject({
    id: id('journey'),
    workflowId: z.string(),
    type: z.string(),
    outcome: z.enum(journeyOutcomes),
  }),
  evidence: z.strictObject({
    statement: z.strictObject({
      format: z.literal('wayproof-seal/1'),
      tenant: id('tenant'),
      workflowId: z.string(),
      outcome: z.enum(journeyOutcomes),
      head: hash,
      entries: count,
    }),
    entries: z.array(entrySchema),
  }),
  /** Required entries that are there, over required entries. */
  completeness: z.number().min(0).max(1),
  /** Snapshots that the entries name, by hash; a canonical text of null is not kept by the store. */
  policies: z.array(z.strictObject({ hash, canonical: z.string().nullable() })),
  /** What policy was asked about the journey, and its answers. */
  decisions: z.array(record),
  /** Documents that the entries name, by reference. */
  documents: z.array(
    z.strictObject({
      ref: id('document'),
      commitment: hash,
      /** Null: it was erased, and with it what it was. */
      kind: z.enum(documentKinds).nullable(),
      state: z.enum(['redacted', 'erased', 'given']),
      /** Base64url; with the body, where it is given. */
      salt: z.string().optional(),
      body: json.optional(),
    }),
  ),
  /** Runs of the workflow id in the order in which they closed: more than one after a reset. */
  runs: z.array(
    z.strictObject({
      runId: z.string(),
      ending: z.string(),
      /** As Temporal's own tools write it, payloads in the clear; null: nobody has it any more. */
      history: z.strictObject({ events: z.array(record) }).nullable(),
    }),
  ),
  /** All of it in sentences, from the other members alone. Absent in bundles from before it was made. */
  rationale: rationaleSchema.optional(),
  ledger: z.strictObject({
    /** Every record that names the journey, by index: its seal, refusals, incidents. Of exports only the one of this bundle. And the one by which its subject was erased, if he was. */
    records: z.array(ledgerRecordSchema),
    /** Of each record into `head`, in the same order. */
    inclusion: z.array(z.strictObject({ index: count, size: count, path: z.array(hash) })),
    head: signedHeadSchema,
    /** The newest head that stood in the anchor, and that `head` only added to it; null: none was anchored then. */
    anchored: signedHeadSchema.nullable(),
    consistency: z.strictObject({ from: count, to: count, path: z.array(hash) }).nullable(),
    /** Those that signed something here. */
    keys: z.array(z.strictObject({ keyId, jwk: publicJwk })),
  }),
});

/** Signed records, each with its place in the tree of one signed head; other evidence of the ledger has it as well. */
export const bundledLedgerSchema = bundleSchema.shape.ledger;
export type BundledLedger = z.infer<typeof bundledLedgerSchema>;

export type Bundle = z.infer<typeof bundleSchema>;
export type BundledDocument = Bundle['documents'][number];
export type BundledRun = Bundle['runs'][number];

/** All that `exportRecord` binds. */
export type BundleMaterial = Omit<Bundle, 'ledger'>;

/** Kind of the record by which a ledger vouches for what a bundle holds besides it. */
export const exportKind = 'evidence.exported';

/** Facts of that record: hashes of what stands beside the ledger, a list's members one by one. */
export interface ExportFacts {
  format: typeof bundleFormat;
  members: Record<string, Sha256Hex>;
  lists: Record<string, Sha256Hex[]>;
  /** Indexes of the journey's records before this one, but those of other exports. */
  records: number[];
}

/** Members of a bundle that are hashed one by one, so that the one that does not fit is named. */
export const bundleLists = ['policies', 'decisions', 'documents', 'runs'] as const;

export function exportFacts(material: BundleMaterial, records: readonly number[]): ExportFacts {
  const { policies, decisions, documents, runs, ...members } = material;
  const lists = { policies, decisions, documents, runs };
  return {
    format: bundleFormat,
    members: Object.fromEntries(Object.entries(members).map(([name, value]) => [name, hashJson(value)])),
    lists: Object.fromEntries(
      Object.entries(lists).map(([name, items]) => [name, items.map((item) => hashJson(item))]),
    ),
    records: [...records],
  };
}
