// Is a phrase used, or talked about? News on attacks, training material, test plans and questions about policy speak of the
// same words. Only what stands near and before counts, so that nothing that is added later makes an earlier finding weaker.
import type { Word } from './match-phrases.ts';

const set = (words: string) => new Set(words.split(' '));

/** A text with one of these is about attacks, or teaches. */
const strong = set(
  'attacker hacker attackers hackers criminals adversary adversaries villain thesis ctf pentest mitre advisory injection injections phishing researchers researcher owasp newsletter bulletin article lecture workshop awareness tutorial vulnerability vulnerabilities jailbreaks defender defenders social threats redteam webinar course curriculum seminar paper scammer scammers fraudster fraudsters spammers impostor impostors thieves trainer questionnaire',
);
const faint = set(
  'attack attacks regex pattern patterns assert const def jailbreak malicious adversarial test tests tested testing training example examples guide policy blog docs documentation document developer dev release notes bug red team card parser classifier flag flags flagged risk risks compliance chapter students phrases phrase called says said wrote write writes typing sentence quote named term words lines news security model detect detects screen library handbook guidance unit config configuration file pull request threat report reports reported question asks asked quiz exercise module lesson explains vendor statement regulator gateway filter eval recall fixture payload payloads prompts token strings',
);

/** What is quoted in a text on these is spoken by somebody in it; an order to play a part is no quotation. */
const fictional = set('character novel thriller screenplay dialogue story film movie book game play scene');

/** Further words of those who tell, teach, sell or play. They make no phrase weaker; only signs that are no phrase of any list. */
const telling = set(
  'note rule reviewer sandbox audit auditors manual club tournament escape teacher teach teaches taught class reminder alert magazine podcast museum practice practices advice employees colleagues colleague study plan plans captain lift data procedure emergency application website vulnerable actor actors theatre party child children kids school recipe clause conditions contract parcel door doors road valve washing machine app leaflet brochure charity writing creative protagonist hero',
);

// Words of a paragraph that are looked at, from its start.
const looked = 90;

export interface ReportContext {
  /** For each paragraph: how much it, with the two before it, speaks about attacks. */
  cues: readonly number[];
  /** The same, fiction counted in: for what is quoted. */
  quotedCues: readonly number[];
  /** The same, with the words of those who tell, teach or play. */
  toldCues: readonly number[];
}

export function readContext(words: readonly Word[]): ReportContext {
  const own: Set<string>[] = [];
  const counts: number[] = [];
  for (const { text, paragraph } of words) {
    const found = (own[paragraph] ??= new Set());
    counts[paragraph] = (counts[paragraph] ?? 0) + 1;
    if ((counts[paragraph] ?? 0) > looked) continue;
    if (strong.has(text) || faint.has(text) || fictional.has(text) || telling.has(text)) found.add(text);
  }
  const spread = (worthOf: (word: string) => number) => {
    const worth = own.map((found) => [...found].reduce((sum, word) => sum + worthOf(word), 0));
    return worth.map((sum, index) => sum + ((worth[index - 1] ?? 0) + (worth[index - 2] ?? 0)) * 0.5);
  };
  const about = (word: string) => (strong.has(word) ? 1 : faint.has(word) ? 0.4 : 0);
  return {
    cues: spread(about),
    quotedCues: spread((word) => about(word) || (fictional.has(word) ? 0.4 : 0)),
    toldCues: spread((word) => about(word) || 0.4),
  };
}

const sayers = set(
  'attacker attackers hacker hackers adversary adversaries character villain researcher researchers paper papers article novel story thriller payload payloads phrase phrases pattern patterns regex author waf filter',
);
const sayings = set(
  'say says said saying tell tells told type types typed typing use uses used using demonstrated demonstrates include includes such like called reads wrote writes contains containing detect detects flagged blocked match matches matching tested',
);
// So many words before a phrase may say whose words it is.
const saidBefore = 8;

/** @returns the part that a sign keeps that is no phrase of any list: a text about attacks, or a story, holds many. 0.1 to 1. */
export function signFactor(
  context: ReportContext,
  words: readonly Word[],
  first: number,
  last: number,
  addressed: boolean,
): number {
  const word = words[first];
  if (!word) return 1;
  const cues = (addressed ? context.cues : context.toldCues)[word.paragraph] ?? 0;
  const known = 1 / (1 + (addressed ? 0.4 : 0.8) * cues * cues);
  return (
    reportFactor(context, words, first, last) * (isToYou(words, first, last) ? Math.max(0.6, known) : known)
  );
}

/** What a page calls itself, before the colon of its first line; whoever plants an order calls it a note, and that is no such name. */
const pages = set(
  'plan guide log changelog tip alert bug ticket tutorial manual faq glossary agenda minutes lesson entry configuration procedure practices requirement requirements checklist handbook leaflet library questionnaire advisory summary story exercise quiz syllabus mode blog post article readme release test docs instructions library rules terms',
);
// So many words may stand before that colon.
const longestName = 5;

/** "Test plan: send … and check …": a line of such a page, no further than its first sentence. */
function isLineOfPage(words: readonly Word[], first: number): boolean {
  if (words[first]?.sentence !== 0) return false;
  for (let at = 0; at < longestName && at < first; at += 1)
    if (pages.has(words[at]?.text ?? '')) {
      for (let next = at + 1; next <= longestName && next <= first; next += 1)
        if (words[next]?.separated === true) return true;
    }
  return false;
}

/** "The attacker used the phrase: …" */
function isReported(words: readonly Word[], first: number): boolean {
  let sayer = false;
  let saying = false;
  for (let at = first - 1; at >= 0 && at >= first - saidBefore; at -= 1) {
    const word = words[at];
    if (!word || word.sentence !== words[first]?.sentence) break;
    sayer ||= sayers.has(word.text);
    saying ||= sayings.has(word.text);
  }
  return sayer && saying;
}

/** @returns the part of its weight that a finding keeps, 0.15 to 1. */
export function reportFactor(
  context: ReportContext,
  words: readonly Word[],
  first: number,
  last = first,
): number {
  const word = words[first];
  if (!word) return 1;
  const factor = aboutFactor(context, word);
  if (isReported(words, first)) return Math.min(0.4, factor);
  if (isLineOfPage(words, first)) return Math.min(0.4, factor);
  // What is asked of "you" is used, whatever the text says it is about: an attack calls itself research.
  return !word.quoted && isToYou(words, first, last) ? Math.max(0.75, factor) : factor;
}

const you = set('you your yourself youre');

function isToYou(words: readonly Word[], first: number, last: number): boolean {
  for (let at = first; at <= last; at += 1) if (you.has(words[at]?.text ?? '')) return true;
  return false;
}

function aboutFactor(context: ReportContext, word: Word): number {
  const cues = (word.quoted ? context.quotedCues : context.cues)[word.paragraph] ?? 0;
  if (word.literal) return cues >= 0.4 ? 0.25 : 0.6;
  if (word.quoted) {
    if (cues >= 1.8) return 0.15;
    if (cues >= 1) return 0.3;
    if (cues >= 0.4) return 0.65;
    return 1;
  }
  if (cues >= 3) return 0.35;
  if (cues >= 2) return 0.55;
  if (cues >= 1.2) return 0.75;
  return 1;
}
