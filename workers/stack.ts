// The stack of one process: gateway and workers, or with WAYPROOF_RUN=gateway the gateway alone, on the parts that
// open-ground.ts opened. It registers each part for shutdown as soon as it runs.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Registry } from 'prom-client';
import { createJourneyRuns } from '../connectors/temporal/journey-runs.ts';
import type { PolicySet } from '../contracts/policy.ts';
import { createTemporalEngine } from '../gateway/temporal-engine.ts';
import type { InstallationRecords } from '../store/installation/installation-records.ts';
import { exportAnchorIn } from './compose-anchor.ts';
import { composeGateway } from './compose-gateway.ts';
import { composeIdentity } from './compose-identity.ts';
import { composeKnowledge } from './compose-knowledge.ts';
import type { ComposedKnowledge } from './compose-knowledge.ts';
import type { ComposedStore } from './compose-store.ts';
import type { Config } from './config.ts';
import { createLimitStatus } from './limit-status.ts';
import { openGround, productRoot } from './open-ground.ts';
import type { StartStackInput } from './open-ground.ts';
import { createOwnEndpointStatus } from './own-endpoints.ts';
import { createSendSamples } from './send-samples.ts';
import { partStatus } from './part-status.ts';
import { portIsFree, portTakenSentence } from './port-user.ts';
import { policiesHere } from './regions.ts';
import { SentenceError } from './sentence-error.ts';
import { startWorkers } from './start-workers.ts';
import type { RunningWorkers } from './start-workers.ts';
import { createSweeperStatus } from './sweeper-status.ts';
import { temporalVersion } from './temporal/connect-temporal.ts';
import { listeningAt } from './listening-at.ts';
import { readTls } from './read-tls.ts';

export interface RunningStack {
  gatewayUrl: string;
  /** Null when somebody else runs the server. */
  temporalUiUrl: string | null;
  stores: ComposedStore;
  installation: InstallationRecords;
  knowledge: ComposedKnowledge;
  tenants: PolicySet['tenants'];
  /** Empty where an OpenID Connect issuer is configured. */
  personas: string[];
  /** What drafts, in words. */
  model: string;
  logFolder: string;
  /** Null: without worker versions, or without workers. */
  version: RunningWorkers['version'];
  /** Settles with a sentence when a part is lost while the stack should run. */
  lost: Promise<string>;
}

/** @throws SentenceError or StoreStartError for what a person can put right. Nothing is stopped here: `shutdown` does. */
export async function startStack(input: StartStackInput): Promise<RunningStack> {
  const { config, shutdown } = input;
  await claimGatewayPort(config);
  const ground = await openGround(input);
  const { log, stores, installation, keys, tenants, regions, served, border } = ground;
  // Behind this door are the tenants of its own regions alone.
  const policies = policiesHere(ground.policies, served);
  const { embedding, chosen, temporal, server, watched, trueClock } = ground;

  const identity = await composeIdentity({ config, keys, tenants, isElsewhere: served.isElsewhere });
  // With a wrong clock nobody can be believed: an expired token would pass, and an event of the far future be accepted.
  const believed = {
    tokens: { verify: trueClock.guard(border.door(identity.tokens.verify)) },
    embedded: identity.embedded && {
      ...identity.embedded,
      issue: trueClock.guard(identity.embedded.issue),
    },
    // Who was believed may decide only as long as the clock is right: what is signed tells a time, and its hour would be refused.
    assertions: {
      ...identity.assertions,
      sign: trueClock.guard(identity.assertions.sign),
    },
  };
  const workers = config.run === 'gateway' ? null : await startWorkers(input, ground);

  const knowledge = composeKnowledge({ stores, embedding, tenants });
  const temporalEngine = createTemporalEngine(temporal.client);
  const engine = input.wrap?.engine?.(temporalEngine) ?? temporalEngine;
  const metrics = new Registry();
  const anchors = new Map(
    regions.map((region) => [region, exportAnchorIn({ config, region, stores, log: log.logger })]),
  );
  const sweepers = createSweeperStatus({ client: temporal.client, regions });
  const limits = createLimitStatus({ ...stores, policies });
  for (const source of [sweepers, watched, trueClock, limits, border]) source.register(metrics);
  const gateway = composeGateway({
    tls: readTls(config.gateway.tls),
    ...{ config, policies, tenants, engine, knowledge },
    stores: {
      ...stores,
      sessions: { ...stores.sessions, find: trueClock.guard(stores.sessions.find) },
    },
    payloadKeys: ground.payloadKeys,
    catalog: ground.catalog,
    namespace: temporal.namespace,
    ...(identity.embedded &&
      config.run === 'all' &&
      config.regions === undefined && {
        sendSamples: createSendSamples({
          ...{ gatewayUrl: listeningAt(config.gateway), seed: config.seed },
          ...{ installation, stores, knowledge },
        }),
      }),
    bundles: {
      runs: createJourneyRuns(temporal.client, [...ground.payloadKeys.values()]),
      anchorIn: (region) => anchors.get(region) ?? null,
    },
    temporalUiUrl: server?.uiUrl ?? null,
    identity: { ...identity, ...believed },
    parts: partStatus({
      ...{ config, stores, policies, regions, chosen, embedding, server, watched, trueClock, limits },
      temporalVersion: () => temporalVersion(temporal.connection),
      sweepers: () => sweepers.parts(),
      ownEndpoints: createOwnEndpointStatus(served),
    }),
    metrics,
    version: await productVersion(),
    logFile: log.gatewayFile,
  });
  await gateway.listen({ host: config.gateway.host, port: config.gateway.port });
  await shutdown.add('gateway', () => gateway.close());

  const never = new Promise<string>(() => undefined);
  return {
    gatewayUrl: listeningAt(config.gateway),
    temporalUiUrl: server?.uiUrl ?? null,
    ...{ stores, installation, knowledge, tenants },
    personas: [...new Set(identity.embedded?.personas.map(({ persona }) => persona) ?? [])],
    model: chosen === null ? 'extractive composer (no Ollama model found)' : `Ollama ${chosen.model}`,
    logFolder: log.folder,
    version: workers?.version ?? null,
    lost: Promise.race([ground.lost, workers?.lost ?? never]),
  };
}

async function claimGatewayPort({ gateway }: Config): Promise<void> {
  const { host, port } = gateway;
  if (await portIsFree(port, host)) return;
  throw new SentenceError(
    await portTakenSentence({ port, purpose: 'the gateway', variable: 'WAYPROOF_PORT' }),
  );
}

async function productVersion(): Promise<string> {
  const text = await readFile(join(productRoot, 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
