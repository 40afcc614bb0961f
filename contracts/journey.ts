// How a journey is declared: one file in workflows/journeys/, domain only, no plumbing.
// Declarations are data for activities; workflow code never imports them, so a new journey changes no history.
import { z } from 'zod';
import type { CrmOperation } from './ports/crm.ts';
import type { CustomerFacts } from './ports/crm.ts';

/** One claim or sentence: its text and the ids of the passages that support it. */
export const statement = z.strictObject({
  text: z.string().min(1).max(2000),
  citations: z.array(z.string().max(64)).max(8),
});
export type Statement = z.infer<typeof statement>;

/** A text made of statements, so that each claim can be grounded. Marked for the composer and the guard. */
export function statements(limits: { min: number; max: number }) {
  return z.array(statement).min(limits.min).max(limits.max).meta({ wayproof: 'statements' });
}

/** Lists of values that policy and the CRM allow for this customer right now; the model may only choose among them. */
export const optionLists = [
  'callSlots',
  'products',
  'offers',
  'pointGrants',
  'channels',
  'remedies',
] as const;
export type OptionListName = (typeof optionLists)[number];

/** A choice from an option list, by the option's id. The JSON schema sent to the model enumerates the ids. */
export function optionFrom(list: OptionListName) {
  return z.string().min(1).max(128).meta({ wayproof: 'option', list });
}

export interface Option {
  id: string;
  /** What a prompt may say of it: product name, slot time; nothing personal. */
  label: string;
  /** Control facts that hard rules read, e.g. riskClass, valueMinor, channel. */
  facts: Record<string, string | number | boolean>;
}
export type Options = Partial<Record<OptionListName, Option[]>>;

export interface ProposalContext {
  customer: CustomerFacts;
  options: Options;
  /** Rendered statements: texts joined by spaces. */
  renderStatements: (statements: Statement[]) => string;
}

export interface JourneyDeclaration<Output extends z.ZodObject = z.ZodObject> {
  /** Kebab-case; the second part of the workflow id and the name of the policy subject `journey:<type>`. */
  type: string;
  title: string;
  /** Processing purpose (GDPR Art. 5(1)(b)); policy decides whether it may. */
  purpose: string;
  /** The intent that it serves: `policies/intents/<intent>.yaml`. */
  intent: string;
  /** Knowledge sources that retrieval may search. */
  knowledge: string[];
  /** `required`: without a passage the journey ends `no_evidence`; `optional`: it goes on and may claim no facts. */
  evidence: 'required' | 'optional';
  /** `policies/prompts/<prompt>.md`. */
  prompt: string;
  output: Output;
  /** Option lists that the output chooses from. */
  options: OptionListName[];
  /** Checkpoint rule in `policies/checkpoints.yaml`. */
  checkpoint: string;
  /** CRM verbs that it may use. */
  verbs: CrmOperation['verb'][];
  /** Pure: the exact CRM operations for a checked output. */
  propose: (output: z.infer<Output>, context: ProposalContext) => CrmOperation[];
  /** What counts as success afterwards. */
  success: { outcome: string; withinDays: number };
}

/** Declares a journey; identity at run time, it lets the compiler tie `propose` to `output`. */
export function declareJourney<Output extends z.ZodObject>(
  declaration: JourneyDeclaration<Output>,
): JourneyDeclaration<Output> {
  return declaration;
}

/** What activities are given: declarations by type, and each one's hash. */
export interface JourneyCatalog {
  get(type: string): CataloguedJourney | undefined;
  types(): string[];
}
export interface CataloguedJourney {
  declaration: JourneyDeclaration;
  /** SHA-256 over the canonical JSON of its data: every member but `propose`, the output as JSON schema, and the source text of `propose`. */
  hash: string;
  /** JSON schema of the output, without option enumerations. */
  outputSchema: Record<string, unknown>;
}
