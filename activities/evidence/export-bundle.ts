// Collects the evidence of one sealed journey into a bundle. What it collects is hashed into a record of the ledger, so that every byte
// of the file is vouched for; nothing of the exporter's clock or machine goes in: the same evidence under the same head is the same bytes.
import { bundleFormat, exportFacts, exportKind } from '../../contracts/bundle.ts';
import type {
  Bundle,
  BundledDocument,
  BundledRecord,
  BundledRun,
  BundleMaterial,
} from '../../contracts/bundle.ts';
import { canonicalJson, hashJson, type JsonValue } from '../../contracts/canonical-json.ts';
import type { DocumentReference } from '../../contracts/control-facts.ts';
import { erasureKinds } from '../../contracts/erasure-records.ts';
import { failures } from '../../contracts/failures.ts';
import { parseJourneyWorkflowId, type JourneyId, type TenantId } from '../../contracts/ids.ts';
import type { Anchor } from '../../contracts/ports/anchor.ts';
import type { JourneyRuns, RunArchive } from '../../contracts/ports/runs.ts';
import type { LedgerRecord, Store } from '../../contracts/ports/store.ts';
import { auditCompleteness } from '../../contracts/required-evidence.ts';
import type { AnchoredHead, SignedTreeHead } from '../../contracts/tree-head.ts';
import { sweepTerms } from '../governance/sweep-terms.ts';
import { bundleReadme } from './bundle-readme.ts';
import { allRecords } from './ledger-records.ts';
import { namedInEntries } from './named-in-entries.ts';
import { rationaleOfBundle } from './rationale/rationale-of-bundle.ts';

export interface ExportBundleDeps {
  store: Pick<Store, 'documents' | 'ledger' | 'policySnapshots' | 'policyDecisions' | 'erasures'>;
  archive: Pick<RunArchive, 'runsOf' | 'history'>;
  runs: Pick<JourneyRuns, 'latest' | 'read'>;
  /** Of the tenant's region; null: heads are not anchored. */
  anchor: ExportAnchor | null;
}

export interface ExportBundleInput {
  tenant: TenantId;
  journeyId: JourneyId;
  /** The caller may see texts, and that he does is recorded already. */
  documents: boolean;
}

/**
 * @returns the bundle's text.
 * @throws RecordMissing: not sealed; ContractBroken: what is stored does not fit; DependencyUnavailable: the run has not ended yet.
 */
export async function exportBundle(deps: ExportBundleDeps, input: ExportBundleInput): Promise<string> {
  const { tenant, journeyId } = input;
  const { ledger } = deps.store;
  const evidence = await materialOf(deps, input);
  const own = (await allRecords(ledger, { tenant, journeyId })).filter(({ kind }) => kind !== exportKind);
  const erased = await erasureRecord(deps, tenant, evidence.journey.workflowId);
  const records = [...own, ...erased].sort((one, other) => one.index - other.index);
  const material = { ...evidence, rationale: rationaleOfBundle(evidence, records) };
  const facts = exportFacts(
    material,
    records.map(({ index }) => index),
  );
  const exported = await ledger.append({
    tenant,
    key: `${exportKind}/${journeyId}/${hashJson(facts)}`,
    kind: exportKind,
    journeyId,
    facts: facts as unknown as JsonValue,
  });
  const bundle: Bundle = { ...material, ledger: await ledgerPart(deps, tenant, [...records, exported]) };
  return canonicalJson(bundle);
}

async function materialOf(deps: ExportBundleDeps, input: ExportBundleInput): Promise<BundleMaterial> {
  const { store } = deps;
  const { tenant, journeyId } = input;
  const evidence = await store.ledger.evidenceOf({ tenant, journeyId });
  if (!evidence)
    throw failures.recordMissing('the journey is not sealed', { part: 'store', ids: { journeyId } });
  const { statement, entries } = evidence;
  const { workflowId, outcome } = statement;
  const named = namedInEntries(entries);
  const region = entries[0]?.facts['region'];
  return {
    format: bundleFormat,
    readme: bundleReadme,
    tenant,
    region: typeof region === 'string' ? region : '',
    journey: { id: journeyId, workflowId, type: parseJourneyWorkflowId(workflowId)?.type ?? '', outcome },
    evidence: { statement, entries: entries as Bundle['evidence']['entries'] },
    completeness: auditCompleteness(outcome, entries.map(({ type }) => type)),
    policies: await Promise.all(
      named.policies.map(async (hash) => ({ hash, canonical: await store.policySnapshots.get({ hash }) })),
    ),
    decisions: (await store.policyDecisions.list({ tenant, journeyId })) as unknown as BundleMaterial['decisions'],
    documents: await documentsOf(store, input, named.documents),
    runs: await runsOf(deps, tenant, journeyId, workflowId),
  }; // prettier-ignore
}

async function documentsOf(
  { documents }: Pick<Store, 'documents'>,
  { tenant, documents: given }: ExportBundleInput,
  named: readonly DocumentReference[],
): Promise<BundledDocument[]> {
  return Promise.all(
    named.map(async ({ ref, commitment }): Promise<BundledDocument> => {
      const found = await documents.get({ tenant, ref, ...(given && { withSalt: true }) });
      if (!found) return { ref, commitment, kind: null, state: 'erased' };
      const { kind, salt, body } = found;
      if (!given || salt === undefined) return { ref, commitment, kind, state: 'redacted' };
      return { ref, commitment, kind, state: 'given', salt, body };
    }),
  );
}

