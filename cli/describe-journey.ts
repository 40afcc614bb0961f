// A journey as text for a terminal: compact in a list, whole where a person decides. It shows what the gateway gave and
// must never be the only place that knows something.
import { describeCheckpoint, waitsFor } from './describe-checkpoint.ts';
import type { CheckpointSeen } from './describe-checkpoint.ts';
import { distance, facts, indent, minute, table } from './layout.ts';

interface ApprovalSeen {
  actor: string;
  role: string;
  decision: string;
  at: number;
}

interface DecisionSeen {
  kind: string;
  actor: string;
  role: string;
  at: number;
  reasonCode: string | null;
  /** Everybody who approved it; absent for a rejection. */
  approvals?: ApprovalSeen[];
}

export interface JourneySummary {
  id: string;
  type: string;
  tenant: string;
  subject: string;
  stage: string;
  outcome: string | null;
  reasons: string[];
  score: number | null;
  tier: string | null;
  checkpoint: CheckpointSeen | null;
  decision: DecisionSeen | null;
  model: { provider: string; model: string; fallback: string | null } | null;
  retrieval: { store: string; passages: number } | null;
  head: string | null;
  createdAt: number;
}

export interface JourneyDetail extends JourneySummary {
  content: {
    customerId: string | null;
    proposal: { operations?: Record<string, unknown>[] } | null;
    draft: { output?: unknown } | null;
    diff: unknown;
    findings: unknown;
    reasons: { code: string; sentence: string }[];
    decidedBy: string | null;
    /** Names by token. */
    people: Record<string, string>;
  } | null;
}

export function journeyTable(journeys: readonly JourneySummary[], now: number): string {
  if (journeys.length === 0) return 'No journeys.';
  return table(
    ['ID', 'TYPE', 'STATE', 'WAITS FOR', 'STARTED'],
    journeys.map((journey) => [
      journey.id,
      journey.type,
      journey.outcome ?? journey.stage,
      waiting(journey, now),
      distance(journey.createdAt, now),
    ]),
  );
}

/** @param caller options to repeat in the suggested commands, with a leading space. */
export function describeJourney(journey: JourneyDetail, now: number, caller: string): string {
  const { checkpoint, decision, model, retrieval, content } = journey;
  const open = isOpen(journey);
  const nameOf = (token: string) => content?.people[token] ?? token;
  const head = facts([
    ['journey', `${journey.id}  ${journey.type}  (${journey.tenant})`],
    ['state', [journey.outcome ?? journey.stage, ...journey.reasons].join('  ')],
    ['customer', content?.customerId ?? journey.subject],
    ['score', journey.score?.toFixed(3)],
    [
      'drafted by',
      model && `${model.provider} ${model.model}${model.fallback ? `  (${model.fallback})` : ''}`,
    ],
    ['evidence', retrieval && `${retrieval.passages} passages from ${retrieval.store}`],
    ['waits for', open ? waiting(journey, now) : null],
    ...(decision ? decided(decision, nameOf) : []),
    ['started', minute(journey.createdAt)],
    ['sealed', journey.outcome && journey.head],
    ['proposal', checkpoint?.proposalHash],
  ]);
  const reasons = (content?.reasons ?? []).map(({ code, sentence }) => `${code}: ${sentence}`);
  return [
    head,
    section('why', reasons),
    section('checkpoint', checkpoint ? describeCheckpoint(checkpoint, { nameOf, isOpen: open, now }) : []),
    section('proposal', (content?.proposal?.operations ?? []).map(describeOperation)),
    section('findings', findingsOf(content?.findings)),
    section('changed in the CRM', changesOf(content?.diff)),
    open && checkpoint ? section('decide', nextCommands(journey.id, checkpoint, caller)) : '',
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/**
 * The checkpoint stays on the row for the record; only at this stage does anybody have to decide. An earlier decision may
 * stand there too: people are asked again when what they approved does not fit any more.
 */
function isOpen({ checkpoint, outcome, stage }: JourneySummary): boolean {
  return checkpoint !== null && outcome === null && stage === 'checkpoint';
}

function waiting(journey: JourneySummary, now: number): string {
  return journey.checkpoint && isOpen(journey) ? waitsFor(journey.checkpoint, now) : '-';
}

/** A line for everybody who decided. */
function decided(decision: DecisionSeen, nameOf: (token: string) => string): [string, string][] {
  const reason = decision.reasonCode ? ` (${decision.reasonCode})` : '';
  const acts = decision.approvals ?? [{ ...decision, decision: decision.kind }];
  return acts.map(({ decision: kind, actor, role, at }) => [
    'decided',
    `${kind}${reason} by ${nameOf(actor)} as ${role} at ${minute(at)}`,
  ]);
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `${title}\n${indent(lines.join('\n'))}`;
}

function describeOperation(operation: Record<string, unknown>): string {
  const { verb, ...rest } = operation;
  const parts = Object.entries(rest).map(
    ([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  return [`- ${String(verb)}`, ...parts.map((part) => indent(part, '    '))].join('\n');
}

function findingsOf(findings: unknown): string[] {
  if (!Array.isArray(findings)) return [];
  return (findings as Record<string, unknown>[]).map(
    ({ severity, code, about, sentence }) =>
      `${String(severity)}  ${String(code)}${about == null ? '' : `  (${about === 'earlier_draft' ? 'in a draft that was thrown away' : JSON.stringify(about)})`}${typeof sentence === 'string' ? `: ${sentence}` : ''}`,
  );
}

/** One line a changed field; a text is cut, since it stands in the proposal whole. */
function changesOf(diff: unknown): string[] {
  if (!Array.isArray(diff)) return [];
  return (diff as Record<string, unknown>[]).map(
    ({ object, field, before, after }) =>
      `${String(object)}.${String(field)}: ${brief(before)} → ${brief(after)}`,
  );
}

function brief(value: unknown): string {
  const text = JSON.stringify(value) ?? 'null';
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

function nextCommands(id: string, checkpoint: CheckpointSeen, caller: string): string[] {
  const base = `npx wayproof journeys decide ${id}${caller}`;
  const hand = (what: string) => `npx wayproof journeys ${what} ${id}${caller}`;
  return [
    ...(checkpoint.blocked ? [] : [`${base} --approve`]),
    `${base} --reject ${checkpoint.rejectReasons.join('|')}`,
    `npx wayproof journeys show ${id}${caller} --draft > edit.json   # change it, then:`,
    `${base} --edit edit.json`,
    `${hand(checkpoint.standing.claim ? 'release' : 'claim')}`,
    `${hand('delegate')} --to PERSON   # npx wayproof people list${caller}`,
  ];
}
