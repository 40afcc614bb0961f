// What the gateway asks of the durable engine, and no more: hand over events, hand over a decision. It never reads
// or changes a journey in another way.
import type { DecideResult, DecisionInput } from '../contracts/decision.ts';
import type { EventSignal } from '../contracts/events.ts';
import type { SubjectToken, TenantId } from '../contracts/ids.ts';

/** Every method throws DependencyUnavailable (contracts/failures.ts) when the engine does not answer. */
export interface JourneyEngine {
  /** Resolves when the customer's agent durably holds the events; repeating it is harmless, agents deduplicate. */
  signalEvents(input: {
    tenant: TenantId;
    region: string;
    subject: SubjectToken;
    events: EventSignal[];
  }): Promise<void>;
  /** Resolves when the decision was accepted or refused; a journey that is unknown or closed refuses it. */
  decide(input: { workflowId: string; decision: DecisionInput }): Promise<DecideResult>;
  ping(): Promise<void>;
}
