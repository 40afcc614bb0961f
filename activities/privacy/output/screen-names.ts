// Finds names that must not leave the house: other tenants of this installation, ids of passages that the draft was not given, and
// to the customer himself that he was scored.
import type { PassageText } from '../../../contracts/ports/model.ts';
import { foldedOf } from './outgoing-texts.ts';
import type { ReadText } from './outgoing-texts.ts';

export interface TenantName {
  tenant: string;
  name: string;
}

/** Our own ids: of a passage, a customer, a caller, an event, a document, a journey (contracts/ids.ts). */
const ids = /(?<![a-z0-9])(?:kp_[0-9a-z]{4,64}|(?:sub|prn|evt|doc|jrn)_[0-9a-f]{24,32})(?![0-9a-z])/g;
const shortest = 4;

/** @returns true: another tenant is named, or something is named by an id that is not this draft's. */
export function namesOtherTenant(
  read: Pick<ReadText, 'folded'>,
  ground: { others: readonly TenantName[]; passages: readonly PassageText[]; cited: readonly PassageText[] },
): boolean {
  const folded = single(read.folded);
  const own = new Set(ground.passages.map(({ id }) => id));
  if ((folded.match(ids) ?? []).some((id) => !own.has(id))) return true;
  return ground.others.some(({ tenant, name }) => {
    if (holds(folded, tenant.toLowerCase())) return true;
    const known = namedSo(name);
    if (!holds(folded, known)) return false;
    // Of a name alone nobody knows whether it is a secret: what our own passage says of a firm may be said.
    return !ground.cited.some((passage) => holds(namedSo(`${passage.title} ${passage.text}`), known));
  });
}

const phrases =
  /\b(?:churn(?:ing|ed)?|flight[ -]risk|(?:risk|propensity|retention|customer|intent|lead)[ -]scor(?:e|es|ed|ing)|(?:you|who|customers?) (?:are|is|were|was|seems?|seemed|may be) (?:likely|expected|about) to (?:leave|churn|cancel|switch)(?= us| the (?:bank|firm|company|shop)| (?:your|the) (?:account|contract)| banks?| providers?|[.!?,;]|$)|you (?:were|are|have been) (?:being )?(?:scored|observed|tracked|profiled|monitored|flagged)|(?:we|our (?:system|software|model|ai)) (?:scored|observed|tracked|profiled|monitored|flagged) (?:you|your))\b/;

/** @param codes of the reasons and the intent. @returns true: the text tells its reader that he was scored, or by what. */
export function tellsOfScoring(read: Pick<ReadText, 'folded'>, codes: readonly string[]): boolean {
  const folded = single(read.folded);
  return (
    phrases.test(folded) || codes.some((code) => code.includes('_') && holds(folded, code.toLowerCase()))
  );
}

const single = (folded: string) => folded.replace(/\s+/g, ' ').trim();
const namedSo = (text: string) => single(foldedOf(text).folded);

/** From word to word. */
function holds(text: string, name: string): boolean {
  if (name.length < shortest) return false;
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1))
    if (!isWordAt(text, at - 1) && !isWordAt(text, at + name.length)) return true;
  return false;
}

const isWordAt = (text: string, at: number) => /[\p{L}\p{N}]/u.test(text[at] ?? ' ');
