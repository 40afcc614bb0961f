// A claim as its reader takes it: sentences, and for each content word whether the sentence says or denies it. Rules of words, no
// grammar: what it cannot tell is called `open`, which contradicts nothing.

export type Polarity = 'said' | 'denied' | 'open';

export interface ReadWord {
  /** Without its ending, lower case. */
  stem: string;
  polarity: Polarity;
}

/** Without tokens, which stand for values, and without addresses: their letters and digits say nothing, and other screens judge them. */
export function spokenText(text: string): string {
  return text.replace(/\[\[[A-Z_]{1,40}_[0-9a-z]{16}\]\]|https:\/\/[^\s<>"]+/g, ' ');
}

/** NFKC, without invisible characters, single spaces; capitals stay. */
export function foldClaim(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Words of four letters and more, small: short ones are mostly grammar. */
export function contentWords(text: string): string[] {
  return (
    foldClaim(spokenText(text))
      .toLowerCase()
      .match(/\p{L}{4,}/gu) ?? []
  );
}

// Fixed locale: the process's own must not change what is one sentence.
const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/** Folded sentences without tokens; a line of its own is one. */
export function sentencesOfClaim(text: string): string[] {
  return spokenText(text)
    .split(/\n+/)
    .flatMap((line) => Array.from(segmenter.segment(line), ({ segment }) => foldClaim(segment)))
    .filter((sentence) => sentence !== '');
}

const words = (list: string) => new Set(list.split(' '));
const negators = words(
  'not no never none neither nor nothing nobody nowhere cannot without hardly nicht kein keine keinen keinem keiner keines nie niemals ohne weder jamais aucun aucune sans nunca jamás ninguno ninguna senza',
);
/** Deny what stands before them in the clause as well. */
const whole = words('nobody none nowhere nothing never nunca');
/** "under no circumstances", "in no case" */
const inFrontOfNo = words('under by in at on');
/** "no later than two days", "not only" deny nothing that follows. */
const bounds = words('more less later earlier fewer only just');
const breaks = words(
  'and but while whereas although though which that who because since if when unless so as than until und aber sondern während wenn weil dass et mais que y pero',
);
const doubtful = words('only except unless otherwise nur außer seulement solo');
/** Who does it, or does not: "not covered by the scheme" denies no scheme. */
const agents = words('by through von durch par por');
const grammar = words(
  'the and for are was were has have had can may will would should must could does did been being its their your our you they this these those with from into onto upon about than then them there here what where how why very also too all any each every per such some most more less much many few other same own via der die das und ist sind ein eine einen den dem des mit von zu auf für les des une est sont pour avec dans sur',
);

/** @returns the content words of one sentence, in order. */
export function readWords(sentence: string): ReadWord[] {
  const read: ReadWord[] = [];
  for (const clause of clausesOf(sentence)) {
    let polarity: Polarity = clause.isOpen ? 'open' : 'said';
    const first = read.length;
    clause.words.forEach((word, at) => {
      const next = clause.words[at + 1] ?? '';
      if (isNegator(word) && !bounds.has(next)) {
        const all = whole.has(word) || (word === 'no' && inFrontOfNo.has(clause.words[at - 1] ?? ''));
        // The subject of what is denied may be named before or after: "notes are not covered", "it does not cover notes".
        for (let index = first; index < read.length; index += 1)
          read[index]!.polarity = all ? 'denied' : 'open';
        polarity = 'denied';
      } else if (doubtful.has(word)) {
        for (let index = first; index < read.length; index += 1) read[index]!.polarity = 'open';
        polarity = 'open';
      } else if (agents.has(word) && polarity === 'denied') polarity = 'open';
      else if (word.length >= 3 && !grammar.has(word)) read.push({ stem: stemOf(word), polarity });
    });
  }
  return read;
}

const isNegator = (word: string) => negators.has(word) || /n't$/.test(word);

interface Clause {
  words: string[];
  /** Beside a denial that may reach it: "not for notes and funds", "notes and funds are not". */
  isOpen: boolean;
}

/** A clause of so few words has no verb of its own. */
const fewWords = 2;

function clausesOf(sentence: string): Clause[] {
  const clauses: Clause[] = [{ words: [], isOpen: false }];
  let denied = false;
  const start = () => {
    const [last, before] = [clauses.at(-1)!, clauses.at(-2)];
    if (last.words.length === 0) return;
    if (denied && before && before.words.length <= fewWords) before.isOpen = true;
    clauses.push({ words: [], isOpen: denied });
    denied = false;
  };
  const plain = foldClaim(sentence)
    .toLowerCase()
    .replace(/[’ʼ]/g, "'")
    // Else it would be said of a note that is sold.
    .replace(/please note(?: that)?/g, '');
  for (const [piece] of plain.matchAll(/\p{L}[\p{L}\p{M}']*|[,;:()–—]/gu)) {
    if (/^[,;:()–—]/.test(piece) || breaks.has(piece)) start();
    else {
      if (isNegator(piece)) denied = true;
      clauses.at(-1)!.words.push(piece);
    }
  }
  start();
  return clauses;
}

/** Near enough to know "cover", "covers" and "covered" as one. */
export function stemOf(word: string): string {
  const plain = word.toLowerCase().replace(/'s?$|'s$/, '');
  const stem = plain.replace(/(?:ies|ied)$/, 'y').replace(/(?:ing|ed|es|s|e|d)$/, '');
  return stem.length >= 3 ? stem : plain;
}
