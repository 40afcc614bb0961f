// Adds a note: a line of the timeline, withdrawn from it when the write is undone.
import { timeline } from '../schema.ts';
import { newEntry, recordCreated } from '../write-scope.ts';
import type { Verb } from './verb.ts';

export const addNote: Verb<'add_note'> = async (scope, { text }) => {
  const entry = newEntry(scope, 'note', 'shown');
  const { journeyId } = scope;
  await scope.transaction.insert(timeline).values({ ...entry, kind: 'note', text, journeyId });
  recordCreated(scope, 'note', entry.id, { text, state: entry.state }, 'withdrawn');
  return null;
};
