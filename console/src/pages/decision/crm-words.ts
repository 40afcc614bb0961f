// What the CRM says beforehand of a proposal, in sentences.
import { wordWithin } from '../../words/codes.ts';

export interface CrmVerdict {
  verdict: string;
  /** The CRM's own, where it refuses. */
  code: string | null;
}

const refusals: Record<string, string> = {
  slot_taken: 'the hour of the call is taken',
  slot_past: 'the hour of the call has passed',
  unknown_slot: 'it knows no such hour for a call',
  channel_unreachable: 'the customer cannot be reached that way',
  unknown_product: 'it knows no such product',
  unknown_offer: 'it knows no such offer',
  risk_class_changed: 'the customer’s risk class has changed',
  risk_class_exceeded: 'a product is riskier than the customer’s risk class',
  offer_limit: 'the offer is worth more than is allowed',
  points_limit: 'these are more points than are allowed',
  no_loyalty_account: 'the customer has no loyalty account',
  due_date_invalid: 'the date that it is due is none',
};

/** What an approver must know before he approves; null: nothing stands against it. */
export function crmWarning(crm: CrmVerdict | undefined): string | null {
  if (crm === undefined) return null;
  switch (crm.verdict) {
    case 'refused': {
      const why = refusals[crm.code ?? ''] ?? wordWithin(crm.code ?? 'unknown');
      return `The CRM would refuse this now: ${why}. Edit it, or reject it.`;
    }
    case 'version_conflict':
      return 'The customer’s record has changed since the proposal was made. Approving makes a new draft, and you are asked again.';
    case 'missing':
      return 'The CRM has no such customer any more.';
    default:
      return null;
  }
}

/** Why no change can be shown. */
export function crmWords(crm: CrmVerdict | undefined, isFetching: boolean, isOpen: boolean): string {
  if (!isOpen) return 'Nothing was changed in the CRM.';
  if (isFetching) return 'Asking the CRM what would change …';
  if (crm === undefined)
    return 'What would change cannot be told now; the proposal above is what would be written.';
  return crmWarning(crm) ?? 'This CRM cannot tell beforehand; the proposal above is what would be written.';
}
