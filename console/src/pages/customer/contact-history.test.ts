// The lines of a customer's history: each kind in words, none worded twice.
import { expect, test } from 'vitest';
import { contactHistory } from './contact-history.ts';

test('a channel keeps the name that it is known by, and the newest line comes first', () => {
  const lines = contactHistory({
    facts: { version: 1, recentContacts: [{ channel: 'whatsapp', at: 30 }] },
    timeline: [{ id: 'tim_1', at: 10, kind: 'post_inbox_briefing', text: 'read me', journeyId: 'jrn_1' }],
    outbox: [{ id: 'out_1', channel: 'sms', at: 20, state: 'QUEUED', text: 'hello' }],
  });
  expect(lines.map(({ kind }) => kind)).toEqual(['Contact by WhatsApp', 'SMS, queued', 'Briefing posted']);
  expect(lines.map(({ journeyId }) => journeyId)).toEqual([null, null, 'jrn_1']);
});
