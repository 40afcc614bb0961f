// First stage of a journey: scores the window that it was started with, and opens the journey's row in the read model.
import type { DetectIntentInput, DetectIntentResult } from '../../contracts/stage-messages.ts';
import { failures } from '../../contracts/failures.ts';
import type { PolicyRegistry } from '../../contracts/policy.ts';
import type { JourneyReadModel } from '../../contracts/ports/store.ts';
import { scoreIntent } from './score-intent.ts';

export interface DetectIntentDeps {
  policies: PolicyRegistry;
  store: { journeys: Pick<JourneyReadModel, 'record'> };
}

/** @throws PolicyUnreadable when there is no policy, or none of this intent. */
export function createDetectIntent(deps: DetectIntentDeps) {
  return async function detectIntent(input: DetectIntentInput): Promise<DetectIntentResult> {
    const { tenant, workflowId, intent, type, window } = input;
    const { intents } = await deps.policies.current();
    const known = Object.hasOwn(intents, intent) ? intents[intent] : undefined;
    if (!known) {
      throw failures.policyUnreadable('policy unreadable: no such intent', {
        part: 'policy',
        ids: { intent },
      });
    }
    const score = scoreIntent({ policy: known.policy, policyHash: known.hash, journeyType: type, window });
    await deps.store.journeys.record({
      tenant,
      workflowId,
      patch: { stage: 'detect', outcome: null, score: score.score },
    });
    return { verdict: score.score >= score.threshold ? 'confirmed' : 'not_confirmed', score };
  };
}
