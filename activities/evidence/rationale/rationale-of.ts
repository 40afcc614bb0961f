// Tells a journey, entry by entry, in sentences: from evidence, policy decisions and codes alone, the same for the same source on every
// machine. Pure; it judges nothing, adds nothing, and names nobody.
import {
  rationaleFormat,
  type Rationale,
  type RationaleParagraph,
  type RationaleSource,
  type RevealedDocuments,
} from '../../../contracts/rationale.ts';
import { policyLabels } from './policy-labels.ts';
import { plain, quoted } from './readable.ts';
import { factsOf, textIn, type Facts } from '../read-facts.ts';
import { tellers } from './tellers.ts';
import type { SoFar, Telling, ToldEntry } from './telling.ts';
import { createWords, type Words } from './words.ts';

const nothingRevealed: RevealedDocuments = new Map();

const nothingYet: SoFar = { passages: null, draft: null, edit: null };

/** Kinds of the ledger's records that tell of refusals at the door, and the type of the entry that says the same. */
const refusals = { 'decision.refused': 'decision', 'checkpoint.action_refused': 'action' } as const;

/** Never throws, whatever the facts hold: a code or a type that nobody knows here is told by its name. */
export function rationaleOf(
  source: RationaleSource,
  revealed: RevealedDocuments = nothingRevealed,
): Rationale {
  const words = createWords();
  const decisions = source.decisions.map(factsOf);
  const shared = {
    words,
    labels: policyLabels(source.policies),
    decisions: new Map(decisions.map((one) => [textIn(one, 'id') ?? '', one])),
    actAllowed: decisions.some(
      (one) => one['question'] === 'act' && factsOf(one['answer'])['verdict'] === 'allowed',
    ),
    revealed,
  };
  let sofar = nothingYet;
  const told = source.entries.map((entry) => {
    const facts = factsOf(entry.facts);
    sofar = goneOn(sofar, entry.type, facts);
    return paragraphOf({ ...shared, entry, facts, sofar });
  });
  const paragraphs = [summary(source, words), ...told, ...atTheDoor(source, shared)];
  return { format: rationaleFormat, ...words.hashes(), paragraphs };
}

function goneOn(sofar: SoFar, type: string, facts: Facts): SoFar {
  if (type === 'evidence.retrieved') return { ...sofar, passages: facts['set'] };
  if (type !== 'guard.passed' && type !== 'guard.failed') return sofar;
  const { draft } = facts;
  const edit = facts['author'] === 'person' ? { from: sofar.draft, to: draft } : sofar.edit;
  return { ...sofar, draft, edit };
}

function paragraphOf(telling: Telling): RationaleParagraph {
  const { entry, words } = telling;
  // An entry of a newer version: its type says what happened, and that is better than silence.
  const tell = Object.hasOwn(tellers, entry.type) ? tellers[entry.type] : undefined;
  const known = words.sentence('entry', entry.type);
  const sentences = tell ? tell(telling) : [known ?? `Something happened that this version has no sentence for: ${quoted(plain(entry.type.replace('.', ' ')))}.`]; // prettier-ignore
  return { stage: entry.stage, entry: entry.seq, sentences };
}

function summary({ type, entries }: RationaleSource, words: Words): RationaleParagraph {
  const last = entries.at(-1);
  const outcome = last?.type === 'journey.ended' ? textIn(factsOf(last.facts), 'outcome') : null;
  const how = outcome === null ? 'it is still open' : words.clause('outcome', outcome);
  const sentences = [`In short, of the journey ${quoted(plain(type))}: ${how}.`];
  return { stage: outcome === null ? (last?.stage ?? 'detect') : 'ended', entry: null, sentences };
}

/** Refusals that the workflow never saw, or refused without an entry: the ledger alone has them. */
function atTheDoor(
  { entries, records }: RationaleSource,
  shared: Omit<Telling, 'entry' | 'facts' | 'sofar'>,
): RationaleParagraph[] {
  const told = new Map<string, number>();
  for (const { type, facts } of entries) {
    if (!isRefusal(type)) continue;
    const name = sameRefusal(type, factsOf(facts));
    told.set(name, (told.get(name) ?? 0) + 1);
  }
  return records.flatMap(({ kind, at, facts: recorded }) => {
    if (!isRefusal(kind)) return [];
    const facts = { ...factsOf(recorded), findings: findingsOf(factsOf(recorded)) };
    const name = sameRefusal(kind, facts);
    const left = told.get(name) ?? 0;
    told.set(name, left - 1);
    if (left > 0) return [];
    const entry: ToldEntry = { seq: 0, type: kind, stage: 'checkpoint', at, facts };
    const sentences = tellers[kind]({ ...shared, entry, facts, sofar: nothingYet });
    return [{ stage: 'checkpoint' as const, entry: null, sentences }];
  });
}

function isRefusal(kind: string): kind is keyof typeof refusals {
  return Object.hasOwn(refusals, kind);
}

/** A record has the codes of findings only. */
function findingsOf(facts: Facts): unknown {
  const { findings } = facts;
  if (!Array.isArray(findings)) return [];
  return findings.map((one: unknown) => (typeof one === 'string' ? { code: one, severity: 'block' } : one));
}

function sameRefusal(kind: keyof typeof refusals, facts: Facts): string {
  const parts = ['requestId', refusals[kind], 'code', 'actor'].map((name) => textIn(facts, name) ?? '');
  return [kind, ...parts].join(' ');
} // prettier-ignore
