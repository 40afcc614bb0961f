// Workflow time that replays exactly. `Date.now()` does, except after a local activity: when a query or a heartbeat
// splits the workflow task there, the live run goes on in the next task and the replay in this one (seen in recorded
// histories, 2026-11). So time is read where a task surely begins, and taken from the result after a local activity.
import type { EpochMilliseconds } from '../contracts/ids.ts';

export interface WorkflowClock {
  /** The last moment that was marked or set; never goes back. */
  now(): EpochMilliseconds;
  /** Call first thing in a handler, and after a regular activity: there Temporal's time is exact. */
  mark(): void;
  /** Takes the time from a result or a timer's own due time. */
  set(at: EpochMilliseconds): void;
}

export function startClock(): WorkflowClock {
  let held = Date.now();
  return {
    now: () => held,
    mark() {
      held = Math.max(held, Date.now());
    },
    set(at) {
      held = Math.max(held, at);
    },
  };
}
