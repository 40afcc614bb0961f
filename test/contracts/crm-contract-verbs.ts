// CRM contract, what each verb writes: seen in the record by a person, and in the diff by field.
import { describe, expect, it } from 'vitest';
import type { CrmOperation, CrmRecordView, FieldChange } from '../../contracts/ports/crm.ts';
import { anyId, contractJourney, written, type CrmBench } from './crm-contract-bench.ts';
import { contractNow } from './crm-contract-data.ts';

export function describeCrmVerbs(bench: CrmBench): void {
  describe('each verb writes what it says', () => {
    const cases: {
      operation: CrmOperation;
      /** Where a person sees it. */
      shows: (view: CrmRecordView) => unknown;
      as: unknown;
      change: Omit<FieldChange, 'id'>;
    }[] = [
      {
        operation: { verb: 'schedule_call', slotId: 'slot-2', withRole: 'adviser', subject: 'Options' },
        shows: ({ calls, facts }) => [calls, facts.recentContacts[0]],
        as: [[{ id: anyId, slotId: 'slot-2', state: 'booked' }], { channel: 'phone', at: contractNow }],
        change: { object: 'call_slot', field: 'state', before: 'free', after: 'taken' },
      },
      {
        operation: { verb: 'post_inbox_briefing', toRole: 'adviser', title: 'Briefing', text: 'Facts.' },
        shows: ({ tasks }) => tasks,
        as: [{ id: anyId, forRole: 'adviser', title: 'Briefing', state: 'unread' }],
        change: { object: 'briefing', field: 'text', before: null, after: 'Facts.' },
      },
      {
        operation: { verb: 'propose_portfolio', productIds: ['fund-3', 'note-2'], riskClass: 3 },
        shows: ({ timeline }) => timeline.map(({ kind, text }) => [kind, text.includes('fund-3')]),
        as: [['propose_portfolio', true]],
        change: {
          object: 'portfolio_proposal',
          field: 'productIds',
          before: null,
          after: ['fund-3', 'note-2'],
        },
      },
      {
        operation: { verb: 'grant_offer', offerId: 'ship-free', valueMinor: 900, currency: 'EUR' },
        shows: ({ offers }) => offers,
        as: [{ id: anyId, offerId: 'ship-free', state: 'granted' }],
        change: { object: 'granted_offer', field: 'valueMinor', before: null, after: 900 },
      },
      {
        operation: { verb: 'grant_points', points: 250, reason: 'churn-rescue' },
        shows: ({ facts }) => facts.loyalty,
        as: { tier: 'gold', points: 1250 },
        change: { object: 'loyalty', field: 'points', before: 1000, after: 1250 },
      },
      {
        operation: { verb: 'open_case', topic: 'warranty', priority: 'high', text: 'Call back.' },
        shows: ({ cases, facts }) => [cases[0], facts.openCases],
        as: [{ id: anyId, topic: 'warranty', priority: 'high', state: 'open' }, 3],
        change: { object: 'case', field: 'priority', before: null, after: 'high' },
      },
      {
        operation: { verb: 'send_message', channel: 'email', text: 'Hello.' },
        shows: ({ outbox, facts }) => [outbox, facts.recentContacts[0]],
        as: [
          [{ id: anyId, channel: 'email', at: contractNow, state: 'queued', text: 'Hello.' }],
          { channel: 'email', at: contractNow },
        ],
        change: { object: 'message', field: 'state', before: null, after: 'queued' },
      },
      {
        operation: {
          verb: 'create_task',
          forRole: 'supervisor',
          title: 'Check',
          text: 'Please.',
          dueInDays: 2,
        },
        shows: ({ tasks }) => tasks,
        as: [{ id: anyId, forRole: 'supervisor', title: 'Check', state: 'open' }],
        change: { object: 'task', field: 'dueAt', before: null, after: contractNow + 2 * 86_400_000 },
      },
      {
        operation: { verb: 'add_note', text: 'Prefers mornings.' },
        shows: ({ timeline }) => timeline.map(({ kind, text }) => [kind, text]),
        as: [['note', 'Prefers mornings.']],
        change: { object: 'note', field: 'text', before: null, after: 'Prefers mornings.' },
      },
    ];

    it.each(cases)('$operation.verb', async ({ operation, shows, as, change }) => {
      const { tenant, write, view, facts } = await bench.newTenant();
      const result = written(await write([operation]));
      expect(result).toMatchObject({ replayed: false, version: { before: 1, after: 2 } });
      expect(result.diff).toContainEqual({ ...change, id: anyId });

      const seen = await view();
      expect(shows(seen)).toEqual(as);
      expect(seen.writes).toEqual([
        { id: result.writeId, idempotencyKey: 'key-1', state: 'written', diff: result.diff },
      ]);
      expect(seen.timeline[0]).toMatchObject({ journeyId: contractJourney });
      expect((await facts()).version).toBe(2);
      expect(await bench.connector.findWrite({ tenant, idempotencyKey: 'key-1' })).toEqual({
        ...result,
        replayed: true,
      });
    });
  });
}