async function runsOf(
  { archive, runs }: ExportBundleDeps,
  tenant: TenantId,
  journeyId: JourneyId,
  workflowId: string,
): Promise<BundledRun[]> {
  const kept = await archive.runsOf({ tenant, journeyId });
  const archived = await Promise.all(
    kept.map(async ({ runId, ending }): Promise<BundledRun> => {
      const found = await archive.history({ tenant, runId });
      return { runId, ending, history: found && historyIn(found.json) };
    }),
  );
  const latest = await runs.latest({ workflowId });
  // The seal is the run's last act; its end follows within moments.
  if (latest === 'open')
    throw failures.dependencyUnavailable('the run has not ended yet', {
      part: 'temporal',
      ids: { journeyId },
    });
  if (latest === null || kept.some(({ runId }) => runId === latest.runId)) return archived;
  const read = await runs.read({ run: latest, maxBytes: sweepTerms.maxHistoryBytes });
  const history = read === null || read.history === 'too_large' ? null : historyIn(read.history.json);
  return [...archived, { runId: latest.runId, ending: latest.ending, history }];
}

function historyIn(json: string): BundledRun['history'] {
  const { events } = JSON.parse(json) as NonNullable<BundledRun['history']>;
  return { events };
}

/** Why the texts are gone: the certificate of the subject's erasure. */
async function erasureRecord(
  { store: { erasures, ledger } }: Pick<ExportBundleDeps, 'store'>,
  tenant: TenantId,
  workflowId: string,
): Promise<LedgerRecord[]> {
  const subject = parseJourneyWorkflowId(workflowId)?.subject;
  const erasure = subject === undefined ? null : await erasures.erasureOf({ tenant, subject });
  if (erasure?.ledgerIndex == null) return [];
  const afterIndex = erasure.ledgerIndex - 1;
  return ledger.list({ tenant, kind: erasureKinds.erased, limit: 1, afterIndex });
}

export interface LedgerPartDeps {
  store: Pick<Store, 'ledger'>;
  /** Of the tenant's region; null: heads are not anchored. */
  anchor: ExportAnchor | null;
}

/** An anchor to which the newest head can be brought before it is asked (activities/governance/anchor-at-export.ts). */
export interface ExportAnchor extends Pick<Anchor, 'newest'> {
  /** Never throws, and is done in some seconds: where nothing could be anchored the newest line is the one before. */
  catchUp?(input: { tenant: TenantId }): Promise<void>;
}

/** Everything under one head: the anchored one where it holds all the records, else a new one that adds to it. */
export async function ledgerPart(
  { store: { ledger }, anchor }: LedgerPartDeps,
  tenant: TenantId,
  records: readonly LedgerRecord[],
): Promise<Bundle['ledger']> {
  // Also where the anchored head is taken in the end: a tree that was rewritten is exported by nobody.
  const signed = await ledger.signHead({ tenant });
  const last = Math.max(...records.map(({ index }) => index));
  const newest = anchor && (await newestOver(anchor, tenant, last));
  const anchored = newest ? signedHead(newest) : null;
  const head = anchored && anchored.head.size > last ? anchored : signed && signedHead(signed);
  if (head === null) throw new TypeError('a ledger with records has no head');
  const { size } = head.head;
  const bundled = records.map(bundledRecord);
  const used = new Set([head, ...(anchored ? [anchored] : []), ...bundled].map(({ keyId }) => keyId));
  const keys = (await ledger.publicKeys({ tenant })).filter(({ keyId }) => used.has(keyId));
  return {
    records: bundled,
    inclusion: await Promise.all(bundled.map(({ index }) => ledger.inclusion({ tenant, index, size }))),
    head,
    anchored,
    consistency: anchored && (await ledger.consistency({ tenant, from: anchored.head.size, to: size })),
    keys: keys
      .map(({ keyId, jwk }) => ({ keyId, jwk: publicPart(jwk) }))
      .sort((one, other) => (one.keyId < other.keyId ? -1 : 1)),
  };
}

/** What is anchored already is not anchored again, however often it is asked for. */
async function newestOver(
  anchor: ExportAnchor,
  tenant: TenantId,
  last: number,
): Promise<AnchoredHead | null> {
  const newest = await anchor.newest({ tenant });
  if (!anchor.catchUp || (newest !== null && newest.head.size > last)) return newest;
  await anchor.catchUp({ tenant });
  return anchor.newest({ tenant });
}

function signedHead({ head, signature, keyId }: SignedTreeHead): SignedTreeHead {
  return { head, signature, keyId };
}

function publicPart(jwk: JsonValue): Bundle['ledger']['keys'][number]['jwk'] {
  const { x } = jwk as { x: string };
  return { kty: 'OKP', crv: 'Ed25519', x };
}

/** @throws ContractBroken for a record of before the ledger kept what its signature covers. */
function bundledRecord({ key, prev, ...record }: LedgerRecord): BundledRecord {
  if (key === undefined || prev === undefined)
    throw failures.contractBroken('a record of the ledger is not whole', { part: 'store' });
  return { ...record, key, prev };
}
