// The demo: the sample events go through the public API, personas decide, and everything is read back and compared with
// test/expected-cases.json. It knows HTTP only; starting the stack is workers/stack.ts.
import type { ExpectedCases } from '../samples/expected-cases.ts';
import type { SampleCase, Samples } from '../samples/sample-types.ts';
import { crmRecordAnswer, evidenceAnswer, journeyListAnswer } from './demo/answers.ts';
import type { JourneyAnswer } from './demo/answers.ts';
import { decideAsPersona } from './demo/approver.ts';
import { compareWithExpectations } from './demo/compare.ts';
import type { DemoObservations } from './demo/compare.ts';
import { planDeliveries } from './demo/delivery-plan.ts';
import { createGatewayClient, describeProblem } from './demo/gateway-client.ts';
import type { GatewayClient } from './demo/gateway-client.ts';
import { checkSeal } from './demo/check-seal.ts';
import { completenessOf, stagesOf, summariseObservation } from './demo/observation.ts';
import type { CaseObservation } from './demo/observation.ts';

export { renderReport } from './demo/render-report.ts';

const pollMs = 750;
/** A journey with a small local model drafts in a minute; beyond this something hangs. The expiry case adds its deadline. */
const patienceMs = 300_000;

export interface DemoJourney {
  id: string | null;
  type: string | null;
  tenant: string;
  case: string;
  outcome: string | null;
  /** Stages that left evidence, in order. */
  stages: string[];
  /** Who decided: role, and the principal's token. */
  approver: { role: string; principal: string; decision: string } | null;
  model: { provider: string; model: string; fallback: string | null } | null;
  retrieval: { store: string; passages: number } | null;
  /** Evidence entries present over entries that the ending requires, 0 to 1. */
  auditCompleteness: number | null;
  /** Chain recomputed and seal checked; null: not checkable. */
  verified: boolean | null;
  /** Not built yet. */
  bundle: null;
}

export interface DemoReport {
  ok: boolean;
  journeys: DemoJourney[];
  seconds: number;
  /** One line for each thing that is not as expected. */
  failures: string[];
}

export interface DemoInput {
  gatewayUrl: string;
  expectations: ExpectedCases;
  samples: Samples;
  onProgress?: (line: string) => void;
}

/**
 * Plays all cases against a fresh stack that runs on `samples` (its CRM and knowledge are loaded already) and judges
 * what came of them.
 * @throws Error when the gateway cannot be reached or refuses the events; what merely ends otherwise is in the report.
 */
export async function runDemo(input: DemoInput): Promise<DemoReport> {
  const begun = Date.now();
  const { observations, refusals, seen } = await observeDemo(input);
  const failures = [...refusals, ...compareWithExpectations(input.expectations, seen)];
  return {
    ok: failures.length === 0,
    journeys: observations.map(reportJourney),
    seconds: Math.round((Date.now() - begun) / 100) / 10,
    failures,
  };
}

/** Plays all cases and reads everything back, without a judgement. `refusals` are decisions that were not taken. */
export async function observeDemo(
  input: DemoInput,
): Promise<{ observations: CaseObservation[]; refusals: string[]; seen: DemoObservations }> {
  const { samples, expectations, onProgress = () => undefined } = input;
  const gateway = createGatewayClient(input.gatewayUrl);
  await feedReferenceCases(input);

  const refusals: string[] = [];
  const cases = samples.tenants.flatMap((tenant) => tenant.cases);
  const observations = await Promise.all(
    cases.map((played) => playCase(gateway, played, expectations, refusals, onProgress)),
  );
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
  return { observations, refusals, seen };
}

/**
 * Sends the events of all tenants through the gateway and leaves the journeys to wait for a person.
 * @returns how many deliveries the gateway answered with which status.
 */
