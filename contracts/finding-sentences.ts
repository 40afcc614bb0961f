// What each finding of the guard means, for the person who approves. Fixed sentences: none repeats the text.
import { plantedSentence } from './screen-sentences.ts';

/** Codes live in histories and policies (limits.yaml): added to, never renamed. */
export const guardSentences = {
  schema_mismatch: 'The draft does not have the form that this journey asks for.',
  option_not_allowed: 'The draft chooses something that is not on the list for this customer now.',
  nothing_proposed: 'The draft leads to no change at all.',
  verb_not_declared: 'The draft leads to a change that this journey does not declare.',
  names_unsuitable_product: "A statement names a product above the customer's recorded risk class.",
  citation_missing: 'A statement cites nothing.',
  citation_unknown: 'A statement cites a passage that was not retrieved.',
  figure_not_in_passage: 'A statement has a figure, or a unit of one, that no cited passage gives.',
  claim_not_supported: 'A statement says what the passages that it cites do not say.',
  unknown_token: 'A text has a token that stands for nothing that is known of this customer.',
  payment_value_in_draft: 'A text has the number of a card or an account, which no message may hold.',
  government_id_in_draft: 'A text has the number of an official document, which no message may hold.',
  identity_in_draft: 'A text says in the clear who the customer is or how he is reached.',
  personal_value_in_draft:
    'A text has an address, a number or the like of somebody that no cited passage gives.',
  other_person_in_draft: 'A text names somebody other than the customer, or how he is reached.',
  link_not_allowed: "A text has a link or markup that leads to none of the firm's own hosts.",
  image_not_allowed: 'A text has an image, which a reader’s device would fetch.',
  secret_in_draft: 'A text has what looks like a key, a password or another secret.',
  prompt_in_draft: 'A text repeats the instructions that the model was given.',
  scoring_in_message: 'A message tells the customer that he was scored or is expected to leave.',
  other_tenant_in_draft: 'A text names another tenant, or a record that is not this journey’s.',
  planted_by_judge: 'A model that looks through passages takes this one for an order to a model.',
  passages_not_judged: 'The model that looks through passages did not answer for all of them.',
  edited_by_person: 'A person wrote this; its statements were not compared with the passages.',
} as const;
export type GuardCode = keyof typeof guardSentences;

/** The hard rules of policies/hard-rules.yaml, by the code that the shipped file gives each. */
const hardRuleSentences: Readonly<Record<string, string>> = {
  product_within_risk_class: "A product is above the customer's recorded risk class, or none is recorded.",
  product_in_catalogue: 'A product is not in the catalogue.',
  offer_within_limit: 'An offer is not in the catalogue at this value, or above the limit.',
  points_within_limit: 'The points are above the limit.',
  channel_consented: 'The customer gave no consent for this channel.',
  within_caps: 'The customer was contacted as often as the caps allow.',
  no_forbidden_promise: 'A text promises what nobody may promise.',
};

/** @returns undefined for a code that only a tenant's own policy explains. */
export function findingSentence(code: string): string | undefined {
  if (Object.hasOwn(guardSentences, code)) return guardSentences[code as GuardCode];
  if (Object.hasOwn(hardRuleSentences, code)) return hardRuleSentences[code];
  return plantedSentence(code);
}
