// What the customer agent is told, asks and carries. Histories hold these: fields are added, never renamed.
import type { IntentScore, JourneyOutcome } from './control-facts.ts';
import type { EventSignal } from './events.ts';
import type { EpochMilliseconds, EventToken, SubjectToken, TenantId } from './ids.ts';

export interface CustomerAgentInput {
  tenant: TenantId;
  region: string;
  subject: SubjectToken;
  /** Carried over continue-as-new; absent on the first run. */
  carried?: AgentCarriedState;
}

export interface AgentCarriedState {
  window: EventSignal[];
  /** Last event tokens seen, oldest first, for deduplication. */
  seen: EventToken[];
  openJourney: { workflowId: string; type: string; intent: string } | null;
  /** Ended journeys that reached (or tried to reach) the customer, newest last. */
  contacts: AgentContact[];
}

export interface AgentContact {
  type: string;
  intent: string;
  /** `failed`: the journey ended by a failure of ours, unsealed. */
  outcome: JourneyOutcome | 'failed';
  endedAt: EpochMilliseconds;
}

export interface EventsSignal {
  events: EventSignal[];
}

export interface JourneyEndedSignal {
  workflowId: string;
  outcome: JourneyOutcome | 'failed';
  at: EpochMilliseconds;
}

export interface AssessIntentInput {
  tenant: TenantId;
  subject: SubjectToken;
  window: EventSignal[];
  contacts: AgentContact[];
  openJourney: { type: string; intent: string } | null;
  now: EpochMilliseconds;
}

export type AssessIntentResult =
  | { verdict: 'none' }
  | { verdict: 'hold'; intent: string; why: 'journey_open' | 'cooldown' | 'frequency_cap'; rule: string }
  | { verdict: 'start'; score: IntentScore; /** Event that completed the intent. */ trigger: EventToken };
