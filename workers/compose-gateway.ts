// The gateway with its ports. One CRM and one knowledge port serve all tenants here; each call goes to the connector of
// the tenant's own region.
import { join } from 'node:path';
import { pino } from 'pino';
import type { FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';
import { exportBundle, type ExportAnchor } from '../activities/evidence/export-bundle.ts';
import { exportCertificate } from '../activities/evidence/export-certificate.ts';
import { createPreviewProposal } from '../activities/inference/preview-proposal.ts';
import { createExplainJourney } from '../activities/evidence/rationale/explain-journey.ts';
import { evaluate } from '../activities/policy/policy-engine.ts';
import { screenLogLine } from '../activities/privacy/logs/screen-log-line.ts';
import { screenEventData } from '../activities/privacy/screens/screen-event.ts';
import type { TenantId } from '../contracts/ids.ts';
import type { JourneyCatalog } from '../contracts/journey.ts';
import type { PolicyRegistry, PolicySet } from '../contracts/policy.ts';
import type { JourneyRuns, RunArchive } from '../contracts/ports/runs.ts';
import type { PreviewProposal } from '../contracts/proposal-preview.ts';
import type { JourneyEngine } from '../gateway/journey-engine.ts';
import { decodeForCaller } from '../connectors/temporal/payload-codec-reading.ts';
import { readConsole } from '../gateway/console/console-files.ts';
import { createGateway } from '../gateway/create-gateway.ts';
import { createGatewayLogger } from '../gateway/logger.ts';
import type {
  CustomerRecords,
  ExportBundle,
  ExportCertificate,
  GatewayTls,
  Knowledge,
  PartStatus,
  SendSamples,
} from '../gateway/ports.ts';
import { createCompleteness } from '../store/completeness.ts';
import { createConsoleReading } from '../store/console-reading.ts';
import { createRunArchive } from '../store/run-archive.ts';
import { productRoot } from './open-ground.ts';
import { anchorFileIn } from './compose-anchor.ts';
import { composeSubjectReading } from './compose-subject-reading.ts';
import type { ComposedIdentity } from './compose-identity.ts';
import type { RegionPayloadKeys } from './compose-payload-keys.ts';
import type { ComposedStore } from './compose-store.ts';
import type { Config } from './config.ts';
import { createVerifyJourney } from './verify-journey.ts';

export interface ComposeGatewayInput {
  config: Config;
  stores: ComposedStore;
  identity: ComposedIdentity;
  policies: PolicyRegistry;
  tenants: PolicySet['tenants'];
  engine: JourneyEngine;
  /** What bundles are made of besides the store; absent: none are made. */
  bundles?: {
    /** What Temporal still knows of runs, with the keys of every region that is served here. */
    runs: JourneyRuns;
    /** Of a region; null: its heads are not anchored. */
    anchorIn: (region: string) => ExportAnchor | null;
  };
  /** What previews are made with; absent: none are made. */
  catalog?: JourneyCatalog;
  /** Absent: there are no sample tenants, or nobody who sends their events. */
  sendSamples?: SendSamples;
  /** Namespace of the runs, for their addresses in the Temporal UI. */
  namespace?: string;
  payloadKeys: RegionPayloadKeys;
  /** Of the stack's own server; null when somebody else runs it. */
  temporalUiUrl: string | null;
  knowledge: Knowledge;
  parts: () => Promise<PartStatus[]>;
  /** Of the whole process; absent: the gateway's own. */
  metrics?: Registry;
  version: string;
  /** File that the log goes to; standard output stays the product's own. */
  logFile: string;
  tls?: GatewayTls | undefined;
}

export function composeGateway(input: ComposeGatewayInput): FastifyInstance {
  const { config, stores, identity, policies, engine, knowledge, parts, metrics, version } = input;
  const regionOf: RegionOf = (tenant) => input.tenants[tenant]?.region ?? '';
  const crm = crmByTenant(stores, input.tenants);
  const archive = createRunArchive({ database: stores.database });
  const explain = createExplainJourney(stores);
  return createGateway({
    store: stores.store,
    counters: stores.counters,
    switches: stores.switches,
    reading: createConsoleReading(stores),
    completeness: createCompleteness(stores),
    explainJourney: explain,
    crm,
    engine,
    tokens: identity.tokens,
    assertions: identity.assertions,
    policies,
    evaluatePolicy: evaluate,
    screenEvent: screenEventData,
    knowledge,
    ...(input.sendSamples && { sendSamples: input.sendSamples }),
    runAddress: runAddressOf(input),
    ...(input.catalog && { previewProposal: previewerOf(input, input.catalog, regionOf) }),
    ...(input.bundles && composeBundles(input, input.bundles, { archive, regionOf })),
    ...composeSubjectReading({ stores, engine, crm, archive, explain, regionOf }),
    parts,
    ...(metrics && { metrics }),
    ...(identity.embedded === undefined ? {} : { identity: identity.embedded }),
    ...(identity.browser && { browser: { ...identity.browser, sessions: stores.sessions } }),
    logger: createGatewayLogger(
      config.logLevel,
      screenLogLine,
      pino.destination({ dest: input.logFile, sync: false, mkdir: true }),
    ),
    clock: Date.now,
    console: readConsole(join(productRoot, 'dist', 'console')),
    payloads: {
      uiOrigin: config.temporal.uiUrl ?? input.temporalUiUrl,
      decode: ({ payloads, may }) =>
        decodeForCaller({ keys: [...input.payloadKeys.values()], payloads, may }),
    },
    ...(input.tls && { tls: input.tls }),
    version,
  });
}

type RegionOf = (tenant: TenantId) => string;

function composeBundles(
  { config, stores: { store } }: ComposeGatewayInput,
  { runs, anchorIn }: NonNullable<ComposeGatewayInput['bundles']>,
  { archive, regionOf }: { archive: RunArchive; regionOf: RegionOf },
) {
  const exporter: ExportBundle = (asked) =>
    exportBundle({ store, archive, runs, anchor: anchorIn(regionOf(asked.tenant)) }, asked);
  const certifier: ExportCertificate = (asked) =>
    exportCertificate({ store, anchor: anchorIn(regionOf(asked.tenant)) }, asked);
  return {
    exportBundle: exporter,
    exportCertificate: certifier,
    verifyJourney: createVerifyJourney({
      exportBundle: exporter,
      anchorFileOf: (tenant) => anchorFileIn(config, regionOf(tenant), tenant),
    }),
  };
}

function runAddressOf({ config, temporalUiUrl, namespace = 'default' }: ComposeGatewayInput) {
  const ui = config.temporal.uiUrl ?? temporalUiUrl;
  return (workflowId: string): string | null =>
    ui === null
      ? null
      : `${ui}/namespaces/${encodeURIComponent(namespace)}/workflows/${encodeURIComponent(workflowId)}`;
}

/** Each tenant's proposals meet the CRM of its own region. */
function previewerOf(
  { stores, policies, tenants }: ComposeGatewayInput,
  catalog: JourneyCatalog,
  regionOf: RegionOf,
): PreviewProposal {
  const { store } = stores;
  const previewers = new Map(
    regionsOf(tenants).map((region) => [
      region,
      createPreviewProposal({ policies, catalog, crm: stores.crmIn(region), store, clock: Date.now }),
    ]),
  );
  return (asked) => {
    const previewer = previewers.get(regionOf(asked.row.tenant));
    if (!previewer) throw new TypeError('a journey names a tenant without a region');
    return previewer(asked);
  };
}

function regionsOf(tenants: PolicySet['tenants']): string[] {
  return [...new Set(Object.values(tenants).map(({ region }) => region))];
}

/** Only what the gateway reads of a customer; it never writes to a CRM. */
function crmByTenant(stores: ComposedStore, tenants: PolicySet['tenants']): CustomerRecords {
  const connectors = new Map<string, CustomerRecords>(
    regionsOf(tenants).map((region) => [region, stores.crmIn(region)]),
  );
  const of = (tenant: string): CustomerRecords => {
    const connector = connectors.get(tenants[tenant]?.region ?? '');
    if (connector === undefined) throw new TypeError('a verified token names a tenant without a region');
    return connector;
  };
  return {
    readFacts: (query) => of(query.tenant).readFacts(query),
    view: (query) => of(query.tenant).view(query),
  };
}
