// What a history says of itself, read as data: its events' numbers, how it began, which code ran it. It may be anybody's: nothing in it
// is trusted to have a form. Pure.
import type { JsonValue } from '../../../contracts/canonical-json.ts';

type Members = Record<string, unknown>;
export type HistoryEvents = Record<string, JsonValue>[];

/** Position of the first event that has not the number after the one before; null: none is missing. */
export function firstGap(events: HistoryEvents): number | null {
  const at = events.findIndex(({ eventId }, index) => eventId !== String(index + 1));
  return at < 0 ? null : at;
}

/** Position of the first event that ends the run; null: the history does not end. */
export function endOf(events: HistoryEvents): number | null {
  const at = events.findIndex((event) => endings.some((name) => Object.hasOwn(event, name)));
  return at < 0 ? null : at;
}

const endings = ['Completed', 'Failed', 'TimedOut', 'Canceled', 'Terminated', 'ContinuedAsNew'].map(
  (how) => `workflowExecution${how}EventAttributes`,
);

export interface RunStart {
  workflowType: unknown;
  /** Absent in histories of older servers. */
  workflowId: unknown;
  input: Members;
}

/** @returns null when the first event does not start a run; `sealed` when its input is not in the clear. */
export function startOf([first]: HistoryEvents): RunStart | 'sealed' | null {
  const attributes = members(first?.['workflowExecutionStartedEventAttributes']);
  if (!attributes) return null;
  const payload = members(list(members(attributes['input'])?.['payloads'])[0]);
  const input = payload && decoded(payload);
  if (!input) return 'sealed';
  return {
    workflowType: members(attributes['workflowType'])?.['name'],
    workflowId: attributes['workflowId'],
    input,
  };
}

/** Build ids of the workers that completed workflow tasks, each once, in order; null stands for a task that names none. */
export function buildIdsOf(events: HistoryEvents): (string | null)[] {
  const ids = events.flatMap((event) => {
    const task = members(event['workflowTaskCompletedEventAttributes']);
    if (!task) return [];
    const named = [task['deploymentVersion'], task['deployment'], task['workerVersion']]
      .map((one) => members(one)?.['buildId'])
      .find((id): id is string => typeof id === 'string' && id !== '');
    return [named ?? null];
  });
  return [...new Set(ids)];
}

function decoded({ metadata, data }: Members): Members | null {
  if (typeof data !== 'string' || members(metadata)?.['encoding'] !== plainJson) return null;
  try {
    return members(JSON.parse(Buffer.from(data, 'base64').toString('utf8'))) ?? null;
  } catch {
    // No JSON, whatever it says of itself.
    return null;
  }
}

const plainJson = Buffer.from('json/plain').toString('base64');

function members(value: unknown): Members | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Members)
    : undefined;
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}
