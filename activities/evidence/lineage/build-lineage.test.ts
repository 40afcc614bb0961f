// Lineage of every recorded run: nothing in it hangs in the air, and what stands in the CRM leads back to what it rests on.
import { describe, expect, it } from 'vitest';
import { journeyIdOf } from '../../../contracts/ids.ts';
import type { LineageGraph, LineageJourney, LineageKind } from '../../../contracts/lineage.ts';
import { recordedJourneys, sealedIn } from '../../../test/evidence/evidence-ground.ts';
import { recordedText } from '../../../test/replay/recorded-text.ts';
import { buildLineage } from './build-lineage.ts';
import { around, reach } from './graph.ts';

/** Where lineage begins: what came in, what was known, and the CRM's record as it was. */
const sources: readonly LineageKind[] = ['event', 'knowledge_passage', 'record_version'];

function recorded(name: string): LineageJourney {
  const { workflowId, entries } = sealedIn(recordedText(name));
  return { journeyId: journeyIdOf(workflowId), workflowId, entries, changes: null };
}
const lineageOf = (name: string) => buildLineage([recorded(name)]);
const ofKind = ({ nodes }: LineageGraph, kind: LineageKind) => nodes.filter((node) => node.kind === kind);
const kindsBefore = (graph: LineageGraph, id: string) => {
  const before = reach(graph, [id], 'back');
  return new Set(graph.nodes.filter((node) => before.has(node.id)).map(({ kind }) => kind));
};

describe.each(recordedJourneys)('the recorded journey %s', (name) => {
  it('has no node that does not come from an event, a passage or a record', () => {
    const graph = lineageOf(name);
    const starts = graph.nodes.filter(({ kind }) => sources.includes(kind)).map(({ id }) => id);
    const reached = reach(graph, starts, 'forward');
    expect(graph.nodes.filter(({ id }) => !reached.has(id))).toEqual([]);
    expect(new Set(graph.nodes.map(({ id }) => id)).size).toBe(graph.nodes.length);
    for (const { from, to } of graph.edges)
      for (const end of [from, to])
        expect(
          graph.nodes.some(({ id }) => id === end),
          end,
        ).toBe(true);
  });

  it('ends in one outcome', () => {
    const graph = lineageOf(name);
    const [outcome, ...others] = ofKind(graph, 'outcome');
    expect(others).toEqual([]);
    expect(outcome?.facts['outcome']).toBe(sealedIn(recordedText(name)).outcome);
    expect(kindsBefore(graph, outcome?.id ?? '')).toContain('event');
  });
});

const acted = recordedJourneys.filter((name) => sealedIn(recordedText(name)).outcome === 'acted');

it('there are recorded runs that acted', () => expect(acted.length).toBeGreaterThan(10));

it.each(acted)('each CRM field of %s leads back to event, passage, prompt, model and decision', (name) => {
  const graph = lineageOf(name);
  const fields = ofKind(graph, 'crm_field');
  expect(fields.length).toBeGreaterThan(0);
  for (const { id } of fields) {
    const before = kindsBefore(graph, id);
    for (const kind of ['event', 'intent', 'policy', 'knowledge_passage', 'evidence_set', 'prompt', 'model', 'draft', 'proposal', 'person', 'decision', 'crm_write', 'record_version'] as const)
      expect(before, kind).toContain(kind);
  }
}); // prettier-ignore

it('nothing that a person refused, or that failed in the guard, stands behind a field as an approval', () => {
  const graph = lineageOf('acted-four-eyes');
  const write = ofKind(graph, 'crm_write')[0];
  const approvals = graph.edges.filter(({ to, how }) => to === write?.id && how === 'approved');
  const approved = approvals.map(({ from }) => graph.nodes.find(({ id }) => id === from)?.facts);
  expect(approved.length).toBe(2);
  for (const decision of approved) expect(decision).toMatchObject({ verdict: 'accepted' });
  expect(ofKind(graph, 'decision').some(({ facts }) => facts['verdict'] === 'refused')).toBe(true);
});

it("an edit stands between the model's proposal and the one that was approved, with whoever wrote it", () => {
  const graph = lineageOf('acted-edited');
  const [edit] = ofKind(graph, 'edit');
  const hows = graph.edges
    .filter(({ from, to }) => [from, to].includes(edit?.id ?? ''))
    .map(({ how }) => how);
  expect(hows.sort()).toEqual(['guarded', 'replaced', 'wrote']);
  expect(reach(graph, [ofKind(graph, 'crm_field')[0]?.id ?? ''], 'back')).toContain(edit?.id);
});

it('the fields of a diff stand in it by name, with values only where they are given', () => {
  const journey = recorded('acted');
  const named = buildLineage([{ ...journey, changes: [{ object: 'call', field: 'state' }] }]);
  expect(ofKind(named, 'crm_field')).toEqual([
    expect.objectContaining({
      facts: expect.objectContaining({ object: 'call', field: 'state' }) as unknown,
    }),
  ]);
  expect(JSON.stringify(named)).not.toContain('"after"');
  const changes = [{ object: 'call', id: 'call_1', field: 'state', before: null, after: 'booked' }];
  const shown = buildLineage([{ ...journey, changes }]);
  expect(ofKind(shown, 'crm_field')[0]?.facts).toMatchObject({ id: 'call_1', after: 'booked' });
});

it('two journeys share what they both rest on, and nothing of one leads into the other', () => {
  const [one, other] = [recorded('acted'), recorded('rejected')];
  const graph = buildLineage([one, other]);
  expect(ofKind(graph, 'knowledge_passage')).toHaveLength(1);
  expect(ofKind(graph, 'outcome')).toHaveLength(2);
  const trigger = ofKind(buildLineage([one]), 'event').map(({ id }) => id);
  const led = around(graph, trigger).nodes.filter(({ facts }) => facts['journey'] === other.journeyId);
  // The scripted runs have the same references of documents in all of them; what is a journey's own is not mixed up.
  expect(led.filter(({ id }) => id.startsWith(other.journeyId)).map(({ kind }) => kind)).not.toContain(
    'intent',
  );
});

it('of entries that nobody of ours wrote it makes no error and no way out', () => {
  const { workflowId, journeyId, entries } = recorded('acted');
  const junk: unknown[] = [
    null,
    7,
    'x'.repeat(100_000),
    [],
    [[[]]],
    { ref: '../../etc' },
    { id: {} },
    -0.5,
    true,
  ];
  for (const value of junk) {
    const spoiled = entries.map((entry) => ({
      ...entry,
      facts: Object.fromEntries(Object.keys(entry.facts).map((name) => [name, value])),
    }));
    const graph = buildLineage([{ journeyId, workflowId, entries: spoiled, changes: null }]);
    for (const { from, to } of graph.edges)
      for (const end of [from, to]) expect(graph.nodes.some(({ id }) => id === end)).toBe(true);
  }
});
