// The evidence chain of one run, computed inside the workflow: no activity, and the same head on every replay.
import { proxySinks, workflowInfo } from '@temporalio/workflow';
import type { Sinks } from '@temporalio/workflow';
import type { JourneyStage } from '../contracts/control-facts.ts';
import type { EvidenceEntry, EvidenceType } from '../contracts/evidence-entry.ts';
import { chainEntry, genesisHash } from '../contracts/evidence.ts';
import type { Sha256Hex } from '../contracts/ids.ts';
import type { WorkflowClock } from './clock.ts';

/** Emits each entry to whoever replays: the offline verifier registers it with `callDuringReplay`. */
export interface EvidenceSinks extends Sinks {
  evidence: { emit(entry: EvidenceEntry): void };
}

const { evidence } = proxySinks<EvidenceSinks>();

export interface EvidenceChain {
  readonly entries: readonly EvidenceEntry[];
  readonly head: Sha256Hex;
  /** Appends control facts; after `close` it appends nothing, since the head is signed. */
  record(type: EvidenceType, stage: JourneyStage, facts: object): void;
  close(): void;
}

export function openEvidenceChain(clock: WorkflowClock): EvidenceChain {
  const entries: EvidenceEntry[] = [];
  let head = genesisHash(workflowInfo().workflowId);
  let closed = false;
  return {
    entries,
    get head() {
      return head;
    },
    record(type, stage, facts) {
      if (closed) return;
      const entry = chainEntry({
        seq: entries.length,
        type,
        stage,
        at: clock.now(),
        facts: { ...facts },
        prev: head,
      });
      entries.push(entry);
      head = entry.hash;
      evidence.emit(entry);
    },
    close() {
      closed = true;
    },
  };
}
