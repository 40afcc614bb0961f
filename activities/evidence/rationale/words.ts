// The sentence for each code, and which of them a rationale used: their hash says in which words it was written. A code that nobody
// knows here is still told, by its own name.
import { hashJson } from '../../../contracts/canonical-json.ts';
import { evidenceSentences } from '../../../contracts/evidence.ts';
import type { Sha256Hex } from '../../../contracts/ids.ts';
import { findingSentence } from '../../../contracts/finding-sentences.ts';
import {
  decisionRefusalSentences,
  journeyReasonSentences,
  policyRefusalSentences,
} from '../../../contracts/refusals.ts';
import { plain, quoted } from './readable.ts';
import { clauses, type ClauseKind } from './clauses.ts';

const tables = {
  entry: evidenceSentences,
  policy: policyRefusalSentences,
  decision: decisionRefusalSentences,
  reason: journeyReasonSentences,
} as const satisfies Record<string, Readonly<Record<string, string>>>;

export type SentenceKind = keyof typeof tables | 'finding';

export interface Words {
  /** A whole sentence. @returns undefined when nobody has written one. */
  sentence(kind: SentenceKind, code: string): string | undefined;
  /** Part of a sentence; of an unknown code its name. */
  clause(kind: ClauseKind, code: string): string;
  /** Hashes of the codes that were asked for so far, and of the sentences given for them. */
  hashes(): { codes: Sha256Hex; words: Sha256Hex };
}

export function createWords(): Words {
  const used = new Map<string, string>();
  const noted = (kind: string, code: string, text: string | undefined) => {
    used.set(`${kind}/${code}`, text ?? '');
    return text;
  };
  return {
    sentence: (kind, code) => {
      const text = kind === 'finding' ? findingSentence(code) : ownText(tables[kind], code);
      return noted(kind, code, text);
    },
    clause: (kind, code) => noted(kind, code, ownText(clauses[kind], code)) ?? quoted(plain(code)),
    hashes: () => {
      const sorted = [...used].sort(byName);
      return { codes: hashJson(sorted.map(([name]) => name)), words: hashJson(sorted) };
    },
  };
}

function ownText(table: Readonly<Record<string, string>>, code: string): string | undefined {
  return Object.hasOwn(table, code) ? table[code] : undefined;
}

function byName([one]: readonly [string, string], [other]: readonly [string, string]): number {
  return one < other ? -1 : 1;
}
