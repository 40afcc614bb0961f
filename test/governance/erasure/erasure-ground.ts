// A whole stack in this process with one customer whose every text is a canary, and people who act by the public door.
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import type { Client } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { createSweepRuns } from '../../../activities/governance/sweep-runs.ts';
import { sweepTerms } from '../../../activities/governance/sweep-terms.ts';
import { seedEmbeddedCrm } from '../../../connectors/crm/embedded/seed.ts';
import { createFailingRuns } from '../../../connectors/temporal/failing-runs.ts';
import { createJourneyRuns } from '../../../connectors/temporal/journey-runs.ts';
import { decodeHistoryJson } from '../../../connectors/temporal/payload-codec-reading.ts';
import { bundleMediaType } from '../../../contracts/bundle.ts';
import { canonicalJson } from '../../../contracts/canonical-json.ts';
import { hashText } from '../../../contracts/canonical-json.ts';
import { journeyIdOf, journeyWorkflowId } from '../../../contracts/ids.ts';
import type { ErasureRow } from '../../../contracts/ports/erasure.ts';
import type { LedgerRecord } from '../../../contracts/ports/store.ts';
import type { SweepRunsResult } from '../../../contracts/sweep-messages.ts';
import type { JourneyInput } from '../../../contracts/stage-messages.ts';
import { regionQueue, workflowNames } from '../../../contracts/wire-names.ts';
import { readExpectedCases } from '../../../samples/expected-cases.ts';
import type { PersonaName } from '../../../samples/expected-cases.ts';
import { generateSamples } from '../../../samples/generate.ts';
import { playSessions } from '../../../samples/play-behaviour.ts';
import { prngOf } from '../../../samples/prng.ts';
import type { SampleEvent } from '../../../samples/sample-types.ts';
import { createOpenJourneys } from '../../../store/open-journeys.ts';
import { createRunArchive } from '../../../store/run-archive.ts';
import { openPayloadKeys } from '../../../store/payload-keys.ts';
import { readConfig } from '../../../workers/config.ts';
import { createGatewayClient } from '../../../workers/demo/gateway-client.ts';
import { openMasterKey } from '../../../workers/open-master-key.ts';
import { loadSamples } from '../../../workers/sample-feed.ts';
import { createShutdown } from '../../../workers/shutdown.ts';
import { startStack } from '../../../workers/stack.ts';
import { outsideClient } from '../../support/outside-client.ts';
import { ownStackSettings } from '../../support/own-stack-settings.ts';
import { untilFound } from '../../support/until-found.ts';
import { canariesOf, sentenceOf } from '../../security/canary/canaries.ts';
import type { Written } from '../../security/canary/collect-written.ts';

export const tenant = 'lumen-retail';
const region = 'in';
const crm = canariesOf('crm');
/** An address, as a careless CRM has it. */
export const customerId = `leaving.${crm.email}`;

export interface JourneySeen {
  id: string;
  workflowId: string;
  subject: string;
  stage: string;
  outcome: string | null;
  reasons: string[];
  checkpoint: { requestId: string; proposalHash: string; blocked: boolean; rejectReasons: string[] } | null;
  content: { draft: unknown; proposal: unknown } | null;
}

export type ErasureGround = Awaited<ReturnType<typeof openErasureGround>>;

