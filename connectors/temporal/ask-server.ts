// Asks the Temporal server within a deadline, and translates its errors into our failures. Decides nothing.
import { ServiceError, WorkflowNotFoundError } from '@temporalio/client';
import type { Client } from '@temporalio/client';
import { failures } from '../../contracts/failures.ts';

// A page of the index, or one history of some 50 events: each is one answer of a server that is well.
const DEADLINE_MS = 10_000;
const NOT_FOUND = 5;
const INVALID_ARGUMENT = 3;

/** @returns null when the server does not have what was asked for. */
export async function unlessGone<T>(call: () => Promise<T>): Promise<T | null> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof WorkflowNotFoundError || codeOf(error) === NOT_FOUND) return null;
    throw error;
  }
}

/** What the server says of a run: of the newest of the workflow, unless one is named. @returns null when it has none. */
export function describeRun(client: Client, execution: { workflowId: string; runId?: string }) {
  const { namespace } = client.options;
  return unlessGone(() =>
    within(client, () => client.workflowService.describeWorkflowExecution({ namespace, execution })),
  );
}

/** @throws DependencyUnavailable when the server does not answer in time, InvalidRequest when it refuses the question. */
export async function within<T>(client: Client, call: () => Promise<T>): Promise<T> {
  try {
    return await client.withDeadline(Date.now() + DEADLINE_MS, call);
  } catch (error) {
    if (error instanceof WorkflowNotFoundError || codeOf(error) === NOT_FOUND) throw error;
    if (codeOf(error) === INVALID_ARGUMENT) {
      throw failures.invalidRequest('temporal refused a question about runs', { part: 'temporal' });
    }
    if (error instanceof ServiceError || codeOf(error) !== undefined) {
      throw failures.dependencyUnavailable('temporal does not answer', { part: 'temporal' });
    }
    throw error;
  }
}

/** The code of a gRPC error, bare or as the cause of the client's own. */
function codeOf(error: unknown): number | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('code' in error && typeof error.code === 'number') return error.code;
  return error instanceof ServiceError ? codeOf(error.cause) : undefined;
}
