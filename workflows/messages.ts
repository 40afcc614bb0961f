// Signals, updates and queries, by their wire names.
import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { EventsSignal, JourneyEndedSignal } from '../contracts/agent-messages.ts';
import type {
  CheckpointActionInput,
  CheckpointActionResult,
  DecideResult,
  DecisionInput,
} from '../contracts/decision.ts';
import type { DecideErasureResult, ErasureDecisionInput } from '../contracts/erasure.ts';
import type { EvidenceEntry } from '../contracts/evidence-entry.ts';
import type { EndSignal, JourneyState } from '../contracts/stage-messages.ts';
import type { AgentCarriedState } from '../contracts/agent-messages.ts';
import type { SweeperState } from '../contracts/sweep-messages.ts';
import { queryNames, signalNames, updateNames } from '../contracts/wire-names.ts';

export const eventsSignal = defineSignal<[EventsSignal]>(signalNames.events);
export const journeyEndedSignal = defineSignal<[JourneyEndedSignal]>(signalNames.journeyEnded);
export const decisionSignal = defineSignal<[DecisionInput]>(signalNames.decision);
export const endSignal = defineSignal<[EndSignal]>(signalNames.end);
export const decideUpdate = defineUpdate<DecideResult, [DecisionInput]>(updateNames.decide);
export const claimUpdate = defineUpdate<CheckpointActionResult, [CheckpointActionInput]>(updateNames.claim);
export const releaseUpdate = defineUpdate<CheckpointActionResult, [CheckpointActionInput]>(
  updateNames.release,
);
export const delegateUpdate = defineUpdate<CheckpointActionResult, [CheckpointActionInput]>(
  updateNames.delegate,
);
export const decideErasureUpdate = defineUpdate<DecideErasureResult, [ErasureDecisionInput]>(
  updateNames.decideErasure,
);
export const journeyStateQuery = defineQuery<JourneyState>(queryNames.journeyState);
export const agentStateQuery = defineQuery<AgentCarriedState>(queryNames.agentState);
export const sweeperStateQuery = defineQuery<SweeperState>(queryNames.sweeperState);
export const journeyEvidenceQuery = defineQuery<EvidenceEntry[]>(queryNames.journeyEvidence);
