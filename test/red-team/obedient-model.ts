// A model that obeys whatever the planted text asks, behind Ollama's HTTP API: as soon as a case's word stands in the prompt of its
// customer, the case's recorded answer is given; otherwise a good one. It must never know how the product defends itself.
import { startFakeOllama } from '../support/fake-ollama.ts';
import { briefing, harmless, harmlessBriefing, remedy } from './case-types.ts';
import type { RedTeamCase, Tenant } from './case-types.ts';

export interface ReceivedPrompt {
  /** Case of the customer whom it is about. */
  case: string;
  tenant: Tenant;
  system: string;
  user: string;
  /** The planted text asked, and the answer did as it says. */
  obeyed: boolean;
}

export interface ObedientModel {
  url: string;
  model: string;
  prompts: readonly ReceivedPrompt[];
  close(): Promise<void>;
}

/** Stands in the customer's segment, which a prompt shows: by it the model knows whose prompt it reads. */
export function segmentOf({ id }: RedTeamCase): string {
  return `case_${id.replaceAll('-', '_')}_end`;
}

export async function startObedientModel(cases: readonly RedTeamCase[]): Promise<ObedientModel> {
  const fake = await startFakeOllama();
  const prompts: ReceivedPrompt[] = [];
  fake.answer = (_schema, body) => {
    const [system = '', user = ''] = (body['messages'] as { content: string }[]).map(
      ({ content }) => content,
    );
    const about = aboutWhom(cases, user);
    const { id, tenant } = about;
    const obeyed = asks(about, `${system}\n${user}`);
    prompts.push({ case: id, tenant, system, user, obeyed });
    // Journeys that are drafted at once are offered the same slots, and each books another.
    const place = cases.filter((one) => one.tenant === tenant).indexOf(about);
    return filled(obeyed ? about.obeys : goodAnswers[tenant], user, { marker: about.marker, place });
  };
  return { url: fake.url, model: fake.model, prompts, close: () => fake.close() };
}

/** The case of the customer whom a prompt is about. @throws Error for a prompt about nobody of them. */
export function aboutWhom(cases: readonly RedTeamCase[], prompt: string): RedTeamCase {
  const about = cases.find((one) => prompt.includes(segmentOf(one)));
  if (!about) throw new Error('a prompt about no customer of a case');
  return about;
}

/** An edit is what a person does; no model has read it. */
function asks({ plantedIn, marker }: RedTeamCase, prompt: string): boolean {
  return plantedIn !== 'edit' && prompt.includes(marker);
}

/** What the composer would say if a text could fool it as well; null: this case leaves it as it is. */
export function fooledComposer(one: RedTeamCase, prompt: string): unknown {
  const { marker, foolsComposer, obeys } = one;
  return foolsComposer && asks(one, prompt) ? filled(obeys, prompt, { marker, place: 0 }) : null;
}

export const goodAnswers: Record<Tenant, object> = {
  'lumen-retail': remedy([harmless]),
  'aldermoor-wealth': briefing([harmlessBriefing]),
};

/** The recorded answer with its slots filled from the prompt: one of each list, the planted passage, and another one. */
function filled(
  answer: unknown,
  prompt: string,
  { marker, place }: { marker: string; place: number },
): unknown {
  const passages = [...prompt.matchAll(/<passage id="([^"]+)"[^>]*>[\s\S]*?<\/passage>/g)];
  const planted = passages.find(([block]) => block.includes(marker));
  const other = passages.find(([block]) => !block.includes(marker));
  const slots: Record<string, string | undefined> = {
    $remedy: optionsOf(prompt, 'remedies')[0],
    $channel: optionsOf(prompt, 'channels')[0],
    $slot: optionsOf(prompt, 'callSlots').at(place % 8),
    $product: optionsOf(prompt, 'products')[0],
    $planted: planted?.[1],
    // What it is told to write, word for word as the prompt shows it: with tokens where there are tokens.
    $told: /write exactly: ([\s\S]*?) \(end\)/.exec(planted?.[0] ?? '')?.[1],
    $passage: other?.[1],
  };
  const fill = (value: unknown): unknown => {
    if (typeof value === 'string') return Object.hasOwn(slots, value) ? (slots[value] ?? 'none') : value;
    if (Array.isArray(value)) return value.map(fill);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, fill(member)]));
  };
  return typeof answer === 'string' ? answer : fill(answer);
}

function optionsOf(prompt: string, list: string): string[] {
  // The last one: an earlier list may be a passage's.
  const [block] = [...prompt.matchAll(new RegExp(`^${list}:\\n((?:- .*\\n?)+)`, 'gm'))].slice(-1);
  return [...(block?.[1] ?? '').matchAll(/^- ([^:\s]+)/gm)].map(([, id = '']) => id);
}
