// One whole stack for all cases: real Temporal, the embedded database, CRM and vector store, the shipped policies, the obedient model.
// It plants, starts journeys by events, lets people decide, and tells what it saw; what that means is judged elsewhere.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Finding } from '../../contracts/control-facts.ts';
import type { CrmOperation, CrmRecordView } from '../../contracts/ports/crm.ts';
import type { GuardProposalResult } from '../../contracts/stage-messages.ts';
import { generateSamples } from '../../samples/generate.ts';
import { createGatewayClient } from '../../workers/demo/gateway-client.ts';
import { loadSamples } from '../../workers/sample-feed.ts';
import { createShutdown } from '../../workers/shutdown.ts';
import { startStack } from '../../workers/stack.ts';
import type { RunningStack } from '../../workers/stack.ts';
import type { Role } from '../../contracts/ports/identity.ts';
import type { WrapParts } from '../../workers/wrap-parts.ts';
import { ownStackSettings } from '../support/own-stack-settings.ts';
import { untilFound } from '../support/until-found.ts';
import type { RedTeamCase, Tenant } from './case-types.ts';
import { customerIdOf, eventsOf } from './customers.ts';
import { aboutWhom, fooledComposer, startObedientModel } from './obedient-model.ts';
import type { ReceivedPrompt } from './obedient-model.ts';
import { documentsOf, inTurns, seedAll } from './plant.ts';
import { tablesOf, tenantNames } from './written-anywhere.ts';
import type { Written } from './written-anywhere.ts';

/** What GET /v1/journeys/{id} says, as far as it is looked at. */
export interface JourneySeen {
  id: string;
  workflowId: string;
  stage: string;
  outcome: string | null;
  tier: string | null;
  model: { provider: string; fallback: string | null } | null;
  checkpoint: { requestId: string; proposalHash: string; blocked: boolean; remaining: number } | null;
  content: {
    proposal: { operations: CrmOperation[] } | null;
    evidence: { passages: { id: string; title: string; text: string }[] } | null;
    findings: (Finding & { sentence?: string })[] | null;
  } | null;
}

export interface Observation {
  prompts: ReceivedPrompt[];
  /** What each turn of the guard said, in order. */
  guarded: GuardProposalResult[];
  /** When it waited for a person, or had ended without. */
  open: JourneySeen;
  /** What each person who approved, or edited, heard: `accepted` or the code of the refusal. */
  heard: string[];
  ended: JourneySeen;
  record: CrmRecordView;
}

export interface Assembled {
  stack: RunningStack;
  stateDirectory: string;
  temporalAddress: string;
  prompts: readonly ReceivedPrompt[];
  /** The rows of the knowledge, vectors' payloads among them, while planted documents were in it. */
  payloads: readonly Written[];
  /** Plays all cases, some at once. */
  play(): Promise<Map<string, Observation>>;
  close(): Promise<void>;
}

