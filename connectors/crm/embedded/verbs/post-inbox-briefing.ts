// Puts a briefing about the customer into a role's secure inbox; the customer never sees it.
import { tasks } from '../schema.ts';
import { newEntry, recordCreated } from '../write-scope.ts';
import type { Verb } from './verb.ts';

export const postInboxBriefing: Verb<'post_inbox_briefing'> = async (scope, { toRole, title, text }) => {
  const entry = newEntry(scope, 'briefing', 'unread');
  await scope.transaction
    .insert(tasks)
    .values({ ...entry, kind: 'briefing', forRole: toRole, title, text, dueAt: null });
  recordCreated(
    scope,
    'briefing',
    entry.id,
    { forRole: toRole, title, text, state: entry.state },
    'withdrawn',
  );
  return `Briefing posted to the inbox of ${toRole}: ${title}`;
};
