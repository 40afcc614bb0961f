// Adds the worker's time to a local activity's result: workflow time is not exact after one (workflows/clock.ts).
import type { Timed } from '../contracts/control-facts.ts';
import type { EpochMilliseconds } from '../contracts/ids.ts';

/** @returns the activity, its result with `at`, the time of its answer. */
export function stampTime<Input, Result extends object>(
  activity: (input: Input) => Promise<Result>,
  clock: () => EpochMilliseconds,
): (input: Input) => Promise<Timed<Result>> {
  return async (input) => ({ ...(await activity(input)), at: clock() });
}
