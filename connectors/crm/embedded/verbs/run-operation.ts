// The table of verbs, and how one operation is run: checked for storable text, done, and shown on the timeline.
import type { CrmOperation } from '../../../../contracts/ports/crm.ts';
import { CrmRefusal } from '../crm-refusal.ts';
import { timeline } from '../schema.ts';
import { newEntry, type WriteScope } from '../write-scope.ts';
import { addNote } from './add-note.ts';
import { createTask } from './create-task.ts';
import { grantOffer } from './grant-offer.ts';
import { grantPoints } from './grant-points.ts';
import { openCase } from './open-case.ts';
import { postInboxBriefing } from './post-inbox-briefing.ts';
import { proposePortfolio } from './propose-portfolio.ts';
import { scheduleCall } from './schedule-call.ts';
import { sendMessage } from './send-message.ts';
import type { Verb } from './verb.ts';

const verbs: { [Name in CrmOperation['verb']]: Verb<Name> } = {
  schedule_call: scheduleCall,
  post_inbox_briefing: postInboxBriefing,
  propose_portfolio: proposePortfolio,
  grant_offer: grantOffer,
  grant_points: grantPoints,
  open_case: openCase,
  send_message: sendMessage,
  create_task: createTask,
  add_note: addNote,
};

/** @throws CrmRefusal when a rule of the CRM forbids it; the caller rolls everything back. */
export async function runOperation(scope: WriteScope, operation: CrmOperation): Promise<void> {
  // Operations come from stored documents, so the compiler's word for the verb is not enough.
  if (!Object.hasOwn(verbs, operation.verb)) throw new CrmRefusal('unknown_verb');
  if (!isStorable(operation)) throw new CrmRefusal('text_unstorable');
  // The table pairs each verb with its own operation, which TypeScript cannot follow through an index.
  const verb = verbs[operation.verb] as Verb<typeof operation.verb>;
  const line = await verb(scope, operation);
  if (line === null) return;
  await scope.transaction.insert(timeline).values({
    ...newEntry(scope, 'line', 'shown'),
    kind: operation.verb,
    text: line,
    journeyId: scope.journeyId,
  });
}

/** PostgreSQL keeps neither NUL nor half of a surrogate pair in a text. */
function isStorable(operation: CrmOperation): boolean {
  const texts = Object.values(operation)
    .flat()
    .filter((value) => typeof value === 'string');
  return texts.every((text) => !text.includes('\0') && !/\p{Surrogate}/u.test(text));
}
