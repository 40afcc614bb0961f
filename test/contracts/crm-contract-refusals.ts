// CRM contract, refusals: version conflicts and business rules, all or nothing.
import { describe, expect, it } from 'vitest';
import type { CrmOperation } from '../../contracts/ports/crm.ts';
import { written, type CrmBench } from './crm-contract-bench.ts';

export function describeCrmRefusals(bench: CrmBench): void {
  describe('refusals change nothing', () => {
    it('refuses a write that was made from an older version, and leaves its key free', async () => {
      const { write, view } = await bench.newTenant();
      await write([{ verb: 'add_note', text: 'first' }]);
      const before = await view();
      const late = { idempotencyKey: 'key-2', expectedVersion: 1 };
      expect(await write([{ verb: 'add_note', text: 'late' }], late)).toEqual({
        verdict: 'version_conflict',
        currentVersion: 2,
      });
      expect(await view()).toEqual(before);
      written(await write([{ verb: 'add_note', text: 'late' }], { ...late, expectedVersion: 2 }));
    });

    it('lets one of two writes from the same version through', async () => {
      const { write, view } = await bench.newTenant();
      const results = await Promise.all([
        write([{ verb: 'add_note', text: 'one' }], { idempotencyKey: 'one' }),
        write([{ verb: 'add_note', text: 'two' }], { idempotencyKey: 'two' }),
      ]);
      expect(results.map(({ verdict }) => verdict).sort()).toEqual(['version_conflict', 'written']);
      expect((await view()).writes).toHaveLength(1);
    });

    it('answers missing for a customer whom it does not have', async () => {
      const { write } = await bench.newTenant();
      expect(await write([{ verb: 'add_note', text: 'x' }], { customerId: 'nobody' })).toEqual({
        verdict: 'missing',
      });
    });

    it.each<[string, CrmOperation, string?]>([
      ['unknown_slot', { verb: 'schedule_call', slotId: 'none', withRole: 'adviser', subject: 's' }],
      ['slot_past', { verb: 'schedule_call', slotId: 'slot-past', withRole: 'adviser', subject: 's' }],
      [
        'channel_unreachable',
        { verb: 'schedule_call', slotId: 'slot-1', withRole: 'adviser', subject: 's' },
        'olga',
      ],
      ['channel_unreachable', { verb: 'send_message', channel: 'whatsapp', text: 't' }, 'olga'],
      ['channel_unreachable', { verb: 'send_message', channel: 'email', text: 't' }, 'olga'],
      ['unknown_product', { verb: 'propose_portfolio', productIds: ['fund-3', 'none'], riskClass: 3 }],
      ['risk_class_exceeded', { verb: 'propose_portfolio', productIds: ['note-6'], riskClass: 3 }],
      ['risk_class_exceeded', { verb: 'propose_portfolio', productIds: ['radio'], riskClass: 3 }],
      ['risk_class_changed', { verb: 'propose_portfolio', productIds: ['note-6'], riskClass: 6 }],
      ['unknown_offer', { verb: 'grant_offer', offerId: 'none', valueMinor: 1, currency: 'EUR' }],
      ['offer_limit', { verb: 'grant_offer', offerId: 'ship-free', valueMinor: 1000, currency: 'EUR' }],
      ['offer_limit', { verb: 'grant_offer', offerId: 'ship-free', valueMinor: 900, currency: 'INR' }],
      ['points_limit', { verb: 'grant_points', points: -5, reason: 'r' }],
      ['points_limit', { verb: 'grant_points', points: 1e9, reason: 'r' }],
      ['no_loyalty_account', { verb: 'grant_points', points: 5, reason: 'r' }, 'olga'],
      ['text_unstorable', { verb: 'add_note', text: 'a\0b' }],
      ['unknown_verb', { verb: 'delete_customer' } as unknown as CrmOperation],
    ])('%s takes the operations before it back', async (code, operation, customerId = 'anna') => {
      const { tenant, write, view, slots } = await bench.newTenant();
      const before = [await view(customerId), await slots()];
      const earlier: CrmOperation = {
        verb: 'open_case',
        topic: 'warranty',
        priority: 'normal',
        text: 'Earlier.',
      };
      expect(await write([earlier, operation], { customerId })).toEqual({ verdict: 'refused', code });
      expect([await view(customerId), await slots()]).toEqual(before);
      expect(await bench.connector.findWrite({ tenant, idempotencyKey: 'key-1' })).toBeNull();
    });

    it('refuses a write without operations', async () => {
      const { write } = await bench.newTenant();
      expect(await write([])).toEqual({ verdict: 'refused', code: 'no_operations' });
    });

    it('books a slot once, for whoever comes first', async () => {
      const { write, slots } = await bench.newTenant();
      const call: CrmOperation = {
        verb: 'schedule_call',
        slotId: 'slot-1',
        withRole: 'adviser',
        subject: 's',
      };
      const results = await Promise.all([
        write([call], { idempotencyKey: 'anna' }),
        write([call], { idempotencyKey: 'bert', customerId: 'bert' }),
      ]);
      expect(results.map((result) => (result.verdict === 'refused' ? result.code : result.verdict)).sort()) // prettier-ignore
        .toEqual(['slot_taken', 'written']);
      expect((await slots()).map(({ id }) => id)).toEqual(['slot-2', 'slot-3']);
    });
  });
}
