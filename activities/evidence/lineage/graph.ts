// A graph that grows: each node and edge once, the first word about a node stands. Pure.
import type { JsonValue } from '../../../contracts/canonical-json.ts';
import type { LineageEdge, LineageGraph, LineageHow, LineageNode } from '../../../contracts/lineage.ts';

export interface GrowingGraph {
  /** @returns the node's id. Facts that a later word adds are kept; those that stand are not changed. */
  node(id: string, kind: LineageNode['kind'], at: number | null, facts?: Record<string, unknown>): string;
  /** A `from` that is nothing gives no edge. */
  edge(from: string | null | undefined, how: LineageHow, to: string): void;
  /** Nodes and edges in the order in which they came. */
  whole(): LineageGraph;
}

export function growGraph(): GrowingGraph {
  const nodes = new Map<string, LineageNode>();
  const edges = new Map<string, LineageEdge>();
  return {
    node(id, kind, at, facts = {}) {
      const known = nodes.get(id);
      const given = Object.fromEntries(
        Object.entries(facts).filter(([, value]) => value !== undefined && value !== null),
      ) as Record<string, JsonValue>;
      if (known) known.facts = { ...given, ...known.facts };
      else nodes.set(id, { id, kind, at, facts: given });
      return id;
    },
    edge(from, how, to) {
      if (from == null || from === to) return;
      const key = `${from} ${how} ${to}`;
      if (!edges.has(key)) edges.set(key, { from, to, how });
    },
    whole: () => ({ nodes: [...nodes.values()], edges: [...edges.values()] }),
  };
}

/** What is before (`back`) or after a node, itself included. Never more than the graph has, however it is knotted. */
export function reach(
  { edges }: LineageGraph,
  start: readonly string[],
  direction: 'forward' | 'back',
): Set<string> {
  const next = new Map<string, string[]>();
  for (const { from, to } of edges) {
    const [here, there] = direction === 'forward' ? [from, to] : [to, from];
    next.set(here, [...(next.get(here) ?? []), there]);
  }
  const reached = new Set(start);
  const open = [...start];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const other of next.get(id) ?? []) {
      if (reached.has(other)) continue;
      reached.add(other);
      open.push(other);
    }
  }
  return reached;
}

/** What led to these nodes and what they led to, and nothing beside it. */
export function around(graph: LineageGraph, focus: readonly string[]): LineageGraph {
  const kept = new Set([...reach(graph, focus, 'forward'), ...reach(graph, focus, 'back')]);
  return {
    nodes: graph.nodes.filter(({ id }) => kept.has(id)),
    edges: graph.edges.filter(({ from, to }) => kept.has(from) && kept.has(to)),
  };
}
