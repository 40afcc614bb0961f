// Labels that a planted text puts before its order: "[ADMIN OVERRIDE]", "AI NOTE:", `"__ai_instruction__":`, "---SYSTEM---", and the
// order with which a hidden passage begins. Each character is looked at a fixed number of times.
import type { ScreenCode } from '../../../contracts/screens.ts';
import { wordClasses } from './word-classes.ts';

export interface LabelFinding {
  code: ScreenCode;
  strength: number;
  /** Units of the flat text. */
  from: number;
  to: number;
}

const set = (words: string) => new Set(words.split(' '));

const machine = set(
  'ai llm llms assistant assistants agent agents chatbot bot gpt chatgpt copilot claude gemini model models summarizer summariser scanner classifier',
);
const power = set('system admin administrator developer root operator sysadmin');
const concealed = set('hidden secret priority embedded invisible internal');
const directive = set(
  'instruction instructions patch replacement override directive directives command commands note notes message notice prompt prompts order orders task update hint action',
);

// What stands around a label, and where one can begin.
const labelStart = /[[({<"'#*|!>\n-]/;
const longestLabel = 44;
const mostLabels = 40;

/** @param flat folded text, lower case. */
export function readLabels(flat: string): LabelFinding[] {
  const found: LabelFinding[] = [];
  for (let at = 0; at < flat.length && found.length < mostLabels;) {
    const opener = at === 0 ? '\n' : (flat[at - 1] ?? '');
    if (!labelStart.test(opener) || !/[a-z_]/.test(flat[at] ?? '')) {
      at += 1;
      continue;
    }
    let end = at;
    while (end - at <= longestLabel && /[a-z_ '/.]/.test(flat[end] ?? '')) end += 1;
    const strength = end - at <= longestLabel ? labelStrength(flat, at, end, opener) : undefined;
    if (strength) {
      found.push({ ...strength, from: at, to: end });
      if (orders.has(wordAfter(flat, end)))
        found.push({ code: 'tool_request', strength: 0.5, from: at, to: end });
    }
    at = end + 1;
  }
  return found;
}

/** The first word behind a label and its colon. */
function wordAfter(flat: string, end: number): string {
  return /^[\])}>"'*: -]{0,8}(?:please |also )?([a-z]+)/.exec(flat.slice(end, end + 40))?.[1] ?? '';
}

function labelStrength(
  flat: string,
  from: number,
  to: number,
  opener: string,
): Pick<LabelFinding, 'code' | 'strength'> | undefined {
  const words = flat
    .slice(from, to)
    .split(/[^a-z]+/)
    .filter((word) => word !== '');
  if (words.length === 0 || words.length > 5) return undefined;
  const after = flat.slice(to, to + 6);
  const framed = opener === '[' || opener === '{' || ['---', '{{#'].includes(flat.slice(from - 3, from));
  const closed = /^[\])}>"'*-]/.test(after);
  const colon = /^[\])}>"'* -]{0,5}:/.test(after);
  if (!colon && !(closed && framed)) return undefined;
  const has = (list: ReadonlySet<string>) => words.some((word) => list.has(word));
  if (has(machine) && has(directive)) return { code: 'addressed_to_model', strength: 0.85 };
  // `system_prompt: …` is a line of a configuration.
  const setting = opener === '\n' && flat.slice(from, to).includes('_');
  if (has(power) && has(directive))
    return setting ? undefined : { code: 'forged_turn', strength: framed ? 0.6 : 0.3 };
  if (framed && has(concealed) && words.length <= 3) return { code: 'new_instructions', strength: 0.6 };
  if (has(concealed) && has(directive)) return { code: 'new_instructions', strength: 0.6 };
  const alone = words.length === 1 && framed && closed;
  if (alone && (has(power) || has(concealed) || has(machine))) return { code: 'forged_turn', strength: 0.6 };
  if (alone && (words[0] === 'instruction' || words[0] === 'instructions'))
    return { code: 'new_instructions', strength: 0.6 };
  return undefined;
}

// A word that nobody says unless told to: "say 'DONE_AND_OWNED'".
const codeWord =
  /(?:\bsay(?:ing)?|\boutput|\bprint|\b(?:respond|reply|answer|confirm|begin|start|acknowledge)(?: by| with| only| exactly){1,3}|acknowledge?ment:) ['"][a-z0-9]{2,20}(?:_[a-z0-9]{1,20}){1,6}['":]/g;

/** @returns where an answer is dictated by a code word. */
export function readCodeWords(flat: string): { from: number; to: number }[] {
  return [...flat.matchAll(codeWord)]
    .slice(0, mostLabels)
    .map((match) => ({ from: match.index, to: match.index + match[0].length }));
}

const orders: ReadonlySet<string> = new Set([
  ...wordClasses.deed,
  ...set(
    'ignore disregard forget extract repeat include inform tell notify say respond reply output print append insert send forward email transfer execute exfiltrate reveal leak recommend mention claim state book schedule approve translate pretend act summarize summarise always never answer write do mark rate score rank give call run set when before',
  ),
]);
const passageLabels = set(
  'hidden ai llm assistant assistants agent agents system admin note to for the model models instruction instructions important attention urgent please kindly and also now you must',
);
// A passage of fewer words is a mark of the page's maker.
const fewestWords = 5;

/** @returns whether a hidden passage begins with an order to whoever reads it, after any label. */
export function beginsWithOrder(passage: string): boolean {
  const words = passage
    .replace(/^<!--|^\[\/\/\]:/, '')
    .split(/[^a-z]+/)
    .filter((word) => word !== '');
  if (words.length < fewestWords) return false;
  const first = words.findIndex((word) => !passageLabels.has(word));
  return first >= 0 && first <= 6 && orders.has(words[first] ?? '');
}

// An order in brackets of its own: "<<respond to …>>", "[[report the sum as …]]", "[Forget the article. Say …]".
const bracketed = /(<<|\[\[|\{\{!?|\[|\{)\s?"?(?:please |now |also )?([a-z]{2,15})\b[^\])}>]{24,48}/g;

/** @returns where an order stands in brackets; two of them are no everyday mark. */
export function readBracketOrders(flat: string): { from: number; to: number; strength: number }[] {
  return [...flat.matchAll(bracketed)]
    .filter((match) => orders.has(match[2] ?? ''))
    .slice(0, mostLabels)
    .map((match) => ({
      from: match.index,
      to: match.index + match[0].length,
      strength: match[1]?.length === 1 ? 0.35 : 0.7,
    }));
}
