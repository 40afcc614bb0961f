// Makes the graph of lineage from the evidence of journeys: pure, without store or key, so that it serves the gateway and a bundle on a
// laptop alike. It reads entries that a hostile file may hold: what has not the form that the workflow gives it is left out.
import type { LineageGraph, LineageJourney } from '../../../contracts/lineage.ts';
import { parseJourneyWorkflowId } from '../../../contracts/ids.ts';
import { growGraph, type GrowingGraph } from './graph.ts';
import { factsOf, type Facts } from '../read-facts.ts';
import { count, list, ref, text } from './read-codes.ts';

/** @param journeys in the order in which they began. Nodes that several have in common (events, passages, documents) are one. */
export function buildLineage(journeys: readonly LineageJourney[]): LineageGraph {
  const graph = growGraph();
  for (const journey of journeys) addJourney(graph, journey);
  return graph.whole();
}

/** Where the journey stands as its entries are read, by the nodes' ids. */
interface Standing {
  events: string[];
  trigger: string | null;
  intent: string | null;
  policy: string | null;
  set: string | null;
  draft: string | null;
  edit: string | null;
  /** The proposal that people see; an edit makes another one. */
  shown: string | null;
  guarded: string | null;
  /** By their commitments. */
  proposals: Map<string, string>;
  /** Approvals of the open request. */
  requestId: string | null;
  approvals: string[];
  write: string | null;
  /** The last of what happened: an ending comes of it. */
  last: string[];
}

function addJourney(graph: GrowingGraph, journey: LineageJourney): void {
  const at: Standing = {
    ...{ events: [], trigger: null, intent: null, policy: null, set: null, draft: null, edit: null },
    ...{ shown: null, guarded: null, proposals: new Map(), requestId: null, approvals: [] },
    ...{ write: null, last: [] },
  };
  const subject = parseJourneyWorkflowId(journey.workflowId)?.subject ?? journey.journeyId;
  for (const entry of journey.entries) {
    const own = (place: string) => `${journey.journeyId}/${entry.seq}/${place}`;
    const known = { graph, at, own, subject, journey, time: entry.at, given: factsOf(entry.facts) };
    switch (entry.type) {
      case 'journey.started':
        started(known);
        break;
      case 'intent.confirmed':
      case 'intent.not_confirmed':
        detected(known, entry.type === 'intent.confirmed');
        break;
      case 'policy.allowed':
      case 'grant.renewed':
      case 'policy.denied':
      case 'act.denied':
        judged(known);
        break;
      case 'evidence.retrieved':
      case 'evidence.none':
        retrieved(known);
        break;
      case 'draft.inferred':
        inferred(known);
        break;
      case 'guard.passed':
      case 'guard.failed':
        guarded(known);
        break;
      case 'checkpoint.opened':
        at.shown = at.guarded;
        at.requestId = text(known.given.requestId);
        at.approvals = [];
        break;
      case 'decision.accepted':
      case 'decision.refused':
        decided(known, entry.type === 'decision.accepted');
        break;
      case 'act.refused_by_crm':
      case 'act.record_changed':
      case 'act.failed':
      case 'act.compensated':
      case 'crm.acted':
        written(known, entry.type);
        break;
      case 'journey.ended':
        ended(known);
        break;
      // What happened beside the way of the data: claims, reminders, waits.
      case 'checkpoint.claimed':
      case 'checkpoint.released':
      case 'checkpoint.delegated':
      case 'checkpoint.action_refused':
      case 'checkpoint.reminded':
      case 'checkpoint.escalated':
      case 'checkpoint.expired':
      case 'act.waiting':
      case 'act.approval_lapsed':
        break;
    }
  }
}

interface Known {
  graph: GrowingGraph;
  at: Standing;
  own: (place: string) => string;
  subject: string;
  journey: LineageJourney;
  time: number;
  given: Facts;
}

function started({ graph, at, given, time }: Known): void {
  const trigger = text(given.trigger);
  const window = list(factsOf(given.window).events).flatMap((event) => text(event) ?? []);
  for (const event of new Set([...window, ...(trigger === null ? [] : [trigger])])) {
    const sentBy = event === trigger ? text(given.initiatedBy) : null;
    at.events.push(graph.node(event, 'event', time, { sentBy }));
  }
  at.trigger = trigger;
  at.last = at.events;
}

