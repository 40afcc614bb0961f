// The output screens: what must not leave the house in any text of a draft, whoever wrote it. Pure; it decides nothing else than
// whether a finding blocks, repeats no text, and throws on none.
import type { Finding } from '../../../contracts/control-facts.ts';
import type { Options, Statement } from '../../../contracts/journey.ts';
import type { PromptTemplate } from '../../../contracts/policy.ts';
import type { CrmOperation, CustomerIdentity } from '../../../contracts/ports/crm.ts';
import type { PassageText } from '../../../contracts/ports/model.ts';
import { findTokens } from '../tokens/find-tokens.ts';
import { findLinks } from './find-links.ts';
import { outgoingTexts, readText } from './outgoing-texts.ts';
import type { OutgoingText } from './outgoing-texts.ts';
import { namesOtherTenant, tellsOfScoring } from './screen-names.ts';
import type { TenantName } from './screen-names.ts';
import { repeatsPrompt } from './screen-prompt.ts';
import { holdsSecret } from './screen-secrets.ts';
import { screenTokens } from './screen-tokens.ts';
import type { KnownToken, TokenCode, TokenGround } from './screen-tokens.ts';
import { screenValues } from './screen-values.ts';
import type { ValueCode } from './screen-values.ts';

type Author = 'model' | 'person';

export interface DraftParts {
  statements: readonly Statement[];
  operations: readonly CrmOperation[];
  /** What the draft chose from: ids and facts of policy and the CRM, which are no texts. */
  options: Options;
}

export interface ScreenDraftInput extends DraftParts {
  author: Author;
  /** What the draft was made from, as the model had it. */
  passages: readonly PassageText[];
  /** The screens' findings about passages, by their id. */
  planted: readonly Finding[];
  identity: CustomerIdentity | null;
  /** What the vault has of this subject for the tokens of `tokensOf`. */
  values: readonly KnownToken[];
  /** Hosts that the tenant allows; none: no link at all. */
  hosts: readonly string[];
  /** See screenTokens. */
  oldMasks?: boolean;
  /** BCP 47. */
  locale?: string;
  template: PromptTemplate | null;
  /** The other tenants of the policy set. */
  others: readonly TenantName[];
  /** Codes of the intent and its reasons. */
  scoring: readonly string[];
}

export type OutputCode =
  | Exclude<TokenCode, 'other_person_planted'>
  | ValueCode
  | 'image_not_allowed'
  | 'secret_in_draft'
  | 'prompt_in_draft'
  | 'scoring_in_message'
  | 'other_tenant_in_draft';

/** Tokens of every text of a draft, in the form in which they were issued, each once. */
export function tokensOf(parts: DraftParts): string[] {
  const texts = outgoingTexts({ ...parts, passages: [] });
  return [...new Set(texts.flatMap(({ text }) => findTokens(text).map(({ token }) => token)))];
}

/** @returns findings, statements first; what a statement has is not told of its operation again. Linear in the draft. */
export function screenDraft(input: ScreenDraftInput): Finding[] {
  const values = new Map(input.values.map((value) => [value.token, value]));
  const ids = new Set(input.planted.map(({ about }) => about));
  const planted = input.passages.filter(({ id }) => ids.has(id));
  const screen = remembered((outgoing: OutgoingText) => codesOf(outgoing, { ...input, values, planted }));

  const all = outgoingTexts(input);
  const leaving = all.filter(({ about }) => isOperation(about));
  // What leaves is screened whole. Where that finds nothing there is nothing to look for in its sentences, one by one.
  const clean = leaving.every((outgoing) => screen(outgoing).length === 0);
  const screened = all.filter(
    ({ about, text }) =>
      isOperation(about) || !clean || !leaving.some((one) => one.text.includes(text.trim())),
  );

  const findings: Finding[] = [];
  const told = new Set<string>();
  for (const outgoing of screened) {
    const { about } = outgoing;
    for (const found of new Set(screen(outgoing))) {
      const code: OutputCode = found === 'other_person_planted' ? 'other_person_in_draft' : found;
      const severity = severityOf(found, input.author);
      if (severity === null || (isOperation(about) && told.has(code))) continue;
      if (!isOperation(about)) told.add(code);
      findings.push({ code, severity, about });
    }
  }
  return findings;
}

const isOperation = (about: string) => about.startsWith('operation:');

/** Two operations often carry the same text. */
function remembered(
  screen: (outgoing: OutgoingText) => (TokenCode | OutputCode)[],
): (outgoing: OutgoingText) => (TokenCode | OutputCode)[] {
  const known = new Map<string, (TokenCode | OutputCode)[]>();
  return (outgoing) => {
    const { about, toCustomer, text } = outgoing;
    // Operations may rest on the same passages; each statement has its own.
    const key = `${isOperation(about) ? 'operation' : about} ${toCustomer} ${text}`;
    const codes = known.get(key) ?? screen(outgoing);
    known.set(key, codes);
    return codes;
  };
}

type Ground = Omit<ScreenDraftInput, 'values' | 'planted'> & Pick<TokenGround, 'values' | 'planted'>;

function codesOf({ text, cited, toCustomer }: OutgoingText, ground: Ground): (TokenCode | OutputCode)[] {
  const read = readText(text);
  const { plain } = read;
  const { template, others, passages, hosts } = ground;
  const { link, image } = findLinks(plain, hosts, read);
  // A passage that gives orders to a model may hold our prompt so that a draft can quote it.
  const honest = cited.filter((passage) => !ground.planted.includes(passage));
  const found: [boolean, OutputCode][] = [
    [link, 'link_not_allowed'],
    [image, 'image_not_allowed'],
    [holdsSecret(plain), 'secret_in_draft'],
    [template !== null && repeatsPrompt(read, honest, template), 'prompt_in_draft'],
    [namesOtherTenant(read, { others, passages, cited }), 'other_tenant_in_draft'],
    [toCustomer && tellsOfScoring(read, ground.scoring), 'scoring_in_message'],
  ];
  return [
    ...screenTokens(read, cited, ground),
    ...screenValues(read, cited, ground),
    ...found.flatMap(([is, code]) => (is ? [code] : [])),
  ];
}

/** Null: a person may write it. */
function severityOf(code: TokenCode | OutputCode, author: Author): Finding['severity'] | null {
  switch (code) {
    case 'unknown_token':
    case 'payment_value_in_draft':
    case 'government_id_in_draft':
    case 'secret_in_draft':
    case 'prompt_in_draft':
    case 'other_person_planted':
      return 'block';
    case 'link_not_allowed':
    case 'image_not_allowed':
    case 'other_tenant_in_draft':
    case 'scoring_in_message':
      return author === 'model' ? 'block' : 'warn';
    case 'identity_in_draft':
    case 'personal_value_in_draft':
      return author === 'model' ? 'block' : null;
    case 'other_person_in_draft':
      return 'warn';
  }
}
