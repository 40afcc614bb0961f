// The assessment: which journey may start for a customer now, and what holds it back.
import { describe, expect, it } from 'vitest';
import type { AssessIntentInput } from '../../contracts/agent-messages.ts';
import type { PolicySet } from '../../contracts/policy.ts';
import { browsing } from '../../test/policy/intent-windows.ts';
import {
  catalogOf,
  exampleJourney,
  memoryStore,
  policiesDirectory,
  referenceJourneys,
} from '../../test/policy/policy-fakes.ts';
import { loadPolicySet } from '../policy/load-policy-set.ts';
import { createAssessIntent } from './assess-intent.ts';
import { createDetectIntent } from './detect-intent.ts';

const set = await loadPolicySet(policiesDirectory);
const DAY_MS = 86_400_000;
const now = Date.parse('2025-11-20T10:00:00Z');
const input: AssessIntentInput = {
  tenant: 'lumen-retail',
  subject: 'sub_1',
  window: browsing.flight,
  contacts: [],
  openJourney: null,
  now,
};
const policies = (used: PolicySet) => ({ current: async () => used, byHash: async () => used });
const assess = (
  other: Partial<AssessIntentInput> = {},
  used = set,
  catalog = catalogOf(...referenceJourneys),
) => createAssessIntent({ policies: policies(used), catalog })({ ...input, ...other });

describe('assessing an intent', () => {
  it('starts the journey that serves it, triggered by the newest event', async () => {
    expect(await assess()).toMatchObject({
      verdict: 'start',
      score: { intent: 'flight_risk', journeyType: 'churn-rescue' },
      trigger: browsing.flight.at(-1)?.event,
    });
    const shuffled = [...browsing.flight].reverse();
    expect(await assess({ window: shuffled })).toEqual(await assess());
  });

  it('starts nothing on ordinary behaviour, nor for a tenant that runs no journey for the intent', async () => {
    expect(await assess({ window: browsing.flight.slice(0, 3) })).toEqual({ verdict: 'none' });
    expect(await assess({ window: [] })).toEqual({ verdict: 'none' });
    expect(await assess({ tenant: 'aldermoor-wealth' })).toEqual({ verdict: 'none' });
    expect(await assess({ tenant: 'nobody' })).toEqual({ verdict: 'none' });
  });

  it('holds while a journey is open', async () => {
    expect(await assess({ openJourney: { type: 'advisory-outreach', intent: 'other' } })).toEqual({
      verdict: 'hold',
      intent: 'flight_risk',
      why: 'journey_open',
      rule: 'one-journey-at-a-time',
    });
  });

  it('holds through the cooldown after a journey of the same intent, whatever its end but no_intent', async () => {
    const ended = (outcome: 'denied' | 'no_intent', daysAgo: number) => [
      { type: 'churn-rescue', intent: 'flight_risk', outcome, endedAt: now - daysAgo * DAY_MS },
    ];
    expect(await assess({ contacts: ended('denied', 20) })).toMatchObject({
      verdict: 'hold',
      why: 'cooldown',
    });
    expect(await assess({ contacts: ended('denied', 21) })).toMatchObject({ verdict: 'start' });
    expect(await assess({ contacts: ended('no_intent', 1) })).toMatchObject({ verdict: 'start' });
  });

  it('holds when acted journeys of any kind fill a cap over all channels', async () => {
    const acted = (hoursAgo: number) => [
      { type: 'other', intent: 'other', outcome: 'acted' as const, endedAt: now - hoursAgo * 3_600_000 },
    ];
    expect(await assess({ contacts: acted(23) })).toEqual({
      verdict: 'hold',
      intent: 'flight_risk',
      why: 'frequency_cap',
      rule: 'cap:any-daily',
    });
    expect(await assess({ contacts: acted(25) })).toMatchObject({ verdict: 'start' });
  });

  it('starts the journey whose rule stands first where two serve one intent', async () => {
    const row =
      'p, run-service-follow-up, journey:service-follow-up, lumen-retail, customer, contact, true, allow';
    const catalog = catalogOf(...referenceJourneys, exampleJourney({}));
    const above = { ...set, casbin: { ...set.casbin, rules: `${row}\n${set.casbin.rules}` } };
    const below = { ...set, casbin: { ...set.casbin, rules: `${set.casbin.rules}\n${row}` } };
    expect(await assess({}, above, catalog)).toMatchObject({ score: { journeyType: 'service-follow-up' } });
    expect(await assess({}, below, catalog)).toMatchObject({ score: { journeyType: 'churn-rescue' } });
  });
});

describe('detecting an intent', () => {
  const context = {
    tenant: 'lumen-retail',
    region: 'in',
    subject: 'sub_1',
    type: 'churn-rescue',
    workflowId: 'w1',
  };
  const detect = (intent: string, window = browsing.flight) => {
    const store = memoryStore();
    const detectIntent = createDetectIntent({ policies: policies(set), store });
    const result = detectIntent({ ...context, intent, window, now, trigger: 'evt_1' });
    return { store, result };
  };

  it('confirms what the agent saw, by the same score, and opens the row of the journey', async () => {
    const { store, result } = detect('flight_risk');
    const assessed = await assess();
    const { score, verdict } = await result;
    expect(verdict).toBe('confirmed');
    expect(assessed).toMatchObject({ score });
    expect(store.journeys.rows).toEqual([{ stage: 'detect', outcome: null, score: score.score }]);
  });

  it('does not confirm what stays below the threshold', async () => {
    expect((await detect('flight_risk', browsing.flight.slice(0, 2)).result).verdict).toBe('not_confirmed');
  });

  it('refuses an intent that no policy describes', async () => {
    await expect(detect('invented').result).rejects.toMatchObject({ type: 'PolicyUnreadable' });
  });
});
