// Fills a prompt template. Of the customer it takes only the fields that the purpose and the grant allow, it never sees the
// identity, and everything that comes from outside is marked as data.
import type { Finding, IntentReason } from '../../contracts/control-facts.ts';
import type { Options } from '../../contracts/journey.ts';
import type { IntentPolicy, PromptTemplate } from '../../contracts/policy.ts';
import type { CustomerFacts } from '../../contracts/ports/crm.ts';
import type { PassageText } from '../../contracts/ports/model.ts';

export interface BuildPromptInput {
  template: PromptTemplate;
  facts: CustomerFacts;
  /** Names of the CustomerFacts that may go in; see allowedFields. */
  fields: readonly string[];
  reasons: readonly PromptReason[];
  options: Options;
  /** With tokens in the place of personal values. */
  passages: readonly PassageText[];
  /** The guard's findings about the first draft, for the repair turn. */
  repair: readonly Finding[];
  /** Puts tokens in the place of personal values. */
  mask: (text: string) => string;
}

export interface PromptReason {
  code: string;
  meaning: string;
}

export interface BuiltPrompt {
  system: string;
  user: string;
  /** Fields of the customer that went in, sorted; kept with the prompt as the record of what the model was told. */
  fields: string[];
}

/** Reason codes with their meaning from the intent's policy, strongest first; without codes, all that speak for it. */
export function promptReasons(
  policy: IntentPolicy,
  reasons: readonly IntentReason[] | undefined,
): PromptReason[] {
  const meaning = new Map(policy.features.map((feature) => [feature.code, feature.meaning]));
  if (!reasons)
    return policy.features
      .filter(({ weight }) => weight > 0)
      .map(({ code, meaning: text }) => ({ code, meaning: text }));
  return reasons
    .filter(({ contribution }) => contribution > 0)
    .sort((one, other) => other.contribution - one.contribution)
    .map(({ code }) => ({ code, meaning: meaning.get(code) ?? '' }));
}

export function buildPrompt(input: BuildPromptInput): BuiltPrompt {
  const { template, facts, mask } = input;
  const known = Object.entries(facts).filter(
    ([field, value]) => input.fields.includes(field) && value !== null,
  );
  const slots: Record<string, string> = {
    customer:
      known.map(([field, value]) => `- ${field}: ${oneLine(mask(JSON.stringify(value)))}`).join('\n') ||
      '- nothing',
    reasons: input.reasons.map(({ code, meaning }) => `- ${code}: ${meaning}`).join('\n') || '- none given',
    options: renderOptions(input.options, mask),
    passages: renderPassages(input.passages),
    repair: renderRepair(input.repair),
  };
  const user = fill(template.user, slots);
  // A template without the slot still gets the findings: a repair turn that repeats the question would repeat the answer.
  const repairLost = input.repair.length > 0 && !/\{\{\s*repair\s*\}\}/.test(template.user + template.system);
  return {
    system: fill(template.system, slots),
    user: repairLost
      ? `${user.trimEnd()}\n\n## Findings about your first draft\n\n${slots['repair'] ?? ''}`
      : user,
    fields: known.map(([field]) => field).sort(),
  };
}

/** A prompt that holds passages only. */
export function fillPrompt(template: PromptTemplate, passages: readonly PassageText[]) {
  const slots = { passages: renderPassages(passages) };
  return { system: fill(template.system, slots), user: fill(template.user, slots) };
}

/** One pass, so that a passage which holds `{{customer}}` stays the text that it is. An unknown slot becomes empty. */
function fill(template: string, slots: Readonly<Record<string, string>>): string {
  return template.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => slots[name] ?? '').trim();
}

function renderOptions(options: Options, mask: BuildPromptInput['mask']): string {
  const lists = Object.entries(options).map(([list, entries]) => {
    const lines = (entries ?? []).map(({ id, label }) => `- ${id}: ${oneLine(mask(label))}`);
    return `${list}:\n${lines.join('\n') || '- none'}`;
  });
  return lists.join('\n');
}

function renderPassages(passages: readonly PassageText[]): string {
  if (passages.length === 0) return 'No passage was found. State no facts.';
  const blocks = passages.map(
    ({ id, source, title, text }) =>
      `<passage id="${id}" source="${source}" title="${attribute(title)}">\n${contained(text)}\n</passage>`,
  );
  return blocks.join('\n');
}

/** Codes and positions only: a finding never repeats a text. */
function renderRepair(findings: readonly Finding[]): string {
  return findings
    .map(({ code, severity, about }) => `- ${code} (${severity})${about === null ? '' : `, about ${about}`}`)
    .join('\n');
}

/**
 * What would close or open a block early loses its meaning; the words stay readable. Whoever reads the text may take other forms of
 * the bracket and invisible characters for what they look like, so these are taken for it here.
 */
function contained(text: string): string {
  return text.replace(
    /[<＜﹤‹⟨〈]((?:[\s/／\p{Cf}]){0,8}p(?:\p{Cf}{0,4})a(?:\p{Cf}{0,4})s(?:\p{Cf}{0,4})s)/giu,
    '‹$1',
  );
}

function attribute(text: string): string {
  return oneLine(text.replace(/["<>]/g, ' '));
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
