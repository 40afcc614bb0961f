// Words for the codes of the API. A code that is new here is shown as it stands, without its underscores.

const words: Record<string, string> = {
  // stages
  detect: 'Intent',
  authorise: 'Policy',
  retrieve: 'Evidence',
  infer: 'Draft',
  guard: 'Guard',
  checkpoint: 'Waits for a person',
  act: 'Act',
  seal: 'Seal',
  ended: 'Ended',
  // outcomes
  no_intent: 'No intent',
  denied: 'Denied by policy',
  no_evidence: 'No evidence',
  withdrawn: 'Withdrawn',
  superseded: 'Superseded',
  rejected: 'Rejected',
  expired: 'Expired, nothing done',
  acted: 'Done in the CRM',
  failed_compensated: 'Failed and taken back',
  // tiers
  standard: 'Standard',
  high: 'High risk',
  // reasons of a rejection
  not_suitable: 'Not suitable for this customer',
  bad_timing: 'Bad timing',
  wrong_content: 'The content is wrong',
  customer_contacted_elsewhere: 'Already in contact elsewhere',
  customer_circumstances: 'The customer’s circumstances',
  too_costly: 'Too costly',
  // parts of a proposal
  slot: 'Time',
  // decisions
  approve: 'approved',
  edit_and_approve: 'edited and approved',
  reject: 'rejected',
  // fallbacks of the model
  no_model_configured: 'no model is configured',
  model_unavailable: 'the model did not answer',
  model_overloaded: 'the model was overloaded',
  output_unusable: 'the model’s answer was unusable',
  model_budget: 'the tenant’s model budget is used up',
  model_switched_off: 'a kill switch of the model is in force',
  // sources
  faq: 'FAQ',
  // channels
  whatsapp: 'WhatsApp',
  sms: 'SMS',
};

/** A code as words, the first letter large. */
export function wordOf(code: string): string {
  const known = words[code];
  if (known !== undefined) return known;
  const plain = code
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll(/[_-]+/g, ' ')
    .trim()
    .toLowerCase();
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}

/** The same inside of a sentence; a name such as WhatsApp stays as it is. */
export function wordWithin(code: string): string {
  const word = wordOf(code);
  return /^[A-Z][a-z]*(?![A-Za-z])/.test(word) ? word.charAt(0).toLowerCase() + word.slice(1) : word;
}

/** A role with its article, inside of a sentence. */
export function personWords(role: string): string {
  const word = wordWithin(role);
  if (role === 'compliance') return word;
  return `${/^[aeiou]/.test(word) ? 'an' : 'a'} ${word}`;
}

/** What wrote a draft: a model by its own name, or none. */
export function modelWords({ provider, model }: { provider: string; model: string }): string {
  return provider === 'extractive' ? 'None: quoted from passages' : model;
}

/** A label of an option, with its codes (`structured_note`) as words. */
export function labelWords(label: string): string {
  return label.replaceAll(/(?<=[a-z])_(?=[a-z])/g, ' ');
}

/** The id of a product or offer of which only the id is known: `aw501-equity-world-index` as `Equity World Index`. */
export function nameInId(id: string): string {
  const words = id.replace(/^[a-z]{1,4}\d+-/, '').split('-');
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
}

/** A token as people can tell it from another: its last six signs. */
export function shortToken(token: string): string {
  return token.slice(-6);
}
