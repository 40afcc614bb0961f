// What the sweeper does in one go: it sweeps, and where nothing is left over and it is time, it anchors the ledgers' heads. When that was
// last done the sweeper carries with its position, so that it is done as often with one worker as with many.
import type { EpochMilliseconds } from '../../contracts/ids.ts';
import type { AnchoringState, SweepRunsInput, SweepRunsResult } from '../../contracts/sweep-messages.ts';

// A busy tenant's file grows by a line of some 500 bytes each time: 50 MB in a year, which a process reads once, in some seconds.
const ANCHOR_EVERY_MS = 5 * 60_000;

export function createSweepRegion(deps: {
  sweepRuns: (input: SweepRunsInput) => Promise<SweepRunsResult>;
  anchorHeads: (before: AnchoringState | undefined) => Promise<AnchoringState>;
  clock: () => EpochMilliseconds;
}) {
  const { sweepRuns, anchorHeads, clock } = deps;

  return async function sweepRegion(input: SweepRunsInput): Promise<SweepRunsResult> {
    const result = await sweepRuns(input);
    const before = input.position.anchoring;
    const isIdle = result.position.until === null;
    const anchoring = isIdle && isDue(before) ? await anchorHeads(before) : before;
    return anchoring === undefined ? result : { ...result, position: { ...result.position, anchoring } };
  };

  function isDue(before: AnchoringState | undefined): boolean {
    if (before === undefined) return true;
    const since = clock() - before.at;
    // What failed is tried again at the next sweep, and so is a region of which nothing is anchored yet; a clock that was ahead keeps
    // nothing back.
    if (before.unreachable.length > 0 || Object.keys(before.sizes).length === 0) return true;
    return since < 0 || since >= ANCHOR_EVERY_MS;
  }
}
