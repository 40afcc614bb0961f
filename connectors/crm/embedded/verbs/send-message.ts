// Queues a message to the customer in the outbox. It counts as a contact from the moment it is queued.
import { outbox } from '../schema.ts';
import { newEntry, recordCreated } from '../write-scope.ts';
import { requireReachable } from './require-reachable.ts';
import type { Verb } from './verb.ts';

export const sendMessage: Verb<'send_message'> = async (scope, { channel, text }) => {
  requireReachable(scope.customer, channel);
  const entry = newEntry(scope, 'message', 'queued');
  await scope.transaction.insert(outbox).values({ ...entry, channel, text });
  recordCreated(scope, 'message', entry.id, { channel, text, state: entry.state }, 'cancelled');
  return `Message queued on ${channel}`;
};