function detected({ graph, at, own, journey, given, time }: Known, confirmed: boolean): void {
  const { intent, journeyType, score, threshold, reasons, scorer } = given;
  at.intent = graph.node(own('intent'), 'intent', time, {
    ...{ journey: journey.journeyId, intent, journeyType, confirmed, score, threshold },
    ...{ reasons: list(reasons).flatMap((reason) => text(factsOf(reason).code) ?? []), scorer },
  });
  for (const event of at.events) graph.edge(event, event === at.trigger ? 'triggered' : 'counted', at.intent);
  at.last = [at.intent];
}

function judged({ graph, at, own, journey, given, time }: Known): void {
  const { verdict, policySnapshot, policyDecision, purpose, rule, explanation, regions } = given;
  const denied = verdict === 'denied';
  const node = graph.node(own('policy'), 'policy', time, {
    ...{ journey: journey.journeyId, verdict, policyDecision, policySnapshot, purpose, rule, explanation },
    ...{ grant: text(factsOf(given.grant).id), regions },
  });
  // A denial may come at any stage, of what had come so far.
  if (denied) for (const before of at.last) graph.edge(before, 'asked', node);
  else graph.edge(at.intent ?? at.trigger, 'asked', node);
  at.policy = node;
  if (denied) at.last = [node];
}

function retrieved({ graph, at, own, journey, given, time }: Known): void {
  const { store, region } = given;
  const passages = list(given.passages).map(factsOf);
  at.set = graph.node(ref(given.set) ?? own('evidence_set'), 'evidence_set', time, {
    ...{ journey: journey.journeyId, passages: passages.length, store, region },
  });
  graph.edge(at.intent, 'searched', at.set);
  graph.edge(at.policy, 'allowed', at.set);
  for (const { id, source, contentHash, version } of passages) {
    const name = text(id);
    if (name === null) continue;
    const passage = graph.node(name, 'knowledge_passage', time, { source, contentHash, version, store });
    graph.edge(passage, 'found_in', at.set);
  }
  at.last = [at.set];
}

function inferred({ graph, at, own, journey, given, time }: Known): void {
  const model = factsOf(given.model);
  const sent = factsOf(given.sent);
  const template = factsOf(model.prompt);
  const { journeyId } = journey;
  const prompt = graph.node(ref(sent.document) ?? own('prompt'), 'prompt', time, {
    ...{ journey: journeyId, template: text(template.id), hash: text(template.hash), fields: sent.fields },
    ...{ hidden: sent.hidden, characters: sent.characters },
  });
  graph.edge(at.intent, 'told', prompt);
  graph.edge(at.policy, 'allowed', prompt);
  graph.edge(at.set, 'told', prompt);
  if (given.repair === true || given.composed === true) graph.edge(at.guarded, 'repaired', prompt);
  const { provider, version, region, fallback, promptTokens, outputTokens } = model;
  const run = graph.node(own('model'), 'model', time, {
    ...{ journey: journeyId, provider, model: model.model, version, region, fallback },
    ...{ promptTokens, outputTokens },
  });
  graph.edge(prompt, 'given_to', run);
  const repair = given.repair === true || undefined;
  at.draft = graph.node(ref(given.draft) ?? own('draft'), 'draft', time, { journey: journeyId, repair });
  graph.edge(run, 'drafted', at.draft);
  at.last = [at.draft];
}

function guarded({ graph, at, own, journey, given, time }: Known): void {
  const byPerson = given.author === 'person';
  const draft = ref(given.draft);
  let from = at.draft;
  if (byPerson) {
    at.edit = graph.node(draft ?? own('edit'), 'edit', time, { journey: journey.journeyId });
    graph.edge(at.shown, 'replaced', at.edit);
    from = at.edit;
  } else if (draft !== null) {
    from = graph.node(draft, 'draft', time, { journey: journey.journeyId });
  }
  const proposal = factsOf(given.proposal);
  const node = graph.node(ref(proposal) ?? own('proposal'), 'proposal', time, {
    ...{ journey: journey.journeyId, hash: text(proposal.commitment), verbs: given.verbs, tier: given.tier },
    ...{ verdict: given.verdict },
    findings: list(given.findings).flatMap((finding) => text(factsOf(finding).code) ?? []),
  });
  graph.edge(from, 'guarded', node);
  const hash = text(proposal.commitment);
  if (hash !== null) at.proposals.set(hash, node);
  at.guarded = node;
  at.last = [node];
}

