// Creates a task for a role, due in whole days.
import { CrmRefusal } from '../crm-refusal.ts';
import { tasks } from '../schema.ts';
import { newEntry, recordCreated } from '../write-scope.ts';
import type { Verb } from './verb.ts';

const dayMs = 86_400_000;
// Ten years: later than that is a mistake, and far dates overflow calendars.
const longestDays = 3650;

export const createTask: Verb<'create_task'> = async (scope, { forRole, title, text, dueInDays }) => {
  if (!Number.isInteger(dueInDays) || dueInDays < 0 || dueInDays > longestDays) {
    throw new CrmRefusal('due_date_invalid');
  }
  const entry = newEntry(scope, 'task', 'open');
  const dueAt = scope.now + dueInDays * dayMs;
  await scope.transaction.insert(tasks).values({ ...entry, kind: 'task', forRole, title, text, dueAt });
  recordCreated(scope, 'task', entry.id, { forRole, title, text, dueAt, state: entry.state }, 'cancelled');
  return `Task for ${forRole}: ${title}`;
};
