// What may be found wrong with a run or an event, as codes: they stand in the ledger for ever (kind `incident`), and are added to,
// never renamed. Sentences are made from them here, at the edge.
import type { JourneyReasonOfRun, RunEnding } from './ports/runs.ts';

export const incidentSentences = {
  run_unsealed_completed: 'A run completed, but the ledger holds no seal of it.',
  run_unsealed_failed: 'A run failed before it was sealed.',
  run_unsealed_cancelled: 'A run was cancelled and never sealed.',
  run_unsealed_terminated: 'A run was terminated before it was sealed.',
  run_unsealed_timed_out: 'A run timed out before it was sealed.',
  run_unsealed_lost:
    'A journey is open in the list, but Temporal knows no run of it, and it was never sealed.',
  seal_mismatch: 'How the run ended is not what was sealed.',
  seal_broken: 'The stored evidence does not lead to the head that was sealed.',
  run_unreadable: 'The result of a sealed run cannot be read, so it cannot be compared with its seal.',
  history_lost: 'The history of a sealed run was gone before it was archived, so nobody can replay it.',
  task_failing:
    'A run stands still: its workflow task fails over and over, by its code or by a history that cannot be read.',
  event_unreadable:
    'An accepted event cannot reach its agent: what is stored of it was altered, or is no event of ours.',
  anchor_mismatch:
    'The ledger does not continue what was anchored outside the database: records, heads or keys were rewritten or removed.',
  anchor_broken: 'The anchored heads do not follow each other, or some of them are gone.',
  history_too_large: 'The history of a run is above the limit of the archive and was not kept.',
  region_worker: 'A journey was given to a worker or a CRM of another region, which refused it.',
  region_knowledge: 'A journey was to search a knowledge store of another region; it was refused.',
  region_model: 'A journey was to ask a model that stands in another region; it was refused.',
  region_payload: 'A message of another region reached a worker, which holds no key that opens it.',
  region_key: 'A process was asked for the keys of a tenant of another region, which it is not given.',
} as const;
export type IncidentCode = keyof typeof incidentSentences;

/** The sentence of an incident's code; null for a code that this version does not know. */
export function incidentSentence(code: unknown): string | null {
  return typeof code === 'string' && Object.hasOwn(incidentSentences, code)
    ? incidentSentences[code as IncidentCode]
    : null;
}

const residencyIncidents: Record<string, IncidentCode> = {
  knowledge_region: 'region_knowledge',
  model_region: 'region_model',
  payload_of_another_region: 'region_payload',
  tenant_of_another_region: 'region_key',
};

/** The incident of a ResidencyViolation with this code in its details. */
export function residencyIncident(code: string | undefined): IncidentCode {
  return (
    (code !== undefined && Object.hasOwn(residencyIncidents, code) && residencyIncidents[code]) ||
    'region_worker'
  );
}

/** The incident of a run that ended so without a seal. */
export function unsealedIncident(ending: RunEnding): IncidentCode {
  return `run_unsealed_${ending}`;
}

/** What the journey's row gives as its reason then (contracts/refusals.ts has the sentences). */
export function reasonOfUnsealed(ending: RunEnding): JourneyReasonOfRun {
  return `run_${ending}`;
}
