// The chain of entries, the statement over it, and whether ids of journey, workflow and tenant belong together. Pure.
import type { Bundle } from '../../../contracts/bundle.ts';
import { canonicalJson, hashJson } from '../../../contracts/canonical-json.ts';
import { genesisHash } from '../../../contracts/evidence.ts';
import { journeyIdOf, parseJourneyWorkflowId } from '../../../contracts/ids.ts';
import { auditCompleteness } from '../../../contracts/required-evidence.ts';
import { faultsOr, type Finding } from './finding.ts';

type Fault = readonly [string | null, string];

export function checkChain(bundle: Bundle): Finding[] {
  return [
    ...faultsOr('chain', chainFaults(bundle), 'The entries follow each other to the head of the statement.'),
    ...faultsOr(
      'statement',
      statementFaults(bundle),
      'Statement, journey, workflow and tenant belong together.',
    ),
    ...completeness(bundle),
  ];
}

/** Every entry is looked at by itself, so that the one that was touched is named and not all that follow. */
function chainFaults({ journey, evidence: { statement, entries } }: Bundle): Fault[] {
  const faults: Fault[] = [];
  let prev = genesisHash(journey.workflowId);
  for (const [index, entry] of entries.entries()) {
    const where = `evidence.entries[${index}]`;
    const { hash, ...content } = entry;
    if (hashJson(content) !== hash) faults.push([where, 'The entry does not fit its own hash.']);
    if (content.seq !== index) faults.push([where, 'The entry does not stand at its own number.']);
    if (content.prev !== prev) faults.push([where, 'The entry does not follow the one before it.']);
    prev = hash;
  }
  if (prev !== statement.head)
    faults.push(['evidence.statement.head', 'The entries do not lead to the sealed head.']);
  if (entries.length !== statement.entries)
    faults.push(['evidence.statement.entries', 'There are more or fewer entries than were sealed.']);
  return faults;
}

function statementFaults({ tenant, region, journey, evidence }: Bundle): Fault[] {
  const faults: Fault[] = [];
  const { statement, entries } = evidence;
  const key = parseJourneyWorkflowId(journey.workflowId);
  if (statement.workflowId !== journey.workflowId)
    faults.push(['evidence.statement.workflowId', 'The statement is about another workflow.']);
  if (journeyIdOf(journey.workflowId) !== journey.id)
    faults.push(['journey.id', 'The id of the journey is not that of its workflow.']);
  if (key?.tenant !== tenant || statement.tenant !== tenant)
    faults.push(['tenant', 'The workflow or the statement is of another tenant.']);
  if (key?.type !== journey.type) faults.push(['journey.type', 'The workflow is of another type.']);
  if (statement.outcome !== journey.outcome)
    faults.push(['journey.outcome', 'The statement has another outcome.']);
  const last = entries.at(-1);
  if (last?.type !== 'journey.ended' || last.facts['outcome'] !== journey.outcome)
    faults.push([`evidence.entries[${entries.length - 1}]`, 'The last entry does not end the journey so.']);
  const first = entries[0]?.facts ?? {};
  if (first['type'] !== journey.type || first['region'] !== region)
    faults.push(['evidence.entries[0]', 'The first entry names another type or region.']);
  return faults;
}

function completeness({ completeness: stated, journey, evidence }: Bundle): Finding[] {
  const computed = auditCompleteness(
    journey.outcome,
    evidence.entries.map(({ type }) => type),
  );
  if (canonicalJson(computed) !== canonicalJson(stated))
    return faultsOr(
      'completeness',
      [['completeness', 'The stated completeness is not that of the entries.']],
      '',
    );
  const share = `${Math.round(computed * 100)} %`;
  if (computed === 1)
    return faultsOr('completeness', [], 'Every entry that such an ending must leave is there.');
  return [
    { check: 'completeness', state: 'not_proved', where: 'completeness', says: `Only ${share} of the entries that such an ending must leave are there.` },
  ]; // prettier-ignore
}
