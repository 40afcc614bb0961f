// The journey engine on Temporal. It translates Temporal's errors into our refusals and failures, so that nobody above
// knows of gRPC; payloads are control facts only.
import { setTimeout } from 'node:timers/promises';
import {
  ServiceError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import type { Client } from '@temporalio/client';
import {
  ApplicationFailure,
  WorkflowExecutionAlreadyStartedError,
  defineSearchAttributeKey,
} from '@temporalio/common';
import { decisionRefusals } from '../contracts/decision.ts';
import type { AgentCarriedState, CustomerAgentInput, EventsSignal } from '../contracts/agent-messages.ts';
import type {
  CheckpointActionInput,
  CheckpointActionResult,
  DecideResult,
  DecisionInput,
  DecisionRefusal,
} from '../contracts/decision.ts';
import { erasureRefusals } from '../contracts/erasure.ts';
import type {
  DecideErasureResult,
  ErasureDecisionInput,
  ErasureInput,
  ErasureRefusal,
} from '../contracts/erasure.ts';
import { failures } from '../contracts/failures.ts';
import type { FailureDetails } from '../contracts/failures.ts';
import { agentWorkflowId, erasureWorkflowId } from '../contracts/ids.ts';
import type { EvidenceEntry } from '../contracts/evidence-entry.ts';
import type { JourneyState } from '../contracts/stage-messages.ts';
import {
  queryNames,
  regionQueue,
  searchAttributeNames,
  signalNames,
  updateNames,
  workflowNames,
} from '../contracts/wire-names.ts';
import type { JourneyEngine } from './journey-engine.ts';

// A signal is one write on the server. The client itself retries for longer than a caller should hold a socket open,
// so 10 s is where it becomes a 503 with Retry-After; the event's row is kept.
const signalDeadlineMs = 10_000;
// A decision waits for the activity that verifies it, and an edit for the guard, each one a task on a worker.
const updateDeadlineMs = 30_000;
// A query is answered by a worker from its memory, or after a replay of some 50 events.
const queryDeadlineMs = 10_000;
const pingDeadlineMs = 3_000;
// An update that a loaded worker passed over is sent again, after a pause that grows.
const updateAttempts = 4;
const updatePauseMs = 200;

const tenantAttribute = defineSearchAttributeKey(searchAttributeNames.tenant, 'KEYWORD');
const subjectAttribute = defineSearchAttributeKey(searchAttributeNames.subject, 'KEYWORD');

type CustomerAgent = (input: CustomerAgentInput) => Promise<void>;
type Erasure = (input: ErasureInput) => Promise<unknown>;

interface Refusals<Code extends string> {
  known: readonly Code[];
  /** When no such run is open. */
  closed: Code;
}
const ofCheckpoint: Refusals<DecisionRefusal> = { known: decisionRefusals, closed: 'checkpoint_not_open' };
const ofErasure: Refusals<ErasureRefusal> = { known: erasureRefusals, closed: 'already_decided' };

export function createTemporalEngine(client: Client): JourneyEngine {
  /** Sends an update and waits for its answer, or for the code of its refusal. */
  async function update<Input, Result, Code extends string>(
    workflowId: string,
    name: string,
    { input, refusals }: { input: Input; refusals: Refusals<Code> },
  ): Promise<{ result: Result } | { refusal: Code | 'malformed' }> {
    const handle = client.workflow.getHandle(workflowId);
    for (let attempt = 1; ; attempt += 1) {
      try {
        const result = await within(client, updateDeadlineMs, () =>
          handle.executeUpdate<Result, [Input]>(name, { args: [input] }),
        );
        return { result };
      } catch (error) {
        const refusal = refusalOf(error, refusals);
        if (refusal) return { refusal };
        if (!wasUnprocessed(error)) throw error;
        if (attempt === updateAttempts) throw failures.dependencyUnavailable('temporal does not answer', { part: 'temporal' }); // prettier-ignore
        await setTimeout(updatePauseMs * attempt);
      }
    }
  }

  /** @returns null when there is no such workflow. */
  async function query<Answer>(workflowId: string, name: string): Promise<Answer | null> {
    try {
      return await within(client, queryDeadlineMs, () =>
        client.workflow.getHandle(workflowId).query<Answer>(name),
      );
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return null;
      throw error;
    }
  }

  return {
    async signalEvents({ tenant, region, subject, events }) {
      await within(client, signalDeadlineMs, () =>
        client.workflow.signalWithStart<CustomerAgent, [EventsSignal]>(workflowNames.customerAgent, {
          workflowId: agentWorkflowId({ tenant, subject }),
          taskQueue: regionQueue(region),
          args: [{ tenant, region, subject }],
          signal: signalNames.events,
          signalArgs: [{ events }],
          staticSummary: `customer agent · ${tenant}`,
          typedSearchAttributes: [
            { key: tenantAttribute, value: tenant },
            { key: subjectAttribute, value: subject },
          ],
        }),
      );
    },
    async decide({ workflowId, decision }) {
      const asked = { input: decision, refusals: ofCheckpoint };
      const answer = await update<DecisionInput, DecideResult, DecisionRefusal>(
        ...([workflowId, updateNames.decide, asked] as const),
      );
      return 'refusal' in answer ? { verdict: 'refused', code: answer.refusal, findings: [] } : answer.result;
    },
    async actOnCheckpoint({ workflowId, action }) {
      const asked = { input: action, refusals: ofCheckpoint };
      const answer = await update<CheckpointActionInput, CheckpointActionResult, DecisionRefusal>(
        ...([workflowId, updateNames[action.action], asked] as const),
      );
      return 'refusal' in answer ? { verdict: 'refused', code: answer.refusal } : answer.result;
    },
    agentState: (who) => query<AgentCarriedState>(agentWorkflowId(who), queryNames.agentState),
    state: ({ workflowId }) => query<JourneyState>(workflowId, queryNames.journeyState),
    evidence: ({ workflowId }) => query<EvidenceEntry[]>(workflowId, queryNames.journeyEvidence),
    async startErasure(input, { again } = { again: false }) {
      const { tenant, region, subject } = input;
      try {
        await within(client, signalDeadlineMs, () =>
          client.workflow.start<Erasure>(workflowNames.erasure, {
            workflowId: erasureWorkflowId(input),
            taskQueue: regionQueue(region),
            args: [input],
            workflowIdConflictPolicy: 'USE_EXISTING',
            // A request that raced with the end of its erasure starts no second run of it.
            workflowIdReusePolicy: again ? 'ALLOW_DUPLICATE' : 'ALLOW_DUPLICATE_FAILED_ONLY',
            staticSummary: `erasure · ${tenant}`,
            typedSearchAttributes: [
              { key: tenantAttribute, value: tenant },
              { key: subjectAttribute, value: subject },
            ],
          }),
        );
      } catch (error) {
        if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      }
    },
    async decideErasure({ workflowId, decision }) {
      const asked = { input: decision, refusals: ofErasure };
      const answer = await update<ErasureDecisionInput, DecideErasureResult, ErasureRefusal>(
        ...([workflowId, updateNames.decideErasure, asked] as const),
      );
      return 'refusal' in answer ? { verdict: 'refused', code: answer.refusal } : answer.result;
    },
    async ping() {
      await within(client, pingDeadlineMs, () => client.workflowService.getSystemInfo({}));
    },
  };
}

/** The refusal behind an error of an update, or undefined when it is no refusal. */
function refusalOf<Code extends string>(
  error: unknown,
  { known, closed }: Refusals<Code>,
): Code | 'malformed' | undefined {
  if (error instanceof WorkflowNotFoundError) return closed;
  if (!(error instanceof WorkflowUpdateFailedError)) return undefined;
  const { cause } = error;
  if (!(cause instanceof ApplicationFailure)) return undefined;
  // The run ended between the acceptance of the update and its answer.
  if (cause.type === 'AcceptedUpdateCompletedWorkflow') return closed;
  if (cause.type !== 'DecisionRefused') return undefined;
  const code = (cause.details?.[0] as FailureDetails | undefined)?.code;
  return known.find((one) => one === code) ?? 'malformed';
}

/**
 * Whether the server took the update back because a loaded worker ended its task without a word about it. Nothing of it is in
 * the history then, so it may be sent again.
 */
function wasUnprocessed(error: unknown): boolean {
  if (!(error instanceof WorkflowUpdateFailedError)) return false;
  return error.cause instanceof ApplicationFailure && error.cause.type === 'UnprocessedUpdate';
}

async function within<T>(client: Client, milliseconds: number, call: () => Promise<T>): Promise<T> {
  try {
    return await client.withDeadline(Date.now() + milliseconds, call);
  } catch (error) {
    if (error instanceof WorkflowNotFoundError || error instanceof WorkflowUpdateFailedError) throw error;
    if (error instanceof ServiceError || error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) {
      throw failures.dependencyUnavailable('temporal does not answer', { part: 'temporal' });
    }
    // ping() talks to the service without the client's wrapper, so a bare gRPC error arrives.
    if (error instanceof Error && 'code' in error && typeof error.code === 'number') {
      throw failures.dependencyUnavailable('temporal does not answer', { part: 'temporal' });
    }
    throw error;
  }
}