export async function feedReferenceCases(input: DemoInput): Promise<Record<string, number>> {
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

/** Waits for the case's journey, decides where the case says so, waits for the end, and reads everything back. */
async function playCase(
  gateway: GatewayClient,
  played: SampleCase,
  expectations: ExpectedCases,
  refusals: string[],
  onProgress: (line: string) => void,
): Promise<CaseObservation> {
  const { tenant, customerId, case: name } = played;
  const decision = expectations.cases.find((expected) => expected.case === name)?.decision ?? null;
  let until = Date.now() + patienceMs;
  let journeys: JourneyAnswer[] = [];
  let decided = false;
  const edits: string[] = [];
  while (Date.now() < until) {
    journeys = await listJourneys(gateway, tenant, { customer: customerId });
    const journey = journeys[0];
    if (journey?.outcome) break;
    if (journey?.checkpoint && journey.stage === 'checkpoint') {
      until = Math.max(until, journey.checkpoint.deadlineAt + patienceMs / 10);
      if (decision && !decided) {
        decided = true;
        const { refusal, editedIn } = await decideAsPersona(gateway, {
          tenant,
          journeyId: journey.id,
          decision,
        });
        edits.push(...editedIn);
        if (refusal) refusals.push(`${name}: decision refused: ${refusal}`);
        onProgress(`${name}: ${decision.persona} decided ${decision.decision}`);
      }
    }
    await pause();
  }
  const evidence = await readEvidence(gateway, tenant, journeys[0], until);
  const record = await gateway.get(
    'compliance',
    tenant,
    `/v1/crm/customers/${encodeURIComponent(customerId)}`,
  );
  onProgress(`${name}: ${journeys[0]?.outcome ?? 'did not end in time'}`);
  return {
    ...played,
    // Once more: what came late counts as well.
    journeys: await listJourneys(gateway, tenant, { customer: customerId }),
    evidence,
    crm: record.status === 200 ? crmRecordAnswer.parse(record.body) : null,
    editedIn: edits,
  };
}

/** The seal may come a moment after the ending is shown. */
async function readEvidence(
  gateway: GatewayClient,
  tenant: string,
  journey: JourneyAnswer | undefined,
  until: number,
): Promise<CaseObservation['evidence']> {
  if (!journey) return null;
  for (;;) {
    const answer = await gateway.get('auditor', tenant, `/v1/journeys/${journey.id}/evidence`);
    if (answer.status === 200) return evidenceAnswer.parse(answer.body);
    if (Date.now() > until || !journey.outcome) return null;
    await pause();
  }
}

async function listJourneys(
  gateway: GatewayClient,
  tenant: string,
  filter: { customer?: string },
): Promise<JourneyAnswer[]> {
  const journeys: JourneyAnswer[] = [];
  let cursor: string | null | undefined;
  do {
    const query = new URLSearchParams({ ...filter, ...(cursor && { cursor }) });
    const answer = await gateway.get('supervisor', tenant, `/v1/journeys?${query.toString()}`);
    if (answer.status !== 200) throw new Error(`journeys not listed: ${describeProblem(answer)}`);
    const page = journeyListAnswer.parse(answer.body);
    journeys.push(...page.journeys);
    cursor = page.next;
  } while (cursor);
  return journeys;
}

function reportJourney(seen: CaseObservation): DemoJourney {
  const journey = seen.journeys[0];
  const { decision = null, model = null, retrieval = null } = journey ?? {};
  return {
    id: journey?.id ?? null,
    type: journey?.type ?? null,
    tenant: seen.tenant,
    case: seen.case,
    outcome: journey?.outcome ?? null,
    stages: stagesOf(seen.evidence),
    approver: decision && { role: decision.role, principal: decision.actor, decision: decision.kind },
    model: model && { provider: model.provider, model: model.model, fallback: model.fallback },
    retrieval: retrieval && { store: retrieval.store, passages: retrieval.passages },
    auditCompleteness: completenessOf(seen),
    verified: seen.evidence && checkSeal(seen.evidence),
    bundle: null,
  };
}

function pause(): Promise<void> {
  return new Promise((resume) => setTimeout(resume, pollMs));
}