export async function openErasureGround() {
  const stateDirectory = await mkdtemp(join(tmpdir(), 'wayproof-erasure-'));
  const shutdown = createShutdown();
  const { path } = readConfig().machine;
  const config = await ownStackSettings(stateDirectory, {
    ...{ PATH: path, HOME: stateDirectory, WAYPROOF_LOG_LEVEL: 'trace' },
  });
  const stack = await startStack({ config, offline: true, say: () => undefined, shutdown });
  const { tenants, ...samples } = generateSamples({ seed: config.seed, now: Date.now() });
  const withoutCustomers = tenants.map((one) => ({ ...one, crm: { ...one.crm, customers: [] } }));
  await loadSamples({
    ...{ samples: { ...samples, tenants: withoutCustomers }, stores: stack.stores },
    ...{ knowledge: stack.knowledge, say: () => undefined },
  });
  const gateway = createGatewayClient(stack.gatewayUrl);
  const connection = await Connection.connect({ address: `127.0.0.1:${config.temporal.port}` });
  const { database, store } = stack.stores;
  const client: Client = await outsideClient({
    ...{ connection, database, masterKey: undefined, stateDirectory, region, tenants: [tenant] },
  });
  const masterKey = await openMasterKey({ stateDirectory, masterKey: undefined, installation: stack.installation }); // prettier-ignore
  const keys = await openPayloadKeys({
    ...{ database, region, tenants: [tenant], masterKey, onError: () => undefined },
  });

  const ground = {
    ...{ stack, store, gateway, client },
    /** The customer's record, as a person would find it. */
    async plant(): Promise<void> {
      const identity = { name: crm.name, email: crm.email, phone: crm.phone };
      const facts = {
        ...{ segment: `of ${crm.name}`, riskClass: null, loyalty: { tier: 'silver', points: 1200 } },
        ...{
          optedOut: false,
          timeZone: null,
          language: 'en',
          openCases: 0,
          holdings: [],
          recentContacts: [],
        },
        consents: { purposes: { retention: true }, channels: { whatsapp: true, push: true, phone: true } },
      };
      await seedEmbeddedCrm({
        ...{ database, tenant },
        seed: {
          customers: [{ customerId, identity, facts }],
          ...{ products: [], offers: [], slots: [] },
        },
      });
    },
    async sendEvents(visit: string): Promise<void> {
      await gateway.sendEvents(tenant, 'batch', eventsOf(visit));
    },
    async journeys(): Promise<JourneySeen[]> {
      const answer = await gateway.get('supervisor', tenant, `/v1/journeys?customer=${encodeURIComponent(customerId)}`); // prettier-ignore
      return (answer.body as { journeys: JourneySeen[] }).journeys;
    },
    async journey(id: string, as: PersonaName = 'supervisor'): Promise<JourneySeen> {
      return (await gateway.get(as, tenant, `/v1/journeys/${id}`)).body as JourneySeen;
    },
    untilOpen: (id: string) =>
      untilFound(async () => {
        const journey = await ground.journey(id);
        return journey.stage === 'checkpoint' && journey.checkpoint?.blocked === false ? journey : undefined;
      }, 120),
    untilEnded: (id: string) =>
      untilFound(async () => {
        const journey = await ground.journey(id);
        return journey.stage === 'ended' ? journey : undefined;
      }, 120),
    async reject({ id, checkpoint }: JourneySeen): Promise<number> {
      const { requestId, proposalHash, rejectReasons } = checkpoint ?? {};
      const body = { requestId, proposalHash, decision: 'reject', reasonCode: rejectReasons?.[0], comment: sentenceOf('comment') }; // prettier-ignore
      return (await gateway.post('supervisor', tenant, `/v1/journeys/${id}/decision`, body)).status;
    },
    /** Another journey of the same customer, by the same events. */
    async startLike(one: JourneySeen, name: string): Promise<string> {
      const history = historyToJSON(await client.workflow.getHandle(one.workflowId).fetchHistory());
      const opened = JSON.parse(await decodeHistoryJson({ keys: [keys], workflowId: one.workflowId, json: history })) as StartedHistory; // prettier-ignore
      const data = opened.events[0]?.workflowExecutionStartedEventAttributes?.input?.payloads[0]?.data ?? '';
      const input = JSON.parse(Buffer.from(data, 'base64').toString('utf8')) as JourneyInput;
      const again = { ...input, episode: hashText(name).slice(0, 16) };
      const workflowId = journeyWorkflowId(again);
      await client.workflow.start(workflowNames.journey, {
        ...{ workflowId, taskQueue: regionQueue(region), args: [again] },
      });
      return journeyIdOf(workflowId);
    },
    async bundle(id: string, documents: boolean): Promise<string> {
      return untilFound(async () => {
        const path = `/v1/journeys/${id}/evidence${documents ? '?documents=true' : ''}`;
        const answer = await gateway.get(documents ? 'compliance' : 'auditor', tenant, path, bundleMediaType);
        return answer.status === 200 ? canonicalJson(answer.body) : undefined;
      });
    },
    async erasure(id: string): Promise<ErasureRow> {
      return (await gateway.get('auditor', tenant, `/v1/erasures/${id}`)).body as ErasureRow;
    },
    async records(kind: string): Promise<LedgerRecord[]> {
      return store.ledger.list({ tenant, kind, limit: 200, afterIndex: null });
    },
    /** What the sweeper finds when it looks at everything that has ended. */
    async sweep(): Promise<SweepRunsResult> {
      const sweepRuns = createSweepRuns({
        ...{ store, region, clock: Date.now, stopping: () => false },
        archive: createRunArchive({ database }),
        openJourneys: createOpenJourneys({ database }),
        policies: { current: async () => ({ tenants: { [tenant]: { tenant, region } } }) as never },
        runs: createJourneyRuns(client, [keys]),
        failingRuns: createFailingRuns(client),
        terms: { ...sweepTerms, settleMs: 0, budgetMs: 60_000 },
      });
      return sweepRuns({ region, position: { since: 0, until: null, page: null, rows: null } });
    },
    /** Every file but those of the database and those in which somebody is named who works here. */
    async files(): Promise<Written[]> {
      const entries = await readdir(stateDirectory, { recursive: true, withFileTypes: true });
      const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)); // prettier-ignore
      const kept = files.filter((file) => !file.includes('/database/'));
      return Promise.all(
        kept.map(async (file) => ({ place: `files${file.slice(stateDirectory.length)}`, text: await readFile(file, 'latin1') })), // prettier-ignore
      );
    },
    stateDirectory,
    address: `127.0.0.1:${config.temporal.port}`,
    async close(): Promise<void> {
      await connection.close();
      await shutdown.run();
      await rm(stateDirectory, { recursive: true, force: true });
    },
  };
  return ground;
}

interface StartedHistory {
  events: { workflowExecutionStartedEventAttributes?: { input?: { payloads: { data: string }[] } } }[];
}

/** Sessions that lead to a journey, with the customer's own words in them. */
function eventsOf(visit: string): SampleEvent[] {
  const behaviour = readExpectedCases().behaviours['flight-risk'];
  if (!behaviour) throw new RangeError('the samples lack a behaviour');
  const stage = { prng: prngOf(visit), tenant, now: Date.now(), hoursAhead: 5.5, currency: 'INR', priceOf: () => undefined }; // prettier-ignore
  return playSessions(stage, customerId, behaviour.sessions).map((one, at): SampleEvent => {
    const data = { ...one.data };
    if ('text' in data || one.type.includes('contact_logged')) data['text'] = sentenceOf('event');
    return { ...one, id: `${visit}-${at}`, data };
  });
}
