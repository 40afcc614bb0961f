// Frequency caps of a tenant over what the CRM knows of recent contacts, whichever journey or person made them.
import type { EpochMilliseconds } from '../../contracts/ids.ts';
import { durationMs } from '../../contracts/policy.ts';
import type { TenantPolicy } from '../../contracts/policy.ts';
import type { Channel, CrmOperation, CustomerFacts } from '../../contracts/ports/crm.ts';

/** Channels that a journey may choose for a verb (activities/inference/build-options.ts offers no other); other verbs reach nobody. */
export const channelsOfVerb: Partial<Record<CrmOperation['verb'], readonly Channel[]>> = {
  send_message: ['whatsapp', 'push'],
  schedule_call: ['phone'],
};

/** The channel by which this operation reaches the customer, null when it does not. */
export function channelOf(operation: CrmOperation): Channel | null {
  if (operation.verb === 'send_message') return operation.channel;
  if (operation.verb === 'schedule_call') return 'phone';
  return null;
}

/** Ids of the caps that forbid one more contact over the channel now; an empty list when none does. */
export function capsReached(
  tenantPolicy: TenantPolicy,
  recentContacts: CustomerFacts['recentContacts'],
  channel: Channel,
  now: EpochMilliseconds,
): string[] {
  return tenantPolicy.contact.caps
    .filter((cap) => {
      if (!cap.channels.includes(channel)) return false;
      const since = now - durationMs(cap.per);
      const made = recentContacts.filter(
        (contact) => contact.at > since && cap.channels.includes(contact.channel),
      );
      return made.length >= cap.max;
    })
    .map(({ id }) => id);
}
