// The rationale of a bundle, derived again from its other members: a file whose words say anything else than its evidence is refuted. Pure.
import type { Bundle } from '../../../contracts/bundle.ts';
import { canonicalJson } from '../../../contracts/canonical-json.ts';
import { rationaleFormat, type RationaleParagraph } from '../../../contracts/rationale.ts';
import { rationaleOfBundle } from '../rationale/rationale-of-bundle.ts';
import { faultsOr, type Finding } from './finding.ts';

/** Bundles of before have none, and nothing is said of it. */
export function checkRationale(bundle: Bundle): Finding[] {
  const { rationale, ledger } = bundle;
  if (rationale === undefined) return [];
  const derived = rationaleOfBundle(bundle, ledger.records);
  if (canonicalJson(rationale) === canonicalJson(derived))
    return faultsOr('rationale', [], 'The rationale says what entries, decisions and documents give, word by word.');
  if (rationale.format === rationaleFormat && rationale.codes !== derived.codes)
    return faultsOr('rationale', [['rationale.codes', 'It tells other codes than the evidence has.']], '');
  // Sentences were written or changed since: that is no forgery, and it is no proof either.
  if (rationale.format !== rationaleFormat || rationale.words !== derived.words)
    return [
      { check: 'rationale', state: 'not_proved', where: 'rationale', says: 'It was written in the words of another version: compare it with what this version says of the entries.' },
    ];
  const at = firstDifference(rationale.paragraphs, derived.paragraphs);
  return faultsOr('rationale', [[`rationale.paragraphs[${at}]`, 'It says something else than the evidence.']], '');
} // prettier-ignore

function firstDifference(given: readonly RationaleParagraph[], derived: readonly RationaleParagraph[]): number {
  const differs = given.findIndex((one, at) => canonicalJson(one) !== canonicalJson(derived[at] ?? null));
  return differs >= 0 ? differs : given.length;
} // prettier-ignore
