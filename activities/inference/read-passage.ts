// What a passage says, read once: the same ones are cited over and over, and reading one takes longer than comparing a claim with it.
import { heldFigures } from './claim-figures.ts';
import type { HeldFigure } from './claim-figures.ts';
import { contentWords, readWords, sentencesOfClaim } from './read-claim.ts';
import type { ReadWord } from './read-claim.ts';

export interface ReadPassage {
  text: string;
  words: ReadonlySet<string>;
  /** Sentence by sentence. */
  sentences: ReadWord[][];
  figures: HeldFigure[];
}

/** Of some 20 kB each, in memory; by their text, so that one customer's tokens are never another's. */
const mostKept = 300;
const known = new Map<string, ReadPassage>();

export function readPassage(text: string): ReadPassage {
  const kept = known.get(text);
  if (kept) return kept;
  const sentences = sentencesOfClaim(text);
  const read = {
    text,
    words: new Set(contentWords(text)),
    sentences: sentences.map(readWords),
    figures: sentences.flatMap(heldFigures),
  };
  const [oldest] = known.keys();
  if (known.size >= mostKept && oldest !== undefined) known.delete(oldest);
  known.set(text, read);
  return read;
}
