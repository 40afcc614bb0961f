// Why a person had one personal value shown. A closed list, since the ledger keeps the code for ever; each with its sentence.
export const revealReasons = {
  contact_customer: 'To speak with the customer about this journey.',
  verify_identity: 'To make sure that the record is this person’s.',
  check_proposal: 'To check what the proposal says.',
  complaint: 'To answer a complaint.',
  data_subject_request: 'To answer a request of the data subject.',
  incident_review: 'To review an incident.',
} as const satisfies Record<string, string>;

/** What can be asked for, one at a time. `token`: what a token of this customer stands for. */
export const revealableFields = ['customer_id', 'name', 'email', 'phone', 'token'] as const;
export type RevealableField = (typeof revealableFields)[number];
