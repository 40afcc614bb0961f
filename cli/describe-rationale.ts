// The rationale of a journey as text for a terminal or a printed page: stage by stage, each paragraph with the number of its entry.
import { indent } from './layout.ts';

export interface RationaleSeen {
  journey: string;
  sealed: boolean;
  texts: boolean;
  paragraphs: { stage: string; entry: number | null; sentences: string[] }[];
}

/** What each stage is, for a reader who knows none of our words. */
const titles: Readonly<Record<string, string>> = {
  detect: 'Why it began',
  authorise: 'Why it was allowed',
  retrieve: 'What it rests on',
  infer: 'What was drafted',
  guard: 'What was checked',
  checkpoint: 'Who decided',
  act: 'What was written',
  seal: 'How it ended',
};

export function describeRationale({ journey, sealed, texts, paragraphs }: RationaleSeen): string {
  const [summary, ...told] = paragraphs;
  const parts = [[`journey ${journey}`, ...(summary?.sentences ?? []), standing(sealed), shownTexts(texts)].join('\n')];
  let stage = '';
  for (const paragraph of told) {
    const title = titles[paragraph.stage] ?? paragraph.stage;
    const head = paragraph.stage === stage ? '' : `${title}\n`;
    stage = paragraph.stage;
    const number = paragraph.entry === null ? 'ledger' : `entry ${paragraph.entry}`;
    parts.push(`${head}${indent([`${paragraph.sentences[0] ?? ''} [${number}]`, ...paragraph.sentences.slice(1)].join('\n'))}`);
  }
  return parts.join('\n\n');
} // prettier-ignore

function standing(sealed: boolean): string {
  return sealed
    ? 'It is derived from the sealed evidence; the numbers are those of its entries.'
    : 'It is derived from the entries so far, which nobody has signed yet.';
}

function shownTexts(texts: boolean): string {
  return texts ? 'That you read its texts stands in the ledger.' : 'You see codes and tokens, no texts.';
}
