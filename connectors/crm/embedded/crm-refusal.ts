// A business refusal of this CRM, thrown inside a write's transaction so that everything rolls back; `write` turns it
// into a value, and it never leaves the connector.

/** Closed list of this CRM's own rules. */
export type CrmRefusalCode =
  | 'no_operations'
  | 'unknown_verb'
  | 'text_unstorable'
  | 'unknown_slot'
  | 'slot_taken'
  | 'slot_past'
  | 'channel_unreachable'
  | 'unknown_product'
  | 'risk_class_changed'
  | 'risk_class_exceeded'
  | 'unknown_offer'
  | 'offer_limit'
  | 'no_loyalty_account'
  | 'points_limit'
  | 'due_date_invalid';

export class CrmRefusal extends Error {
  override readonly name = 'CrmRefusal';
  readonly code: CrmRefusalCode;

  constructor(code: CrmRefusalCode) {
    super(`the CRM refuses: ${code}`);
    this.code = code;
  }
}
