// The demo: the sample events go through the public API, personas decide, and everything is read back and compared with
// test/expected-cases.json. It knows HTTP only, and the hand of the world; starting the stack is workers/stack.ts.
import type { ExpectedCases, PersonaName } from '../samples/expected-cases.ts';
import type { SampleCase, SampleTenant, Samples } from '../samples/sample-types.ts';
import { compareWithExpectations } from './demo/compare.ts';
import type { DemoObservations } from './demo/compare.ts';
import { planDeliveries } from './demo/delivery-plan.ts';
import { eraseCustomer, type DemoErasure } from './demo/erase-customer.ts';
import { exportBundles, type ExportedBundle } from './demo/export-bundles.ts';
import { createGatewayClient } from './demo/gateway-client.ts';
import type { GatewayClient } from './demo/gateway-client.ts';
import { summariseObservation } from './demo/observation.ts';
import type { CaseObservation } from './demo/observation.ts';
import { begin, playOutages } from './demo/outage-windows.ts';
import { playCase } from './demo/play-case.ts';
import { listJourneys } from './demo/read-back.ts';
import { reportJourney } from './demo/report-journey.ts';
import type { DemoJourney } from './demo/report-journey.ts';
import type { World } from './demo/world.ts';

export { renderReport } from './demo/render-report.ts';

export interface DemoReport {
  ok: boolean;
  journeys: DemoJourney[];
  /** One customer of the cases, erased afterwards; absent: none was. */
  erasure?: DemoErasure;
  seconds: number;
  /** One line for each thing that is not as expected. */
  failures: string[];
}

export interface FeedInput {
  gatewayUrl: string;
  expectations: ExpectedCases;
  samples: Samples;
  onProgress?: (line: string) => void;
}

export interface DemoInput extends FeedInput {
  world: World;
  /** Where the journeys' bundles go; absent: none are made. */
  bundleFolder?: string;
}

/**
 * Plays all cases against a fresh stack that runs on `samples` (its CRM and knowledge are loaded already) and judges
 * what came of them.
 * @throws Error when the gateway cannot be reached or refuses the events; what merely ends otherwise is in the report.
 */
export async function runDemo(input: DemoInput): Promise<DemoReport> {
  const begun = Date.now();
  const { observations, seen } = await observeDemo(input);
  const bundles = await bundlesOf(input, observations);
  const refuted = [...bundles.values()].filter(({ holds }) => !holds);
  // Last: what it takes away was read back before.
  const erasure = await erasureOf(input, observations, bundles);
  const failures = [
    ...(erasure && !erasure.verified
      ? [`${erasure.id} is ${erasure.state}, or what it left is refuted`]
      : []),
    ...refuted.map(({ file }) => `${file} is refuted`),
    ...observations.flatMap(({ unforeseen }) => unforeseen),
    ...compareWithExpectations(input.expectations, seen),
  ];
  return {
    ok: failures.length === 0,
    journeys: observations.map((one) => reportJourney(one, bundles)),
    ...(erasure && { erasure }),
    seconds: Math.round((Date.now() - begun) / 100) / 10,
    failures,
  };
}

async function erasureOf(
  { gatewayUrl, bundleFolder, onProgress = () => undefined }: DemoInput,
  observations: readonly CaseObservation[],
  bundles: ReadonlyMap<string, ExportedBundle>,
): Promise<DemoErasure | null> {
  if (bundleFolder === undefined) return null;
  const gateway = createGatewayClient(gatewayUrl);
  return eraseCustomer({ gateway, observations, bundles, folder: bundleFolder, onProgress });
}

async function bundlesOf(
  { gatewayUrl, bundleFolder, onProgress = () => undefined }: DemoInput,
  observations: readonly CaseObservation[],
): Promise<Map<string, ExportedBundle>> {
  if (bundleFolder === undefined) return new Map();
  const gateway = createGatewayClient(gatewayUrl);
  return exportBundles({ gateway, observations, folder: bundleFolder, onProgress });
}

