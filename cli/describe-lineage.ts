// Lineage as a tree for a terminal, forwards and back, in the order of the stages. It shows what it was given, each node whole once.
import { lineageHows, lineageKinds } from '../contracts/lineage.ts';
import type { LineageEdge, LineageGraph, LineageNode, TracedLineage } from '../contracts/lineage.ts';
import { indent, minute } from './layout.ts';

interface LineageDirections {
  forward: boolean;
  back: boolean;
}

export function describeLineage(traced: TracedLineage, { forward, back }: LineageDirections): string {
  if (traced.nodes.length === 0) return 'No sealed journey names it.';
  const starts = traced.focus.length > 0 ? traced.focus : null;
  const parts = [
    forward && tree(traced, starts ?? sources(traced), 'forward'),
    back && tree(traced, starts ?? results(traced), 'back'),
  ];
  const titles = ['led to', 'rests on'];
  return [
    ...parts.flatMap((lines, index) => (lines ? [`${titles[index]}\n${indent(lines.join('\n'))}`] : [])),
    ...(traced.more
      ? ['Older journeys name it too: --limit says how many of the newest are shown (100 at most).']
      : []),
  ].join('\n\n');
}

/** Where whole journeys begin. */
function sources({ nodes, edges }: LineageGraph): string[] {
  const led = new Set(edges.map(({ to }) => to));
  return nodes.filter(({ id }) => !led.has(id)).map(({ id }) => id);
}

/** What they left in the CRM; where they left nothing, how they ended. */
function results({ nodes }: LineageGraph): string[] {
  const fields = nodes.filter(({ kind }) => kind === 'crm_field');
  const ends = fields.length > 0 ? fields : nodes.filter(({ kind }) => kind === 'outcome');
  return ends.map(({ id }) => id);
}

function tree(graph: LineageGraph, starts: readonly string[], direction: 'forward' | 'back'): string[] {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const next = new Map<string, { edge: LineageEdge; other: LineageNode }[]>();
  for (const edge of graph.edges) {
    const [here, there] = direction === 'forward' ? [edge.from, edge.to] : [edge.to, edge.from];
    const other = nodes.get(there);
    if (other) next.set(here, [...(next.get(here) ?? []), { edge, other }]);
  }
  for (const list of next.values()) list.sort((one, two) => rank(one.other) - rank(two.other));
  const shown = new Set<string>();
  const lines: string[] = [];
  // Not by recursion: a file that somebody made may be a chain as deep as it is long.
  const open = [...starts]
    .flatMap((id) => nodes.get(id) ?? [])
    .sort((one, two) => rank(one) - rank(two))
    .map((node) => ({ node, depth: 0, how: '' }))
    .reverse();
  for (let item = open.pop(); item; item = open.pop()) {
    const { node, depth, how } = item;
    const again = shown.has(node.id);
    const below = next.get(node.id) ?? [];
    const margin = '  '.repeat(Math.min(depth, 40));
    lines.push(`${margin}${how}${lineOf(node)}${again && below.length > 0 ? '  (above)' : ''}`);
    if (again) continue;
    shown.add(node.id);
    const children = below.map(({ edge, other }) => ({
      node: other,
      depth: depth + 1,
      how: direction === 'forward' ? `${lineageHows[edge.how]} ` : `<- `,
    }));
    open.push(...children.reverse());
  }
  return lines;
}

function rank({ kind }: LineageNode): number {
  return lineageKinds.indexOf(kind);
}

/** What tells one of its kind from another; the rest is in --json. */
const telling: Partial<Record<LineageNode['kind'], readonly string[]>> = {
  intent: ['intent', 'score', 'confirmed'],
  policy: ['verdict', 'rule', 'policyDecision'],
  knowledge_passage: ['source', 'version', 'contentHash'],
  evidence_set: ['passages', 'store'],
  prompt: ['template', 'hash'],
  model: ['provider', 'model', 'fallback'],
  proposal: ['verdict', 'tier', 'verbs'],
  person: ['person', 'role'],
  decision: ['verdict', 'decision', 'code', 'reasonCode'],
  crm_write: ['verdict', 'verbs', 'code'],
  crm_field: ['verb', 'object', 'id', 'field', 'before', 'after'],
  outcome: ['outcome', 'reasonCode'],
};

function lineOf({ id, kind, at, facts }: LineageNode): string {
  const told = (telling[kind] ?? []).flatMap((name) => {
    const value = facts[name];
    return value === undefined ? [] : [`${name} ${brief(value)}`];
  });
  const when = at === null ? [] : [minute(at)];
  return [`${kind.replaceAll('_', ' ')}  ${id}`, ...told, ...when].join('  ');
}

/** A text of a field is cut; codes, tokens and hashes are not. */
function brief(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const one = text.replace(/\s+/g, ' ');
  return one.length > 70 ? `${one.slice(0, 67)}...` : one;
}
