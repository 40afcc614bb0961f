// Which sentence of a passage a statement rests on: the one that shares most of its words. It marks for the eye; what holds was checked
// by the guard.

export interface MarkedPassage {
  before: string;
  marked: string;
  after: string;
}

// Less than a third of the words in common is no support that could be pointed at.
const leastShare = 0.34;

export function citedSentence(passage: string, statement: string): MarkedPassage {
  const at = passage.indexOf(statement);
  if (at >= 0) return cut(passage, at, at + statement.length);
  const wanted = wordsIn(statement);
  let best = { share: 0, from: 0, to: 0 };
  for (const match of passage.matchAll(/[^.!?\n]+(?:[.!?]+|\n|$)/g)) {
    const words = wordsIn(match[0]);
    const common = [...wanted].filter((word) => words.has(word)).length;
    const share = wanted.size === 0 ? 0 : common / wanted.size;
    if (share > best.share) best = { share, from: match.index, to: match.index + match[0].length };
  }
  return best.share < leastShare ? cut(passage, 0, 0) : cut(passage, best.from, best.to);
}

function wordsIn(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? []);
}

function cut(text: string, from: number, to: number): MarkedPassage {
  return { before: text.slice(0, from), marked: text.slice(from, to), after: text.slice(to) };
}
