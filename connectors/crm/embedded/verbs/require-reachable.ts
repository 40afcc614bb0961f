// Whether the CRM has an address for a channel. Consent is policy's question, not this one.
import type { Channel } from '../../../../contracts/ports/crm.ts';
import { CrmRefusal } from '../crm-refusal.ts';
import type { CustomerRow } from '../write-scope.ts';

const addressFor: Record<Channel, (customer: CustomerRow) => boolean> = {
  whatsapp: (customer) => customer.phone !== null,
  phone: (customer) => customer.phone !== null,
  email: (customer) => customer.email !== null,
  // The app and the secure inbox belong to the customer's account, which every customer has.
  push: () => true,
  secure_inbox: () => true,
};

/** @throws CrmRefusal `channel_unreachable`. */
export function requireReachable(customer: CustomerRow, channel: Channel): void {
  if (!Object.hasOwn(addressFor, channel) || !addressFor[channel](customer)) {
    throw new CrmRefusal('channel_unreachable');
  }
}
