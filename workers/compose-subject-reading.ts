// What the gateway reads across journeys: where data went, and everything about one subject.
import { traceLineage } from '../activities/evidence/lineage/trace-lineage.ts';
import type { TraceLineage } from '../gateway/ports.ts';
import type { ComposedStore } from './compose-store.ts';

export function lineageTracer({ store, lineage }: ComposedStore): TraceLineage {
  return (asked) => traceLineage({ store, index: lineage, openEvidence: () => Promise.resolve(null) }, asked);
}
