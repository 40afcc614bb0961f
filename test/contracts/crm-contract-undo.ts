// CRM contract, undo: everything back, once, and nothing of what others did.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CrmOperation } from '../../contracts/ports/crm.ts';
import { contractJourney, written, type CrmBench } from './crm-contract-bench.ts';
import { anyOperation } from './crm-contract-data.ts';

export function describeCrmUndo(bench: CrmBench): void {
  describe('undo', () => {
    const all: CrmOperation[] = [
      { verb: 'schedule_call', slotId: 'slot-1', withRole: 'adviser', subject: 's' },
      { verb: 'post_inbox_briefing', toRole: 'adviser', title: 'Briefing', text: 't' },
      { verb: 'propose_portfolio', productIds: ['fund-3'], riskClass: 3 },
      { verb: 'grant_offer', offerId: 'ship-free', valueMinor: 900, currency: 'EUR' },
      { verb: 'grant_points', points: 250, reason: 'r' },
      { verb: 'open_case', topic: 'warranty', priority: 'high', text: 't' },
      { verb: 'send_message', channel: 'whatsapp', text: 't' },
      { verb: 'create_task', forRole: 'supervisor', title: 'Task', text: 't', dueInDays: 1 },
      { verb: 'add_note', text: 'A note.' },
    ];

    it('takes every verb back, keeps the diff, and says so on the timeline', async () => {
      const { write, undo, view, slots } = await bench.newTenant();
      const before = await view();
      const free = await slots();
      const result = written(await write(all));

      expect(await undo()).toBe('undone');
      const after = await view();
      expect(after.facts).toEqual({ ...before.facts, version: 3 });
      expect(await slots()).toEqual(free);
      expect(after.calls.map(({ state }) => state)).toEqual(['cancelled']);
      expect(after.tasks.map(({ state }) => state).sort()).toEqual(['cancelled', 'withdrawn']);
      expect(after.offers.map(({ state }) => state)).toEqual(['withdrawn']);
      expect(after.cases.find(({ topic }) => topic === 'warranty')?.state).toBe('cancelled');
      expect(after.outbox.map(({ state }) => state)).toEqual(['cancelled']);
      expect(after.timeline.some(({ kind }) => kind === 'note')).toBe(false);
      expect(after.timeline[0]).toMatchObject({
        kind: 'undone',
        journeyId: contractJourney,
      });
      expect(after.writes).toEqual([
        { id: result.writeId, idempotencyKey: 'key-1', state: 'undone', diff: result.diff },
      ]);
    });

    it('is done once, however often and however many at once ask', async () => {
      const { write, undo, view } = await bench.newTenant();
      await write(all);
      expect(await Promise.all([undo(), undo()])).toEqual(['undone', 'undone']);
      const once = await view();
      expect(await undo()).toBe('undone');
      expect(await view()).toEqual(once);
      expect(once.facts.version).toBe(3);
    });

    it('leaves what other writes did: later points stay, a freed slot can be booked again', async () => {
      const { write, undo, facts, view } = await bench.newTenant();
      await write(all);
      const later = { idempotencyKey: 'key-2', expectedVersion: 2 };
      await write([{ verb: 'grant_points', points: 30, reason: 'later' }], later);
      await undo();
      expect((await facts()).loyalty?.points).toBe(1030);

      const call: CrmOperation = {
        verb: 'schedule_call',
        slotId: 'slot-1',
        withRole: 'adviser',
        subject: 's',
      };
      written(await write([call], { idempotencyKey: 'key-3', customerId: 'bert' }));
      await undo();
      expect((await view('bert')).calls.map(({ state }) => state)).toEqual(['booked']);
    });
  });

  it('for any operations: a repeat changes nothing, and an undo restores the facts', async () => {
    const { tenant, write, undo, view, slots } = await bench.newTenant();
    let run = 0;
    let ended = { written: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(anyOperation, { minLength: 1, maxLength: 5 }), async (operations) => {
        const idempotencyKey = `run-${(run += 1)}`;
        const before = await view();
        const free = await slots();
        const { version, ...factsBefore } = before.facts;
        const result = await write(operations, { idempotencyKey, expectedVersion: version });
        if (result.verdict !== 'written') {
          expect(result.verdict).toBe('refused');
          expect(await view()).toEqual(before);
          ended = { ...ended, refused: ended.refused + 1 };
          return;
        }
        ended = { ...ended, written: ended.written + 1 };
        const once = await view();
        expect(await write(operations, { idempotencyKey, expectedVersion: version })).toEqual({
          ...result,
          replayed: true,
        });
        expect(await view()).toEqual(once);

        expect(await bench.connector.undo({ tenant, idempotencyKey })).toBe('undone');
        const undone = await view();
        expect(undone.facts).toEqual({ ...factsBefore, version: version + 2 });
        expect(await slots()).toEqual(free);
        expect(await undo(idempotencyKey)).toBe('undone');
        expect(await view()).toEqual(undone);
      }),
      { numRuns: 60 },
    );
    // Both kinds came up, or the property would promise less than it says.
    expect(ended.written).toBeGreaterThan(5);
    expect(ended.refused).toBeGreaterThan(5);
  });
}
