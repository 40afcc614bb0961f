// Answers what something led to and what it rests on: finds the journeys that name it, and makes one graph of their evidence. Values of
// the CRM's fields stand in it only where the caller's right to read them was recorded first.
import type { EvidenceEntry } from '../../../contracts/evidence-entry.ts';
import type { JourneyId, TenantId } from '../../../contracts/ids.ts';
import type {
  LineageAbout,
  LineageChange,
  LineageGraph,
  LineageJourney,
  TracedLineage,
  TraceLineageInput,
} from '../../../contracts/lineage.ts';
import type { FieldChange } from '../../../contracts/ports/crm.ts';
import type { FoundJourneys, LineageIndex } from '../../../contracts/ports/lineage.ts';
import type { SealedEvidence, Store } from '../../../contracts/ports/store.ts';
import { factsOf } from '../read-facts.ts';
import { buildLineage } from './build-lineage.ts';
import { around } from './graph.ts';

export interface TraceLineageDeps {
  store: {
    journeys: Pick<Store['journeys'], 'get' | 'list'>;
  };
  index: LineageIndex;
  /** What a journey that is still open has left so far; null: nobody knows. */
  openEvidence: (input: { workflowId: string }) => Promise<EvidenceEntry[] | null>;
}
/**
 * @returns no journeys where nobody names it. A journey of which there is no evidence, sealed or open, has no nodes.
 * @throws ContractBroken: what is stored does not fit; DependencyUnavailable; whatever `reveal` throws.
 */
export async function traceLineage(deps: TraceLineageDeps, input: TraceLineageInput): Promise<TracedLineage> {
  const { tenant, about } = input;
  const { journeys: ids, more } = await find(deps, input);
  const sealed = await deps.index.evidenceOf({ tenant, journeyIds: ids });
  const journeys: TracedLineage['journeys'] = [];
  const known: Known[] = [];
  for (const id of ids) {
    const found = knownOf(id, sealed.get(id)) ?? (await openOf(deps, tenant, id));
    journeys.push({ id, outcome: found?.outcome ?? null, sealed: found?.sealed ?? false });
    if (found) known.push(found);
  }
  const changes = await changesOf(deps, input, known);
  const material = known.map((one) => ({ ...one, changes: changes.get(one.journeyId) ?? null }));
  // The oldest first: what several have in common is told by the first of them.
  const graph = buildLineage(material.reverse());
  const focus = focusOf(graph, about);
  return { journeys, more, focus, ...(focus.length === 0 ? graph : around(graph, focus)) };
}

async function find(
  { store, index }: TraceLineageDeps,
  { tenant, about, limit }: TraceLineageInput,
): Promise<FoundJourneys> {
  if ('journey' in about) return { journeys: [about.journey], more: false };
  if ('kind' in about) return index.journeysNaming({ tenant, ...about, limit });
  if ('object' in about) return index.journeysChanging({ tenant, ...about, limit });
  const page = await store.journeys.list({ tenant, filter: about, limit, cursor: null });
  return { journeys: page.rows.map(({ id }) => id), more: page.next !== null };
}

type Known = Omit<LineageJourney, 'changes'> & { outcome: string | null; sealed: boolean };

function knownOf(journeyId: JourneyId, evidence: SealedEvidence | undefined): Known | null {
  if (!evidence) return null;
  const { workflowId, outcome } = evidence.statement;
  return { journeyId, workflowId, outcome, entries: evidence.entries, sealed: true };
}

async function openOf(
  { store, openEvidence }: TraceLineageDeps,
  tenant: TenantId,
  journeyId: JourneyId,
): Promise<Known | null> {
  const row = await store.journeys.get({ tenant, id: journeyId });
  const entries = row && (await openEvidence({ workflowId: row.workflowId }));
  return row && entries && { journeyId, workflowId: row.workflowId, outcome: null, entries, sealed: false };
}

/** What the writes of these changed. Of an erased one nothing: what the verbs were is all that is left. */
async function changesOf(
  { index }: TraceLineageDeps,
  { tenant, reveal }: TraceLineageInput,
  journeys: readonly Known[],
): Promise<Map<JourneyId, LineageChange[]>> {
  const writes = journeys.flatMap(({ journeyId, entries }) => {
    const written = entries.find(({ type }) => type === 'crm.acted');
    const { ref } = factsOf(factsOf(written?.facts).diff);
    return typeof ref === 'string' ? [{ journeyId, ref }] : [];
  });
  const documents = await index.documents({ tenant, refs: writes.map(({ ref }) => ref) });
  const changed = new Map<JourneyId, LineageChange[]>();
  for (const { journeyId, ref } of writes) {
    const diff = documents.get(ref);
    if (diff?.kind !== 'crm-diff' || !Array.isArray(diff.body)) continue;
    const changes = diff.body as unknown as FieldChange[];
    changed.set(
      journeyId,
      reveal
        ? changes.map(({ object, id, field, before, after }) => ({ object, id, field, before, after }))
        : changes.map(({ object, field }) => ({ object: code(object), field: code(field) })),
    );
  }
  // All at once, since the ledger takes many into one transaction; one that cannot be recorded, and nothing is shown.
  if (reveal) await Promise.all([...changed.keys()].map((journeyId) => reveal(journeyId)));
  return changed;
}

/** A CRM's own name of an object or a field; whatever else stands there is nobody's to read. */
function code(name: string): string {
  return /^[A-Za-z][A-Za-z0-9_.]{0,60}$/.test(name) ? name : 'other';
}

function focusOf({ nodes }: LineageGraph, about: LineageAbout): string[] {
  if ('kind' in about) {
    const { id } = about;
    const own = nodes.filter((node) => node.id === id || node.facts['write'] === id);
    // Diffs and comments are no nodes of their own.
    const holders = nodes.filter(({ facts: held }) => held['diff'] === id || held['comment'] === id);
    return (own.length > 0 ? own : holders).map((node) => node.id);
  }
  if (!('object' in about)) return [];
  return nodes
    .filter(({ kind, facts: held }) => kind === 'crm_field' && held['object'] === about.object)
    .filter(({ facts: held }) => about.field === null || held['field'] === about.field)
    .filter(({ facts: held }) => held['id'] === undefined || held['id'] === about.id)
    .map(({ id }) => id);
}
