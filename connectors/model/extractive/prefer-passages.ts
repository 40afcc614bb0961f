// Which passages are quoted, and which first. It must never quote what was written about another customer or for colleagues
// only: the composer cannot tell a briefing from a message to the customer.
import type { PassageText } from '../../../contracts/ports/model.ts';
import { tokenise } from '../../vectors/tokenise.ts';

/** Sources whose sentences a customer may read. Notes of conversations and internal policies inform, but are not quoted. */
const quotedSources = new Set(['products', 'offers', 'faq', 'research']);

/** One shared word is chance (`note`, `desk`); two are a name. */
const leastShared = 2;

/** @returns the quotable passages; those whose title names a chosen option first, otherwise in the order of retrieval. */
export function preferPassages(passages: readonly PassageText[], labels: readonly string[]): PassageText[] {
  const wanted = labels.map((label) => new Set(tokenise(label)));
  return passages
    .filter(({ source }) => quotedSources.has(source))
    .map((passage) => ({ passage, shared: sharedWords(passage.title, wanted) }))
    .sort((one, other) => other.shared - one.shared)
    .map(({ passage }) => passage);
}

function sharedWords(title: string, wanted: readonly Set<string>[]): number {
  const words = [...new Set(tokenise(title))];
  const most = Math.max(0, ...wanted.map((label) => words.filter((word) => label.has(word)).length));
  return most >= leastShared ? most : 0;
}
