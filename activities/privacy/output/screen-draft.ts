// The output screens: what must not leave the house in any text of a draft, whoever wrote it. Pure; it decides nothing else than
// whether a finding blocks, repeats no text, and throws on none.
import type { Finding } from '../../../contracts/control-facts.ts';
import type { Options, Statement } from '../../../contracts/journey.ts';
import type { PromptTemplate } from '../../../contracts/policy.ts';
import type { CrmOperation, CustomerIdentity } from '../../../contracts/ports/crm.ts';
import type { PassageText } from '../../../contracts/ports/model.ts';
import { findTokens } from '../tokens/find-tokens.ts';
import { findLinks } from './find-links.ts';
import { outgoingTexts } from './outgoing-texts.ts';
import type { OutgoingText } from './outgoing-texts.ts';
import { namesOtherTenant, tellsOfScoring } from './screen-names.ts';
import type { TenantName } from './screen-names.ts';
import { lettersOf, repeatsPrompt } from './screen-prompt.ts';
import { holdsSecret } from './screen-secrets.ts';
import { screenTokens, withoutTokens } from './screen-tokens.ts';
import type { KnownToken, TokenCode } from './screen-tokens.ts';
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
  const cited = new Map<readonly PassageText[], string>();
  const lettersOfCited = (passages: readonly PassageText[]) => {
    const known = cited.get(passages);
    if (known !== undefined) return known;
    const letters = passages.map(({ title, text }) => lettersOf(`${title} ${text}`)).join('\n');
    cited.set(passages, letters);
    return letters;
  };

  function codesOf(outgoing: OutgoingText): (TokenCode | OutputCode)[] {
    const plain = withoutTokens(outgoing.text);
    const { link, image } = findLinks(plain, input.hosts);
    const { template } = input;
    const repeats =
      template !== null && repeatsPrompt(lettersOf(plain), () => lettersOfCited(outgoing.cited), template);
    const { passages, others } = input;
    return [
      ...screenTokens(outgoing, { ...input, values, planted }),
      ...screenValues(plain, outgoing, input),
      ...(link ? ['link_not_allowed' as const] : []),
      ...(image ? ['image_not_allowed' as const] : []),
      ...(holdsSecret(plain) ? ['secret_in_draft' as const] : []),
      ...(repeats ? ['prompt_in_draft' as const] : []),
      ...(namesOtherTenant(plain, { others, passages, cited: outgoing.cited })
        ? ['other_tenant_in_draft' as const]
        : []),
      ...(outgoing.toCustomer && tellsOfScoring(plain, input.scoring) ? ['scoring_in_message' as const] : []),
    ];
  }

  const findings: Finding[] = [];
  const told = new Set<string>();
  const known = new Map<string, (TokenCode | OutputCode)[]>();
  for (const outgoing of outgoingTexts(input)) {
    const isOperation = outgoing.about.startsWith('operation:');
    const key = `${isOperation} ${outgoing.toCustomer} ${outgoing.text}`;
    const codes = (isOperation && known.get(key)) || codesOf(outgoing);
    known.set(key, codes);
    for (const finding of new Set(codes)) {
      const code: OutputCode = finding === 'other_person_planted' ? 'other_person_in_draft' : finding;
      const severity = severityOf(finding, input.author);
      if (severity === null) continue;
      if (isOperation && told.has(code)) continue;
      findings.push({ code, severity, about: outgoing.about });
    }
    if (!isOperation) for (const { code } of findings) told.add(code);
  }
  return findings;
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
