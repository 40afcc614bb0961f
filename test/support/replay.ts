// Replays a recorded history with today's workflow code, without a server and without keys, and recomputes its evidence.
import { Worker } from '@temporalio/worker';
import type { EvidenceEntry } from '../../contracts/evidence-entry.ts';
import { workflowBundle } from './temporal.ts';

interface RecordedPayload {
  data?: string;
}
interface RecordedEvent {
  activityTaskScheduledEventAttributes?: {
    activityType?: { name?: string };
    input?: { payloads?: RecordedPayload[] };
  };
}
export interface RecordedHistory {
  events: RecordedEvent[];
}

/** @returns the entries that the replay emitted. @throws DeterminismViolationError when the code no longer fits. */
export async function replay(history: RecordedHistory, workflowId: string): Promise<EvidenceEntry[]> {
  const emitted: EvidenceEntry[] = [];
  await Worker.runReplayHistory(
    {
      workflowBundle: await workflowBundle(),
      sinks: {
        evidence: {
          emit: {
            fn: (_info: unknown, entry: EvidenceEntry) => {
              emitted.push(entry);
            },
            callDuringReplay: true,
          },
        },
      },
    },
    history,
    workflowId,
  );
  return emitted;
}

/** Head of the chain that the run asked to have sealed, as the history holds it. */
export function sealedHead(history: RecordedHistory): string | undefined {
  for (const { activityTaskScheduledEventAttributes: scheduled } of history.events) {
    if (scheduled?.activityType?.name !== 'sealJourney') continue;
    const [payload] = scheduled.input?.payloads ?? [];
    const input = JSON.parse(Buffer.from(payload?.data ?? '', 'base64').toString('utf8')) as { head: string };
    return input.head;
  }
  return undefined;
}
