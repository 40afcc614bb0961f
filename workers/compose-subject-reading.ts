// What the gateway reads across journeys: where data went, and everything about one subject.
import { createArchiveSubject } from '../activities/evidence/access/archive-subject.ts';
import { traceLineage } from '../activities/evidence/lineage/trace-lineage.ts';
import type { ArchiveSubject } from '../contracts/access-archive.ts';
import type { TenantId } from '../contracts/ids.ts';
import type { JourneyEngine } from '../gateway/journey-engine.ts';
import type { RunArchive } from '../contracts/ports/runs.ts';
import type { ExplainJourney } from '../contracts/rationale.ts';
import type { CustomerRecords, TraceLineage } from '../gateway/ports.ts';
import type { ComposedStore } from './compose-store.ts';

export interface SubjectReadingInput {
  stores: Pick<ComposedStore, 'store' | 'lineage' | 'subjectRecords' | 'knowledgeIn'>;
  engine: Pick<JourneyEngine, 'evidence'>;
  crm: Pick<CustomerRecords, 'view'>;
  archive: Pick<RunArchive, 'runsOf'>;
  explain: ExplainJourney;
  regionOf: (tenant: TenantId) => string;
}

export function composeSubjectReading(input: SubjectReadingInput): {
  traceLineage: TraceLineage;
  archiveSubject: ArchiveSubject;
} {
  const { stores, engine, crm, archive, explain, regionOf } = input;
  const { store } = stores;
  const openEvidence = (journey: { workflowId: string }) => engine.evidence(journey);
  return {
    traceLineage: (asked) => traceLineage({ store, index: stores.lineage, openEvidence }, asked),
    archiveSubject: createArchiveSubject({
      ...{ store, records: stores.subjectRecords, crm, archive, explain, openEvidence, regionOf },
      passagesAbout: ({ tenant, subject }) =>
        stores.knowledgeIn(regionOf(tenant), tenant).aboutSubject({ scope: { tenant }, subject }),
    }),
  };
}
