// What the ledger said at the export of all that stands beside it in the file: each member by its hash. Pure.
import {
  bundleLists,
  exportFacts,
  exportKind,
  type Bundle,
  type ExportFacts,
} from '../../../contracts/bundle.ts';
import { canonicalJson, hashJson } from '../../../contracts/canonical-json.ts';
import { exportRecord } from './check-ledger.ts';
import { faultsOr, type Finding } from './finding.ts';

type Fault = readonly [string | null, string];

export function checkExport(bundle: Bundle): Finding[] {
  return faultsOr(
    'export',
    faultsOf(bundle),
    'The rest of the file is as the ledger recorded it at the export.',
  );
}

function faultsOf(bundle: Bundle): Fault[] {
  const record = exportRecord(bundle);
  if (!record)
    return [['ledger.records', `The last record is not the one "${exportKind}" that vouches for the file.`]];
  const { ledger, ...material } = bundle;
  const before = ledger.records.slice(0, -1).map(({ index }) => index);
  const expected = exportFacts(material, before);
  // Anybody may have written it: it need not even be an object.
  const stated = (record.facts ?? {}) as unknown as Partial<ExportFacts>;
  if (canonicalJson(stated) === canonicalJson(expected) && record.key === keyOf(bundle, expected)) return [];
  const faults: Fault[] = [];
  for (const [name, hash] of Object.entries(expected.members))
    if (stated.members?.[name] !== hash) faults.push([name, 'It is not what was exported.']);
  for (const name of bundleLists)
    faults.push(...listFaults(name, expected.lists[name], stated.lists?.[name]));
  if (canonicalJson(stated.records ?? null) !== canonicalJson(expected.records))
    faults.push(['ledger.records', 'A record of the journey was left out or put in.']);
  return faults.length > 0 ? faults : [['ledger.records', 'The record of the export has another form.']];
}

function keyOf(bundle: Bundle, facts: ExportFacts): string {
  return `${exportKind}/${bundle.journey.id}/${hashJson(facts)}`;
}

function listFaults(name: string, here: readonly string[] = [], stated: unknown = []): Fault[] {
  const recorded = Array.isArray(stated) ? (stated as unknown[]) : [];
  const faults: Fault[] = [];
  if (recorded.length !== here.length)
    faults.push([name, `There are ${here.length} of them; ${recorded.length} were exported.`]);
  for (const [at, hash] of here.entries())
    if (recorded[at] !== hash) faults.push([`${name}[${at}]`, 'It is not what was exported.']);
  return faults;
}
