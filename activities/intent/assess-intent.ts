// Asked by the customer agent at each event: is an intent there, and may a journey start now? It starts nothing itself.
import type { AgentContact, AssessIntentInput, AssessIntentResult } from '../../contracts/agent-messages.ts';
import type { IntentScore } from '../../contracts/control-facts.ts';
import type { EpochMilliseconds } from '../../contracts/ids.ts';
import type { JourneyCatalog } from '../../contracts/journey.ts';
import { durationMs } from '../../contracts/policy.ts';
import type { PolicyRegistry, PolicySet } from '../../contracts/policy.ts';
import { channels } from '../../contracts/ports/crm.ts';
import { enabledJourneys } from '../policy/enabled-journeys.ts';
import { byTime } from './measure-features.ts';
import { scoreIntent } from './score-intent.ts';

export interface AssessIntentDeps {
  policies: PolicyRegistry;
  catalog: JourneyCatalog;
}

/** @throws PolicyUnreadable: without a policy nothing starts. */
export function createAssessIntent(deps: AssessIntentDeps) {
  return async function assessIntent(input: AssessIntentInput): Promise<AssessIntentResult> {
    const { tenant, contacts, openJourney, now } = input;
    const set = await deps.policies.current();
    const best = await strongestIntent(set, deps.catalog, input);
    if (!best) return { verdict: 'none' };
    const { intent } = best;
    if (openJourney) return { verdict: 'hold', intent, why: 'journey_open', rule: 'one-journey-at-a-time' };
    const cooldown = durationMs(set.intents[intent]?.policy.cooldown ?? 'P0D');
    const cooling = contacts.some(
      (contact) =>
        contact.intent === intent && contact.outcome !== 'no_intent' && now - contact.endedAt < cooldown,
    );
    if (cooling) return { verdict: 'hold', intent, why: 'cooldown', rule: `intent:${intent}` };
    const cap = capOverJourneys(set, tenant, contacts, now);
    if (cap !== null) return { verdict: 'hold', intent, why: 'frequency_cap', rule: `cap:${cap}` };
    // The newest event by its own time, not by arrival: the same events in another order trigger the same episode.
    const trigger = [...input.window].sort(byTime).at(-1);
    return trigger ? { verdict: 'start', score: best, trigger: trigger.event } : { verdict: 'none' };
  };
}

/** The highest score above its threshold among the intents that a journey of the tenant serves; ties by name. */
async function strongestIntent(
  set: PolicySet,
  catalog: JourneyCatalog,
  { tenant, window }: AssessIntentInput,
): Promise<IntentScore | undefined> {
  const scores: IntentScore[] = [];
  for (const { policy, hash } of Object.values(set.intents)) {
    const [journeyType] = await enabledJourneys(set, catalog, tenant, policy.intent);
    if (journeyType === undefined) continue;
    const score = scoreIntent({ policy, policyHash: hash, journeyType, window });
    if (score.score >= score.threshold) scores.push(score);
  }
  return scores.sort((a, b) => b.score - a.score || (a.intent < b.intent ? -1 : 1)).at(0);
}

/**
 * The first cap over all channels that this customer's acted journeys fill. An early hold only: what other people and
 * journeys did stands in the CRM, and authorise counts it.
 */
function capOverJourneys(
  set: PolicySet,
  tenant: string,
  contacts: readonly AgentContact[],
  now: EpochMilliseconds,
): string | null {
  const reached = set.tenants[tenant]?.contact.caps.find((cap) => {
    if (!channels.every((channel) => cap.channels.includes(channel))) return false;
    const since = now - durationMs(cap.per);
    return (
      contacts.filter(({ outcome, endedAt }) => outcome === 'acted' && endedAt > since).length >= cap.max
    );
  });
  return reached?.id ?? null;
}