/** Plays all cases and reads everything back, without a judgement. */
export async function observeDemo(
  input: DemoInput,
): Promise<{ observations: CaseObservation[]; seen: DemoObservations }> {
  const { samples, expectations, onProgress = () => undefined } = input;
  const gateway = createGatewayClient(input.gatewayUrl);
  const observations = await playAll(gateway, input, onProgress);
  const all = await Promise.all(samples.tenants.map(({ tenant }) => listJourneys(gateway, tenant, {})));
  const known = new Set(observations.flatMap(({ journeys }) => journeys.map(({ id }) => id)));
  const productsOf = (tenant: string) =>
    samples.tenants.find((sample) => sample.tenant === tenant)?.crm.products ?? [];
  const seen = {
    cases: Object.fromEntries(
      observations.map((one) => [
        one.case,
        summariseObservation(one, expectations.limits, productsOf(one.tenant)),
      ]),
    ),
    ordinaryJourneys: all.flat().filter(({ id }) => !known.has(id)).length,
  };
  return { observations, seen };
}

/**
 * First whatever needs every part. When that has its drafts, what a person reports, who must find other call slots than those
 * that were just taken; then the cases in which a part is away.
 */
async function playAll(
  gateway: GatewayClient,
  input: DemoInput,
  onProgress: (line: string) => void,
): Promise<CaseObservation[]> {
  const { samples, expectations, world } = input;
  const { cases, secondApprovers } = expectations;
  const spokenFor = new Set<string>();
  const roles = samples.tenants.flatMap((sample) =>
    sample.cases.map((played) => {
      const expected = cases.find((one) => one.case === played.case);
      if (!expected) throw new RangeError(`nobody expects the case ${played.case}`);
      const seconds = secondApprovers[sample.tenant] ?? [];
      const play = () =>
        playCase({ gateway, world, played, expected, secondApprovers: seconds, spokenFor, onProgress });
      const send = () => sendApart(gateway, sample, played, expected.sentBy);
      return { played, expected, play, send };
    }),
  );
  const apart = roles.filter(({ expected }) => expected.during || expected.sentBy);
  const kept = new Set(apart.map(({ played }) => played.customerId));
  const tenants = samples.tenants.map((sample) => ({
    ...sample,
    events: sample.events.filter(({ subject }) => !kept.has(subject)),
  }));
  await feedReferenceCases({ ...input, samples: { ...samples, tenants } });
  const early = roles.filter((role) => !apart.includes(role)).map(({ play }) => play());
  await Promise.all(early.map(({ quiet }) => quiet));
  const reported = await begin(apart.filter(({ expected }) => !expected.during));
  await Promise.all(reported.map(({ quiet }) => quiet));
  const held = apart.filter(({ expected }) => expected.during);
  const late = await playOutages({ world, held, onProgress });
  return Promise.all([...early, ...reported, ...late].map(({ observation }) => observation));
}

/** One customer's events by themselves, in the order in which they happened. */
async function sendApart(
  gateway: GatewayClient,
  { tenant, events }: SampleTenant,
  { customerId }: SampleCase,
  as: PersonaName | undefined,
): Promise<void> {
  // A case has some 20 events, and a batch may hold 200.
  const own = events.filter(({ subject }) => subject === customerId);
  await gateway.sendEvents(tenant, 'batch', own, as);
}

/**
 * Sends the events of all tenants through the gateway, as the event service, and leaves the journeys to wait for a person.
 * @returns how many deliveries the gateway answered with which status.
 */
export async function feedReferenceCases(input: FeedInput): Promise<Record<string, number>> {
  const { samples, expectations, onProgress = () => undefined } = input;
  const gateway = createGatewayClient(input.gatewayUrl);
  const statuses: Record<string, number> = {};
  await Promise.all(
    samples.tenants.map(async (sample) => {
      // One after another: what arrives when is part of the cases.
      for (const { mode, events } of planDeliveries(sample, samples.seed, expectations)) {
        for (const { status } of await gateway.sendEvents(sample.tenant, mode, events)) {
          statuses[status] = (statuses[status] ?? 0) + 1;
        }
      }
      onProgress(
        `${sample.tenant}: ${sample.events.length} events of ${sample.crm.customers.length} customers sent`,
      );
    }),
  );
  return statuses;
}