function decided({ graph, at, own, journey, given, time }: Known, accepted: boolean): void {
  const { journeyId } = journey;
  const { decision, role, code, reasonCode, requestId, insteadOf } = given;
  const seen = text(given.shownHash) ?? text(given.proposalHash);
  const shown = (seen === null ? undefined : at.proposals.get(seen)) ?? at.shown;
  const node = graph.node(own('decision'), 'decision', time, {
    ...{ journey: journeyId, verdict: accepted ? 'accepted' : 'refused', decision, requestId },
    ...{ code, reasonCode, role, comment: ref(given.comment) },
  });
  const actor = text(given.actor);
  const approved = accepted && decision !== 'reject' ? (ref(given.proposal) ?? shown) : shown;
  if (actor === null) {
    graph.edge(shown, 'decided_about', node);
  } else {
    // One for each decision: what a person did in one journey led to nothing in another.
    const person = graph.node(own('person'), 'person', time, { person: actor, role, insteadOf });
    graph.edge(shown, 'shown_to', person);
    graph.edge(person, 'decided', node);
    if (decision === 'edit_and_approve' && at.edit !== null) graph.edge(person, 'wrote', at.edit);
    graph.edge(approved, 'decided_about', node);
  }
  if (!accepted) return;
  // After an edit the others decide about the edited one, and who approved the one before approved nothing.
  if (decision === 'edit_and_approve') at.approvals = [node];
  else if (decision !== 'reject') at.approvals.push(node);
  at.shown = approved;
  at.last = [node];
}

const writeVerdicts: Record<string, string> = {
  'act.refused_by_crm': 'refused_by_crm',
  'act.record_changed': 'record_changed',
  'act.failed': 'failed',
  'act.compensated': 'taken_back',
};

function written({ graph, at, own, subject, journey, given, time }: Known, type: string): void {
  const { journeyId } = journey;
  const verdict = writeVerdicts[type] ?? 'written';
  const id = text(given.write);
  const version = factsOf(given.recordVersion);
  const node = graph.node(id === null ? own('write') : `${journeyId}/write/${id}`, 'crm_write', time, {
    ...{ journey: journeyId, verdict, write: id, verbs: given.verbs, diff: ref(given.diff) },
    ...{ region: given.region, code: given.code, failure: given.failure, undone: given.verdict },
  });
  for (const approval of at.approvals) graph.edge(approval, 'approved', node);
  graph.edge(at.shown, 'written', node);
  if (type === 'act.compensated') graph.edge(at.write, 'replaced', node);
  at.write = node;
  at.last = [node];
  if (type !== 'crm.acted') return;
  const [before, after] = [count(version.before), count(version.after)];
  const record = (number: number, seen: number | null) =>
    graph.node(`${subject}@${number}`, 'record_version', seen, { subject, version: number });
  if (before !== null && at.shown !== null) graph.edge(record(before, null), 'made_from', at.shown);
  if (after !== null) graph.edge(node, 'left', record(after, time));
  const verbs = list(given.verbs).flatMap((verb) => text(verb) ?? []);
  // Which fields they were stands in the diff, which this reader may not have.
  const fields = journey.changes ?? verbs.map((verb) => ({ verb }));
  for (const [index, field] of fields.entries())
    graph.edge(node, 'changed', graph.node(own(`field/${index}`), 'crm_field', time, { ...field, subject }));
}

function ended({ graph, at, journey, given, time }: Known): void {
  const { outcome, reasonCode } = given;
  const node = graph.node(`${journey.journeyId}/outcome`, 'outcome', time, {
    ...{ journey: journey.journeyId, outcome, reasonCode },
  });
  for (const before of at.last) graph.edge(before, 'ended', node);
}
