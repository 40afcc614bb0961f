// Waits until a journey asks a person. The test's own time limit ends a wait that is in vain.
import type { WorkflowHandle } from '@temporalio/client';
import type { JourneyState } from '../../contracts/stage-messages.ts';
import { queryNames } from '../../contracts/wire-names.ts';

export async function untilOpen(
  handle: Pick<WorkflowHandle, 'query'>,
  requestId = 'cp_1',
): Promise<JourneyState> {
  for (;;) {
    const state = await handle.query<JourneyState>(queryNames.journeyState);
    if (state.checkpoint?.requestId === requestId) return state;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
