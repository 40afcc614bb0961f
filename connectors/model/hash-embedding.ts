// Feature-hashed vectors: what the embedded stack uses where no embedding model is there. Deterministic and local; it sees
// shared words and word parts, never meaning, and must never be labelled as a trained space.
import type { EmbeddingConnector } from '../../contracts/ports/model.ts';
import { termFrequencies, tokenise } from '../vectors/tokenise.ts';

const dimensions = 384;
/** Lengths of the character n-grams: 3 catches stems and plurals, 4 and 5 tell compounds apart. */
const gramLengths = [3, 4, 5];
/** The n-grams of one word together weigh less than the word itself, or long words would drown short ones. */
const gramShare = 0.7;

/** FNV-1a, 32 bits, over UTF-16 code units, with a final mix: low bits choose the place, the top bit the sign. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  return (value ^ (value >>> 13)) >>> 0;
}

function add(vector: Float64Array, feature: string, weight: number): void {
  const code = hash(feature);
  const place = code % dimensions;
  vector[place] = (vector[place] ?? 0) + (code & 0x80000000 ? -weight : weight);
}

function grams(word: string): string[] {
  const padded = `<${word}>`;
  return gramLengths.flatMap((length) =>
    Array.from({ length: Math.max(0, padded.length - length + 1) }, (_, start) =>
      padded.slice(start, start + length),
    ),
  );
}

function embedText(text: string): number[] {
  const vector = new Float64Array(dimensions);
  for (const [word, count] of termFrequencies(tokenise(text))) {
    const weight = 1 + Math.log(count);
    add(vector, `w:${word}`, weight);
    const parts = grams(word);
    for (const part of parts) add(vector, `g:${part}`, (weight * gramShare) / Math.sqrt(parts.length));
  }
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  // A text without a word still needs a direction; one fixed axis keeps it far from everything else.
  if (length === 0) vector[0] = 1;
  return Array.from(vector, (value) => value / (length || 1));
}

/** Vectors of 384 dimensions, unit length; the same text gives the same vector in every process and version 1. */
export function createHashEmbedding(): EmbeddingConnector {
  return {
    space: 'wayproof-hash-384/1',
    dimensions,
    embed: async (texts) => texts.map(embedText),
  };
}
