// Opens a service case for one-to-one support.
import { cases } from '../schema.ts';
import { newEntry, recordCreated } from '../write-scope.ts';
import type { Verb } from './verb.ts';

export const openCase: Verb<'open_case'> = async (scope, { topic, priority, text }) => {
  const entry = newEntry(scope, 'case', 'open');
  await scope.transaction.insert(cases).values({ ...entry, topic, priority, text });
  recordCreated(scope, 'case', entry.id, { topic, priority, text, state: entry.state }, 'cancelled');
  return `Case opened (${priority}): ${topic}`;
};