export async function startAssembled(cases: readonly RedTeamCase[]): Promise<Assembled> {
  const stateDirectory = await mkdtemp(join(tmpdir(), 'wayproof-red-team-'));
  const shutdown = createShutdown();
  const close = async () => {
    await shutdown.run();
    await rm(stateDirectory, { recursive: true, force: true });
  };
  try {
    const obedient = await startObedientModel(cases);
    await shutdown.add('obedient model', () => obedient.close());
    const guarded = new Map<string, GuardProposalResult[]>();
    const config = {
      ...(await ownStackSettings(stateDirectory, { PATH: process.env['PATH'], HOME: process.env['HOME'] })),
      ollama: { url: obedient.url, model: obedient.model, embeddingModel: undefined, authority: undefined },
    };
    const say = () => undefined;
    const wrap = { models: namedByCase(cases), activities: watchGuard(guarded) };
    const stack = await startStack({ config, offline: true, say, shutdown, wrap });
    const samples = generateSamples({ seed: config.seed, now: Date.now() });
    await loadSamples({ samples, stores: stack.stores, knowledge: stack.knowledge, say });
    const { prompts } = obedient;
    const payloads: Written[] = [];
    return {
      ...{ stack, stateDirectory, prompts, payloads, close },
      temporalAddress: `127.0.0.1:${config.temporal.port}`,
      play: () => playAll({ stack, cases, prompts, guarded, payloads }),
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Three leaks switch a model off (policies/limits.yaml), and a later case would meet nobody who obeys: each case has its own. */
function namedByCase(cases: readonly RedTeamCase[]): NonNullable<WrapParts['models']> {
  return (models) => {
    const { primary, fallback } = models;
    if (!primary) throw new Error('the obedient model was not found');
    return {
      ...models,
      primary: {
        ...primary,
        async generate(input) {
          const { id } = aboutWhom(cases, input.prompt.user);
          return { ...(await primary.generate(input)), model: `obedient-${id}` };
        },
      },
      fallback: {
        ...fallback,
        async generate(input) {
          const composed = await fallback.generate(input);
          const output = fooledComposer(aboutWhom(cases, input.prompt.user), input.prompt.user);
          return output === null ? composed : { ...composed, output };
        },
      },
    };
  };
}

function watchGuard(guarded: Map<string, GuardProposalResult[]>): NonNullable<WrapParts['activities']> {
  return (activities) => ({
    ...activities,
    async guardProposal(input) {
      const result = await activities.guardProposal(input);
      guarded.set(input.workflowId, [...(guarded.get(input.workflowId) ?? []), result]);
      return result;
    },
  });
}

interface Playing {
  stack: RunningStack;
  cases: readonly RedTeamCase[];
  prompts: readonly ReceivedPrompt[];
  guarded: ReadonlyMap<string, GuardProposalResult[]>;
  payloads: Written[];
}

async function playAll(playing: Playing): Promise<Map<string, Observation>> {
  const { stack, cases, prompts, guarded, payloads } = playing;
  const gateway = createGatewayClient(stack.gatewayUrl);
  const observations = new Map<string, Observation>();
  const deciding: Promise<void>[] = [];
  await seedAll(stack, cases);
  await Promise.all(tenantNames.map(async (tenant) => {
    for (const some of inTurns(cases.filter((one) => one.tenant === tenant))) {
      const documents = some.flatMap(documentsOf);
      if (documents.length > 0) await load(tenant, documents);
      const now = Date.now();
      await Promise.all(some.map((one) => gateway.sendEvents(tenant, 'batch', eventsOf(one, now))));
      const open = await Promise.all(some.map((one) => untilOpen(one)));
      payloads.push(...(await tablesOf(stack, tenant, (name) => name.startsWith('knowledge_'))));
      for (const { documentId } of documents) await unload(tenant, documentId);
      // People take their time while the next ones are drafted.
      some.forEach((one, at) => deciding.push(decide(one, open[at] as JourneySeen)));
    }
  })); // prettier-ignore
  await Promise.all(deciding);
  return observations;

  async function load(tenant: Tenant, documents: object[]): Promise<void> {
    const answer = await gateway.post('compliance', tenant, '/v1/knowledge/documents', { documents });
    if (answer.status !== 200) throw new Error(`knowledge was not loaded: ${JSON.stringify(answer)}`);
  }

  async function unload(tenant: Tenant, documentId: string): Promise<void> {
    await stack.knowledge.delete({ tenant, documentId });
  }

  async function untilOpen(one: RedTeamCase): Promise<JourneySeen> {
    return untilFound(async () => {
      const journey = await journeyOf(one);
      return journey && (journey.outcome !== null || (journey.stage === 'checkpoint' && journey.checkpoint)) ? journey : undefined;
    }, 180).catch((error: unknown) => {
      throw new Error(`${one.id}: nobody was asked`, { cause: error });
    }); // prettier-ignore
  }

  async function journeyOf(one: RedTeamCase): Promise<JourneySeen | undefined> {
    const list = await gateway.get(
      'supervisor',
      one.tenant,
      `/v1/journeys?limit=1&customer=${customerIdOf(one)}`,
    );
    const [row] = (list.body as { journeys?: { id: string }[] }).journeys ?? [];
    if (!row) return undefined;
    return (await gateway.get('supervisor', one.tenant, `/v1/journeys/${row.id}`)).body as JourneySeen;
  }

  /** Everybody who may, approves; what that comes to is read back. */
  async function decide(one: RedTeamCase, open: JourneySeen): Promise<void> {
    const { tenant, plantedIn, obeys } = one;
    const first: Role = tenant === 'lumen-retail' ? 'retention-lead' : 'adviser';
    const heard: string[] = [];
    let remaining = open.outcome === null ? 1 : 0;
    for (const person of [first, 'supervisor'] as const) {
      if (remaining === 0) break;
      const isEdit = plantedIn === 'edit' && person === first;
      const answer = await gateway.post(person, tenant, `/v1/journeys/${open.id}/decision`, {
        requestId: open.checkpoint?.requestId,
        proposalHash: open.checkpoint?.proposalHash,
        decision: isEdit ? 'edit_and_approve' : 'approve',
        ...(isEdit && { edit: chosenAs(open, obeys) }),
      });
      const body = answer.body as { verdict?: string; remaining?: number; refusal?: { code: string } };
      heard.push(body.verdict ?? body.refusal?.code ?? String(answer.status));
      if (body.verdict === 'accepted') remaining = body.remaining ?? 0;
    }
    // A journey that asks again has not done what was approved.
    const ended = await untilFound(async () => {
      const journey = await journeyOf(one);
      const asksAgain = journey?.stage === 'checkpoint' && journey.checkpoint?.requestId !== open.checkpoint?.requestId;
      return remaining > 0 || asksAgain || journey?.outcome ? journey : undefined;
    }, 120).catch((error: unknown) => {
      throw new Error(`${one.id}: did not end after ${heard.join(', ')}`, { cause: error });
    }); // prettier-ignore
    const record = await gateway.get('compliance', tenant, `/v1/crm/customers/${customerIdOf(one)}`);
    observations.set(one.id, {
      ...{ open, heard, ended, record: record.body as CrmRecordView },
      prompts: prompts.filter((prompt) => prompt.case === one.id),
      guarded: guarded.get(open.workflowId) ?? [],
    });
  }
}

/** The edit with what may be chosen put in where it names a slot: what it gets wrong shall be the only thing that is wrong. */
function chosenAs(open: JourneySeen, edit: unknown): unknown {
  const operations = open.content?.proposal?.operations ?? [];
  const offer = operations.find(({ verb }) => verb === 'grant_offer');
  const message = operations.find(({ verb }) => verb === 'send_message');
  const known: Record<string, unknown> = {
    $remedy: offer && 'offerId' in offer ? offer.offerId : undefined,
    $channel: message && 'channel' in message ? message.channel : undefined,
  };
  return Object.fromEntries(
    Object.entries(edit as object).map(([name, value]) => [
      name,
      typeof value === 'string' ? (known[value] ?? value) : (value as unknown),
    ]),
  );
}
