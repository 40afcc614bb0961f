// What the gateway asks of the durable engine, and no more: hand over events, hand over what a person did at a checkpoint
// or decided about an erasure, read how a journey stands. It never changes a journey in another way.
import type { AgentCarriedState } from '../contracts/agent-messages.ts';
import type {
  CheckpointActionInput,
  CheckpointActionResult,
  DecideResult,
  DecisionInput,
} from '../contracts/decision.ts';
import type { DecideErasureResult, ErasureDecisionInput, ErasureInput } from '../contracts/erasure.ts';
import type { EventSignal } from '../contracts/events.ts';
import type { EvidenceEntry } from '../contracts/evidence-entry.ts';
import type { SubjectToken, TenantId } from '../contracts/ids.ts';
import type { JourneyState } from '../contracts/stage-messages.ts';

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
  /** Claim, release or delegate; resolves and refuses as `decide` does. */
  actOnCheckpoint(input: {
    workflowId: string;
    action: CheckpointActionInput;
  }): Promise<CheckpointActionResult>;
  /** What the customer's agent holds; @returns null when there is no agent now. */
  agentState(input: { tenant: TenantId; subject: SubjectToken }): Promise<AgentCarriedState | null>;
  /** The workflow's own word on where it stands; @returns null when the engine knows no such journey. */
  state(input: { workflowId: string }): Promise<JourneyState | null>;
  /** Its evidence so far; @returns null when the engine knows no such journey. */
  evidence(input: { workflowId: string }): Promise<EvidenceEntry[] | null>;
  /**
   * Resolves when the erasure's workflow durably waits for its decision, or has come to its end; repeating it is harmless. One that was
   * stopped by force is started anew; one that came to its end only when `again` is said.
   */
  startErasure(input: ErasureInput, options?: { again: boolean }): Promise<void>;
  /** As `decide`; one that is unknown or over refuses as `already_decided`. */
  decideErasure(input: { workflowId: string; decision: ErasureDecisionInput }): Promise<DecideErasureResult>;
  ping(): Promise<void>;
}
