// Grounding: each sentence of a draft must be carried by the passages that it cites. Lexical and strict, because a claim
// about money or health that merely sounds alike is the dangerous kind; figures must occur in a cited passage as they are.
import type { Finding } from '../../contracts/control-facts.ts';
import type { Statement } from '../../contracts/journey.ts';
import type { PersonalDataType } from '../../contracts/personal-data.ts';
import type { PassageText } from '../../contracts/ports/model.ts';
import { findTokens } from '../privacy/tokens/find-tokens.ts';
import { figuresHeld } from './claim-figures.ts';
import { namesHeld } from './claim-names.ts';
import { contradicts } from './claim-polarity.ts';
import { contentWords, foldClaim } from './read-claim.ts';
import { readPassage } from './read-passage.ts';
import type { ReadPassage } from './read-passage.ts';

// Share of a sentence's content words that its passages must hold. Chosen so that light rewording passes and a new claim
// does not; issue "Real parts" measures it on a labelled set.
const MIN_SUPPORT = 0.6;

/** @returns a finding for each statement that its citations do not carry; `about` is the statement's index. */
export function groundStatements(input: {
  statements: readonly Statement[];
  passages: readonly PassageText[];
  claimFree: readonly string[];
  /** The firm's own name, which needs no passage. */
  firm: string;
  /** BCP 47. */
  language: string;
}): Finding[] {
  const byId = new Map(input.passages.map((passage) => [passage.id, passage]));
  return input.statements.flatMap((statement, index): Finding[] => {
    if (input.claimFree.includes(statement.text)) return [];
    const about = String(index);
    if (statement.citations.length === 0) return [{ code: 'citation_missing', severity: 'block', about }];
    const cited = statement.citations.flatMap((id) => byId.get(id) ?? []);
    if (cited.length < statement.citations.length)
      return [{ code: 'citation_unknown', severity: 'block', about }];
    const texts = cited.map(({ text }) => text);
    if (texts.some((text) => quotes(text, statement.text))) return [];
    const read = texts.map(readPassage);
    const figures = read.flatMap((passage) => passage.figures);
    if (!figuresHeld(statement.text, figures))
      return [{ code: 'figure_not_in_passage', severity: 'block', about }];
    const names = [...texts, ...cited.map(({ title }) => title), input.firm];
    const sentences = read.flatMap((passage) => passage.sentences);
    return isCarried(statement.text, read) &&
      namesHeld(statement.text, names, input.language) &&
      !contradicts(statement.text, sentences)
      ? []
      : [{ code: 'claim_not_supported', severity: 'block', about }];
  });
}

function isCarried(claim: string, cited: readonly ReadPassage[]): boolean {
  const words = contentWords(claim);
  const held = words.filter((word) => cited.some((passage) => passage.words.has(word)));
  const share = words.length === 0 ? 0 : held.length / words.length;
  // Tokens of passages stand in the form in which they were issued.
  const facts = findTokens(claim).filter(({ type }) => factTypes.has(type));
  return share >= MIN_SUPPORT && facts.every(({ token }) => cited.some(({ text }) => text.includes(token)));
}

/** A hidden date or place is a claim like any other; who somebody is, the output screens judge. */
const factTypes: ReadonlySet<PersonalDataType> = new Set<PersonalDataType>([
  'DATE_TIME',
  'LOCATION',
  'REFERENCE_NUMBER',
]);

/**
 * Whole sentences, word for word: a piece of one may leave out the "not" before it, two letters out of some word are no quotation,
 * and nor is nothing at all.
 */
function quotes(support: string, text: string): boolean {
  if (contentWords(text).length === 0) return false;
  const [whole, part] = [inLines(support), inLines(text)];
  for (let at = whole.indexOf(part); at >= 0; at = whole.indexOf(part, at + 1)) {
    const [lead, rest] = [whole.slice(0, at), whole.slice(at + part.length)];
    if (
      /(?:^|[.!?:\n]["”’)]?\s*)$/.test(lead.slice(-8)) &&
      /[.!?]["”’)]?$/.test(part) &&
      /^(?:\s|$)/.test(rest)
    )
      return true;
  }
  return false;
}

/** Folded, each line for itself. */
const inLines = (text: string) =>
  text
    .split(/\n+/)
    .map((line) => foldClaim(line).toLowerCase())
    .join('\n')
    .trim();
